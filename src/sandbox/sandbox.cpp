// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox.h"

#include "sandbox/api/marathonapi.h"
#include "sandbox/api/mesosapi.h"
#include "sandbox/http/faultyanswer.h"

#include <QDateTime>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr Millis HeartbeatInterval = 10'000;
constexpr Millis ElectionTime = 3'000;
constexpr Millis RestartTime = 5'000;
constexpr int LivePace = 20; // ms between looks at the real clock
constexpr qsizetype KeptEvents = 10'000;
constexpr Millis FixedStart = 1'709'629'964'000; // 2024-03-05T09:12:44Z

bool fitsPattern(const QString &pattern, const QString &path)
{
    QString expression = QRegularExpression::escape(pattern);
    expression.replace("\\*"_L1, ".*"_L1);
    return QRegularExpression(QRegularExpression::anchoredPattern(expression))
        .match(path)
        .hasMatch();
}

bool isFailure(const SandboxAnswer &answer)
{
    return answer.status >= 400;
}

} // namespace

SandboxCluster::SandboxCluster(SandboxOptions options)
    : m_options(std::move(options))
    , m_startedAt(m_options.startsAt.value_or(
          m_options.isLive ? QDateTime::currentMSecsSinceEpoch() : FixedStart))
    , m_marathon(m_options.settings, m_startedAt)
{
    const bool dropsEvents = m_options.settings.version < MarathonVersion{1, 8};
    for (int i = 0; i < m_options.nodes; ++i) {
        auto node = std::make_unique<Node>();
        node->hub = std::make_unique<EventHub>(dropsEvents);
        node->role = i == 0 ? Role::Leader : Role::Standby;
        node->listener = std::make_unique<SandboxListener>(
            [this, i](const SandboxRequest &request, SandboxConnection &connection) {
                handle(i, request, connection);
            });
        m_nodes.push_back(std::move(node));
    }
    m_master = std::make_unique<SandboxListener>(
        [this](const SandboxRequest &request, SandboxConnection &connection) {
            handleMesos(request, connection);
        });
    for (int i = 0; i < m_options.agents; ++i) {
        SandboxAgent agent;
        agent.hostname = u"agent-%1.%2.example"_s.arg(i + 1).arg(m_options.site);
        agent.address = u"10.20.0.%1"_s.arg(11 + i);
        m_marathon.addAgent(std::move(agent));
    }
    m_nextBeat = m_marathon.now() + HeartbeatInterval;
    m_marathon.state().onEvent = [this](const SandboxEvent &event) {
        if (m_published.size() >= KeptEvents)
            m_published.removeFirst();
        m_published.append(event);
        events().publish(event);
    };
    connect(&m_timer, &QTimer::timeout, this, &SandboxCluster::follow);
}

SandboxCluster::~SandboxCluster()
{
    stop();
    m_marathon.state().onEvent = nullptr;
}

bool SandboxCluster::start()
{
    bool isFirst = true;
    for (const std::unique_ptr<Node> &node : m_nodes) {
        if (node->role != Role::Dead && !node->listener->listen(isFirst ? m_options.port : 0))
            return false;
        isFirst = false;
    }
    if (!m_master->listen())
        return false;
    m_marathon.settle();
    if (m_options.isLive) {
        m_elapsed.start();
        m_timer.start(LivePace);
    }
    return true;
}

void SandboxCluster::stop()
{
    m_timer.stop();
    for (const std::unique_ptr<Node> &node : m_nodes)
        node->listener->close();
    m_master->close();
}

QString SandboxCluster::address(int node) const
{
    return m_nodes.at(size_t(node))->listener->address();
}

QUrl SandboxCluster::url(int node) const
{
    return QUrl(u"http://"_s + address(node));
}

QUrl SandboxCluster::mesosUrl() const
{
    return QUrl(u"http://%1/"_s.arg(m_master->address()));
}

void SandboxCluster::forgetRequests()
{
    m_requests.clear();
    m_mesosRequests.clear();
}

bool SandboxCluster::run(const QList<QByteArray> &definitions)
{
    for (const QByteArray &definition : definitions) {
        const SandboxRequest request{"POST", "/v2/apps", {}, definition, u"127.0.0.1"_s};
        const SandboxAnswer answer
            = answerMarathon(m_marathon, {address(m_leader), mesosUrl().toString()}, request);
        if (isFailure(answer)) {
            m_problem = answer.body;
            return false;
        }
    }
    constexpr int MostSeconds = 3600;
    for (int i = 0; i < MostSeconds && !m_marathon.state().deployments.empty(); ++i)
        advance(1000);
    return true;
}

