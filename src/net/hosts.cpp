// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/hosts.h"

#include "net/redaction.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QHostAddress addressOf(const QString &host)
{
    QHostAddress address(host);
    bool isMapped = false;
    const quint32 mapped = address.toIPv4Address(&isMapped); // ::ffff:10.0.0.1 too
    return isMapped ? QHostAddress(mapped) : address;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "http"_L1 ? 80 : 443);
}

bool isWeb(const QUrl &url)
{
    return (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty();
}

} // namespace

bool isLoopbackHost(const QString &host)
{
    const QString name = host.toLower();
    return name == "localhost"_L1 || name.endsWith(".localhost"_L1) || addressOf(host).isLoopback();
}

bool isPrivateAddress(const QString &host)
{
    // RFC 1918, 6598, 3927, 4193, 4291; and what means "this machine".
    static const QList<QPair<QHostAddress, int>> ranges{QHostAddress::parseSubnet(u"0.0.0.0/8"_s),
        QHostAddress::parseSubnet(u"10.0.0.0/8"_s), QHostAddress::parseSubnet(u"100.64.0.0/10"_s),
        QHostAddress::parseSubnet(u"127.0.0.0/8"_s), QHostAddress::parseSubnet(u"169.254.0.0/16"_s),
        QHostAddress::parseSubnet(u"172.16.0.0/12"_s),
        QHostAddress::parseSubnet(u"192.168.0.0/16"_s), QHostAddress::parseSubnet(u"::/127"_s),
        QHostAddress::parseSubnet(u"fc00::/7"_s), QHostAddress::parseSubnet(u"fe80::/10"_s)};
    const QHostAddress address = addressOf(host);
    return !address.isNull()
        && std::any_of(ranges.begin(), ranges.end(),
            [&address](const auto &range) { return address.isInSubnet(range); });
}

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    return one.scheme() == other.scheme() && one.host() == other.host()
        && portOf(one) == portOf(other);
}

Result<void> checkHandedOn(const QUrl &origin, const QUrl &target)
{
    const QString what = u"%1 sends its clients on to %2"_s.arg(hostAndPort(origin), shown(target));
    if (!isWeb(target))
        return fail(ErrorKind::Protocol, what + u", which is no web address."_s,
            u"Ask those who run the server to correct it."_s);
    if (origin.scheme() == "https"_L1 && target.scheme() == "http"_L1)
        return fail(ErrorKind::Rejected, what + u", out of the encrypted connection."_s,
            u"Ask those who run the server to correct the address to https."_s);
    const bool leadsInside = isPrivateAddress(target.host()) && target.host() != origin.host()
        && !isPrivateAddress(origin.host()) && !isLoopbackHost(origin.host());
    if (leadsInside)
        return fail(ErrorKind::Rejected, what + u", an address of an inner network."_s,
            u"Ask those who run the server to use a host name there."_s);
    return {};
}

Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location)
{
    const QUrl relative = QUrl::fromEncoded(location.trimmed(), QUrl::StrictMode);
    if (location.trimmed().isEmpty() || !relative.isValid())
        return fail(ErrorKind::Protocol,
            u"%1 redirects without a valid address."_s.arg(hostAndPort(from)),
            u"Check that the address is the right one."_s);
    QUrl target = from.resolved(relative);
    target.setUserInfo(QString());
    target.setFragment(QString());
    return checkHandedOn(from, target).map([&target] { return target; });
}

} // namespace Pinion
