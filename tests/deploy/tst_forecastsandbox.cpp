// SPDX-License-Identifier: GPL-3.0-or-later
// Forecasts against what then happens in the stand-in for Marathon, which knows nothing of them.
#include "fieldrows.h"
#include "rollingrows.h"
#include "sandboxtesting.h"

#include "deploy/forecast.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr Millis Hour = 3'600'000;

SandboxSettings settingsOf(const QByteArray &version)
{
    SandboxSettings settings;
    settings.version = *MarathonVersion::parse(QString::fromLatin1(version));
    settings.facts.features = {u"gpu_resources"_s, u"secrets"_s, u"external_volumes"_s};
    return settings;
}

/// Some instances work and some do not.
bool isMixed(const RollingRow &row)
{
    return row.healthy > 0 && row.healthy < row.present;
}

/// Lets so many instances fall sick, for good.
void sicken(Talk &talk, const QString &app, int count)
{
    for (SandboxInstance *instance : talk.marathon.instancesOf(app)) {
        if (count-- <= 0)
            return;
        instance->script.health = false;
        talk.marathon.fleet().reportHealth(*instance, false);
    }
}

/// What a deployment did to the instances of an app.
struct Happened
{
    int floor = 0; ///< least number of instances that worked and were not about to end
    int ceiling = 0; ///< most that existed
    bool ended = false;
};

class Watcher
{
public:
    Watcher(Talk &talk, QString app)
        : m_talk(talk)
        , m_app(std::move(app))
    {
        m_happened.floor = working();
        note();
    }

    Happened run()
    {
        const Millis until = m_talk.marathon.now() + Hour;
        while (m_talk.marathon.now() < until) {
            if (m_talk.get("/v2/deployments").empty()) {
                m_happened.ended = true;
                break;
            }
            if (!m_talk.marathon.step()) {
                const std::optional<Millis> due = m_talk.marathon.nextDue();
                if (!due || *due > until)
                    break;
                m_talk.marathon.advance(std::max<Millis>(0, *due - m_talk.marathon.now()));
            }
            note();
        }
        return m_happened;
    }

private:
    [[nodiscard]] int working() const
    {
        const auto instances = m_talk.marathon.instancesOf(m_app);
        return int(
            std::count_if(instances.begin(), instances.end(), [](const SandboxInstance *instance) {
                const bool isSick = instance->spec->hasMesosHealth() && instance->health != true;
                return instance->condition == Condition::Running && instance->goal == Goal::Running
                    && !isSick;
            }));
    }
    void note()
    {
        const auto instances = m_talk.marathon.instancesOf(m_app);
        const auto active = std::count_if(instances.begin(), instances.end(),
            [](const SandboxInstance *instance) { return isActive(instance->condition); });
        m_happened.floor = std::min(m_happened.floor, working());
        m_happened.ceiling = std::max(m_happened.ceiling, int(active));
    }

    Talk &m_talk;
    QString m_app;
    Happened m_happened;
};

/// A restart as a row of the table has it, in the form of two bodies.
struct Bodies
{
    explicit Bodies(const RollingRow &row)
    {
        Json app{{"id", "/t/app"}, {"cmd", "./old"}, {"cpus", 0.01}, {"mem", 1},
            {"instances", row.present}};
        if (row.isResident) {
            app["role"] = "t"; // volumes are reserved for a role, never for all
            app["container"] = {{"type", "MESOS"},
                {"volumes",
                    {{{"containerPath", "d"}, {"mode", "RW"}, {"persistent", {{"size", 1}}}}}}};
            app["upgradeStrategy"] = {{"minimumHealthCapacity", 0.5}, {"maximumOverCapacity", 0}};
        }
        // Checks of Marathon's own are what makes instances that work count as unhealthy; where
        // some do not work, Mesos tells, and lets them be.
        if (isMixed(row))
            app["healthChecks"]
                = {{{"protocol", "MESOS_HTTP"}, {"path", "/"}, {"maxConsecutiveFailures", 0}}};
        else if (row.healthy < row.present)
            app["healthChecks"] = {{{"protocol", "HTTP"}, {"path", "/"}}};
        before = QByteArray::fromStdString(app.dump());
        app["cmd"] = "./new";
        app["instances"] = row.target;
        app["upgradeStrategy"] = {{"minimumHealthCapacity", row.minimumHealth},
            {"maximumOverCapacity", row.overCapacity}};
        after = QByteArray::fromStdString(app.dump());
    }
    QByteArray before;
    QByteArray after;
};