std::optional<SandboxAnswer> SandboxCluster::refusedEntry(const SandboxRequest &request) const
{
    const SandboxAccess &access = m_options.access;
    const QByteArray login = request.header("authorization");
    const QByteArray pair = access.user + ':' + access.password;
    const QByteArray basic = "Basic " + pair.toBase64();
    if (!access.user.isEmpty() && login != basic) {
        return SandboxFault::page(401, u"Unauthorized"_s, request.header("accept"))
            .with("WWW-Authenticate", "basic realm=\"null\"");
    }
    // Plugins do not guard /ping.
    if (request.path() == "/ping"_L1)
        return std::nullopt;
    if (!access.token.isEmpty() && login != "token=" + access.token)
        return SandboxFault::message(401, u"Invalid username or password."_s);
    for (const QString &pattern : access.forbidden) {
        if (fitsPattern(pattern, request.path()))
            return SandboxFault::message(403, u"Not Authorized to perform this action!"_s);
    }
    return std::nullopt;
}

bool SandboxCluster::isEventRequest(const SandboxRequest &request) const
{
    return request.method == "GET" && request.path() == "/v2/events"_L1;
}

void SandboxCluster::handle(int node, const SandboxRequest &request, SandboxConnection &connection)
{
    const qsizetype number = m_requests.size();
    m_requests.append(request);
    const std::optional<SandboxFault> fault = m_faults.take(request);
    const bool isReplaced = fault && fault->answer;
    const bool isCutShort = fault && (fault->cutAfter || fault->hangs);
    if (isEventRequest(request) && !isReplaced && !isCutShort && !refusedEntry(request)) {
        m_requests[number].status = 200;
        QTimer::singleShot(fault ? fault->delay : 0, &connection,
            [this, node, &connection] { openEvents(node, connection); });
        return;
    }
    SandboxAnswer answer;
    if (!isReplaced || fault->isApplied)
        answer = answerTo(node, request);
    if (isReplaced)
        answer = *fault->answer;
    if (m_options.announcesBeforeAnswer)
        m_marathon.step();
    m_requests[number].status = answer.status;
    if (fault)
        sendFaulty(connection, answer, *fault);
    else
        connection.answer(answer);
    settleSoon();
}

SandboxAnswer SandboxCluster::answerTo(int node, SandboxRequest request)
{
    const Role role = m_nodes.at(size_t(node))->role;
    if (std::optional<SandboxAnswer> no = refusedEntry(request))
        return finished(node, request, std::move(*no));
    if (role == Role::Electing) {
        return SandboxFault::page(
            502, u"Could not determine the current leader"_s, request.header("accept"));
    }
    // A standby forwards bodies of known length only.
    if (role == Role::Standby && !request.hasHeader("content-length"))
        request.body.clear();
    const ApiPlaces places{address(m_leader), mesosUrl().toString()};
    return finished(node, request, answerMarathon(m_marathon, places, request));
}

/// The headers of every answer, and compression.
SandboxAnswer SandboxCluster::finished(
    int node, const SandboxRequest &request, SandboxAnswer answer) const
{
    answer.headers.append(
        {{"Cache-Control", "no-cache, no-store, must-revalidate"}, {"Pragma", "no-cache"},
            {"Expires", "0"}, {"X-Marathon-Leader", "http://" + address(m_leader).toLatin1()},
            {"X-Frame-Options", "DENY"}, {"X-XSS-Protection", "1; mode=block"}});
    if (node != m_leader)
        answer.headers.append({"X-Marathon-Via", "1.1 " + address(node).toLatin1()});
    const bool takesGzip = request.header("accept-encoding").contains("gzip");
    if (request.method == "GET" && takesGzip && !answer.body.isEmpty()) {
        answer = answer.with("Content-Encoding", "gzip").with("Vary", "Accept-Encoding");
        answer.body = gzipped(answer.body);
    }
    return answer;
}

