// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldrows.h"

#include "deploy/forecast.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Json = nlohmann::json;

namespace {

/// The app with some members changed (RFC 7396).
QByteArray patched(const QByteArray &patch, const char *base = FieldBase)
{
    Json app = Json::parse(base);
    app.merge_patch(Json::parse(patch.toStdString()));
    return QByteArray::fromStdString(app.dump());
}

/// Two bodies, compared as what runs and what is to run.
class Case
{
public:
    Case(const QByteArray &before, const QByteArray &after, MarathonVersion version = {1, 10})
        : m_before(JsonTree::parse(before))
        , m_after(JsonTree::parse(after))
        , m_version(version)
        , m_comparison(body(m_before, BodyOrigin::Served), body(m_after, BodyOrigin::Written))
    { }

    [[nodiscard]] const Comparison &comparison() const { return m_comparison; }
    [[nodiscard]] Forecast foresee(
        const RunningState &state = {}, const std::vector<AgentRoom> &agents = {}) const
    {
        return forecast(m_comparison, state, agents, m_version);
    }

private:
    [[nodiscard]] Comparable body(const JsonTree &tree, BodyOrigin origin) const
    {
        const Definitions found = findDefinitions(tree);
        if (found.items.empty())
            return {};
        ServerSettings settings;
        settings.version = m_version;
        return Comparable::of(found.items.front(), settings, origin);
    }

    JsonTree m_before;
    JsonTree m_after;
    MarathonVersion m_version;
    Comparison m_comparison;
};

QStringList idsOf(const Forecast &forecast)
{
    QStringList ids;
    for (const ForecastNote &note : forecast.notes)
        ids.append(note.id);
    return ids;
}

} // namespace

class TestForecast : public QObject
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void sentences_data();
    void sentences();
    void notes_data();
    void notes();
    void considersHealth_data();
    void considersHealth();
    void room_data();
    void room();
    void pods();
    void groupsRestartNothing();
};

void TestForecast::fields_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("impact");
    QTest::addColumn<QByteArray>("version");
    for (const FieldRow &row : fieldRows())
        QTest::newRow(row.name) << QByteArray(row.before) << QByteArray(row.after)
                                << QString::fromUtf8(row.impact) << QByteArray(row.version);
}

void TestForecast::fields()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, impact);
    QFETCH(QByteArray, version);
    const std::optional<MarathonVersion> release
        = MarathonVersion::parse(QString::fromLatin1(version));
    const Case given(patched(before), patched(after), *release);
    QCOMPARE(impactName(given.foresee().impact), impact);

    // The server's own comparison of the two forms says the same.
    const auto form = [](const Comparable &side) {
        return nlohmann::ordered_json::parse(side.text().toStdString());
    };
    const auto changes
        = rolloutChanges(form(given.comparison().before()), form(given.comparison().after()));
    QCOMPARE(changes.empty(), given.comparison().changes().empty());
    const bool restarts = std::any_of(changes.begin(), changes.end(),
        [](const RolloutChange &change) { return change.effect == RolloutEffect::Restart; });
    const std::vector<FieldEffect> effects = given.foresee().effects;
    QCOMPARE(std::any_of(effects.begin(), effects.end(),
                 [](const FieldEffect &effect) { return effect.effect == RolloutEffect::Restart; }),
        restarts);
}

void TestForecast::sentences_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("present"); // -1: not known
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *after, int present, const char *sentence) {
        QTest::addRow("%s at %d", qPrintable(QString::fromUtf8(after).simplified()), present)
            << QByteArray(after) << present << QString::fromUtf8(sentence);
    };
    row("{}", 3, "Nothing to do: this is what runs.");
    row(R"({"executorResources": {"cpus": 1}})", 3,
        "Stores the change; what runs goes on as it is.");
    row(R"({"instances": 5})", 3,
        "Starts 2 more, 5 in all; nothing restarts; needs 2 × 0.5 CPU, 512 MiB more.");
    row(R"({"instances": 1})", 3, "Stops 2 of 3; nothing restarts.");
    row(R"({"instances": 0})", 3, "Stops all 3 instances; nothing runs afterwards.");
    row(R"({"instances": 0})", 1, "Stops the only instance; nothing runs afterwards.");
    row(R"({"instances": 0, "cmd": "x"})", 0,
        "Stores the change; nothing runs, and nothing is started.");
    row(R"({"cmd": "x"})", 3,
        "Restarts 3 of 3, never below 3 running, up to 6 at once; needs 3 × 0.5 CPU, 512 MiB "
        "more.");
    row(R"({"cmd": "x"})", -1,
        "Restarts 3 of 3, never below 3 running, up to 6 at once; needs 3 × 0.5 CPU, 512 MiB "
        "more.");
    row(R"({"upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}})", 3,
        "Restarts 3 of 3, never below 2 running, at most 3 at once; no extra room.");
    row(R"({"upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 0}})", 3,
        "Restarts 3 of 3, never below 3 running; Marathon adds 1 for a while: needs 1 × 0.5 CPU, "
        "512 MiB more.");
    row(R"({"instances": 1, "upgradeStrategy": {"minimumHealthCapacity": 0,
        "maximumOverCapacity": 1}})",
        1, "The only instance stops first: a short outage.");
    row(R"({"instances": 4, "upgradeStrategy": {"minimumHealthCapacity": 0,
        "maximumOverCapacity": 0}})",
        4, "All 4 stop first: an outage until the new ones are up.");
    row(R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "d",
        "mode": "RW", "persistent": {"size": 1}}]}})",
        3, "Restarts 3 of 3, never below 2 running, each on the agent that holds its volume.");
    row(R"({"cmd": "x"})", 0,
        "Starts 3 instances of the new definition; nothing runs yet; needs 3 × 0.5 CPU, 512 MiB "
        "more.");
    row(R"({"healthChecks": [{"protocol": "MESOS_TCP"}],
        "upgradeStrategy": {"minimumHealthCapacity": 0.6, "maximumOverCapacity": 0.4}})",
        3,
        "Restarts 3 of 3, never below 2 healthy, up to 4 at once; needs 1 × 0.5 CPU, 512 MiB "
        "more.");
}

