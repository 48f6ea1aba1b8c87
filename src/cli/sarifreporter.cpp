// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"
#include "cli/jsonwriter.h"
#include "cli/reportplace.h"
#include "cli/ruletext.h"
#include "rules/ruleset.h"

#include <QDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QString SchemaUrl = u"https://json.schemastore.org/sarif-2.1.0.json"_s;
/// Counts up when the ingredients of the fingerprint change.
constexpr QByteArrayView FingerprintName = "pinionFinding/v1";

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString levelOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        return u"note"_s;
    }
    Q_UNREACHABLE();
}

QString precisionOf(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain:
        return u"very-high"_s;
    case Confidence::Likely:
        return u"high"_s;
    case Confidence::Hint:
        return u"medium"_s;
    }
    Q_UNREACHABLE();
}

QString uriOf(const QString &path)
{
    if (QDir::isAbsolutePath(path))
        return QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded());
    return QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

void writeMessage(JsonWriter &json, QByteArrayView key, const QString &message)
{
    json.key(key);
    json.beginObject();
    json.member("text", message);
    json.endObject();
}

void writeRule(JsonWriter &json, const Rule &rule)
{
    json.beginObject();
    json.member("id", text(rule.id));
    writeMessage(json, "shortDescription", text(rule.title));
    writeMessage(json, "fullDescription", text(rule.why));
    writeMessage(json, "help", text(rule.remedy));
    json.key("defaultConfiguration");
    json.beginObject();
    json.member("enabled", rule.isOnByDefault);
    json.member("level", levelOf(rule.severity));
    json.endObject();
    json.key("properties");
    json.beginObject();
    json.member("precision", precisionOf(rule.confidence));
    json.key("tags");
    json.beginArray();
    json.value(familyName(rule.family));
    json.endArray();
    json.endObject();
    json.endObject();
}

void writeArtifact(JsonWriter &json, const QString &path)
{
    json.key("artifactLocation");
    json.beginObject();
    json.member("uri", uriOf(path));
    json.endObject();
}

void writeRegion(JsonWriter &json, QByteArrayView key, const FileReport &report, TextRange range)
{
    const TextPosition begin = utf16Position(report, range.begin);
    const TextPosition end = utf16Position(report, range.end);
    json.key(key);
    json.beginObject();
    json.member("startLine", qint64(begin.line));
    json.member("startColumn", qint64(begin.column));
    json.member("endLine", qint64(end.line));
    json.member("endColumn", qint64(end.column));
    json.member("byteOffset", qint64(range.begin));
    json.member("byteLength", qint64(range.length()));
    json.endObject();
}

/// One report in the words of the Static Analysis Results Interchange Format 2.1.0 (OASIS).
class SarifReporter : public CheckReporter
{
public:
    explicit SarifReporter(const ReportStyle &style)
        : m_style(style)
    {
        m_json.beginObject();
        m_json.member("$schema", SchemaUrl);
        m_json.member("version", u"2.1.0"_s);
        m_json.key("runs");
        m_json.beginArray();
        m_json.beginObject();
        writeTool();
        m_json.member("columnKind", u"utf16CodeUnits"_s);
        m_json.key("results");
        m_json.beginArray();
    }

    void add(const FileReport &report) override
    {
        const QString path = repositoryPath(report.path, m_style.root);
        if (report.problem)
            m_problems.push_back({path, *report.problem});
        for (const Finding &finding : report.check.findings) {
            if (!finding.suppressed || !m_style.omitsSuppressed)
                writeResult(path, report, finding);
        }
    }

    [[nodiscard]] QByteArray finish(const CheckSummary &) override
    {
        m_json.endArray();
        writeInvocation();
        m_json.endObject();
        m_json.endArray();
        m_json.endObject();
        return m_json.take();
    }

private:
    struct Problem
    {
        QString path;
        FileProblem problem;
    };

    void writeTool()
    {
        m_json.key("tool");
        m_json.beginObject();
        m_json.key("driver");
        m_json.beginObject();
        m_json.member("name", u"pinion-cli"_s);
        m_json.member("semanticVersion", QString::fromLatin1(PINION_VERSION));
        m_json.key("rules");
        m_json.beginArray();
        for (const Rule &rule : allRules())
            writeRule(m_json, rule);
        m_json.endArray();
        m_json.endObject();
        m_json.endObject();
    }

    void writeResult(const QString &path, const FileReport &report, const Finding &finding)
    {
        m_json.beginObject();
        m_json.member("ruleId", finding.rule);
        m_json.member("level", levelOf(finding.severity));
        writeMessage(m_json, "message", finding.message);
        m_json.key("locations");
        m_json.beginArray();
        writeLocation(path, report, finding);
        m_json.endArray();
        writeRelated(path, report, finding);
        m_json.key("partialFingerprints");
        m_json.beginObject();
        m_json.member(FingerprintName, m_fingerprints.of(finding, {}));
        m_json.endObject();
        writeFixes(path, report, finding);
        writeSuppression(finding);
        writeAnswer(finding);
        m_json.endObject();
    }

