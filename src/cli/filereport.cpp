// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/filereport.h"

#include "cli/console.h"
#include "inspect/inspector.h"
#include "marathon/schema.h"
#include "rules/practice/security.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Their findings are marked at the secret itself.
constexpr std::array SecretRules = {PlaintextSecret, CredentialsInUri, SecretInLabel};

bool isUtf16(const QByteArray &bytes)
{
    return bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff");
}

FileProblem noDefinition(const FileReport &report)
{
    return {FileProblemKind::NotMarathon,
        u"no Marathon definition: an app has an id and a cmd or container, a pod has containers, "
        u"a group has apps or groups"_s,
        report.lines.position(report.tree->root().range().begin)};
}

} // namespace

QByteArray withoutSecrets(const FileReport &report)
{
    QByteArray text = report.bytes();
    for (const Finding &finding : report.check.findings) {
        const bool marksSecret
            = std::any_of(SecretRules.begin(), SecretRules.end(), [&finding](std::string_view id) {
                  return finding.rule == QLatin1StringView(id.data(), qsizetype(id.size()));
              });
        if (!marksSecret)
            continue;
        for (qsizetype i = finding.range.begin; i < finding.range.end; ++i) {
            if (text[i] != '"')
                text[i] = '*';
        }
    }
    return text;
}

QString problemName(FileProblemKind kind)
{
    switch (kind) {
    case FileProblemKind::Syntax:
        return u"syntax"_s;
    case FileProblemKind::Encoding:
        return u"encoding"_s;
    case FileProblemKind::Io:
        return u"io"_s;
    case FileProblemKind::NotMarathon:
        return u"not-marathon"_s;
    }
    return {};
}

std::optional<FileProblem> syntaxProblem(const JsonTree &tree, const LineIndex &lines)
{
    if (tree.isValid())
        return std::nullopt;
    const SyntaxError &first = tree.errors().front();
    const TextPosition position = lines.position(first.range.begin);
    if (isUtf16(tree.bytes()))
        return FileProblem{FileProblemKind::Encoding,
            u"this is UTF-16 text, and JSON is UTF-8; save the file as UTF-8"_s, position};
    return FileProblem{first.problem == SyntaxProblem::InvalidUtf8 ? FileProblemKind::Encoding
                                                                   : FileProblemKind::Syntax,
        describe(first, tree.bytes()), position};
}

FileReport examine(
    const QString &path, QByteArray bytes, const RuleConfig &config, ScopeCache *scopes)
{
    FileReport report;
    report.path = path;
    report.tree = std::make_unique<const JsonTree>(JsonTree::parse(std::move(bytes)));
    report.lines = LineIndex(report.tree->bytes());
    report.check = inspect(*report.tree, path, config, nullptr, scopes);
    report.problem = syntaxProblem(*report.tree, report.lines);
    if (!report.problem && report.check.kind == DocumentKind::Other)
        report.problem = noDefinition(report);
    return report;
}

FileReport unreadable(const QString &path, const Error &error)
{
    FileReport report;
    report.path = path;
    report.problem = FileProblem{FileProblemKind::Io, error.text(), std::nullopt};
    return report;
}

QString complaint(const QString &path, const FileProblem &problem)
{
    if (!problem.position)
        return u"pinion-cli: "_s + printable(problem.message);
    const bool isJson = problem.kind == FileProblemKind::NotMarathon;
    return u"%1:%2:%3: %4%5"_s.arg(printable(path))
        .arg(problem.position->line)
        .arg(problem.position->column)
        .arg(isJson ? QString() : u"not JSON: "_s, printable(problem.message));
}

} // namespace Pinion
