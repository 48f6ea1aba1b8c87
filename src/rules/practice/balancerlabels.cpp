// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/balancerlabels.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QByteArrayView Prefix = "HAPROXY_";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

std::optional<BalancerKey> BalancerKey::parse(const QByteArray &key)
{
    if (!key.startsWith(Prefix))
        return {};
    const QByteArray rest = key.sliced(Prefix.size());
    const qsizetype digits = std::find_if_not(rest.begin(), rest.end(), isDigit) - rest.begin();
    bool isNumber = false;
    const int index = rest.left(digits).toInt(&isNumber);
    const bool isOfPort = isNumber && digits < rest.size() && rest[digits] == '_';
    return isOfPort ? BalancerKey{index, rest.sliced(digits + 1)} : BalancerKey{{}, rest};
}

QByteArray BalancerKey::text() const
{
    const QByteArray number = index ? QByteArray::number(*index) + '_' : QByteArray();
    return Prefix.toByteArray() + number + name;
}

bool BalancerKey::isKnown() const
{
    return (index ? balancerNamesOfPort() : balancerNamesOfApp()).contains(name);
}

const QList<QByteArray> &balancerNamesOfPort()
{
    static const QList<QByteArray> names{"AUTH", "BACKEND_HEAD", "BACKEND_HEALTHCHECK_PORT_INDEX",
        "BACKEND_HSTS_OPTIONS", "BACKEND_HTTP_HEALTHCHECK_OPTIONS", "BACKEND_HTTP_OPTIONS",
        "BACKEND_NETWORK_ALLOWED_ACL", "BACKEND_REDIRECT_HTTP_TO_HTTPS",
        "BACKEND_REDIRECT_HTTP_TO_HTTPS_WITH_PATH", "BACKEND_SERVER_HTTP_HEALTHCHECK_OPTIONS",
        "BACKEND_SERVER_OPTIONS", "BACKEND_SERVER_TCP_HEALTHCHECK_OPTIONS",
        "BACKEND_STICKY_OPTIONS", "BACKEND_TCP_HEALTHCHECK_OPTIONS", "BACKEND_WEIGHT", "BALANCE",
        "BIND_ADDR", "BIND_OPTIONS", "ENABLED", "FRONTEND_BACKEND_GLUE", "FRONTEND_HEAD", "GROUP",
        "HTTPS_FRONTEND_ACL", "HTTPS_FRONTEND_ACL_ONLY_WITH_PATH", "HTTPS_FRONTEND_ACL_WITH_AUTH",
        "HTTPS_FRONTEND_ACL_WITH_AUTH_AND_PATH", "HTTPS_FRONTEND_ACL_WITH_PATH",
        "HTTP_BACKEND_NETWORK_ALLOWED_ACL", "HTTP_BACKEND_PROXYPASS_GLUE",
        "HTTP_BACKEND_PROXYPASS_PATH", "HTTP_BACKEND_REDIR", "HTTP_BACKEND_REVPROXY_GLUE",
        "HTTP_BACKEND_REVPROXY_PATH", "HTTP_FRONTEND_ACL", "HTTP_FRONTEND_ACL_ONLY",
        "HTTP_FRONTEND_ACL_ONLY_WITH_PATH", "HTTP_FRONTEND_ACL_ONLY_WITH_PATH_AND_AUTH",
        "HTTP_FRONTEND_ACL_WITH_AUTH", "HTTP_FRONTEND_ACL_WITH_AUTH_AND_PATH",
        "HTTP_FRONTEND_ACL_WITH_PATH", "HTTP_FRONTEND_APPID_ACL", "HTTP_FRONTEND_ROUTING_ONLY",
        "HTTP_FRONTEND_ROUTING_ONLY_WITH_AUTH", "HTTP_FRONTEND_ROUTING_ONLY_WITH_PATH",
        "HTTP_FRONTEND_ROUTING_ONLY_WITH_PATH_AND_AUTH", "MAP_HTTPS_FRONTEND_ACL",
        "MAP_HTTP_FRONTEND_ACL", "MAP_HTTP_FRONTEND_ACL_ONLY", "MAP_HTTP_FRONTEND_APPID_ACL",
        "MODE", "PATH", "PORT", "REDIRECT_TO_HTTPS", "SSL_CERT", "STICKY",
        "TCP_BACKEND_NETWORK_ALLOWED_ACL", "USERLIST_HEAD", "USE_HSTS", "VHOST"};
    return names;
}

const QList<QByteArray> &balancerNamesOfApp()
{
    static const QList<QByteArray> names{"APP_ID", "DEPLOYMENT_ALT_PORT", "DEPLOYMENT_COLOUR",
        "DEPLOYMENT_GROUP", "DEPLOYMENT_NEW_INSTANCES", "DEPLOYMENT_STARTED_AT",
        "DEPLOYMENT_TARGET_INSTANCES", "GROUP"};
    return names;
}

JsonNode balancerNode(JsonNode labels, int index, QByteArrayView name)
{
    return labels[BalancerKey{index, name.toByteArray()}.text()];
}

QString balancerLabel(JsonNode labels, int index, QByteArrayView name)
{
    return balancerNode(labels, index, name).stringOr();
}

QStringList balancerGroups(JsonNode labels, int index)
{
    QString groups = balancerLabel(labels, index, "GROUP");
    if (groups.isEmpty())
        groups = labels["HAPROXY_GROUP"].stringOr();
    QStringList names;
    for (const QString &name : groups.split(u',', Qt::SkipEmptyParts))
        names.append(name.trimmed());
    return names;
}

bool isBalanced(JsonNode labels, int index)
{
    const QString enabled = balancerLabel(labels, index, "ENABLED").toLower();
    static const QStringList yes{u""_s, u"true"_s, u"t"_s, u"yes"_s, u"y"_s};
    return yes.contains(enabled);
}

} // namespace Pinion