    void writePlace(const QString &path, const FileReport &report, TextRange range)
    {
        m_json.key("physicalLocation");
        m_json.beginObject();
        writeArtifact(m_json, path);
        writeRegion(m_json, "region", report, range);
        m_json.endObject();
    }

    void writeLocation(const QString &path, const FileReport &report, const Finding &finding)
    {
        m_json.beginObject();
        writePlace(path, report, finding.range);
        m_json.key("logicalLocations");
        m_json.beginArray();
        m_json.beginObject();
        m_json.member("fullyQualifiedName", finding.app + u'#' + finding.pointer.toString());
        m_json.member("kind", u"member"_s);
        m_json.endObject();
        m_json.endArray();
        m_json.endObject();
    }

    void writeRelated(const QString &path, const FileReport &report, const Finding &finding)
    {
        if (finding.related.empty())
            return;
        m_json.key("relatedLocations");
        m_json.beginArray();
        for (const RelatedPlace &related : finding.related) {
            m_json.beginObject();
            writeMessage(m_json, "message", related.message);
            if (related.file.isEmpty()) {
                writePlace(path, report, related.range);
            } else {
                m_json.key("physicalLocation");
                m_json.beginObject();
                writeArtifact(m_json, repositoryPath(related.file, m_style.root));
                m_json.endObject();
            }
            m_json.endObject();
        }
        m_json.endArray();
    }

    /// Guided fixes wait for an answer and have no text yet, so only those with edits are listed.
    void writeFixes(const QString &path, const FileReport &report, const Finding &finding)
    {
        std::vector<const Fix *> fixes;
        for (const Fix &fix : finding.fixes) {
            if (!fix.edits.empty())
                fixes.push_back(&fix);
        }
        if (fixes.empty())
            return;
        m_json.key("fixes");
        m_json.beginArray();
        for (const Fix *fix : fixes)
            writeFix(path, report, *fix);
        m_json.endArray();
    }

    void writeFix(const QString &path, const FileReport &report, const Fix &fix)
    {
        m_json.beginObject();
        writeMessage(m_json, "description", fix.title);
        m_json.key("artifactChanges");
        m_json.beginArray();
        m_json.beginObject();
        writeArtifact(m_json, path);
        m_json.key("replacements");
        m_json.beginArray();
        for (const TextEdit &edit : fix.edits) {
            m_json.beginObject();
            writeRegion(m_json, "deletedRegion", report, edit.range);
            writeMessage(m_json, "insertedContent", QString::fromUtf8(edit.text));
            m_json.endObject();
        }
        m_json.endArray();
        m_json.endObject();
        m_json.endArray();
        m_json.endObject();
    }

    void writeSuppression(const Finding &finding)
    {
        if (!finding.suppressed)
            return;
        m_json.key("suppressions");
        m_json.beginArray();
        m_json.beginObject();
        m_json.member("kind", u"external"_s);
        m_json.member("status", u"accepted"_s);
        m_json.member("justification", finding.suppressed->reason);
        m_json.endObject();
        m_json.endArray();
    }

    void writeAnswer(const Finding &finding)
    {
        if (!finding.answer)
            return;
        m_json.key("properties");
        m_json.beginObject();
        m_json.key("marathon");
        m_json.beginObject();
        m_json.member("status", qint64(finding.answer->status));
        m_json.member("path", finding.answer->path);
        m_json.member("error", finding.answer->error);
        m_json.endObject();
        m_json.endObject();
    }

    void writeInvocation()
    {
        m_json.key("invocations");
        m_json.beginArray();
        m_json.beginObject();
        m_json.member("executionSuccessful", m_problems.empty());
        m_json.key("toolExecutionNotifications");
        m_json.beginArray();
        for (const Problem &problem : m_problems)
            writeProblem(problem);
        m_json.endArray();
        m_json.endObject();
        m_json.endArray();
    }

    void writeProblem(const Problem &problem)
    {
        m_json.beginObject();
        m_json.member("level", u"error"_s);
        writeMessage(m_json, "message", problem.problem.message);
        m_json.key("locations");
        m_json.beginArray();
        m_json.beginObject();
        m_json.key("physicalLocation");
        m_json.beginObject();
        writeArtifact(m_json, problem.path);
        if (problem.problem.position) {
            m_json.key("region");
            m_json.beginObject();
            m_json.member("startLine", qint64(problem.problem.position->line));
            m_json.endObject();
        }
        m_json.endObject();
        m_json.endObject();
        m_json.endArray();
        m_json.endObject();
    }

    const ReportStyle m_style;
    JsonWriter m_json;
    Fingerprints m_fingerprints;
    std::vector<Problem> m_problems;
};

} // namespace

std::unique_ptr<CheckReporter> sarifReporter(const ReportStyle &style)
{
    return std::make_unique<SarifReporter>(style);
}

} // namespace Pinion
