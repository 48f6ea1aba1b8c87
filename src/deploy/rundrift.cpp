// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/rundrift.h"

#include "diff/comparison.h"

using namespace Qt::StringLiterals;

namespace Pinion {

std::optional<Drift> driftOf(
    const QString &id, const AppVersion &expected, const std::optional<RunningApp> &now)
{
    const AppVersion found = now ? now->version : AppVersion();
    if (expected.isEmpty() == found.isEmpty()
        && (expected.isEmpty() || sameVersion(expected, found)))
        return std::nullopt;
    return Drift{id, expected, found};
}

QString driftSentence(const Drift &drift, const QString &target)
{
    if (drift.expected.isEmpty())
        return u"%1 has come to run on %2 since you looked."_s.arg(drift.id, target);
    if (drift.found.isEmpty())
        return u"%1 has been removed from %2 since you loaded it."_s.arg(drift.id, target);
    return u"%1 has been changed on %2 since you loaded it."_s.arg(drift.id, target);
}

QStringList differingMembers(
    const QByteArray &sent, const QByteArray &served, const ServerSettings &settings)
{
    const JsonTree wanted = JsonTree::parse(sent);
    const JsonTree present = JsonTree::parse(served);
    const QString id = absoluteId(present.root()["id"].stringOr());
    const Definition after{SchemaRoot::App, wanted.root(), id};
    const Definition before{SchemaRoot::App, present.root(), id};
    const Comparison comparison(Comparable::of(before, settings, BodyOrigin::Served),
        Comparable::of(after, settings, BodyOrigin::Written));
    QStringList members;
    for (const Change &change : comparison.changes()) {
        const QString member = QString::fromUtf8(change.place.tokens().value(0));
        // The path tells the id, however the body spells it.
        if (member != "id"_L1 && !members.contains(member))
            members.append(member);
    }
    return members;
}

} // namespace Pinion
