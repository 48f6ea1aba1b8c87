// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/machine.h"
#include "prepull/placement.h"
#include "prepull/run.h"
#include "prepull/scene.h"
#include "ui/targets/targets.h"

namespace Pinion {

/// One use of the wizard, without its pages: what the target tells, what is wished, and the run.
class PrepullSession : public QObject
{
    Q_OBJECT

public:
    PrepullSession(Targets &targets, Target target, const QString &journalFolder, PrepullPace pace,
        QObject *parent = nullptr);
    ~PrepullSession() override;

    [[nodiscard]] const Target &target() const { return m_target; }
    [[nodiscard]] PrepullWish &wish() { return m_wish; }
    [[nodiscard]] const PrepullWish &wish() const { return m_wish; }
    /// Where the app lets its instances run.
    void setPlacement(const AppPlacement &placement);
    /// Hosts that the app stays away from, with the reason. Empty before there is a scene.
    [[nodiscard]] QHash<QString, QString> barredHosts() const;
    void setPlace(SchedulerPlace place) { m_place = std::move(place); }
    void setAttribute(const QString &name) { m_attribute = name; }

    /// Asks the target for its agents. `master`: where its Mesos master is, which is kept if it is
    /// right; empty: as the target tells.
    void look(const QUrl &master = {});
    [[nodiscard]] bool isLooking() const { return m_isLooking; }
    /// Null before the answer, and where there is none.
    [[nodiscard]] const PrepullScene *scene() const { return m_scene ? &*m_scene : nullptr; }
    /// Why there is none; empty: it is not known yet.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// Marathon answers but the Mesos master does not, so that its address is worth a question.
    [[nodiscard]] bool wantsMaster() const { return m_wantsMaster; }

    /// Why a back-end cannot be used for the hosts of the wish, in a sentence; empty: it can.
    [[nodiscard]] QString objectionTo(PrepullVia via) const;
    /// Where the wish would have it pulled, as things are now. There must be a scene.
    [[nodiscard]] QStringList draftHosts() const;
    /// The attributes that Eremetic could aim by.
    [[nodiscard]] QStringList tellingNames() const;

    /// What the target is asked to confirm by typing it; empty: nothing.
    [[nodiscard]] QString nameToType() const;
    /// Errors: those of planOn(), DeployGuard::permit() and PrepullMachine::make().
    [[nodiscard]] Result<void> start(const QString &typed);
    /// The hosts that do not have the image, once more.
    [[nodiscard]] Result<void> retry();
    /// Those that could take the image by now, but not when the run began. Known a moment after
    /// its end.
    [[nodiscard]] const QStringList &newHosts() const { return m_newHosts; }
    [[nodiscard]] Result<void> pullOnNew();
    void stop();
    [[nodiscard]] const std::optional<PrepullPlan> &plan() const { return m_plan; }
    /// Idle before the start.
    [[nodiscard]] const PrepullStatus &status() const;
    /// Something is under way that has to be ended before the session may go.
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] QDateTime now() const { return m_clock.now(); }

signals:
    void sceneChanged();
    void runChanged();

private:
    static QCoro::Task<void> lookNow(
        PrepullSession *self, Target target, QUrl master, std::stop_token stop);
    static QCoro::Task<void> lookAgain(PrepullSession *self, std::stop_token stop);
    void takeProblem(const Error &error);
    void keepMaster(const QUrl &master);
    void followRun();
    void adoptRoles();
    [[nodiscard]] QStringList usableHosts() const;
    [[nodiscard]] Result<void> pullOn(const QStringList &hosts);
    [[nodiscard]] PrepullRecord record() const;

    Targets &m_targets;
    Target m_target;
    PrepullJournal m_journal;
    PrepullPace m_pace;
    PrepullWish m_wish;
    AppPlacement m_placement;
    SchedulerPlace m_place;
    QString m_attribute;
    QString m_typed;
    bool m_isLooking = false;
    bool m_wantsMaster = false;
    bool m_hasLookedAgain = false;
    QString m_problem;
    std::optional<PrepullScene> m_scene;
    QStringList m_newHosts;
    std::optional<PrepullPlan> m_plan;
    Clock m_clock;
    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<PrepullMachine> m_machine; ///< uses the cluster
    std::unique_ptr<PrepullRun> m_run; ///< uses the machine
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
