// SPDX-License-Identifier: GPL-3.0-or-later
#include "practicetesting.h"

#include "rules/practice/policytemplates.h"
#include "rules/practice/shellline.h"

#include <QJsonDocument>

#include <array>

using namespace Pinion;
using namespace Qt::StringLiterals;

// Stands first, since moc loses its way in the raw strings below.
class PracticePoliciesTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void speaksInTheProjectsWords();
    void asksForLabels();
    void readsShellLines_data();
    void readsShellLines();
};

namespace {

/// An instance of a template with its settings, and what it says about a document.
struct PolicyCase
{
    const char *name;
    const char *instance;
    const char *settings;
    const char *json;
    qsizetype count;
};

constexpr auto Owner = "policy-required-label/owner";
constexpr auto Registry = "policy-allowed-registry/own";
constexpr auto Id = "policy-id-pattern/shop";
constexpr auto Env = "policy-forbidden-env/debug";
constexpr auto Range = "policy-instances-range/some";
constexpr auto Zone = "policy-required-constraint/zone";
constexpr auto Field = "policy-field/type";

#define EQUALS R"({"pointer": "/container/type", "condition": "equals", "value": "MESOS"})"

const std::array Cases = {
    PolicyCase{"a missing label", Owner, R"({"keys": ["owner", "team"]})", "{}", 2},
    PolicyCase{"a label", Owner, R"({"keys": ["owner"]})", R"({"labels": {"owner": "x"}})", 0},
    PolicyCase{"a value that does not fit", Owner, R"({"keys": ["owner"], "valuePattern": "@"})",
        R"({"labels": {"owner": "x"}})", 1},
    PolicyCase{"a templated value", Owner, R"({"keys": ["owner"], "valuePattern": "@"})",
        R"({"labels": {"owner": "{{x}}"}})", 0},
    PolicyCase{"another registry", Registry, R"({"allow": ["registry.example.com/**"]})",
        R"({"container": {"docker": {"image": "python:3.12.4"}}})", 1},
    PolicyCase{"an official image", Registry, R"({"allow": ["docker.io/library/*"]})",
        R"({"container": {"docker": {"image": "python:3.12.4"}}})", 0},
    PolicyCase{"the own registry", Registry, R"({"allow": ["registry.example.com/**"]})", "{}", 0},
    PolicyCase{"an id outside", Id, R"({"pattern": "^/shop/"})", R"({"id": "/api"})", 1},
    PolicyCase{"an id inside", Id, R"({"pattern": "^/shop/"})", "{}", 0},
    PolicyCase{"no regular expression", Id, R"({"pattern": "("})", "{}", 0},
    PolicyCase{"a forbidden value", Env, R"({"key": "^DEBUG$", "value": "true"})",
        R"({"env": {"DEBUG": "true"}})", 1},
    PolicyCase{"another value", Env, R"({"key": "^DEBUG$", "value": "true"})",
        R"({"env": {"DEBUG": "no"}})", 0},
    PolicyCase{"nothing forbidden", Env, "{}", R"({"env": {"DEBUG": "true"}})", 0},
    PolicyCase{"too few", Range, R"({"min": 4})", "{}", 1},
    PolicyCase{"too many", Range, R"({"max": 2})", "{}", 1},
    PolicyCase{"as many as asked", Range, R"({"min": 3, "max": 3})", "{}", 0},
    PolicyCase{"no constraint", Zone, R"({"field": "@zone"})", "{}", 1},
    PolicyCase{
        "a constraint", Zone, R"({"field": "@hostname", "operators": ["MAX_PER"]})", "{}", 0},
    PolicyCase{
        "another operator", Zone, R"({"field": "@hostname", "operators": ["UNIQUE"]})", "{}", 1},
    PolicyCase{"only what is exposed", Zone, R"({"field": "@zone", "exposedOnly": true})", "{}", 0},
    PolicyCase{"another value", Field, EQUALS, "{}", 1},
    PolicyCase{"the value", Field, EQUALS, R"({"container": {"type": "MESOS"}})", 0},
    PolicyCase{"present", Field, R"({"pointer": "/env"})", "{}", 1},
    PolicyCase{"absent", Field, R"({"pointer": "/cpus", "condition": "absent"})", "{}", 1},
    PolicyCase{"a match", Field,
        R"({"pointer": "/mem", "condition": "matches", "value": "^\\d+$"})", "{}", 0},
    PolicyCase{"no pointer", Field, R"({"pointer": "env"})", "{}", 0},
};

/// A document with one configured instance.
class Setup
{
public:
    Setup(const char *instance, const char *settings, const char *json)
        : m_tree(JsonTree::parse(documentOf(json, ExampleBase::App)))
        , m_definitions(findDefinitions(m_tree))
    {
        m_parameters.own.insert(
            QLatin1StringView(instance), QJsonDocument::fromJson(settings).object());
    }

    [[nodiscard]] const QByteArray &text() const { return m_tree.bytes(); }
    [[nodiscard]] Findings check() const
    {
        const Facts facts;
        const RuleLevels levels;
        return checkPolicies(
            {m_tree, m_definitions, facts, m_parameters, DefaultMarathonVersion, levels})
            .findings;
    }

private:
    JsonTree m_tree;
    Definitions m_definitions;
    RuleParameters m_parameters;
};

} // namespace

void PracticePoliciesTest::judges_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < Cases.size(); ++i)
        QTest::addRow("%s: %s", Cases[i].instance, Cases[i].name) << int(i);
}

void PracticePoliciesTest::judges()
{
    QFETCH(int, index);
    const PolicyCase &each = Cases[size_t(index)];
    const Setup made(each.instance, each.settings, each.json);
    const Findings findings = made.check();
    QCOMPARE(qsizetype(findings.size()), each.count);
    for (const Finding &finding : findings) {
        QCOMPARE(finding.rule, QLatin1StringView(each.instance));
        QVERIFY(!finding.message.isEmpty());
    }
}

void PracticePoliciesTest::speaksInTheProjectsWords()
{
    const Setup made(Owner,
        R"({"keys": ["owner"], "text": "Who is called at night?", "link": "https://x.example.com"})",
        "{}");
    QCOMPARE(made.check().front().message, u"Who is called at night? See https://x.example.com"_s);
}

void PracticePoliciesTest::asksForLabels()
{
    const Setup made(Owner, R"({"keys": ["owner"], "valuePattern": "@"})", "{}");
    const Fix fix = made.check().front().fixes.front();
    QVERIFY(!fix.question->edits(u"nobody"_s));
    QVERIFY(
        fixedText(made.text(), fix, u"a@example.com"_s).contains(R"("owner": "a@example.com")"));
}

void PracticePoliciesTest::readsShellLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("programs");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("separators") << u"a && b||c ; d\ne | f & g"_s
                                << QStringList{
                                       u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s, u"g"_s};
    QTest::newRow("quotes") << u"a 'b && c' \"d; \\\"e\" `f | g`"_s << QStringList{u"a"_s};
    QTest::newRow("an open quote") << u"a 'b && c"_s << QStringList{u"a"_s};
    QTest::newRow("brackets") << u"a $(b && c) ; d"_s << QStringList{u"a"_s, u"d"_s};
    QTest::newRow("redirections") << u"a >&2 2>&1 &> x >| y; b"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("a comment") << u"a # && b\nc#d"_s << QStringList{u"a"_s, u"c#d"_s};
    QTest::newRow("a long line") << u"a \\\n b; c"_s << QStringList{u"a"_s, u"c"_s};
    QTest::newRow("paths and variables")
        << u"A=1 /usr/bin/a; exec B=2 c"_s << QStringList{u"a"_s, u"B=2"_s};
    QTest::newRow("keywords") << u"if a; then b; fi"_s << QStringList{u"a"_s, u"b"_s, u"fi"_s};
    QTest::newRow("closing brackets alone") << u") ; a"_s << QStringList{u")"_s, u"a"_s};
}

void PracticePoliciesTest::readsShellLines()
{
    QFETCH(QString, line);
    QFETCH(QStringList, programs);
    QStringList found;
    for (const ShellCommand &command : shellCommands(line))
        found.append(command.program());
    QCOMPARE(found, programs);
}

QTEST_APPLESS_MAIN(PracticePoliciesTest)
#include "tst_practice_policies.moc"
