// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/clusteraccess.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

QString sentenceStart(const QString &name)
{
    return name.isEmpty() ? u"The cluster"_s : QString(name.first(1).toUpper() + name.sliced(1));
}

QString asPath(const QString &text)
{
    QString path = QString::fromLatin1(QUrl::toPercentEncoding(text, "/"));
    while (path.startsWith(u'/'))
        path.remove(0, 1);
    return u'/' + path;
}

HttpOptions httpOptions(const ClusterAccess &access)
{
    HttpOptions options;
    options.tls = access.tls;
    const bool hasPlain = std::any_of(access.urls.cbegin(), access.urls.cend(),
        [](const QUrl &url) { return url.scheme() == "http"_L1; });
    if (hasPlain)
        options.plainHttp
            = access.sendsLoginInTheClear ? PlainHttp::AllowedWithLogin : PlainHttp::Allowed;
    return options;
}

} // namespace Pinion
