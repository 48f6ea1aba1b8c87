// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/sandboxmarathon.h"
#include "sandbox/http/sandboxfault.h"
#include "sandbox/http/sandboxlistener.h"
#include "sandbox/schedulers/foreignscript.h"

#include <QUrl>

namespace Pinion {

struct SandboxEremeticOptions
{
    int queueSize = 100;
    QByteArray user = {}; ///< empty: nobody needs to log in
    QByteArray password = {};
};

/// An Eremetic (0.30) beside the sandbox's Marathon, on its agents and by its clock: what is due
/// happens when somebody asks. It has the faults of its model: what fails before it runs is tried
/// five times more, what the master refuses stays active for ever, and a full queue is a 503.
class SandboxEremetic final : public QObject
{
    Q_OBJECT

public:
    explicit SandboxEremetic(SandboxMarathon &world, SandboxEremeticOptions options = {});
    ~SandboxEremetic() override;

    [[nodiscard]] bool start();
    [[nodiscard]] QUrl url() const;

    /// How containers end; none: well.
    void setScript(ForeignScript script) { m_script = std::move(script); }
    [[nodiscard]] SandboxFaults &faults() { return m_faults; }
    [[nodiscard]] const QList<SandboxRequest> &requests() const { return m_requests; }
    [[nodiscard]] int recordCount() const;
    [[nodiscard]] int runningTasks() const;

private:
    struct Record;

    [[nodiscard]] SandboxAnswer answer(const SandboxRequest &request);
    [[nodiscard]] SandboxAnswer add(const QByteArray &body);
    [[nodiscard]] SandboxAnswer list(const SandboxRequest &request) const;
    [[nodiscard]] SandboxAnswer answerTask(const SandboxRequest &request, const QString &rest);
    [[nodiscard]] SandboxAnswer kill(Record &record);
    [[nodiscard]] SandboxAnswer remove(const QString &id);
    void catchUp();
    void proceed(Record &record);
    void offerRound();
    [[nodiscard]] const SandboxAgent *agentFor(const Record &record) const;
    void launch(Record &record, const SandboxAgent &agent);
    void enter(Record &record, const QString &status);

    SandboxMarathon &m_world;
    SandboxEremeticOptions m_options;
    ForeignScript m_script;
    std::list<Record> m_records; ///< in the order of the queue
    SandboxFaults m_faults;
    QList<SandboxRequest> m_requests;
    SandboxListener m_listener;
    Millis m_nextRound = 0;
    int m_lastNumber = 0;
};

} // namespace Pinion
