// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/marathonapp.h"
#include "rules/check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// The helpers are held to what Pinion tells everybody else.
class PrepullRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void helpers_data();
    void helpers();
};

void PrepullRulesTest::helpers_data()
{
    QTest::addColumn<QByteArray>("app");
    QTest::addColumn<QStringList>("meant"); // what is right for services and wrong for a helper
    PrepullPlan plan;
    plan.runId = u"7f3a2c"_s;
    plan.image = u"registry.example:5000/team/shop:1.4.2"_s;
    plan.hosts = QStringList{u"node-03.cluster.example"_s};
    plan.roles = QStringList{u"*"_s};
    plan.began = QDateTime(QDate(2026, 1, 31), QTime(10, 0), Qt::UTC);
    // It is never changed but to be removed, and a host that drops out gets no second pull.
    const QStringList shared{u"deploy-unreachable-disabled"_s, u"deploy-zero-health-capacity"_s};
    const QStringList pinned{u"deploy-unreachable-disabled"_s, u"place-pinned-host"_s};
    QTest::newRow("one for all") << sharedApp(plan, 3) << shared;
    QTest::newRow("one for each") << pinnedApp(plan, plan.hosts.first(), PullMode::Hold) << pinned;
    plan.credentials = u"file:///etc/docker.tar.gz"_s;
    QTest::newRow("with credentials") << sharedApp(plan, 3) << shared;
}

void PrepullRulesTest::helpers()
{
    QFETCH(QByteArray, app);
    QFETCH(QStringList, meant);
    const CheckResult result = check(JsonTree::parse(app), RuleConfig::builtIn(), Facts());
    QStringList others;
    QStringList seen;
    for (const Finding &finding : result.findings) {
        if (meant.contains(finding.rule))
            seen.append(finding.rule);
        else
            others.append(severityName(finding.severity) + u' ' + finding.rule);
    }
    seen.sort();
    QCOMPARE(seen, meant);
    QCOMPARE(others, QStringList{u"info health-missing"_s});
}

QTEST_GUILESS_MAIN(PrepullRulesTest)
#include "tst_prepullrules.moc"
