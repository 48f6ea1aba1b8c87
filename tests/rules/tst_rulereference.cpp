// SPDX-License-Identifier: GPL-3.0-or-later
#include "practicelaws.h"

#include "base/textfile.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class RuleReferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreWhole();
    void examplesTellTheTruth();
    void findsRules();
    void pageIsCurrent();
};

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

} // namespace

void RuleReferenceTest::rowsAreWhole()
{
    static const QRegularExpression kebab(u"^[a-z]+(-[a-z0-9]+)+$"_s);
    QSet<QString> ids;
    for (const Rule &rule : allRules()) {
        const QString id = text(rule.id);
        QVERIFY2(kebab.match(id).hasMatch(), qPrintable(id));
        QVERIFY2(!ids.contains(id), qPrintable(id));
        ids.insert(id);
        for (const std::string_view words : {rule.title, rule.why, rule.remedy, rule.source})
            QVERIFY2(!words.empty(), qPrintable(id));
        QVERIFY2(!rule.title.ends_with('.'), qPrintable(id));
        QVERIFY2(rule.why.ends_with('.') && rule.remedy.ends_with('.'), qPrintable(id));
        QVERIFY2(rule.check || rule.judge || rule.family == RuleFamily::Policy, qPrintable(id));
    }
}

void RuleReferenceTest::examplesTellTheTruth()
{
    for (const Rule &rule : allRules()) {
        const QString id = text(rule.id);
        RuleConfig config = configOf(bytesOf(rule.exampleConfig));
        config.levels.insert(id, rule.severity);
        if (rule.family == RuleFamily::Refused)
            config.levels.insert(u"group-dependency-cycle"_s, {}); // speaks in its place
        const auto reports = [&](std::string_view example) {
            const QByteArray json = exampleDocument(rule, example);
            const Findings findings = checkText(json, config).findings;
            // Instances of a policy template have a name behind the template's.
            return std::any_of(findings.begin(), findings.end(), [&id](const Finding &finding) {
                return finding.rule == id || finding.rule.startsWith(id + u'/');
            });
        };
        QVERIFY2(rule.failing.empty() || reports(rule.failing), qPrintable(id));
        QVERIFY2(rule.passing.empty() || !reports(rule.passing), qPrintable(id));
        QCOMPARE(rule.failing.empty(), rule.passing.empty());
    }
}

void RuleReferenceTest::findsRules()
{
    QVERIFY(findRule(u"image-latest-tag"));
    QCOMPARE(findRule(u"image-latest-tag")->severity, Severity::Error);
    QVERIFY(!findRule(u"image-latest"));
    QVERIFY(!findRule(u""));
}

void RuleReferenceTest::pageIsCurrent()
{
    const QString path = QStringLiteral(PINION_SOURCE_DIR "/docs/rules.md");
    if (qEnvironmentVariableIsSet("PINION_UPDATE"))
        QVERIFY(writeFile(path, ruleReference().toUtf8()));
    const Result<QByteArray> page = readFile(path);
    QVERIFY(page);
    QVERIFY2(*page == ruleReference().toUtf8(),
        "docs/rules.md is stale; run this test with PINION_UPDATE=1 to write it anew");
}

QTEST_APPLESS_MAIN(RuleReferenceTest)
#include "tst_rulereference.moc"
