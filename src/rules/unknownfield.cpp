// SPDX-License-Identifier: GPL-3.0-or-later
// The part of SchemaWalk that looks at keys which have no effect.
#include "json/jsonedit.h"
#include "marathon/schema.h"
#include "rules/hygiene.h"
#include "rules/nearest.h"
#include "rules/schemavalue.h"
#include "rules/schemawalk.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int MaximumDistance = 2;
constexpr qsizetype MinimumStem = 4;

/// Exports of old servers carry such members; they say nothing, so nothing is lost.
bool saysNothing(JsonNode node)
{
    return node.isNull() || (node.isContainer() && node.childCount() == 0);
}

/// Keys whose rename brings an image to life, which the image rules may then find fault with.
bool leadsToImage(QByteArrayView key)
{
    static constexpr std::array keys
        = {"container", "docker", "image", "id", "containers", "forcePullImage", "forcePull"};
    return std::any_of(keys.begin(), keys.end(), [key](const char *k) { return key == k; });
}

QList<QByteArray> absentSiblings(JsonNode object, const SchemaNode &schema)
{
    QList<QByteArray> keys;
    for (const FieldSpec *field : schema.fields()) {
        const QByteArray key = bytes(fieldKey(*field));
        const bool isWritable
            = field->status == FieldStatus::Current || field->status == FieldStatus::Legacy;
        if (isWritable && key != "*" && !object.member(key))
            keys.append(key);
    }
    return keys;
}

qsizetype countNear(QByteArrayView name, const QList<QByteArray> &keys)
{
    return std::count_if(keys.begin(), keys.end(), [name](const QByteArray &key) {
        return editDistance(name, key, MaximumDistance) <= MaximumDistance;
    });
}

/// The field that is meant: by a few mistyped letters, or by a forgotten ending, as in
/// taskKillGracePeriod for taskKillGracePeriodSeconds.
std::optional<QByteArray> meantField(QByteArrayView name, const QList<QByteArray> &keys)
{
    if (std::optional<QByteArray> nearest = nearestName(name, keys))
        return nearest;
    QList<QByteArray> longer;
    for (const QByteArray &key : keys) {
        if (name.size() >= MinimumStem && key.startsWith(name))
            longer.append(key);
    }
    return longer.size() == 1 ? std::optional(longer.first()) : std::nullopt;
}

/// True if another unknown key of the object may mean the same field: only one can have its name.
bool hasRival(JsonNode member, JsonNode object, const SchemaNode &schema, const QByteArray &field)
{
    const QList<QByteArray> candidates = absentSiblings(object, schema);
    for (const JsonNode other : object.children()) {
        if (other == member || schema.child(other.key()) || saysNothing(other))
            continue;
        if (meantField(other.key(), candidates) == field)
            return true;
    }
    return false;
}

} // namespace

void SchemaWalk::unknown(JsonNode member, JsonNode object, const SchemaNode &schema)
{
    const QByteArray key = member.key();
    if (saysNothing(member) || isAllowedExtra(key))
        return;
    // image-appc-unsupported speaks about this one.
    const bool isAppc = key == "appc" && schema.spec() && schema.spec()->pointer == "/container";
    if (isAppc)
        return;
    const QList<QByteArray> candidates = absentSiblings(object, schema);
    const std::optional<QByteArray> nearest = meantField(key, candidates);
    QString message
        = u"'%1' is not a Marathon field and has no effect"_s.arg(QString::fromUtf8(key.left(40)));
    message += nearest ? u"; did you mean '%1'?"_s.arg(QString::fromUtf8(*nearest)) : u"."_s;
    Finding finding = makeFinding(UnknownFieldRule, member, member.keyRange(), message);
    if (nearest) {
        const bool isPlain
            = differsInSpellingOnly(key, *nearest) || countNear(key, candidates) == 1;
        finding.fixes = renames(
            member, schema, *nearest, isPlain && !hasRival(member, object, schema, *nearest));
    }
    m_report.findings.push_back(std::move(finding));
}

std::vector<Fix> SchemaWalk::renames(
    JsonNode member, const SchemaNode &schema, const QByteArray &target, bool isPlain) const
{
    // A dead switch for forced pull had better stay dead.
    if (leadsToImage(target) && member.toBool() == true)
        return {};
    SchemaWalk trial(m_context);
    trial.value(member, *schema.child(target));
    const Findings problems = trial.takeReport().findings;
    const bool causesErrors = std::any_of(problems.begin(), problems.end(),
        [](const Finding &problem) { return problem.severity == Severity::Error; });
    const Result<TextEdit> edit = renameKey(member, target);
    if (causesErrors || !edit)
        return {};
    const bool isSafe = isPlain && !leadsToImage(target);
    return {{u"Rename to %1"_s.arg(QString::fromUtf8(target)), isSafe, {*edit}, {}}};
}

void SchemaWalk::tooNew(JsonNode member, const FieldSpec &spec)
{
    if (saysNothing(member))
        return;
    m_report.findings.push_back(makeFinding(UnknownFieldRule, member, member.keyRange(),
        u"'%1' needs Marathon %2 and has no effect on %3."_s.arg(
            shownName(member), spec.since.toString(), m_context.version.toString())));
}

bool SchemaWalk::isAllowedExtra(const QByteArray &key) const
{
    const QString name = QString::fromUtf8(key);
    return std::any_of(m_allowedExtraKeys.begin(), m_allowedExtraKeys.end(),
        [&name](const QRegularExpression &pattern) { return pattern.match(name).hasMatch(); });
}

} // namespace Pinion
