// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "marathon/pathglob.h"
#include "rules/practice/fetch.h"
#include "rules/practice/rewrite.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr MarathonVersion DestPathSince{1, 5, 0};

/// scheme://user@host:port/path?query
struct UriParts
{
    QString scheme; ///< lower case
    QString host;
    QString path; ///< from the slash behind the host up to the query
    qsizetype pathBegin = 0;
    bool hasQuery = false;

    [[nodiscard]] QString file() const { return path.section(u'/', -1); }
};

std::optional<UriParts> partsOf(const QString &uri)
{
    const qsizetype mark = uri.indexOf("://"_L1);
    if (mark <= 0)
        return {};
    UriParts parts;
    parts.scheme = uri.left(mark).toLower();
    const qsizetype begin = mark + 3;
    const auto isEnd = [](QChar c) { return c == u'?' || c == u'#'; };
    const qsizetype end = std::find_if(uri.begin() + begin, uri.end(), isEnd) - uri.begin();
    const qsizetype slash = uri.indexOf(u'/', begin);
    parts.pathBegin = slash < 0 || slash > end ? end : slash;
    parts.path = uri.sliced(parts.pathBegin, end - parts.pathBegin);
    parts.hasQuery = end < uri.size() && uri[end] == u'?';
    const QString authority = uri.sliced(begin, parts.pathBegin - begin);
    parts.host = authority.section(u'@', -1).section(u':', 0, 0).toLower();
    return parts;
}

bool isArchive(const QString &file)
{
    static constexpr std::array endings = {".tar"_L1, ".tar.gz"_L1, ".tgz"_L1, ".tar.bz2"_L1,
        ".tbz2"_L1, ".tar.xz"_L1, ".txz"_L1, ".gz"_L1, ".zip"_L1};
    return std::any_of(endings.begin(), endings.end(),
        [&file](QLatin1StringView ending) { return file.endsWith(ending); });
}

bool namesOneBuild(const QString &segment)
{
    static const QRegularExpression form(
        u"\\d+\\.\\d+\\.\\d+|(?<![0-9A-Za-z])(?=[0-9a-f]*\\d)[0-9a-f]{7,40}(?![0-9A-Za-z])"_s);
    return form.match(segment).hasMatch();
}

/// A word of a path that means another file tomorrow.
struct FloatingWord
{
    QString text;
    qsizetype begin = 0; ///< in the path
};

std::optional<FloatingWord> floatingWord(const QString &path)
{
    static const QRegularExpression form(
        u"(?<=^|[/_.-])(latest|snapshot|master|main|head|nightly|current|stable)(?=$|[/_.-])"_s,
        QRegularExpression::CaseInsensitiveOption);
    const qsizetype lastSegment = path.lastIndexOf(u'/') + 1;
    auto matches = form.globalMatch(path);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const bool isInFile = match.capturedStart() >= lastSegment;
        if (!isInFile || !namesOneBuild(path.sliced(lastSegment)))
            return FloatingWord{match.captured(), match.capturedStart()};
    }
    return {};
}

class UriCheck
{
public:
    UriCheck(const Workload &workload, Reporter &reporter, JsonNode node)
        : m_workload(workload)
        , m_reporter(reporter)
        , m_node(node)
        , m_entry(node.parent().isObject() ? node.parent() : JsonNode())
        , m_uri(node.stringOr())
    { }

