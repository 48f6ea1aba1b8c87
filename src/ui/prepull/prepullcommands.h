// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/leftovers.h"
#include "prepull/machine.h"
#include "prepull/run.h"
#include "ui/prepull/prepullwizard.h"
#include "ui/shell/shell.h"

#include <QPointer>

namespace Pinion {

class TargetLink;

/// Opens the wizard for the image that the user is at, and offers to remove what earlier runs have
/// left on the chosen target.
class PrepullCommands : public QObject
{
    Q_OBJECT

public:
    PrepullCommands(Shell shell, TargetLink &link, QObject *parent);
    ~PrepullCommands() override;

    /// For the app that the user is at. Says what is missing where no target is chosen.
    void open();
    /// For an app of the document in front.
    void openFor(const QString &app);
    /// For an app as the chosen target defines it.
    void openForRunning(const QString &app);
    void setPace(PrepullPace pace) { m_pace = pace; }

signals:
    void pinRequested();
    void deployRequested();

private:
    [[nodiscard]] PrepullSubject subjectInFront(const QString &app) const;
    void show(const PrepullSubject &subject);
    [[nodiscard]] QString journalFolder() const;
    [[nodiscard]] PrepullRecord here() const;
    void lookForLeftovers();
    static QCoro::Task<void> lookNow(PrepullCommands *self, std::stop_token stop);
    void offer(const std::vector<PrepullRecord> &left);
    void remove(const std::vector<PrepullRecord> &left);
    void removeTyped(const std::vector<PrepullRecord> &left, const QString &typed);
    static QCoro::Task<void> removeNow(PrepullCommands *self, std::vector<PrepullRecord> left,
        WritePermit permit, std::stop_token stop);
    void letGo();

    Shell m_shell;
    TargetLink &m_link;
    PrepullPace m_pace;
    QPointer<PrepullWizard> m_wizard;
    QString m_askedFor; ///< the target that was looked at last
    Clock m_clock;
    PrepullJournal m_journal;
    std::unique_ptr<PrepullMachine> m_machine;
    std::unique_ptr<PrepullRun> m_run;
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