Forecast foreseen(const QByteArray &before, const QByteArray &after, const RunningState &state,
    const ServerSettings &settings)
{
    const JsonTree served = JsonTree::parse(before);
    const JsonTree written = JsonTree::parse(after);
    const Comparison comparison(
        Comparable::of(findDefinitions(served).items.front(), settings, BodyOrigin::Served),
        Comparable::of(findDefinitions(written).items.front(), settings));
    return forecast(comparison, state, {}, settings.version);
}

} // namespace

class TestForecastSandbox : public QObject
{
    Q_OBJECT

private slots:
    void restarts_data();
    void restarts();
    void fields_data();
    void fields();
};

void TestForecastSandbox::restarts_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < RollingRows.size(); ++i)
        QTest::addRow("%zu", i + 1) << int(i);
}

void TestForecastSandbox::restarts()
{
    QFETCH(int, index);
    const RollingRow &row = RollingRows.at(size_t(index));
    const Bodies bodies(row);
    Talk talk(settingsOf("1.10.26"), 20);
    const SandboxAnswer created = talk.ask("POST", "/v2/apps", bodies.before);
    QVERIFY2(created.status == 201, created.body.constData());
    QVERIFY(talk.finish());
    if (isMixed(row))
        sicken(talk, u"/t/app"_s, row.present - row.healthy);
    const QByteArray served
        = QByteArray::fromStdString(talk.get("/v2/apps//t/app").at("app").dump());
    RunningState state;
    state.present = row.present;
    state.healthy = isMixed(row) ? row.healthy : row.present;
    const Forecast told
        = foreseen(served, bodies.after, state, talk.marathon.state().settings.server());

    Watcher watcher(talk, u"/t/app"_s);
    const SandboxAnswer answer
        = talk.ask("PUT", "/v2/apps//t/app?partialUpdate=false&force=false", bodies.after);
    QVERIFY2(answer.status == 200, answer.body.constData());
    const Happened happened = watcher.run();
    QCOMPARE(told.impact, Impact::Restart);
    QCOMPARE(told.rolling->isStalled, !happened.ended);
    QCOMPARE(told.floor, happened.floor);
    QCOMPARE(told.ceiling, happened.ceiling);
}

void TestForecastSandbox::fields_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("impact");
    QTest::addColumn<QByteArray>("version");
    for (const FieldRow &row : fieldRows()) {
        const auto body = [](const char *patch) {
            Json app = Json::parse(FieldBase);
            app.merge_patch(Json::parse(patch));
            return QByteArray::fromStdString(app.dump());
        };
        QTest::newRow(row.name) << body(row.before) << body(row.after)
                                << QString::fromUtf8(row.impact) << QByteArray(row.version);
    }
}

void TestForecastSandbox::fields()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, impact);
    QFETCH(QByteArray, version);
    Talk talk(settingsOf(version));
    const SandboxAnswer created = talk.ask("POST", "/v2/apps", before);
    QVERIFY2(created.status == 201, created.body.constData());
    const Json served = talk.get("/v2/apps//shop/web").at("app");
    const Forecast told = foreseen(QByteArray::fromStdString(served.dump()), after, {},
        talk.marathon.state().settings.server());
    QCOMPARE(impactName(told.impact), impact);

    const SandboxAnswer answer
        = talk.ask("PUT", "/v2/apps//shop/web?partialUpdate=false&force=true", after);
    QVERIFY2(answer.status == 200, answer.body.constData());
    const Json accepted = Json::parse(answer.body.toStdString());
    const Json now = talk.get("/v2/apps//shop/web").at("app");
    // A version of its own is what a change is given, and nothing else.
    QCOMPARE(now["version"] == accepted["version"], impact != u"nothing"_s);
    const bool isConfigured = now["versionInfo"]["lastConfigChangeAt"] == accepted["version"];
    const bool isNewDefinition = impact == u"restart"_s
        || (impact == u"scale"_s
            && Json::parse(before.toStdString())["mem"] != Json::parse(after.toStdString())["mem"]);
    QCOMPARE(isConfigured, isNewDefinition);
}

QTEST_GUILESS_MAIN(TestForecastSandbox)
#include "tst_forecastsandbox.moc"
