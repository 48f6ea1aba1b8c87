// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/clusterline.h"
#include "cluster/marathonevent.h"

#include <QObject>

namespace Pinion {

enum class StreamState : quint8 {
    Off,
    Connecting,
    Live,
    Polling, ///< there is no stream at present: lookAgain() comes by the clock
};

/// How patient a stream is.
struct StreamPace
{
    std::chrono::milliseconds silence{30'000}; ///< the server's heart beats every 10 s
    std::chrono::milliseconds poll{3'000}; ///< between two lookAgain() without a stream
    /// Before each new try; the last one stays.
    std::vector<std::chrono::milliseconds> retries{std::chrono::milliseconds(1'000),
        std::chrono::milliseconds(2'000), std::chrono::milliseconds(5'000)};
};

/// Marathon's events, without end: connects again after a cut, a silence or a change of the leader,
/// node after node, and falls back to polling where no stream is to be had. The stream has no
/// history, so after every connection, and in turns while there is none, lookAgain() asks to fetch
/// the present state.
class EventStream final : public QObject
{
    Q_OBJECT

public:
    explicit EventStream(ClusterLine &line, StreamPace pace = StreamPace());
    ~EventStream() override;

    void start();
    void stop();
    [[nodiscard]] StreamState state() const { return m_state; }
    /// Why there is no stream; empty while there is one.
    [[nodiscard]] const QString &problem() const { return m_problem; }

signals:
    void stateChanged();
    void received(const Pinion::MarathonEvent &event);
    void lookAgain();

private:
    void enter(StreamState state);
    void process();
    QCoro::Task<void> run(std::stop_token stop);
    QCoro::Task<void> poll(std::stop_token stop);
    QCoro::Task<void> pause(std::size_t failures, std::stop_token stop);

    ClusterLine &m_line;
    StreamPace m_pace;
    StreamState m_state = StreamState::Off;
    QString m_problem;
    SseParser m_parser;
    QByteArray m_pending;
    bool m_isProcessing = false;
    bool m_hasConnected = false; ///< in this try
    TaskScope m_scope;
};

} // namespace Pinion
