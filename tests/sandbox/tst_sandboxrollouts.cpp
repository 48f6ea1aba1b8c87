// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxtesting.h"

#include "sandbox/core/rolling.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

/// A replacement: what there is, what is asked for, and what comes of it under 1.10.
struct Row
{
    const char *name;
    int present, healthy, target;
    double minimum, over;
    bool isResident;
    int minHealthy, maxCapacity, kill, start, floor, ceiling;
    bool ends;
};
constexpr bool R = true;
constexpr bool Stalls = false;

constexpr std::array Rows{
    Row{"1 of 1, defaults", 1, 1, 1, 1, 1, !R, 1, 2, 0, 1, 1, 2, true},
    Row{"1 of 1, 0/0", 1, 1, 1, 0, 0, !R, 0, 1, 1, 0, 0, 1, true},
    Row{"1 of 1, 1/0 gets one more", 1, 1, 1, 1, 0, !R, 1, 2, 0, 1, 1, 2, true},
    Row{"1 of 1, 0.5/0 gets one more", 1, 1, 1, 0.5, 0, !R, 1, 2, 0, 1, 1, 2, true},
    Row{"1 of 1, resident goes below", 1, 1, 1, 0.5, 0, R, 1, 1, 1, 0, 0, 1, true},
    Row{"1 of 1, 0/1", 1, 1, 1, 0, 1, !R, 0, 2, 1, 1, 0, 2, true},
    Row{"2 of 2, 0.5/0", 2, 2, 2, 0.5, 0, !R, 1, 2, 1, 0, 1, 2, true},
    Row{"2 of 2, defaults", 2, 2, 2, 1, 1, !R, 2, 4, 0, 2, 2, 4, true},
    Row{"3 of 3, 0.5/0", 3, 3, 3, 0.5, 0, !R, 2, 3, 1, 0, 2, 3, true},
    Row{"3 of 3, 1/0", 3, 3, 3, 1, 0, !R, 3, 4, 0, 1, 3, 4, true},
    Row{"3 of 3, 1/0.7", 3, 3, 3, 1, 0.7, !R, 3, 5, 0, 2, 3, 5, true},
    Row{"3 of 3, 0.7/0", 3, 3, 3, 0.7, 0, !R, 3, 4, 0, 1, 3, 4, true},
    Row{"3 of 3, 0.5/0.2", 3, 3, 3, 0.5, 0.2, !R, 2, 3, 1, 0, 2, 3, true},
    Row{"4 to 3, 1/0.3", 4, 4, 3, 1, 0.3, !R, 3, 4, 1, 0, 3, 4, true},
    Row{"5 of 5, resident, 0.5", 5, 5, 5, 0.5, 0, R, 3, 5, 2, 0, 3, 5, true},
    Row{"5 of 5, resident, 1", 5, 5, 5, 1, 0, R, 5, 5, 1, 0, 4, 5, true},
    Row{"7 to 5, resident, 1", 7, 7, 5, 1, 0, R, 5, 5, 3, 0, 4, 7, true},
    Row{"5 of 5, 0.9/0", 5, 5, 5, 0.9, 0, !R, 5, 6, 0, 1, 5, 6, true},
    Row{"5 of 5, 0.8/0", 5, 5, 5, 0.8, 0, !R, 4, 5, 1, 0, 4, 5, true},
    Row{"10 of 10, defaults", 10, 10, 10, 1, 1, !R, 10, 20, 0, 10, 10, 20, true},
    Row{"10 of 10, 0.5/0.5", 10, 10, 10, 0.5, 0.5, !R, 5, 15, 5, 5, 5, 15, true},
    Row{"10 of 10, 0.8/0.2", 10, 10, 10, 0.8, 0.2, !R, 8, 12, 2, 2, 8, 12, true},
    Row{"10 of 10, 0.9/0.1", 10, 10, 10, 0.9, 0.1, !R, 9, 11, 1, 1, 9, 11, true},
    Row{"10 of 10, 0/0", 10, 10, 10, 0, 0, !R, 0, 10, 10, 0, 0, 10, true},
    Row{"10 of 10, 0/1", 10, 10, 10, 0, 1, !R, 0, 20, 10, 10, 0, 20, true},
    Row{"10 of 10, 0.25/0", 10, 10, 10, 0.25, 0, !R, 3, 10, 7, 0, 3, 10, true},
    Row{"10 of 10, 1/0.1", 10, 10, 10, 1, 0.1, !R, 10, 11, 0, 1, 10, 11, true},
    Row{"10 of 10, 1/0.05", 10, 10, 10, 1, 0.05, !R, 10, 11, 0, 1, 10, 11, true},
    Row{"20 of 20, 0.95/0.05", 20, 20, 20, 0.95, 0.05, !R, 19, 21, 1, 1, 19, 21, true},
    Row{"100, rounded twice", 100, 100, 100, 0.55, 0.15, !R, 56, 114, 44, 14, 56, 114, true},
    Row{"100, rounded otherwise", 100, 100, 100, 0.57, 0.14, !R, 57, 114, 43, 14, 57, 114, true},
    Row{"10 to 4, defaults", 10, 10, 4, 1, 1, !R, 4, 8, 6, 0, 4, 10, true},
    Row{"10 to 4, 0.5/0", 10, 10, 4, 0.5, 0, !R, 2, 4, 8, 0, 2, 10, true},
    Row{"2 to 10, defaults", 2, 2, 10, 1, 1, !R, 10, 20, 0, 10, 2, 12, true},
    Row{"5 to 10, 1/0", 5, 5, 10, 1, 0, !R, 10, 10, 0, 5, 5, 10, true},
    Row{"5 to 10, 0.5/0", 5, 5, 10, 0.5, 0, !R, 5, 10, 0, 5, 5, 10, true},
    Row{"2 to 10, 0/0", 2, 2, 10, 0, 0, !R, 0, 10, 2, 8, 0, 10, true},
    Row{"0 to 5, defaults", 0, 0, 5, 1, 1, !R, 5, 10, 0, 5, 0, 5, true},
    Row{"0 to 5, 1/0", 0, 0, 5, 1, 0, !R, 5, 5, 0, 5, 0, 5, true},
    Row{"6 of 10 healthy", 10, 6, 10, 0.5, 0.2, !R, 5, 12, 1, 2, 6, 12, true},
    Row{"none of 10 healthy, room for 2", 10, 0, 10, 0.5, 0.2, !R, 5, 12, 0, 2, 0, 12, true},
    Row{"none of 3 healthy, defaults", 3, 0, 3, 1, 1, !R, 3, 6, 0, 3, 0, 6, true},
    Row{"none of 10 healthy, room for 5", 10, 0, 10, 0.5, 0.5, !R, 5, 15, 0, 5, 0, 15, true},
    Row{"none of 3 healthy, 0.5/0", 3, 0, 3, 0.5, 0, !R, 2, 3, 0, 0, 0, 3, Stalls},
    Row{"none of 3 healthy, 1/0", 3, 0, 3, 1, 0, !R, 3, 3, 0, 0, 0, 3, Stalls},
    Row{"none of 10 healthy, 0/0", 10, 0, 10, 0, 0, !R, 0, 10, 0, 0, 0, 10, Stalls},
    Row{"none of 10 healthy, 0.8/0.05", 10, 0, 10, 0.8, 0.05, !R, 8, 10, 0, 0, 0, 10, Stalls},
    Row{"resident, not healthy", 1, 0, 1, 0.5, 0, R, 1, 1, 0, 0, 0, 1, Stalls},
};
static_assert(Rows.size() == 48);

