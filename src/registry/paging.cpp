// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/paging.h"

#include "net/hosts.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Whether one of the parameters between `<…>` and the next link is rel with the word next.
bool isNext(const QByteArray &parameters)
{
    for (const QByteArray &parameter : parameters.split(';')) {
        const qsizetype sign = parameter.indexOf('=');
        if (sign < 0 || parameter.first(sign).trimmed().toLower() != "rel")
            continue;
        QByteArray value = parameter.sliced(sign + 1).trimmed().toLower();
        value.replace('"', ' ');
        return value.simplified().split(' ').contains("next");
    }
    return false;
}

/// Up to the comma that ends this link; one in quotes does not.
qsizetype endOfParameters(const QByteArray &header, qsizetype from)
{
    bool isQuoted = false;
    qsizetype i = from;
    while (i < header.size() && (isQuoted || header[i] != ',')) {
        if (header[i] == '"')
            isQuoted = !isQuoted;
        ++i;
    }
    return i;
}

} // namespace

QByteArray nextLink(const QByteArray &header)
{
    qsizetype at = 0;
    while ((at = header.indexOf('<', at)) >= 0) {
        const qsizetype close = header.indexOf('>', at);
        if (close < 0)
            return {};
        const qsizetype end = endOfParameters(header, close + 1);
        if (isNext(header.sliced(close + 1, end - close - 1)))
            return header.sliced(at + 1, close - at - 1).trimmed();
        at = end;
    }
    return {};
}

NextPage nextPage(const QUrl &asked, const QByteArray &linkHeader)
{
    const QByteArray link = nextLink(linkHeader);
    NextPage next;
    if (link.isEmpty())
        return next;
    const QUrl target = asked.resolved(QUrl::fromEncoded(link));
    if (isSameOrigin(target, asked) && target.path() == asked.path()
        && target.userInfo().isEmpty()) {
        next.url = target;
        return next;
    }
    const QUrlQuery query(target);
    const QString last = query.queryItemValue(u"last"_s, QUrl::FullyEncoded);
    if (last.isEmpty()) {
        next.isBroken = true;
        return next;
    }
    QString own = u"last="_s + last;
    if (query.hasQueryItem(u"n"_s))
        own = u"n="_s + query.queryItemValue(u"n"_s, QUrl::FullyEncoded) + u'&' + own;
    next.url = asked;
    next.url.setQuery(own, QUrl::StrictMode);
    return next;
}

} // namespace Pinion