void TestForecast::sentences()
{
    QFETCH(QByteArray, after);
    QFETCH(int, present);
    QFETCH(QString, sentence);
    RunningState state;
    if (present >= 0)
        state.present = present;
    const Case given(patched("{}"), patched(after));
    QCOMPARE(given.foresee(state).sentence, sentence);
}

void TestForecast::notes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("healthy"); // of 3; -1: not known
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char *name, const char *before, const char *after, int healthy,
                         const char *version, const char *ids) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << healthy
                            << QString::fromUtf8(version) << QString::fromUtf8(ids);
    };
    const char *const checked
        = R"({"healthChecks": [{"path": "/"}], "portDefinitions": [{"port": 0}]})";
    const char *const tight = R"({"healthChecks": [{"path": "/"}], "portDefinitions": [{"port": 0}],
        "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}})";
    const char *const ofMesos = R"({"healthChecks": [{"protocol": "MESOS_HTTP", "path": "/"}],
        "portDefinitions": [{"port": 0}],
        "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}})";
    row("no check", "{}", R"({"cmd": "x"})", 3, "1.10", "no-health-check");
    row("unknown state", "{}", R"({"cmd": "x"})", -1, "1.10", "no-health-check unknown");
    row("checks of Marathon's own, no room above", checked, tight, 3, "1.10",
        "stalls new-strategy");
    row("the same before 1.10", checked, tight, 3, "1.9", "new-strategy");
    row("checks of Mesos", ofMesos, R"({"cmd": "x", "healthChecks": [{"protocol": "MESOS_HTTP",
        "path": "/"}], "portDefinitions": [{"port": 0}],
        "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}})",
        3, "1.10", "");
    row("all sick", ofMesos, R"({"cmd": "x", "healthChecks": [{"protocol": "MESOS_HTTP",
        "path": "/"}], "portDefinitions": [{"port": 0}],
        "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}})",
        0, "1.10", "stalls unhealthy-now");
    row("one sick", checked, R"({"cmd": "x", "healthChecks": [{"path": "/"}],
        "portDefinitions": [{"port": 0}]})",
        2, "1.10", "unhealthy-now");
    row("an outage", "{}", R"({"upgradeStrategy": {"minimumHealthCapacity": 0}})", 3, "1.10",
        "outage no-health-check new-strategy");
    row("fewer and other", "{}", R"({"cmd": "x", "instances": 2})", 3, "1.10",
        "surplus no-health-check");
    row("suspended", "{}", R"({"instances": 0})", 3, "1.10", "suspend");
    row("executor resources", "{}", R"({"executorResources": {"cpus": 1}})", 3, "1.10",
        "executor-resources");
    row("a default comes back", R"({"role": "team"})", "{}", 3, "1.10", "default no-health-check");
}

void TestForecast::notes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, healthy);
    QFETCH(QString, version);
    QFETCH(QString, ids);
    RunningState state;
    if (healthy >= 0) {
        state.present = 3;
        state.healthy = healthy;
    }
    const Case given(patched(before), patched(after), *MarathonVersion::parse(version));
    QCOMPARE(idsOf(given.foresee(state)).join(u' '), ids);

    state.deployments = {u"5ed4c0c5"_s};
    // A deployment without steps touches nothing, and so nothing stands in its way.
    const bool isHeld = given.foresee(state).impact != Impact::Nothing;
    QCOMPARE(idsOf(given.foresee(state)).contains(u"locked"_s), isHeld);
}

