// SPDX-License-Identifier: GPL-3.0-or-later
#include "practicelaws.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

/// The laws that every practice row keeps.
class PracticeTest : public QObject
{
    Q_OBJECT

private slots:
    void rows_data();
    void rows();
    void examples_data();
    void examples();
    void basesAreClean();
    void messages_data();
    void messages();
    void fixes_data();
    void fixes();
};

namespace {

constexpr qsizetype LongestMessage = 200;

void addPracticeRows(bool withExamplesOnly)
{
    QTest::addColumn<int>("index");
    const std::span<const Rule> rules = allRules();
    for (size_t i = 0; i < rules.size(); ++i) {
        const bool isListed = rules[i].family == RuleFamily::Practice
            && (!withExamplesOnly || !rules[i].failing.empty());
        if (isListed)
            QTest::newRow(bytesOf(rules[i].id).constData()) << int(i);
    }
}

/// The settings under which a row's examples hold; the row itself is on.
RuleConfig configFor(const Rule &rule)
{
    RuleConfig config = configOf(bytesOf(rule.exampleConfig));
    if (!rule.isOnByDefault)
        config.levels.insert(QString::fromUtf8(bytesOf(rule.id)), rule.severity);
    return config;
}

} // namespace

void PracticeTest::rows_data()
{
    addPracticeRows(false);
}

void PracticeTest::rows()
{
    QFETCH(int, index);
    const Rule &rule = allRules()[size_t(index)];
    for (const std::string_view words : {rule.title, rule.why, rule.remedy, rule.source})
        QVERIFY(!words.empty());
    QVERIFY(rule.why.ends_with('.') && rule.remedy.ends_with('.'));
    QVERIFY(rule.exception.empty() || rule.exception.ends_with('.'));
    QVERIFY(!(rule.check && rule.judge));
    QVERIFY(rule.check || rule.judge);
    for (const RuleParameter &parameter : rule.parameters) {
        QVERIFY(!parameter.name.empty() && parameter.help.ends_with('.'));
        QVERIFY(JsonTree::parse(bytesOf(parameter.defaultLiteral)).isValid());
    }
}

void PracticeTest::examples_data()
{
    addPracticeRows(true);
}

void PracticeTest::examples()
{
    QFETCH(int, index);
    const Rule &rule = allRules()[size_t(index)];
    const QString id = QString::fromUtf8(bytesOf(rule.id));
    const RuleConfig config = configFor(rule);
    const auto isReported = [&](std::string_view example) {
        return findingOf(checkText(exampleDocument(rule, example), config).findings, id) != nullptr;
    };
    QStringList places;
    for (const Finding &finding : checkText(exampleDocument(rule, rule.failing), config).findings)
        places.append(finding.rule + u" at "_s + finding.pointer.toString());
    QVERIFY2(isReported(rule.failing), qPrintable(places.join(u", "_s)));
    QVERIFY(!isReported(rule.passing));
}

void PracticeTest::basesAreClean()
{
    for (const ExampleBase base : {ExampleBase::App, ExampleBase::Pod})
        QCOMPARE(verdictOf(checkText(patched(base, "{}")).findings), QStringList());
}

void PracticeTest::messages_data()
{
    addPracticeRows(true);
}

void PracticeTest::messages()
{
    QFETCH(int, index);
    const Rule &rule = allRules()[size_t(index)];
    const QByteArray document = exampleDocument(rule, rule.failing);
    for (const Finding &finding : checkText(document, configFor(rule)).findings) {
        if (finding.rule != QString::fromUtf8(bytesOf(rule.id)))
            continue;
        const QString &message = finding.message;
        QVERIFY2(message.endsWith(u'.') || message.endsWith(u'?'), qPrintable(message));
        QVERIFY2(message.size() <= LongestMessage, qPrintable(message));
        QVERIFY2(!message.contains(u'\n') && !message.contains(u"%1"), qPrintable(message));
        QVERIFY(!finding.range.isEmpty());
        QVERIFY(finding.range.end <= document.size());
        for (const Fix &fix : finding.fixes) {
            QVERIFY2(!fix.title.isEmpty() && !fix.title.endsWith(u'.'), qPrintable(fix.title));
            QVERIFY2(!(fix.isSafe && fix.question), qPrintable(fix.title));
            QVERIFY2(rule.fixKind != FixKind::None || rule.check, qPrintable(fix.title));
            QVERIFY2(
                !fix.isSafe || rule.fixKind == FixKind::Safe || rule.check, qPrintable(fix.title));
        }
    }
}

void PracticeTest::fixes_data()
{
    addPracticeRows(true);
}

void PracticeTest::fixes()
{
    QFETCH(int, index);
    const Rule &rule = allRules()[size_t(index)];
    const QString broken = brokenLawOf(
        exampleDocument(rule, rule.failing), QString::fromUtf8(bytesOf(rule.id)), configFor(rule));
    QVERIFY2(broken.isEmpty(), qPrintable(broken));
}

QTEST_APPLESS_MAIN(PracticeTest)
#include "tst_practice.moc"
