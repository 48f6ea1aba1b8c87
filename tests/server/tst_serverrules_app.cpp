// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"
#include "servercases.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Pinion;
using namespace Pinion::ServerCases;
using namespace Qt::StringLiterals;

class TestServerRulesApp : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreWhole();
    void failingExample_data();
    void failingExample() { judgeExample(true); }
    void passingExample_data() { failingExample_data(); }
    void passingExample() { judgeExample(false); }
    void silentBeforeItCame_data() { failingExample_data(); }
    void silentBeforeItCame();

private:
    static void judgeExample(bool isFailing);
};

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

const ServerRule &ruleOf(int index)
{
    return appServerRules()[size_t(index)];
}

Verdict judge(const ServerRule &rule, std::string_view example, MarathonVersion version)
{
    ServerSettings settings = withFeatures(rule.features);
    settings.version = version;
    const JsonTree tree = JsonTree::parse(patched(example));
    return judgeApp(tree.root(), settings);
}

} // namespace

void TestServerRulesApp::rowsAreWhole()
{
    static const QRegularExpression kebab(u"^server-[a-z0-9]+(-[a-z0-9]+)*$"_s);
    QSet<QString> seen;
    for (const ServerRule &rule : appServerRules()) {
        const QString id = textOf(rule.id);
        QVERIFY2(kebab.match(id).hasMatch() && !seen.contains(id), qPrintable(id));
        seen.insert(id);
        QVERIFY2(
            textOf(rule.why).endsWith(u'.') && textOf(rule.remedy).endsWith(u'.'), qPrintable(id));
        QVERIFY2(!rule.title.empty() && rule.title.size() <= 60, qPrintable(id));
        const bool isThrown = rule.phase == Phase::Rewriting || rule.phase == Phase::Conversion;
        QVERIFY2(!isThrown || textOf(rule.why).contains(u"500"_s), qPrintable(id));
    }
}

void TestServerRulesApp::failingExample_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(appServerRules().size()); ++i)
        QTest::newRow(textOf(ruleOf(i).id).toUtf8().constData()) << i;
}

void TestServerRulesApp::judgeExample(bool isFailing)
{
    QFETCH(int, index);
    const ServerRule &rule = ruleOf(index);
    const Verdict verdict = judge(rule, isFailing ? rule.failing : rule.passing,
        std::max(rule.since, DefaultMarathonVersion));
    if (!isFailing) {
        QCOMPARE(linesOf(verdict), QStringList());
        return;
    }
    QCOMPARE(rulesOf(verdict), QStringList{textOf(rule.id)});
    QCOMPARE(verdict.phase, rule.phase);
    const bool isThrown = rule.phase == Phase::Rewriting || rule.phase == Phase::Conversion;
    QCOMPARE(verdict.refusedStatus, isThrown ? 500 : 422);
    for (const Violation &violation : verdict.violations) {
        QVERIFY(violation.place.exists());
        QCOMPARE(violation.path.isEmpty(), isThrown);
    }
}

void TestServerRulesApp::silentBeforeItCame()
{
    QFETCH(int, index);
    const ServerRule &rule = ruleOf(index);
    const MarathonVersion before{rule.since.major, rule.since.minor - 1, 0};
    if (!rule.since.isSet())
        return;
    const QStringList rules = rulesOf(judge(rule, rule.failing, before));
    QVERIFY2(!rules.contains(textOf(rule.id)), qPrintable(rules.join(u' ')));
}

QTEST_GUILESS_MAIN(TestServerRulesApp)
#include "tst_serverrules_app.moc"
