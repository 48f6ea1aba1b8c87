// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/guard.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// What no later deployment undoes.
bool isDestructive(DeployAction action)
{
    switch (action) {
    case DeployAction::Destroy:
    case DeployAction::Suspend:
    case DeployAction::Abandon:
    case DeployAction::Replace:
        return true;
    case DeployAction::Deploy:
    case DeployAction::Restart:
    case DeployAction::Revert:
    case DeployAction::Nudge:
        break;
    }
    return false;
}

/// The ids' common group: "/shop" of "/shop/orders" and "/shop/db/main".
QString commonGroup(const QStringList &ids)
{
    QStringList common = ids.first().split(u'/', Qt::SkipEmptyParts);
    common.removeLast();
    for (const QString &id : ids) {
        const QStringList parts = id.split(u'/', Qt::SkipEmptyParts);
        qsizetype same = 0;
        while (same < common.size() && same < parts.size() && common[same] == parts[same])
            ++same;
        common.resize(same);
    }
    return common.isEmpty() ? QString() : common.last();
}

} // namespace

bool DeployGuard::asksFor(const Target &target, DeployAction action)
{
    if (target.isGuarded())
        return true;
    return isDestructive(action) && kindSpec(target.kind).confirmsDestruction;
}

QString DeployGuard::nameToType(const QStringList &ids)
{
    QStringList named;
    for (const QString &id : ids) {
        if (!id.split(u'/', Qt::SkipEmptyParts).isEmpty())
            named.append(id);
    }
    if (named.isEmpty())
        return {};
    const QString group = named.size() > 1 ? commonGroup(named) : QString();
    return group.isEmpty() ? named.first().section(u'/', -1, -1, QString::SectionSkipEmpty) : group;
}

Result<WritePermit> DeployGuard::permit(
    const Target &target, DeployAction action, const QStringList &ids, const QString &typed)
{
    if (!asksFor(target, action))
        return WritePermit(target.name, false);
    const QString expected = nameToType(ids);
    if (!expected.isEmpty() && typed == expected)
        return WritePermit(target.name, true);
    if (expected.isEmpty())
        return fail(ErrorKind::Rejected,
            u"On %1 this needs the name of what is changed, and there is none."_s.arg(target.name));
    return fail(ErrorKind::Rejected,
        typed.isEmpty()
            ? u"On %1 this needs the name \"%2\", typed. Nothing was sent."_s.arg(
                target.name, expected)
            : u"\"%1\" was typed, but what is changed on %2 is \"%3\". Nothing was sent."_s.arg(
                typed, target.name, expected),
        u"Type the last part of the id: %1."_s.arg(expected));
}

} // namespace Pinion