    void run()
    {
        const std::optional<UriParts> parts = partsOf(m_uri);
        if (!parts || m_reporter.skipTemplated(m_node))
            return;
        judgeTransport(*parts);
        if (const std::optional<FloatingWord> word = floatingWord(parts->path))
            reportFloating(*parts, *word);
        const bool isUnpacked = m_entry["extract"].toBool().value_or(true);
        if (parts->hasQuery && isUnpacked && m_entry["destPath"].isAbsent()
            && isArchive(parts->file()))
            reportArchive(*parts);
    }

private:
    void judgeTransport(const UriParts &parts)
    {
        if (parts.scheme != u"http" && parts.scheme != u"ftp")
            return;
        const QStringList trusted = m_reporter.texts(InsecureTransport, "trustedHosts");
        const bool isTrusted = std::any_of(trusted.begin(), trusted.end(),
            [&parts](const QString &glob) { return pathGlobMatches(glob, parts.host); });
        if (isTrusted)
            return;
        const bool isExecutable = m_entry["executable"].toBool() == true;
        Finding &finding = m_reporter.add(InsecureTransport, m_node,
            u"What %1 sends over %2 can be replaced on its way, and the task uses it."_s.arg(
                parts.host.isEmpty() ? u"the host"_s : parts.host, parts.scheme));
        if (!isExecutable)
            finding.severity = Severity::Warning;
        offer(finding, u"Fetch over https"_s, false,
            textEdit(m_node, u"https"_s + m_uri.sliced(parts.scheme.size())));
    }

    void reportFloating(const UriParts &parts, const FloatingWord &word)
    {
        const bool isCached = m_entry["cache"].toBool() == true;
        Finding &finding = m_reporter.add(FloatingUri, m_node,
            isCached
                ? u"'%1' moves with each release, and each agent keeps its first copy for ever."_s
                      .arg(word.text)
                : u"'%1' moves with each release; a restart may fetch what nobody deployed."_s.arg(
                    word.text));
        if (!isCached)
            finding.severity = Severity::Warning;
        const qsizetype begin = parts.pathBegin + word.begin;
        finding.range = rangeInString(m_node, begin, begin + word.text.size());
        const auto edits
            = [rewrite = Rewrite(m_node), uri = m_uri, begin, length = word.text.size()](
                  const QString &answer) -> Result<TextEdits> {
            const QString typed = answer.trimmed();
            QString changed = uri;
            if (typed.contains("://"_L1))
                changed = typed;
            else
                changed.replace(begin, length, typed);
            const std::optional<UriParts> after = partsOf(changed);
            const bool isFixed
                = !typed.isEmpty() && !typed.contains(u' ') && after && !floatingWord(after->path);
            if (!isFixed)
                return fail(ErrorKind::Invalid,
                    u"That address can still come to mean another file."_s,
                    u"Type a version such as 1.4.2, or the whole address of one version."_s);
            Rewrite steps = rewrite;
            return steps.setText({}, changed).edits();
        };
        const QString file = parts.file().isEmpty() ? word.text : parts.file();
        offer(finding, u"Fetch one version…"_s,
            {u"Which version of %1 should be fetched?"_s.arg(file), {}, edits});
    }

    void reportArchive(const UriParts &parts)
    {
        Finding &finding = m_reporter.add(ArchiveQueryString, m_node,
            u"The fetcher takes the query for a part of the name and does not unpack %1."_s.arg(
                parts.file()));
        if (m_reporter.context().version < DestPathSince)
            return;
        const QString title = u"Save it as %1"_s.arg(parts.file());
        const QByteArray name = encodeString(parts.file());
        if (m_entry) {
            offer(finding, title, true,
                setValue(*m_node.tree(), m_entry.pointer().child("destPath"), name));
            return;
        }
        Rewrite steps(m_workload.node());
        const JsonNode list = m_node.parent();
        steps.rename(JsonPointer::of("/uris"), "fetch");
        const JsonPointer fetch = JsonPointer::of("/fetch");
        for (const JsonNode uri : list.children()) {
            QByteArray entry = "{\"uri\": " + uri.literal().toByteArray();
            if (uri == m_node)
                entry += ", \"destPath\": " + name;
            steps.set(fetch.child(uri.indexInParent()), entry + '}');
        }
        offer(finding, title, true, steps);
    }

    const Workload &m_workload;
    Reporter &m_reporter;
    const JsonNode m_node;
    const JsonNode m_entry; ///< of fetch or artifacts; null for the older uris
    const QString m_uri;
};

} // namespace

void judgeUris(const Workload &workload, Reporter &reporter)
{
    for (const WorkloadText &uri : workload.uris())
        UriCheck(workload, reporter, uri.node).run();
}

} // namespace Pinion