QByteArray strategy(double minimum, double over)
{
    return "\"upgradeStrategy\":{\"minimumHealthCapacity\":" + QByteArray::number(minimum)
        + ",\"maximumOverCapacity\":" + QByteArray::number(over) + '}';
}

QByteArray firstVersion(const Row &row)
{
    QByteArray members = "\"instances\":" + QByteArray::number(row.present)
        + ",\"healthChecks\":[{\"protocol\":\"MESOS_HTTP\",\"portIndex\":0,"
          "\"maxConsecutiveFailures\":0}],"
        + strategy(1, row.isResident ? 0 : 1);
    if (row.isResident)
        members += ",\"container\":{\"type\":\"MESOS\",\"volumes\":[{\"containerPath\":\"data\","
                   "\"mode\":\"RW\",\"persistent\":{\"size\":10}}]}";
    return appBody("/a", members);
}

QByteArray secondVersion(const Row &row)
{
    return "{\"instances\":" + QByteArray::number(row.target) + ",\"labels\":{\"v\":\"2\"},"
        + strategy(row.minimum, row.over) + '}';
}

/// What a replacement is seen to do.
struct Seen
{
    int floor = 1000;
    int ceiling = 0;
};

void look(const SandboxMarathon &marathon, Seen &seen)
{
    int healthy = 0;
    int active = 0;
    for (const SandboxInstance &instance : marathon.state().instances) {
        healthy += instance.health == true ? 1 : 0;
        active += instance.isOccupying() ? 1 : 0;
    }
    seen.floor = std::min(seen.floor, healthy);
    seen.ceiling = std::max(seen.ceiling, active);
}

/// Follows it step by step; for a quarter of an hour at most.
Seen follow(SandboxMarathon &marathon)
{
    Seen seen;
    const Millis end = marathon.now() + 900'000;
    look(marathon, seen);
    while (!marathon.state().deployments.empty() && marathon.now() < end) {
        while (marathon.step())
            look(marathon, seen);
        marathon.state().now = std::max(marathon.now(), *marathon.nextDue());
    }
    return seen;
}

} // namespace

