// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/approles.h"
#include "server/javatext.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QString RolesPath = u"/acceptedResourceRoles"_s;
constexpr std::string_view ForeignRole = "server-accepted-role-foreign";

/// The backslash is the server's.
QString forbiddenCharacter(QChar c)
{
    switch (c.unicode()) {
    case 0x09:
        return u"horizontal tab (\\x09)"_s;
    case 0x0a:
        return u"line feed (\\x0a)"_s;
    case 0x0b:
        return u"vertical tab (\\x0b)"_s;
    case 0x0c:
        return u"form feed (\\x0c)"_s;
    case 0x0d:
        return u"carriage return (\\x0d)"_s;
    case 0x20:
        return u"space (\\x20)"_s;
    case 0x2f:
        return u"slash (\\x2f)"_s;
    case 0x7f:
        return u"backspace (\\x7f)"_s;
    default:
        return {};
    }
}

/// A name that is none cannot be the app's own role, so these are the foreign role in other words.
void checkRoleName(JsonNode node, Violations &found)
{
    const QString name = node.stringOr();
    if (name.isEmpty() || name == u"." || name == u"..")
        refuse(found, ForeignRole, RolesPath, u"A role name must not be \"%1\"."_s.arg(name), node);
    if (name.startsWith(u'-'))
        refuse(found, ForeignRole, RolesPath, u"A role name must not start with a '-'."_s, node);
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (const QString forbidden = forbiddenCharacter(name[i]); !forbidden.isEmpty())
            refuse(found, ForeignRole, indexed(RolesPath, i),
                u"A role name must not include a %1 character."_s.arg(forbidden), node);
    }
}

/// The first that is neither "*" nor the app's role.
JsonNode firstForeign(JsonNode roles, const QString &own, const ServerSettings &settings)
{
    for (const JsonNode role : roles.children()) {
        const QString name = role.stringOr();
        if (name != u"*" && name != own && !settings.isPlaceholder(role))
            return role;
    }
    return {};
}

/// Some entry asks for reserved resources. With `only` the server has dropped all other roles.
bool holdsReserved(
    JsonNode roles, const std::optional<QString> &only, const ServerSettings &settings)
{
    const auto entries = roles.children();
    return std::any_of(entries.begin(), entries.end(), [&](JsonNode role) {
        const QString name = role.stringOr();
        return name != u"*" && !settings.isPlaceholder(role) && (!only || name == *only);
    });
}

void checkRoleNames(
    const AppView &view, JsonNode roles, const ServerSettings &settings, Violations &found)
{
    if (roles.childCount() == 0)
        refuse(found, "server-accepted-roles-empty", RolesPath, u"must not be empty"_s, roles);
    for (const JsonNode role : roles.children()) {
        if (!settings.isPlaceholder(role))
            checkRoleName(role, found);
    }
    if (!view.role)
        return;
    const QString own = *view.role == u"*" ? QString() : QString(u" and "_s + *view.role);
    if (const JsonNode foreign = firstForeign(roles, *view.role, settings))
        refuse(found, ForeignRole, RolesPath, u"acceptedResourceRoles can only contain *"_s + own,
            foreign);
}

void checkAcceptedRoles(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const JsonNode roles = view.app["acceptedResourceRoles"];
    if (!roles.isArray())
        return;
    const bool drops = sanitizesRoles(settings);
    if (!drops)
        checkRoleNames(view, roles, settings, found);
    if (view.asksForResidency() && holdsReserved(roles, drops ? view.role : std::nullopt, settings))
        refuse(found, "server-resident-accepted-roles", RolesPath,
            u"A resident app must have `acceptedResourceRoles = [\"*\"]`."_s, roles);
}

} // namespace

void checkRoles(const AppView &view, const ServerSettings &settings, Violations &found)
{
    checkAcceptedRoles(view, settings, found);
    if (view.role && !view.allowedRoles.contains(*view.role))
        refuse(found, "server-role-foreign", u"/role"_s,
            u"got %1, expected one of: [%2]"_s.arg(*view.role, view.allowedRoles.join(u", "_s)),
            view.app["role"]);
}

} // namespace Pinion
