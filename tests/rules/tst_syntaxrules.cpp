// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruletesting.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class SyntaxRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void reports_data();
    void reports();
    void speaksInOneSentence();
    void keepsQuietAboutTheRest();
    void removesComments_data();
    void removesComments();
    void removesEveryCommentAtOnce();
    void offersNoGuessForAnOpenComment();
    void mendsCommas_data();
    void mendsCommas();
    void findsDuplicateKeys_data();
    void findsDuplicateKeys();
    void choosesBetweenDuplicates();
    void survivesDeepNesting();
};

void SyntaxRulesTest::reports_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rule");

    QTest::newRow("nothing at all") << ""_ba << u"json-syntax"_s;
    QTest::newRow("a missing comma") << R"({"id": "/a" "cmd": "x1"})"_ba << u"json-syntax"_s;
    QTest::newRow("single quotes") << R"({"id": '/a'})"_ba << u"json-syntax"_s;
    QTest::newRow("a bare word") << R"({"id": yes})"_ba << u"json-syntax"_s;
    QTest::newRow("an open object") << R"({"id": "/a")"_ba << u"json-syntax"_s;
    QTest::newRow("a bad escape") << R"({"id": "/a\q"})"_ba << u"json-syntax"_s;
    QTest::newRow("a line comment") << "{ // zones\n}"_ba << u"json-comment"_s;
    QTest::newRow("a block comment") << "{/* zones */}"_ba << u"json-comment"_s;
    QTest::newRow("a hash comment") << "{ # zones\n}"_ba << u"json-comment"_s;
    QTest::newRow("a comma before a brace") << R"({"id": "/a",})"_ba << u"json-trailing-comma"_s;
    QTest::newRow("a comma before a bracket") << "[1, ]"_ba << u"json-trailing-comma"_s;
    QTest::newRow("a byte that is no UTF-8") << "{\"id\": \"\xff\"}"_ba << u"json-encoding"_s;
    QTest::newRow("a raw tab") << "{\"id\": \"a\tb\"}"_ba << u"json-encoding"_s;
    QTest::newRow("half a surrogate pair") << R"({"id": "\ud83d"})"_ba << u"json-encoding"_s;
    QTest::newRow("a placeholder") << R"({"cpus": {{cpus}}})"_ba << u"json-template"_s;
    QTest::newRow("a shell placeholder") << R"({"cpus": ${CPUS}})"_ba << u"json-template"_s;
}

void SyntaxRulesTest::reports()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, rule);

    const Findings findings = checkText(text).findings;
    QCOMPARE(idsOf(findings), QStringList{rule});
    QCOMPARE(findings.front().family, RuleFamily::Syntax);
    QCOMPARE(findings.front().severity, Severity::Error);
}

void SyntaxRulesTest::speaksInOneSentence()
{
    const Findings findings = checkText(R"({"mem": 512 "cpus": 1})").findings;
    QCOMPARE(findings.front().message,
        u"A comma is missing after 512; Marathon cannot read the file."_s);
}

void SyntaxRulesTest::keepsQuietAboutTheRest()
{
    const QByteArray text
        = R"({"id": "/A_b", "cmd": "x1", "cpus": "1", "instnaces": 2, "mem": 1, "mem": 2,})";
    QCOMPARE(idsOf(checkText(text).findings),
        (QStringList{u"meta-duplicate-key"_s, u"json-trailing-comma"_s}));
}

void SyntaxRulesTest::removesComments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("its own line goes") << "{\n  // a\n  \"x\": 1\n}"_ba
                                       << "{\n  \"x\": 1\n}"_ba;
    QTest::newRow("its own CR LF line goes") << "{\r\n  // a\r\n  \"x\": 1\r\n}"_ba
                                             << "{\r\n  \"x\": 1\r\n}"_ba;
    QTest::newRow("all lines of a block go") << "{\n  /* a\n     b */\n  \"x\": 1\n}"_ba
                                             << "{\n  \"x\": 1\n}"_ba;
    QTest::newRow("behind a value the blanks go too") << "{\n  \"x\": 1, // a\n  \"y\": 2\n}"_ba
                                                      << "{\n  \"x\": 1,\n  \"y\": 2\n}"_ba;
    QTest::newRow("in front of a member the indentation stays") << "{\n  /* a */ \"x\": 1\n}"_ba
                                                                << "{\n  \"x\": 1\n}"_ba;
    QTest::newRow("between tokens only it goes") << "[1 /* a */, 2]"_ba
                                                 << "[1 , 2]"_ba;
    QTest::newRow("the first line") << "// a\n{}"_ba
                                    << "{}"_ba;
    QTest::newRow("the last line") << "{}\n# a"_ba
                                   << "{}\n"_ba;
    QTest::newRow("behind everything") << "{} // a"_ba
                                       << "{}"_ba;
}