/// The arithmetic of rolling replacements, as numbers and as what the engine makes of it.
class SandboxRolloutsTest : public QObject
{
    Q_OBJECT

private slots:
    void limits_data() { addRows(); }
    void limits();
    void replacements_data() { addRows(); }
    void replacements();
    void countsByRelease_data();
    void countsByRelease();

private:
    static void addRows();
};

void SandboxRolloutsTest::addRows()
{
    QTest::addColumn<qsizetype>("number");
    for (size_t i = 0; i < Rows.size(); ++i)
        QTest::newRow(Rows[i].name) << qsizetype(i);
}

void SandboxRolloutsTest::limits()
{
    QFETCH(qsizetype, number);
    const Row &row = Rows.at(size_t(number));
    const RollingLimits limits = rollingLimits({row.target, row.minimum, row.over, row.isResident,
        row.healthy, row.present, MarathonVersion{1, 10}});
    QCOMPARE(limits.minHealthy, row.minHealthy);
    QCOMPARE(limits.maxCapacity, row.maxCapacity);
    QCOMPARE(limits.kill, row.kill);
}

void SandboxRolloutsTest::replacements()
{
    QFETCH(qsizetype, number);
    const Row &row = Rows.at(size_t(number));
    SandboxSettings settings;
    settings.facts.mesosRole = u"marathon"_s; // reservations want a role
    Talk talk(settings, 20);
    const SandboxAnswer created = talk.ask("POST", "/v2/apps", firstVersion(row));
    QVERIFY2(created.status == 201, created.body.constData());
    QVERIFY(talk.finish());
    const std::vector<SandboxInstance *> old = talk.marathon.instancesOf(u"/a"_s);
    for (int i = 0; i < row.present - row.healthy; ++i) {
        old[size_t(i)]->script.health = false;
        talk.marathon.fleet().reportHealth(*old[size_t(i)], false);
    }
    const SandboxAnswer answer = talk.ask("PUT", "/v2/apps/a", secondVersion(row));
    QVERIFY2(answer.status == 200, answer.body.constData());
    QCOMPARE(talk.plan(), QStringList{u"RestartApplication /a"_s});

    talk.settle();
    int killed = 0;
    int started = 0;
    const Millis version = talk.marathon.state().root.spec(u"/a"_s)->versions.version;
    for (const SandboxInstance &instance : talk.marathon.state().instances) {
        started += instance.spec->versions.version == version ? 1 : 0;
        killed += instance.goal != Goal::Running ? 1 : 0;
    }
    QCOMPARE(killed, row.kill);
    QCOMPARE(started, row.start);

    const Seen seen = follow(talk.marathon);
    QCOMPARE(seen.floor, row.floor);
    QCOMPARE(seen.ceiling, row.ceiling);
    QCOMPARE(talk.marathon.state().deployments.empty(), row.ends);
    const Json app = talk.get("/v2/apps/a")["app"];
    if (row.ends) {
        QCOMPARE(app["tasksHealthy"].get<int>(), row.target);
        for (const Json &task : app["tasks"])
            QCOMPARE(task["version"].dump(), app["version"].dump());
    } else {
        QCOMPARE(talk.get("/v2/queue")["queue"].size(), size_t(0));
    }
}

void SandboxRolloutsTest::countsByRelease_data()
{
    QTest::addColumn<MarathonVersion>("version");
    QTest::addColumn<bool>("ends");
    // Health that Marathon itself looks at counts for nothing since 1.10, so that nothing can move.
    QTest::newRow("1.7") << MarathonVersion{1, 7, 236} << true;
    QTest::newRow("1.9") << MarathonVersion{1, 9, 109} << true;
    QTest::newRow("1.10") << MarathonVersion{1, 10, 26} << false;
}

void SandboxRolloutsTest::countsByRelease()
{
    QFETCH(MarathonVersion, version);
    QFETCH(bool, ends);
    SandboxSettings settings;
    settings.version = version;
    Talk talk(settings);
    QVERIFY(talk.run(appBody("/a",
        "\"instances\":2,\"healthChecks\":[{\"protocol\":\"HTTP\",\"portIndex\":0}],"
            + strategy(0.5, 0))));
    QCOMPARE(talk.get("/v2/apps/a")["app"]["tasksHealthy"].get<int>(), 2);
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"labels\":{\"v\":\"2\"}}").status, 200);
    follow(talk.marathon);
    QCOMPARE(talk.marathon.state().deployments.empty(), ends);
}

QTEST_APPLESS_MAIN(SandboxRolloutsTest)
#include "tst_sandboxrollouts.moc"
