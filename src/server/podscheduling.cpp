// SPDX-License-Identifier: GPL-3.0-or-later
// The checks of a pod's placement, rollout and role.
#include "server/idchecks.h"
#include "server/javatext.h"
#include "server/podchecks.h"
#include "server/servertext.h"

#include "marathon/definition.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// What the server says to an operator with this value, or nothing.
QString constraintFault(const QString &op, const std::optional<QString> &value)
{
    static const QRegularExpression plain(u"\\A[a-zA-Z0-9_/.-]*\\z"_s);
    if (op == u"UNIQUE"_s && value)
        return u"UNIQUE does not accept a value"_s;
    if (op == u"GROUP_BY"_s && value && !isJavaInt(*value))
        return u"GROUP BY must define an integer value or else no value at all"_s;
    if (op == u"MAX_PER"_s && (!value || !isJavaInt(*value)))
        return u"MAX_PER requires an integer value"_s;
    const bool isLike = op == u"LIKE"_s || op == u"UNLIKE"_s;
    if (isLike && !value)
        return u"LIKE and UNLIKE require a non-empty, regular expression value"_s;
    if (isLike && !isJavaPattern(*value))
        return u"is not a valid regular expression"_s;
    if (op == u"IS"_s && value && !plain.match(*value).hasMatch()) {
        return u"IS only supports Mesos text and float values (see "
               "http://mesos.apache.org/documentation/latest/attributes-resources/)"_s;
    }
    return {};
}

void checkConstraint(const PodView &view, JsonNode constraint, Violations &found)
{
    const QString path = u"/scheduling/placement/constraints"_s;
    const JsonNode value = constraint["value"];
    const std::optional<QString> field = view.plainText(constraint["fieldName"]);
    const std::optional<QString> op = view.plainText(constraint["operator"]);
    if (!field || !op || (value.isString() && !view.plainText(value)))
        return;
    const QString fault = field->isEmpty() ? u"missing field for constraint declaration"_s
                                           : constraintFault(op->toUpper(), value.toString());
    if (fault.isEmpty())
        return;
    // The rule reads "is empty or ...", and the server reports both halves.
    refuse(found, "server-pod-constraint", path, MustBeEmpty, constraint);
    refuse(found, "server-pod-constraint", path, fault, constraint);
}

} // namespace

void checkPodScheduling(const PodView &view, Violations &found)
{
    const JsonNode scheduling = view.pod["scheduling"];
    const JsonNode placement = scheduling["placement"];
    for (const JsonNode constraint : placement["constraints"].children())
        checkConstraint(view, constraint, found);
    if (!view.isResident())
        return;
    const JsonNode upgrade = scheduling["upgrade"];
    const double surge = upgrade["maximumOverCapacity"].toDouble().value_or(1);
    if (upgrade.isObject() && surge != 0) {
        refuse(found, "server-pod-resident-surge", u"/upgrade/maximumOverCapacity"_s,
            u"got %1, expected 0.0"_s.arg(javaDouble(surge)),
            upgrade["maximumOverCapacity"] ? upgrade["maximumOverCapacity"] : upgrade);
    }
    const JsonNode unreachable = scheduling["unreachableStrategy"];
    if (!unreachable.isAbsent() && !unreachable.isString()) {
        refuse(found, "server-pod-resident-unreachable", u"/"_s,
            u"unreachableStrategy must be disabled for pods with persistent volumes"_s,
            unreachable);
    }
    const JsonNode roles = placement["acceptedResourceRoles"];
    std::optional<QStringList> names = view.plainTexts(roles);
    if (!names || names->isEmpty())
        return;
    names->removeDuplicates();
    if (*names != QStringList{u"*"_s}) {
        refuse(found, "server-pod-resident-roles", u"/acceptedResourceRoles"_s, MustBeEmpty, roles);
        refuse(found, "server-pod-resident-roles", u"/acceptedResourceRoles"_s,
            u"A resident pod must have `acceptedResourceRoles = [\"*\"]`."_s, roles);
    }
}

void checkPodRoles(const PodView &view, Violations &found)
{
    const std::optional<QString> id = view.plainText(view.pod["id"]);
    const JsonNode written = view.pod["role"];
    const bool isWritten = written.isString();
    if (!id || (isWritten && !view.plainText(written))
        || view.settings.version < MarathonVersion{1, 9})
        return;
    const RoleChoice choice = roleChoice(absoluteId(*id), view.settings);
    const QString role = isWritten ? written.stringOr() : choice.byDefault;
    const JsonNode place = isWritten ? written : view.pod;
    if (!choice.allowed.contains(role)) {
        refuse(found, "server-pod-role", u"/role"_s,
            u"got %1, expected one of: [%2]"_s.arg(role, choice.allowed.join(u", "_s)), place);
    }
    if (view.isResident() && role == u"*"_s) {
        refuse(found, "server-pod-resident-role", u"/role"_s,
            u"Resident pods cannot have the role *"_s, place);
    }
    const JsonNode roles = view.pod["scheduling"]["placement"]["acceptedResourceRoles"];
    const std::optional<QStringList> accepted = view.plainTexts(roles);
    const bool fits = !accepted
        || std::all_of(accepted->begin(), accepted->end(),
            [&role](const QString &name) { return name == u"*"_s || name == role; });
    if (!fits) {
        const QString allowed = role == u"*"_s ? u"*"_s : u"* and "_s + role;
        refuse(found, "server-pod-resource-roles", u"/acceptedResourceRoles"_s,
            u"acceptedResourceRoles can only contain "_s + allowed, roles);
    }
}

} // namespace Pinion