void TestForecast::considersHealth_data()
{
    QTest::addColumn<QByteArray>("running");
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("considered"); // of 5, of which 3 work
    const QByteArray none("{}");
    const QByteArray http(R"({"healthChecks": [{"protocol": "HTTP"}]})");
    const QByteArray mesos(R"({"healthChecks": [{"protocol": "HTTP"}, {"protocol": "COMMAND"}]})");
    const QByteArray ready(R"({"readinessChecks": [{"name": "r"}]})");
    QTest::newRow("no checks") << none << u"1.10"_s << 5;
    QTest::newRow("Marathon's") << http << u"1.10"_s << 0;
    QTest::newRow("Mesos'") << mesos << u"1.10"_s << 3;
    QTest::newRow("readiness alone") << ready << u"1.10"_s << 0;
    QTest::newRow("Marathon's, 1.9") << http << u"1.9"_s << 5;
    QTest::newRow("Mesos', 1.4") << mesos << u"1.4"_s << 5;
}

void TestForecast::considersHealth()
{
    QFETCH(QByteArray, running);
    QFETCH(QString, version);
    QFETCH(int, considered);
    const JsonTree tree = JsonTree::parse(running);
    QCOMPARE(consideredHealthy(tree.root(), 5, 3, *MarathonVersion::parse(version)), considered);
}

void TestForecast::room_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("agents"); // each with 2 CPUs, 1024 MiB, one instance of the app
    QTest::addColumn<int>("free"); // more, without an instance
    QTest::addColumn<int>("room");
    QTest::addColumn<QString>("note");
    const char *const changed = R"({"cmd": "x"})";
    const char *const unique = R"({"cmd": "x", "constraints": [["hostname", "UNIQUE"]]})";
    const char *const fixed
        = R"({"cmd": "x", "requirePorts": true, "portDefinitions": [{"port": 80}]})";
    const char *const giving = R"({"cmd": "x", "constraints": [["hostname", "UNIQUE"]],
        "upgradeStrategy": {"minimumHealthCapacity": 0.6}})";
    const auto row = [](const char *name, const char *after, int agents, int free, int room,
                         const char *note) {
        QTest::newRow(name) << QByteArray(after) << agents << free << room
                            << QString::fromUtf8(note);
    };
    row("plenty", changed, 3, 0, 6, "");
    row("some", changed, 1, 0, 2, "little-room");
    row("one to an agent", unique, 3, 0, 0, "no-room");
    row("one to an agent, one free", unique, 3, 1, 1, "little-room");
    row("one to an agent, three free", unique, 3, 3, 3, "");
    row("a fixed port", fixed, 3, 0, 0, "no-room");
    row("one may stop first", giving, 3, 0, 0, "little-room");
    row("too big", R"({"mem": 4096})", 3, 3, 0, "no-room");
}

void TestForecast::room()
{
    QFETCH(QByteArray, after);
    QFETCH(int, agents);
    QFETCH(int, free);
    QFETCH(int, room);
    QFETCH(QString, note);
    std::vector<AgentRoom> rooms;
    for (int i = 0; i < agents + free; ++i)
        rooms.push_back({u"node-%1"_s.arg(i), 2, 1024, 0, 0, i < agents ? 1 : 0});
    RunningState state;
    state.present = 3;
    const Forecast foreseen = Case(patched("{}"), patched(after)).foresee(state, rooms);
    QCOMPARE(foreseen.room.value_or(-1), room);
    QStringList ids = idsOf(foreseen);
    QCOMPARE(ids.contains(u"little-room"_s), note == u"little-room"_s);
    QCOMPARE(ids.contains(u"no-room"_s), note == u"no-room"_s);
}

void TestForecast::pods()
{
    const char *const pod = R"({"id": "/p", "scaling": {"kind": "fixed", "instances": 2},
        "containers": [{"name": "a", "exec": {"command": {"shell": "x"}},
        "resources": {"cpus": 0.4, "mem": 32}}]})";
    QCOMPARE(Case(pod, pod).foresee().impact, Impact::Nothing);
    const Forecast scaled = Case(pod, patched(R"({"scaling": {"instances": 3}})", pod)).foresee();
    QCOMPARE(scaled.impact, Impact::Scale);
    QCOMPARE(scaled.sentence,
        u"Starts 1 more, 3 in all; nothing restarts; needs 1 × 0.5 CPU, 64 MiB, 10 MiB disk more."_s);
    const Forecast labelled = Case(pod, patched(R"({"labels": {"a": "b"}})", pod)).foresee();
    QCOMPARE(labelled.impact, Impact::Restart);
    QCOMPARE(labelled.floor, 2);
    QCOMPARE(labelled.ceiling, 4);
}

void TestForecast::groupsRestartNothing()
{
    const Forecast foreseen = Case(
        R"({"id": "/g", "apps": []})", R"({"id": "/g", "apps": [], "dependencies": ["/db"]})")
                                  .foresee();
    QCOMPARE(foreseen.impact, Impact::Nothing);
    QCOMPARE(foreseen.effects.size(), size_t(1));
}

QTEST_GUILESS_MAIN(TestForecast)
#include "tst_forecast.moc"