void SyntaxRulesTest::removesComments()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, after);

    const Findings findings = checkText(text).findings;
    QCOMPARE(idsOf(findings), QStringList{u"json-comment"_s});
    QCOMPARE(findings.front().fixes.size(), size_t(1));
    QVERIFY(findings.front().fixes.front().isSafe);
    QCOMPARE(fixedText(text, findings.front().fixes.front(), {}), after);
    QVERIFY(JsonTree::parse(after).isValid());
}

void SyntaxRulesTest::removesEveryCommentAtOnce()
{
    const QByteArray text
        = "// a\n/* b */ /* c */\n{ /* d */ // e\n"
          "  /* f */ /* g */ \"x\": /*h*/ 1 /* i */ /* j */\n  # k\n}\n// l\n// m";
    TextEdits edits;
    for (const Finding &finding : checkText(text).findings) {
        QCOMPARE(finding.rule, u"json-comment"_s);
        edits.push_back(finding.fixes.front().edits.front());
    }
    QCOMPARE(edits.size(), size_t(13));
    const Result<QByteArray> after = applied(text, edits);
    QVERIFY2(after, after ? "" : qPrintable(after.error().message));
    QVERIFY2(JsonTree::parse(*after).isValid(), after->constData());
    QVERIFY(!after->contains('/'));
}

void SyntaxRulesTest::offersNoGuessForAnOpenComment()
{
    const Findings findings = checkText("{} /* a").findings;
    QCOMPARE(idsOf(findings), QStringList{u"json-comment"_s});
    QVERIFY(findings.front().fixes.empty());
}

void SyntaxRulesTest::mendsCommas_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("isSafe");

    QTest::newRow("one too many in an object") << R"({"x": 1, })"_ba
                                               << R"({"x": 1 })"_ba << true;
    QTest::newRow("one too many in a list") << "[1,\n]"_ba
                                            << "[1\n]"_ba << true;
    QTest::newRow("one missing between members") << "{\"x\": 1\n \"y\": 2}"_ba
                                                 << "{\"x\": 1,\n \"y\": 2}"_ba << false;
    QTest::newRow("one missing between elements") << "[1 2]"_ba
                                                  << "[1, 2]"_ba << false;
}

void SyntaxRulesTest::mendsCommas()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, after);
    QFETCH(bool, isSafe);

    const Findings findings = checkText(text).findings;
    QCOMPARE(findings.size(), size_t(1));
    QCOMPARE(findings.front().fixes.size(), size_t(1));
    QCOMPARE(findings.front().fixes.front().isSafe, isSafe);
    QCOMPARE(fixedText(text, findings.front().fixes.front(), {}), after);
    QCOMPARE(brokenFixLaw(text), QString());
}

void SyntaxRulesTest::findsDuplicateKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count");

    QTest::newRow("no key twice") << R"({"a": 1, "b": {"a": 2}})"_ba << 0;
    QTest::newRow("a key twice") << R"({"a": 1, "a": 2})"_ba << 1;
    QTest::newRow("a key three times") << R"({"a": 1, "a": 2, "a": 3})"_ba << 2;
    QTest::newRow("a key twice further down") << R"({"x": [{"y": {"a": 1, "a": 1}}]})"_ba << 1;
    QTest::newRow("one of them written with an escape") << R"({"a": 1, "\u0061": 2})"_ba << 1;
    QTest::newRow("different escapes") << R"({"\u0062": 1, "\u0061": 2})"_ba << 0;
}

void SyntaxRulesTest::findsDuplicateKeys()
{
    QFETCH(QByteArray, text);
    QFETCH(int, count);

    QCOMPARE(countOf(checkText(text).findings, u"meta-duplicate-key"_s), count);
    QCOMPARE(brokenFixLaw(text), QString());
}

void SyntaxRulesTest::choosesBetweenDuplicates()
{
    const QByteArray text = R"({"a": 1, "b": 2, "a": 3})";
    const Findings findings = checkText(text).findings;
    const Finding &finding = findings.front();
    QCOMPARE(finding.range, (TextRange{17, 20}));
    QCOMPARE(finding.related.size(), size_t(1));
    QCOMPARE(finding.related.front().range, (TextRange{1, 4}));
    QCOMPARE(finding.fixes.size(), size_t(2));
    QVERIFY(!finding.fixes[0].isSafe);
    QCOMPARE(finding.fixes[0].title, u"Remove the first"_s);
    QCOMPARE(fixedText(text, finding.fixes[0], {}), R"({"b": 2, "a": 3})"_ba);
    QCOMPARE(finding.fixes[1].title, u"Remove the last"_s);
    QCOMPARE(fixedText(text, finding.fixes[1], {}), R"({"a": 1, "b": 2})"_ba);
}

void SyntaxRulesTest::survivesDeepNesting()
{
    constexpr int depth = 200000;
    const QByteArray text = QByteArray(depth, '[') + QByteArray(depth, ']');
    QVERIFY(checkText(text).findings.empty());
    QCOMPARE(checkText(QByteArray(depth, '[')).findings.size(), size_t(1));
}

QTEST_APPLESS_MAIN(SyntaxRulesTest)
#include "tst_syntaxrules.moc"
