// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/baseline.h"

#include "json/jsonstring.h"
#include "json/lineindex.h"

#include <QRegularExpression>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int FormatVersion = 1;

/// Numbers and digests change without the fault changing.
QString normalised(const QString &message)
{
    static const QRegularExpression digest(u"sha256:[0-9a-f]+"_s);
    static const QRegularExpression number(u"[0-9]+(?:[.,][0-9]+)*"_s);
    QString text = message;
    return text.replace(digest, u"sha256:…"_s).replace(number, u"#"_s).simplified();
}

void append(QByteArray &line, const char *key, const QString &value)
{
    if (value.isEmpty())
        return;
    line += line.isEmpty() ? "" : ", ";
    line += encodeString(QByteArrayView(key)) + ": " + encodeString(value);
}

tl::unexpected<Error> failAt(
    const JsonTree &tree, TextRange at, const QString &name, const QString &what)
{
    const TextPosition position = LineIndex(tree.bytes()).position(at.begin);
    return fail(ErrorKind::Invalid,
        u"%1, line %2, column %3: %4."_s.arg(
            name, QString::number(position.line), QString::number(position.column), what));
}

BaselineEntry entryFrom(JsonNode node)
{
    return {node["file"].stringOr(), node["app"].stringOr(), node["rule"].stringOr(),
        node["pointer"].stringOr(), node["message"].stringOr()};
}

bool isBefore(const BaselineEntry &a, const BaselineEntry &b)
{
    return std::tie(a.file, a.app, a.rule, a.pointer, a.message)
        < std::tie(b.file, b.app, b.rule, b.pointer, b.message);
}

bool isSameFinding(const BaselineEntry &a, const BaselineEntry &b)
{
    return a.app == b.app && a.rule == b.rule && a.pointer == b.pointer && a.message == b.message;
}

} // namespace

Baseline::Baseline(QString reason, std::vector<BaselineEntry> entries)
    : m_reason(std::move(reason))
    , m_entries(std::move(entries))
{
    std::sort(m_entries.begin(), m_entries.end(), isBefore);
    m_entries.erase(std::unique(m_entries.begin(), m_entries.end()), m_entries.end());
}

Result<Baseline> Baseline::parse(const QByteArray &bytes, const QString &name)
{
    const JsonTree tree = JsonTree::parse(bytes);
    if (!tree.isValid()) {
        const SyntaxError &error = tree.errors().front();
        return failAt(tree, error.range, name, describe(error, tree.bytes()));
    }
    const JsonNode version = tree.root()["version"];
    if (version.toInteger() != FormatVersion) {
        return failAt(tree, version ? version.range() : tree.root().range(), name,
            u"a baseline of version 1 is expected here"_s);
    }
    const JsonNode list = tree.root()["findings"];
    if (!list.isArray())
        return failAt(tree, tree.root().range(), name, u"\"findings\" must be a list"_s);
    std::vector<BaselineEntry> entries;
    for (const JsonNode node : list.children()) {
        entries.push_back(entryFrom(node));
        if (entries.back().rule.isEmpty())
            return failAt(tree, node.range(), name, u"this finding names no rule"_s);
    }
    return Baseline(tree.root()["reason"].stringOr(), std::move(entries));
}

QByteArray Baseline::toJson() const
{
    QByteArray text = "{\n  \"version\": " + QByteArray::number(FormatVersion)
        + ",\n  \"reason\": " + encodeString(m_reason) + ",\n  \"findings\": [";
    const char *separator = "\n    {";
    for (const BaselineEntry &entry : m_entries) {
        QByteArray line;
        append(line, "file", entry.file);
        append(line, "app", entry.app);
        append(line, "rule", entry.rule);
        append(line, "pointer", entry.pointer);
        append(line, "message", entry.message);
        text += separator + line + '}';
        separator = ",\n    {";
    }
    return text + (m_entries.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

void Baseline::release(const std::function<bool(const QString &)> &exists)
{
    m_goneFiles.clear();
    for (const BaselineEntry &entry : m_entries) {
        const bool isNew = m_goneFiles.isEmpty() || m_goneFiles.last() != entry.file;
        if (isNew && !exists(entry.file))
            m_goneFiles.append(entry.file);
    }
}

const BaselineEntry *Baseline::find(const BaselineEntry &finding) const
{
    const auto known
        = std::find_if(m_entries.begin(), m_entries.end(), [&](const BaselineEntry &entry) {
              return isSameFinding(entry, finding)
                  && (entry.file == finding.file || m_goneFiles.contains(entry.file));
          });
    return known == m_entries.end() ? nullptr : &*known;
}

std::optional<BaselineEntry> baselineEntry(
    const Finding &finding, const Definitions &definitions, const QString &file)
{
    if (finding.family == RuleFamily::Syntax || finding.family == RuleFamily::Policy)
        return {};
    BaselineEntry entry{file, finding.app, finding.rule, {}, normalised(finding.message)};
    // Counted from the definition, so that it survives the app's move into a group.
    const Definition *definition = definitions.enclosing(finding.pointer);
    entry.pointer = definition && !finding.app.isEmpty()
        ? definition->node.pointer().relative(finding.pointer).toString()
        : finding.pointer.toString();
    return entry;
}

void applyBaseline(
    Findings &findings, const JsonTree &tree, const Baseline &baseline, const QString &file)
{
    const Definitions definitions = findDefinitions(tree);
    for (Finding &finding : findings) {
        const std::optional<BaselineEntry> entry = baselineEntry(finding, definitions, file);
        if (finding.suppressed || !entry || !baseline.find(*entry))
            continue;
        finding.suppressed = Suppression{baseline.reason(), {}, {}, SuppressionSource::Baseline};
    }
}

} // namespace Pinion
