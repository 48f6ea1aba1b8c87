// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagoutlook.h"

#include "marathon/tagorder.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int Certain = 100;
constexpr int LockedConfidence = 99;
constexpr int BuildConfidence = 85;
constexpr int CommitConfidence = 95;
constexpr int CapAfterMovedVersion = 40;
constexpr int CapOfNewestPatch = 20;
constexpr int CapOfSuperseded = 60;
constexpr int LeastExpectedToStay = 85;
constexpr int LeastRebuilt = 40;
constexpr int LongLook = 30; ///< days
constexpr int ManyLooks = 5;
constexpr int Trust = 5;
constexpr qsizetype FewestNumbers = 5;
constexpr qsizetype LeastBuildDigits = 3;
constexpr qsizetype FewestOfShape = 3;

bool isNumber(const QString &tag)
{
    return !tag.isEmpty()
        && std::all_of(tag.begin(), tag.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isYear(const QString &tag)
{
    return tag.size() == 4 && (tag.startsWith("19"_L1) || tag.startsWith("20"_L1));
}

/// Where numbers have three digits, or there are many and nothing dotted, they count builds.
bool countsBuilds(const std::vector<TagKey> &keys)
{
    const auto numbers
        = std::ranges::count_if(keys, [](const TagKey &key) { return isNumber(key.tag()); });
    const bool hasDotted
        = std::ranges::any_of(keys, [](const TagKey &key) { return key.tag().contains(u'.'); });
    const bool hasLong = std::ranges::any_of(keys, [](const TagKey &key) {
        const QString &tag = key.tag();
        return isNumber(tag) && !isYear(tag) && tag.size() >= LeastBuildDigits
            && key.forecast().kind == TagKind::Number && !tag.startsWith(u'0');
    });
    return hasLong || (numbers >= FewestNumbers && !hasDotted);
}

/// Commit ids are told from words and numbers by mixing digits and letters. Where several of one
/// length do, the others of that length that could be hexadecimal are commits as well.
QSet<QString> unmixedCommits(const std::vector<TagKey> &keys)
{
    QHash<qsizetype, int> certain;
    QStringList candidates;
    for (const TagKey &key : keys) {
        const QString &tag = key.tag();
        if (!looksLikeHex(tag))
            continue;
        if (key.forecast().kind == TagKind::Unique)
            ++certain[tag.size()];
        else
            candidates.append(tag);
    }
    QSet<QString> commits;
    for (const QString &tag : std::as_const(candidates)) {
        if (certain.value(tag.size()) >= FewestOfShape)
            commits.insert(tag);
    }
    return commits;
}

QString lineOf(const TagVersion &version)
{
    return QStringList{version.prefix, version.numbers[0], version.numbers[1], version.suffix}.join(
        u' ');
}

QSet<QString> newestOfLines(const std::vector<TagKey> &keys)
{
    QHash<QString, QStringList> newest;
    for (const TagKey &key : newestOf(keys)) {
        if (key.forecast().kind != TagKind::Version || key.version()->numbers.size() < 3
            || key.version()->isPrerelease()) {
            continue;
        }
        QStringList &line = newest[lineOf(*key.version())];
        if (line.isEmpty() || TagKey(line.first()).version()->numbers == key.version()->numbers)
            line.append(key.tag());
    }
    QSet<QString> all;
    for (const QStringList &line : std::as_const(newest))
        all.unite(QSet<QString>(line.begin(), line.end()));
    return all;
}

bool isRebuilt(const ImageReference &repository)
{
    return repository.domain == "docker.io"_L1
        && (repository.path.startsWith("library/"_L1) || repository.path.startsWith("bitnami"_L1));
}

TagForecast inCompany(const QString &tag, TagForecast forecast, const RepositoryHabits &habits)
{
    if (habits.commits.contains(tag))
        return {TagKind::Unique, CommitConfidence};
    if (habits.numbersAreBuilds && isNumber(tag)
        && (forecast.kind == TagKind::Number || forecast.kind == TagKind::Floating)) {
        return {TagKind::Number, BuildConfidence};
    }
    if (forecast.kind != TagKind::Version)
        return forecast;
    int cap = Certain;
    if (habits.rebuildsNewest)
        cap = habits.newestPatches.contains(tag) ? CapOfNewestPatch : CapOfSuperseded;
    if (habits.hasMovedVersion)
        cap = std::min(cap, CapAfterMovedVersion);
    return {forecast.kind, std::min(forecast.confidence, cap)};
}

bool canEarnTrust(TagKind kind)
{
    return kind == TagKind::Version || kind == TagKind::Number || kind == TagKind::Date
        || kind == TagKind::Other;
}

} // namespace

RepositoryHabits RepositoryHabits::of(
    const ImageReference &repository, const std::vector<TagKey> &tags)
{
    RepositoryHabits habits;
    habits.rebuildsNewest = isRebuilt(repository);
    habits.numbersAreBuilds = countsBuilds(tags);
    habits.commits = unmixedCommits(tags);
    if (habits.rebuildsNewest)
        habits.newestPatches = newestOfLines(tags);
    return habits;
}

TagOutlook outlookOf(
    const QString &tag, const RepositoryHabits &habits, const TagEvidence &evidence)
{
    return outlookOf(TagKey(tag), habits, evidence);
}

TagOutlook outlookOf(const TagKey &key, const RepositoryHabits &habits, const TagEvidence &evidence)
{
    TagOutlook outlook;
    outlook.forecast = inCompany(key.tag(), key.forecast(), habits);
    outlook.movedOn = evidence.movedOn;
    outlook.isSameForPlatform = evidence.hasMoved() && evidence.isSameForPlatform;
    if (evidence.isDeleted) {
        outlook.state = TagState::Deleted;
        outlook.forecast.confidence = 0;
    } else if (evidence.isLocked) {
        outlook.state = TagState::Locked;
        outlook.forecast.confidence = LockedConfidence;
    } else if (evidence.hasMoved()) {
        outlook.state = evidence.hasReverted ? TagState::Reverted : TagState::Moved;
        outlook.forecast.confidence = 0;
    } else if (evidence.daysUnchanged >= LongLook && evidence.looks >= ManyLooks
        && canEarnTrust(outlook.forecast.kind)) {
        outlook.forecast.confidence = std::min(Certain, outlook.forecast.confidence + Trust);
    }
    return outlook;
}

QString TagOutlook::label() const
{
    switch (state) {
    case TagState::Pinned:
        return u"pinned"_s;
    case TagState::Locked:
        return u"locked by the registry"_s;
    case TagState::Deleted:
        return u"deleted"_s;
    case TagState::Moved:
    case TagState::Reverted: {
        const QString day = movedOn.toString(Qt::ISODate);
        if (state == TagState::Reverted)
            return u"moved and came back on "_s + day;
        return isSameForPlatform ? QString(u"moved on "_s + day + u", same for your platform")
                                 : QString(u"moved on "_s + day);
    }
    case TagState::ByName:
        break;
    }
    if (forecast.kind == TagKind::Other)
        return u"unknown"_s;
    if (forecast.confidence >= LeastExpectedToStay)
        return u"expected to stay"_s;
    return forecast.confidence >= LeastRebuilt ? u"may be rebuilt"_s : u"moves"_s;
}

} // namespace Pinion