void SandboxCluster::openEvents(int node, SandboxConnection &connection)
{
    const SandboxRequest &request = connection.request();
    const bool isRedirected = m_options.settings.version >= MarathonVersion{1, 7};
    const Role role = m_nodes.at(size_t(node))->role;
    const QByteArray accept = request.header("accept");
    if (role == Role::Electing) {
        connection.answer(
            SandboxFault::page(502, u"Could not determine the current leader"_s, accept));
    } else if (role == Role::Standby && isRedirected) {
        const QUrl leader = m_eventsElsewhere.isEmpty() ? url(m_leader) : m_eventsElsewhere;
        connection.answer(
            SandboxAnswer{302, {{"Location", leader.toString().toLatin1() + request.target}}, {}});
    } else if (accept != "text/event-stream") {
        connection.answer(SandboxFault::page(405, u"Method Not Allowed"_s, "text/html"));
    } else {
        events().attach(connection, m_marathon.state());
    }
}

void SandboxCluster::handleMesos(const SandboxRequest &request, SandboxConnection &connection)
{
    m_mesosRequests.append(request);
    const std::optional<SandboxFault> fault = m_mesosFaults.take(request);
    const SandboxAnswer answer = fault && fault->answer
        ? *fault->answer
        : answerMesos(m_marathon.state(), m_master->address(), request);
    m_mesosRequests.last().status = answer.status;
    if (fault)
        sendFaulty(connection, answer, *fault);
    else
        connection.answer(answer);
}

void SandboxCluster::settleSoon()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (isLed())
                m_marathon.settle();
        },
        Qt::QueuedConnection);
}

void SandboxCluster::setRole(int node, Role role)
{
    Node &changed = *m_nodes.at(size_t(node));
    changed.role = role;
    changed.electedAt.reset();
    changed.restartsAt.reset();
    if (role == Role::Dead) {
        changed.hub->cut();
        changed.listener->close();
    } else {
        changed.listener->listen();
    }
    if (role == Role::Leader)
        m_leader = node;
}

void SandboxCluster::changeLeader()
{
    const int old = m_leader;
    setRole(old, Role::Dead);
    m_nodes.at(size_t(old))->restartsAt = m_marathon.now() + RestartTime;
    const int next = (old + 1) % int(m_nodes.size());
    if (next != old)
        setRole(next, Role::Electing);
    m_nodes.at(size_t(next))->electedAt
        = m_marathon.now() + (next == old ? RestartTime : ElectionTime);
    m_leader = next;
}

Millis SandboxCluster::nextTick() const
{
    Millis next = hasListeners() ? m_nextBeat : std::numeric_limits<Millis>::max();
    for (const std::unique_ptr<Node> &node : m_nodes) {
        for (const std::optional<Millis> at : {node->electedAt, node->restartsAt}) {
            if (at)
                next = std::min(next, *at);
        }
    }
    return next;
}

bool SandboxCluster::hasListeners() const
{
    return std::any_of(m_nodes.begin(), m_nodes.end(),
        [](const std::unique_ptr<Node> &node) { return node->hub->clientCount() > 0; });
}

void SandboxCluster::tick()
{
    for (int i = 0; i < int(m_nodes.size()); ++i) {
        Node &node = *m_nodes[size_t(i)];
        const bool isElected = node.electedAt && *node.electedAt <= m_marathon.now();
        const bool isBack = node.restartsAt && *node.restartsAt <= m_marathon.now();
        if (isElected) {
            setRole(i, Role::Leader);
            m_marathon.changeLeader();
        } else if (isBack) {
            setRole(i, Role::Standby);
        }
    }
    if (!hasListeners())
        m_nextBeat = m_marathon.now() + HeartbeatInterval;
    while (m_nextBeat <= m_marathon.now()) {
        m_nextBeat += HeartbeatInterval;
        for (const std::unique_ptr<Node> &node : m_nodes)
            node->hub->beat();
    }
}

void SandboxCluster::advance(Millis howLong)
{
    const Millis end = m_marathon.now() + howLong;
    while (m_marathon.now() < end) {
        const Millis next = std::min(end, std::max(m_marathon.now(), nextTick()));
        if (isLed())
            m_marathon.advance(next - m_marathon.now());
        else
            m_marathon.state().now = next;
        tick();
    }
    if (isLed())
        m_marathon.settle();
}

bool SandboxCluster::isLed() const
{
    return m_nodes.at(size_t(m_leader))->role == Role::Leader;
}

void SandboxCluster::follow()
{
    advance(m_elapsed.restart());
}

} // namespace Pinion

#include "moc_sandbox.cpp"
