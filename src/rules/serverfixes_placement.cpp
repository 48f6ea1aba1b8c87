// SPDX-License-Identifier: GPL-3.0-or-later
// Constraints, roles, strategies and the members that rollouts need.
#include "server/constrainttext.h"
#include "server/javatext.h"
#include "server/reader.h"

#include "json/jsonstring.h"
#include "rules/serverremedy.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The list that a constraint is: the refusal speaks of it or of one of its items.
JsonNode constraintOf(JsonNode place)
{
    return place.isArray() ? place : place.parent();
}

void offerCapitals(Remedy &remedy)
{
    const QString word = remedy.place().stringOr().toUpper();
    remedy.write(remedy.place(), encodeString(word), true, u"Write %1"_s.arg(word));
}

void offerOperator(Remedy &remedy)
{
    const MarathonVersion version = remedy.settings().version;
    const bool hasValue = constraintOf(remedy.place()).childCount() == 3;
    remedy.askText(
        {u"Choose an operator"_s, u"Which operator compares the field?"_s,
            hasValue ? u"LIKE"_s : u"UNIQUE"_s, u"one of "_s + constraintOperators(version),
            [version](const QString &answer) { return isConstraintOperator(answer, version); }},
        remedy.place());
}

void offerField(Remedy &remedy)
{
    remedy.askText(
        {u"Name the field"_s, u"Which field is compared?"_s, u"hostname"_s, u"a field"_s},
        remedy.place());
}

void offerWithoutConstraint(Remedy &remedy)
{
    const JsonNode constraint = constraintOf(remedy.place());
    if (constraint.childCount() == 1 && constraint.firstChild().isString()) {
        static const QStringList operators{u"UNIQUE"_s, u"CLUSTER"_s, u"GROUP_BY"_s};
        remedy.ask({u"Add an operator"_s, u"Which operator compares the field?"_s, u"UNIQUE"_s,
                       u"one of UNIQUE, CLUSTER and GROUP_BY"_s, isOneOf(operators)},
            [place = remedy.pointer(constraint)](Rewrite &rewrite, const QString &answer) {
                rewrite.append(place, encodeString(answer));
            });
    }
    remedy.remove(constraint, false, u"Remove the constraint"_s);
}

/// Asks for the third item of a constraint, whether there is one or not.
void askValue(Remedy &remedy, const RemedyQuestion &question)
{
    const JsonPointer place = remedy.pointer(constraintOf(remedy.place())).child(qsizetype(2));
    remedy.ask(question,
        [place](Rewrite &rewrite, const QString &answer) { rewrite.setText(place, answer); });
}

void offerNumber(Remedy &remedy)
{
    askValue(remedy,
        {u"Write a number"_s, u"How many?"_s, u"1"_s, u"a whole number of at least 1"_s,
            isNumberFrom(1)});
}

void offerGroups(Remedy &remedy)
{
    offerNumber(remedy);
    remedy.remove(remedy.place(), false, u"Remove the value"_s);
}

void offerPattern(Remedy &remedy)
{
    const QString written = remedy.place().stringOr();
    askValue(remedy,
        {u"Write a regular expression"_s, u"Which values fit?"_s,
            isJavaPattern(written) ? written : QRegularExpression::escape(written),
            u"a regular expression"_s, isJavaPattern});
}

bool isMesosText(const QString &text)
{
    static const QRegularExpression plain(u"\\A[a-zA-Z0-9_/.-]*\\z"_s);
    return plain.match(text).hasMatch();
}

void offerPlainValue(Remedy &remedy)
{
    QString plain = remedy.place().stringOr();
    plain.removeIf([](QChar c) { return !isMesosText(QString(c)); });
    askValue(remedy,
        {u"Write a plain value"_s, u"Which value does it have?"_s, plain,
            u"made of letters, digits and _ / . - only"_s, isMesosText});
}

void offerOwnRoles(Remedy &remedy)
{
    const JsonNode roles = remedy.body()["acceptedResourceRoles"];
    const AppView view = remedy.app();
    QByteArrayList kept;
    for (const JsonNode role : roles.children()) {
        const QString name = role.stringOr();
        if (name == u"*" || name == view.role || remedy.settings().isPlaceholder(role))
            kept.append(role.literal().toByteArray());
    }
    if (kept.isEmpty())
        kept.append("\"*\"");
    const QByteArray literal = '[' + kept.join(", ") + ']';
    remedy.write(roles, literal, false, u"Accept %1 only"_s.arg(QString::fromUtf8(literal)));
}

