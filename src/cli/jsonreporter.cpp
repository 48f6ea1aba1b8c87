// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"
#include "cli/jsonwriter.h"

namespace Pinion {

namespace {

// Counts up when a member changes its meaning or goes; new members do not count.
constexpr qint64 SchemaVersion = 1;

void writePosition(JsonWriter &json, const std::optional<TextPosition> &position)
{
    json.key("line");
    position ? json.value(qint64(position->line)) : json.null();
    json.key("column");
    position ? json.value(qint64(position->column)) : json.null();
}

void writeProblem(JsonWriter &json, const std::optional<FileProblem> &problem)
{
    json.key("error");
    if (!problem) {
        json.null();
        return;
    }
    json.beginObject();
    json.member("kind", problemName(problem->kind));
    json.member("message", problem->message);
    writePosition(json, problem->position);
    json.endObject();
}

void writeFix(JsonWriter &json, const Fix &fix)
{
    json.beginObject();
    json.member("title", fix.title);
    json.member("safe", fix.isSafe);
    json.key("edits");
    json.beginArray();
    for (const TextEdit &edit : fix.edits) {
        json.beginObject();
        json.member("offset", qint64(edit.range.begin));
        json.member("length", qint64(edit.range.length()));
        json.member("text", QString::fromUtf8(edit.text));
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writeSuppression(JsonWriter &json, const std::optional<Suppression> &suppression)
{
    json.key("suppressed");
    if (!suppression) {
        json.null();
        return;
    }
    json.beginObject();
    json.member("reason", suppression->reason);
    json.member("owner", suppression->owner);
    json.key("until");
    if (suppression->until.isValid())
        json.value(suppression->until.toString(Qt::ISODate));
    else
        json.null();
    json.endObject();
}

/// Only what the server refuses has one.
void writeAnswer(JsonWriter &json, const std::optional<ServerAnswer> &answer)
{
    if (!answer)
        return;
    json.key("answer");
    json.beginObject();
    json.member("status", qint64(answer->status));
    json.member("path", answer->path);
    json.member("error", answer->error);
    json.endObject();
}

void writeFinding(JsonWriter &json, const FileReport &report, const Finding &finding)
{
    const TextPosition begin = report.lines.position(finding.range.begin);
    const TextPosition end = report.lines.position(finding.range.end);
    json.beginObject();
    json.member("rule", finding.rule);
    json.member("severity", severityName(finding.severity));
    json.member("app", finding.app);
    json.member("pointer", finding.pointer.toString());
    json.member("line", qint64(begin.line));
    json.member("column", qint64(begin.column));
    json.member("endLine", qint64(end.line));
    json.member("endColumn", qint64(end.column));
    json.member("message", finding.message);
    writeAnswer(json, finding.answer);
    json.key("fixes");
    json.beginArray();
    for (const Fix &fix : finding.fixes) {
        if (!fix.edits.empty())
            writeFix(json, fix);
    }
    json.endArray();
    writeSuppression(json, finding.suppressed);
    json.endObject();
}

class JsonReporter : public CheckReporter
{
public:
    JsonReporter()
    {
        m_json.beginObject();
        m_json.member("schema", SchemaVersion);
        m_json.key("files");
        m_json.beginArray();
    }

    void add(const FileReport &report) override
    {
        m_json.beginObject();
        m_json.member("path", report.path);
        m_json.member("kind", kindName(report.check.kind));
        writeProblem(m_json, report.problem);
        m_json.key("findings");
        m_json.beginArray();
        for (const Finding &finding : report.check.findings)
            writeFinding(m_json, report, finding);
        m_json.endArray();
        m_json.endObject();
    }

    [[nodiscard]] QByteArray finish(const CheckSummary &summary) override
    {
        m_json.endArray();
        m_json.key("summary");
        m_json.beginObject();
        m_json.member("files", qint64(summary.files));
        m_json.member("errors", qint64(summary.counts.errors));
        m_json.member("warnings", qint64(summary.counts.warnings));
        m_json.member("infos", qint64(summary.counts.infos));
        m_json.member("suppressed", qint64(summary.counts.suppressed));
        m_json.member("baseline", qint64(summary.counts.baselined));
        m_json.member("skipped", qint64(summary.templatedValues));
        m_json.endObject();
        m_json.endObject();
        return m_json.take();
    }

private:
    JsonWriter m_json;
};

} // namespace

std::unique_ptr<CheckReporter> jsonReporter(const ReportStyle &)
{
    return std::make_unique<JsonReporter>();
}

} // namespace Pinion
