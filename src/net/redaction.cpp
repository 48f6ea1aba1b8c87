// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/redaction.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

Q_LOGGING_CATEGORY(lcNet, "pinion.net", QtWarningMsg)

namespace {

constexpr qsizetype LongestShown = 300;

struct Replacement
{
    QRegularExpression pattern;
    QString text;
};

const QList<Replacement> &replacements()
{
    constexpr auto AnyCase = QRegularExpression::CaseInsensitiveOption;
    static const QList<Replacement> list{
        {QRegularExpression(u"(https?://)[^/@\\s\"']+@"_s, AnyCase), u"\\1"_s},
        {QRegularExpression(u"(https?://[^\\s?#\"'<>]+)[?#][^\\s\"'<>]*"_s, AnyCase), u"\\1"_s},
        {QRegularExpression(u"\\b(bearer|basic|negotiate) +[A-Za-z0-9._~+/=-]{6,}"_s, AnyCase),
            u"\\1 ***"_s},
        {QRegularExpression(u"\\beyJ[A-Za-z0-9._-]{10,}"_s), u"***"_s},
        {QRegularExpression(
             u"\\b([\\w-]*(?:token|password|passwd|secret|signature|credential|apikey|api_key)"
             "[\\w-]*|auth|pwd|sig)([\"']?\\s*[=:]\\s*)[\"']?[^\\s\"',;&}]+"_s,
             AnyCase),
            u"\\1\\2***"_s},
    };
    return list;
}

int usualPort(const QUrl &url)
{
    return url.scheme() == "http"_L1 ? 80 : 443;
}

} // namespace

QString shown(const QUrl &url)
{
    constexpr auto Hidden = QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment;
    return url.toDisplayString(Hidden).left(LongestShown);
}

QString hostAndPort(const QUrl &url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    const int port = url.port(usualPort(url));
    return port == usualPort(url) ? host : QString(host + u':' + QString::number(port));
}

QString redacted(const QString &text)
{
    // Bounded first: the patterns then cost the same whatever a server sends.
    QString line = text.left(8 * LongestShown);
    for (QChar &c : line) {
        if (!c.isPrint())
            c = u' ';
    }
    line = line.simplified();
    for (const Replacement &replacement : replacements())
        line.replace(replacement.pattern, replacement.text);
    if (line.size() > LongestShown)
        line = line.left(LongestShown - 1) + u'…';
    return line;
}

QString redacted(const QByteArray &text)
{
    return redacted(QString::fromUtf8(text.left(8 * LongestShown)));
}

} // namespace Pinion
