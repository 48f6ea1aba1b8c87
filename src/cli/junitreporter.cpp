// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"
#include "cli/reportplace.h"

#include <QXmlStreamWriter>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

enum class Outcome : quint8 { Passed, Failed, Broken, Skipped };

struct TestCase
{
    QString name;
    Outcome outcome = Outcome::Passed;
    QString type; ///< the rule
    QString message;
    qsizetype line = 0; ///< 0: none
};

struct TestSuite
{
    QString name;
    std::vector<TestCase> cases;
};

using TestSuites = std::vector<TestSuite>;

qsizetype casesWith(const TestSuite &suite, Outcome outcome)
{
    return std::count_if(suite.cases.begin(), suite.cases.end(),
        [outcome](const TestCase &testCase) { return testCase.outcome == outcome; });
}

/// The sums that readers want as attributes before they meet the first case.
void writeCounts(QXmlStreamWriter &xml, std::span<const TestSuite> suites)
{
    const auto write = [&xml, suites](const QString &attribute, auto &&countIn) {
        qsizetype sum = 0;
        for (const TestSuite &suite : suites)
            sum += countIn(suite);
        xml.writeAttribute(attribute, QString::number(sum));
    };
    write(u"tests"_s, [](const TestSuite &suite) { return qsizetype(suite.cases.size()); });
    write(u"failures"_s, [](const TestSuite &suite) { return casesWith(suite, Outcome::Failed); });
    write(u"errors"_s, [](const TestSuite &suite) { return casesWith(suite, Outcome::Broken); });
    write(u"skipped"_s, [](const TestSuite &suite) { return casesWith(suite, Outcome::Skipped); });
}

void writeCase(QXmlStreamWriter &xml, const TestCase &testCase, const QString &suite)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, suite);
    xml.writeAttribute(u"name"_s, testCase.name);
    const QString text = testCase.line > 0
        ? u"%1:%2: %3"_s.arg(suite).arg(testCase.line).arg(testCase.message)
        : testCase.message;
    switch (testCase.outcome) {
    case Outcome::Passed:
        if (!text.isEmpty())
            xml.writeTextElement(u"system-out"_s, text);
        break;
    case Outcome::Failed:
    case Outcome::Broken:
        xml.writeStartElement(testCase.outcome == Outcome::Failed ? u"failure"_s : u"error"_s);
        xml.writeAttribute(u"type"_s, testCase.type);
        xml.writeAttribute(u"message"_s, testCase.message);
        xml.writeCharacters(text);
        xml.writeEndElement();
        break;
    case Outcome::Skipped:
        xml.writeEmptyElement(u"skipped"_s);
        xml.writeAttribute(u"message"_s, testCase.message);
        break;
    }
    xml.writeEndElement();
}

TestCase caseOf(const FileReport &report, const Finding &finding)
{
    TestCase result{findingName(finding), Outcome::Passed, finding.rule, printable(finding.message),
        report.lines.position(finding.range.begin).line};
    if (finding.suppressed) {
        result.outcome = Outcome::Skipped;
        result.message = printable(finding.suppressed->reason);
    } else if (report.failsFrom && finding.severity >= *report.failsFrom) {
        result.outcome = Outcome::Failed;
    }
    return result;
}

/// Files are suites and findings are cases. A finding that fails the check is a failure, one below
/// the threshold passes with its message as output, a suppressed one is skipped.
class JunitReporter : public CheckReporter
{
public:
    explicit JunitReporter(const ReportStyle &style)
        : m_style(style)
    { }

    void add(const FileReport &report) override
    {
        TestSuite suite{printable(repositoryPath(report.path, m_style.root)), {}};
        if (report.problem)
            suite.cases.push_back({problemName(report.problem->kind), Outcome::Broken,
                problemName(report.problem->kind), printable(report.problem->message),
                report.problem->position ? report.problem->position->line : 0});
        for (const Finding &finding : report.check.findings) {
            if (!finding.suppressed || !m_style.omitsSuppressed)
                suite.cases.push_back(caseOf(report, finding));
        }
        // A suite without cases would look as if nothing had been checked.
        if (suite.cases.empty())
            suite.cases.push_back({u"no findings"_s, Outcome::Passed, {}, {}, 0});
        m_suites.push_back(std::move(suite));
    }

    [[nodiscard]] QByteArray finish(const CheckSummary &) override
    {
        QByteArray text;
        QXmlStreamWriter xml(&text);
        xml.setAutoFormatting(true);
        xml.setAutoFormattingIndent(2);
        xml.writeStartDocument();
        xml.writeStartElement(u"testsuites"_s);
        xml.writeAttribute(u"name"_s, u"pinion"_s);
        writeCounts(xml, m_suites);
        for (const TestSuite &suite : m_suites) {
            xml.writeStartElement(u"testsuite"_s);
            xml.writeAttribute(u"name"_s, suite.name);
            writeCounts(xml, {&suite, 1});
            for (const TestCase &testCase : suite.cases)
                writeCase(xml, testCase, suite.name);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        return text;
    }

private:
    const ReportStyle m_style;
    TestSuites m_suites;
};

} // namespace

std::unique_ptr<CheckReporter> junitReporter(const ReportStyle &style)
{
    return std::make_unique<JunitReporter>(style);
}

} // namespace Pinion
