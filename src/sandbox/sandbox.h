// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/sandboxmarathon.h"
#include "sandbox/http/eventhub.h"
#include "sandbox/http/sandboxfault.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QUrl>

namespace Pinion {

/// Who may ask what.
struct SandboxAccess
{
    QByteArray user = {}; ///< --http_credentials; empty: nobody needs to log in
    QByteArray password = {};
    QByteArray token = {}; ///< of a plugin: "Authorization: token=…"; empty: none is needed
    QStringList forbidden = {}; ///< paths that a plugin answers with 403; '*' stands for any text
};

struct SandboxOptions
{
    SandboxSettings settings = {};
    int nodes = 1; ///< Marathon processes; the first one leads
    int agents = 3; ///< of eight cores and 30 GiB each; tests may add others
    /// The clock follows the real one; else it moves by advance() only, and begins at a fixed time.
    bool isLive = false;
    /// When the clock begins, in ms since 1970. Nothing: now for a live one, else a fixed moment.
    std::optional<Millis> startsAt = {};
    QString site = QStringLiteral("sandbox"); ///< agents are "agent-1.<site>.example"
    quint16 port = 0; ///< of the first node; 0: any free one
    SandboxAccess access = {};
    /// The first deployment_info comes before the answer to the change, as it may.
    bool announcesBeforeAnswer = false;
};

/// A Marathon with its standbys and its Mesos master on the loopback interface: real sockets, real
/// bytes, and a state machine behind them that tests can steer. Lives in the thread that made it
/// and answers while that thread's event loop runs.
///
/// A test's day: make one, start(), point the client at url(), let it work, and move the clock with
/// advance(). Whatever is due "now" happens after each request by itself.
class SandboxCluster final : public QObject
{
    Q_OBJECT

public:
    enum class Role : quint8 { Leader, Standby, Electing, Dead };

    explicit SandboxCluster(SandboxOptions options = {});
    ~SandboxCluster() override;

    /// False if the wanted port is taken.
    bool start();
    void stop();

    /// Where a node serves Marathon: "http://127.0.0.1:12345".
    [[nodiscard]] QUrl url(int node = 0) const;
    /// "127.0.0.1:12345"
    [[nodiscard]] QString address(int node = 0) const;
    /// The Mesos master, with a trailing slash.
    [[nodiscard]] QUrl mesosUrl() const;

    /// The world behind the sockets: tasks, agents, offers and all that a script may change.
    [[nodiscard]] SandboxMarathon &marathon() { return m_marathon; }
    /// When its clock began.
    [[nodiscard]] Millis startedAt() const { return m_startedAt; }
    /// Moves the clock and does what falls due, heartbeats and elections included.
    void advance(Millis howLong);
    /// Creates apps as one POST each would, and lets the clock run until nothing more is deployed
    /// (at most an hour). False if one is refused; `problem()` then has the answer.
    bool run(const QList<QByteArray> &definitions);
    [[nodiscard]] QByteArray problem() const { return m_problem; }

    /// What goes wrong with requests to Marathon, and with those to Mesos.
    [[nodiscard]] SandboxFaults &faults() { return m_faults; }
    [[nodiscard]] SandboxFaults &mesosFaults() { return m_mesosFaults; }
    /// The event stream of the leader.
    [[nodiscard]] EventHub &events() { return *m_nodes.at(size_t(m_leader))->hub; }
    /// Standbys send clients of the event stream here instead of to the leader; empty: they do not.
    void redirectEventsTo(const QUrl &url) { m_eventsElsewhere = url; }
    void setAccess(SandboxAccess access) { m_options.access = std::move(access); }

    /// The leader's process ends: its connections are cut and new ones are refused for five seconds
    /// of the sandbox's clock. The next node knows no leader for three, then leads. Running
    /// deployments begin anew there.
    void changeLeader();
    void setRole(int node, Role role);
    [[nodiscard]] int leader() const { return m_leader; }

    /// All requests to all nodes so far, in order of arrival; those to the Mesos master apart.
    [[nodiscard]] const QList<SandboxRequest> &requests() const { return m_requests; }
    [[nodiscard]] const QList<SandboxRequest> &mesosRequests() const { return m_mesosRequests; }
    void forgetRequests();
    /// All events so far, whoever listened; at most the last ten thousand.
    [[nodiscard]] const QList<SandboxEvent> &published() const { return m_published; }

private:
    struct Node
    {
        std::unique_ptr<SandboxListener> listener;
        std::unique_ptr<EventHub> hub;
        Role role = Role::Standby;
        std::optional<Millis> electedAt = {};
        std::optional<Millis> restartsAt = {};
    };

    void handle(int node, const SandboxRequest &request, SandboxConnection &connection);
    void handleMesos(const SandboxRequest &request, SandboxConnection &connection);
    void openEvents(int node, SandboxConnection &connection);
    [[nodiscard]] SandboxAnswer answerTo(int node, SandboxRequest request);
    [[nodiscard]] std::optional<SandboxAnswer> refusedEntry(const SandboxRequest &request) const;
    [[nodiscard]] SandboxAnswer finished(
        int node, const SandboxRequest &request, SandboxAnswer answer) const;
    void settleSoon();
    void follow(); ///< the real clock
    void tick(); ///< heartbeats and elections
    [[nodiscard]] Millis nextTick() const;
    [[nodiscard]] bool hasListeners() const; ///< to events
    /// While nobody leads, the clock goes on and nothing happens.
    [[nodiscard]] bool isLed() const;
    [[nodiscard]] bool isEventRequest(const SandboxRequest &request) const;

    SandboxOptions m_options;
    Millis m_startedAt;
    SandboxMarathon m_marathon;
    std::vector<std::unique_ptr<Node>> m_nodes;
    std::unique_ptr<SandboxListener> m_master;
    SandboxFaults m_faults;
    SandboxFaults m_mesosFaults;
    QList<SandboxRequest> m_requests;
    QList<SandboxRequest> m_mesosRequests;
    QList<SandboxEvent> m_published;
    QUrl m_eventsElsewhere;
    QByteArray m_problem;
    QTimer m_timer;
    QElapsedTimer m_elapsed;
    Millis m_nextBeat = 0;
    int m_leader = 0;
};

} // namespace Pinion
