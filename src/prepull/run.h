// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/taskscope.h"
#include "net/clock.h"
#include "prepull/backend.h"
#include "prepull/record.h"

#include <QObject>

namespace Pinion {

enum class PrepullState : quint8 {
    Idle,
    Pulling,
    CleaningUp, ///< the helpers are ordered to go, until none is left
    Ended,
};

struct PrepullPace
{
    std::chrono::milliseconds poll{3'000};
    std::chrono::milliseconds cleaning{2'000}; ///< between two looks at what is left
    std::chrono::milliseconds longestCleaning{120'000};
    int patience = 20; ///< looks in a row that may go wrong
};

/// All that is shown of a run.
struct PrepullStatus
{
    PrepullState state = PrepullState::Idle;
    std::vector<HostRow> rows;
    QString trouble; ///< why the last look failed; empty: it did not
    std::optional<Error> error; ///< why it could not go on
    bool isCancelled = false; ///< by the user
    bool isSuccess = false; ///< every host that was chosen has the image
    bool isClean = false; ///< nothing of it is left in the cluster
    std::optional<Error> cleaningError; ///< why something may be

    [[nodiscard]] int count(HostState state) const;
};

/// One run from its record on disk to the last helper's end. The back-end, the clock and the
/// journal must outlive it. Its end leaves the helpers where they are, and the record with them.
class PrepullRun final : public QObject
{
    Q_OBJECT

public:
    PrepullRun(PrepullBackend &backend, Clock &clock, const PrepullJournal &journal,
        PrepullPace pace = PrepullPace());
    ~PrepullRun() override;

    /// Once. Nothing is sent before the record is written.
    QCoro::Task<void> start(PrepullPlan plan, PrepullRecord record);
    /// What was left of an earlier run goes, without pulling anything.
    QCoro::Task<void> cleanUpAfter(PrepullRecord record);
    /// Ends the pulling; the cleaning up follows.
    void cancel();

    [[nodiscard]] const PrepullStatus &status() const { return m_status; }

signals:
    /// Anything of the status is new.
    void changed();

private:
    [[nodiscard]] Task<void> pull(PrepullPlan plan, std::stop_token stop);
    [[nodiscard]] Task<void> readWords(std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> cleanUp(QString runId, std::stop_token stop);
    void enter(PrepullState state);
    void show(const PrepullProgress &progress);

    PrepullBackend &m_backend;
    Clock &m_clock;
    const PrepullJournal &m_journal;
    PrepullPace m_pace;
    PrepullStatus m_status;
    std::optional<PrepullProgress> m_progress;
    bool m_canRead = true; ///< the agents are within reach
    TaskScope m_pulling;
    TaskScope m_scope;
};

} // namespace Pinion
