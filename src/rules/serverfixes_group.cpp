// SPDX-License-Identifier: GPL-3.0-or-later
// Pods and groups.
#include "json/jsonstring.h"
#include "marathon/definition.h"
#include "rules/serverremedy.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

void offerPodId(Remedy &remedy)
{
    const QString id = remedy.place().stringOr();
    const bool isRelative = !id.isEmpty() && !id.startsWith(u'/') && !id.startsWith(u'.');
    if (isRelative) {
        remedy.write(remedy.place(), encodeString(QString(u'/' + id)), false, u"Use /%1"_s.arg(id));
    }
}

void offerNoSurge(Remedy &remedy)
{
    const JsonPointer place = JsonPointer::of("/scheduling/upgrade/maximumOverCapacity");
    remedy.change(u"Set maximumOverCapacity to 0"_s, true,
        [&](Rewrite &rewrite) { rewrite.set(place, "0"); });
}

void offerPodConstraint(Remedy &remedy)
{
    const JsonNode constraint = remedy.place();
    const bool isUnique = isWord(constraint["operator"], "UNIQUE"_L1);
    if (isUnique && constraint["value"])
        remedy.remove(constraint["value"], false);
}

/// An id that tells only the part below the group is always in the group.
void offerRelativeId(Remedy &remedy)
{
    const QString last = remedy.place().stringOr().section(u'/', -1, -1, QString::SectionSkipEmpty);
    QStringList taken;
    for (const JsonNode sibling : remedy.place().parent().parent().children())
        taken.append(absoluteId(sibling["id"].stringOr()).section(u'/', -1));
    if (!last.isEmpty() && last != u".." && taken.count(last) < 2)
        remedy.write(remedy.place(), encodeString(last), false, u"Use %1"_s.arg(last));
}

void offerGroupId(Remedy &remedy)
{
    const QString written = remedy.place().stringOr();
    remedy.askText({u"Choose another id"_s, u"What is the group's id?"_s, written + u"-group"_s,
                       u"an id"_s, fitsField("/id")},
        remedy.place());
}

void offerGroupWithId(Remedy &remedy)
{
    remedy.ask({u"Write its id"_s, u"What is the group's id?"_s, {}, u"an id"_s, fitsField("/id")},
        [place = remedy.pointer(remedy.place())](Rewrite &rewrite, const QString &answer) {
            rewrite.setText(place.child("id"), answer);
        });
}

void offerOtherId(Remedy &remedy)
{
    const QString written = remedy.place().stringOr();
    if (!written.isEmpty()) {
        remedy.askText({u"Choose another id"_s, u"What is its id?"_s, written + u"-2"_s, u"an id"_s,
                           fitsField("/id")},
            remedy.place());
    }
}

constexpr std::array Fixes = {
    ServerFix{"server-pod-id", offerPodId},
    ServerFix{"server-pod-resident-surge", offerNoSurge},
    ServerFix{"server-pod-constraint", offerPodConstraint},
    ServerFix{"server-group-app-elsewhere", offerRelativeId},
    ServerFix{"server-group-id", offerGroupId},
    ServerFix{"server-group-no-id", offerGroupWithId},
    ServerFix{"server-group-same-id", offerOtherId},
};

} // namespace

std::span<const ServerFix> podAndGroupFixes()
{
    return Fixes;
}

} // namespace Pinion