/// The roles that the server's answer lists: "got x, expected one of: [*, t]".
QStringList rolesInAnswer(const QString &answer)
{
    const qsizetype begin = answer.lastIndexOf(u'[') + 1;
    return answer.sliced(begin, answer.lastIndexOf(u']') - begin).split(u", "_s);
}

void offerRole(Remedy &remedy)
{
    const AppView view = remedy.app();
    for (const QString &role : rolesInAnswer(remedy.violation().message)) {
        if (!view.isResident || role != u"*") {
            remedy.write(remedy.place(), encodeString(role), false, u"Use the role %1"_s.arg(role));
        }
    }
}

/// Reservations need a role; the group's is the one that an app can always have.
void offerGroupRole(Remedy &remedy)
{
    for (const QString &role : remedy.app().allowedRoles) {
        if (role == u"*")
            continue;
        remedy.change(u"Use the role %1"_s.arg(role), false,
            [&](Rewrite &rewrite) { rewrite.setText(JsonPointer::of("/role"), role); });
    }
}

void setUpgradeStrategy(Rewrite &rewrite, const QByteArray &health, const QByteArray &over)
{
    const JsonPointer strategy = JsonPointer::of("/upgradeStrategy");
    if (rewrite.at(strategy).childCount() == 0) {
        rewrite.set(strategy,
            "{\"minimumHealthCapacity\": " + health + ", \"maximumOverCapacity\": " + over + '}');
        return;
    }
    rewrite.set(strategy.child("minimumHealthCapacity"), health)
        .set(strategy.child("maximumOverCapacity"), over);
}

void offerStopFirst(Remedy &remedy)
{
    remedy.change(u"Stop the old instance first"_s, true,
        [](Rewrite &rewrite) { setUpgradeStrategy(rewrite, "0", "0"); });
}

void offerLaterExpunge(Remedy &remedy)
{
    const JsonNode inactive = remedy.body()["unreachableStrategy"]["inactiveAfterSeconds"];
    if (!inactive)
        return;
    const QByteArray seconds = inactive.literal().toByteArray();
    remedy.change(u"Set expungeAfterSeconds to %1"_s.arg(QString::fromUtf8(seconds)), false,
        [&](Rewrite &rewrite) {
            rewrite.set(JsonPointer::of("/unreachableStrategy/expungeAfterSeconds"), seconds);
        });
}

/// Both members of an upgrade strategy must be there; the missing one gets what it would be without
/// the strategy, where nothing else asks for 0.
void offerUpgradeMember(Remedy &remedy)
{
    static const QString path = u"/upgradeStrategy/"_s;
    const JsonNode strategy = remedy.body()["upgradeStrategy"];
    const bool isHere = remedy.violation().place == strategy || remedy.place().parent() == strategy;
    if (!isHere || !strategy.isObject() || !remedy.violation().path.contains(path))
        return;
    const QByteArray key = remedy.violation().path.section(u'/', -1).toUtf8();
    const AppView view = remedy.app();
    const bool lasts = view.asksForResidency()
        || std::any_of(view.volumes.begin(), view.volumes.end(),
            [](const VolumeView &volume) { return volume.kind == VolumeKind::External; });
    QByteArray value = "1";
    if (view.isSingleInstance())
        value = "0";
    else if (lasts)
        value = key == "maximumOverCapacity" ? "0" : "0.5";
    remedy.change(u"Set %1 to %2"_s.arg(QString::fromUtf8(key), QString::fromUtf8(value)), true,
        [&](Rewrite &rewrite) { rewrite.set(remedy.pointer(strategy).child(key), value); });
}

constexpr std::array Fixes = {
    ServerFix{"server-constraint-case", offerCapitals},
    ServerFix{"server-constraint-operator", offerOperator},
    ServerFix{"server-constraint-field", offerField},
    ServerFix{"server-constraint-length", offerWithoutConstraint},
    ServerFix{"server-constraint-group-by-value", offerGroups},
    ServerFix{"server-constraint-max-per-value", offerNumber},
    ServerFix{"server-constraint-pattern-missing", offerPattern},
    ServerFix{"server-constraint-pattern", offerPattern},
    ServerFix{"server-constraint-is-value", offerPlainValue},
    ServerFix{"server-accepted-role-foreign", offerOwnRoles},
    ServerFix{"server-role-foreign", offerRole},
    ServerFix{"server-resident-role", offerGroupRole},
    ServerFix{"server-single-instance-strategy", offerStopFirst},
    ServerFix{"server-single-instance-default-strategy", offerStopFirst},
    ServerFix{"server-unreachable-order", offerLaterExpunge},
    ServerFix{ReadMissingRule, offerUpgradeMember},
};

} // namespace

std::span<const ServerFix> placementFixes()
{
    return Fixes;
}

} // namespace Pinion
