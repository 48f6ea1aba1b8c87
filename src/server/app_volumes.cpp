// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isOperator(QStringView text)
{
    static constexpr std::array Known{
        "UNIQUE"_L1, "CLUSTER"_L1, "GROUP_BY"_L1, "LIKE"_L1, "MAX_PER"_L1, "UNLIKE"_L1, "IS"_L1};
    return std::any_of(
        Known.begin(), Known.end(), [text](QLatin1StringView known) { return text == known; });
}

/// Volumes take constraints on "path" only, and in the end only with LIKE.
void checkVolumeConstraint(
    JsonNode constraint, const ServerSettings &settings, const QString &path, Violations &found)
{
    QStringList words;
    for (const JsonNode word : constraint.children()) {
        if (settings.isPlaceholder(word))
            return;
        words.append(word.stringOr());
    }
    if (words.isEmpty()) {
        refuse(found, "server-persistent-constraint-empty", path, u"Missing field and operator"_s,
            constraint);
    } else if (words.size() < 3 || words[0] != u"path") {
        refuse(found, "server-persistent-constraint-unsupported", path,
            u"Unsupported constraint "_s + words.join(u','), constraint);
    } else if (!isOperator(words[1])) {
        refuse(found, "server-persistent-constraint-unknown", path,
            u"unknown constraint operator "_s + words[1], constraint.element(1));
    } else if (words[1] != u"LIKE" && words[1] != u"UNLIKE") {
        refuse(found, "server-persistent-constraint-operator", path,
            u"Operator must be one of LIKE, UNLIKE"_s, constraint.element(1));
    } else if (!isJavaPattern(words[2])) {
        refuse(found, "server-persistent-constraint-regex", path + u'/' + words[2],
            u"Invalid regular expression"_s, constraint.element(2));
    }
}

void checkPersistentInfo(
    JsonNode info, const ServerSettings &settings, const QString &path, Violations &found)
{
    const JsonNode size = info["size"];
    const JsonNode type = info["type"];
    const JsonNode maxSize = info["maxSize"];
    const JsonNode constraints = info["constraints"];
    const std::optional<qint64> mebibytes = size.toInteger();
    if (mebibytes && *mebibytes <= 0)
        refuse(found, "server-persistent-size", path + u"/size",
            u"got %1, expected more than 0"_s.arg(*mebibytes), size);
    const bool isMount = isWord(type, "mount"_L1);
    const bool isUnknown = settings.isPlaceholder(type);
    if (!maxSize.isAbsent() && !isMount && !isUnknown)
        refuse(found, "server-persistent-max-size-type", path,
            u"Only mount volumes can have maxSize"_s, maxSize);
    const bool isRoot = type.isAbsent() || isWord(type, "root"_L1);
    if (constraints.childCount() > 0 && isRoot)
        refuse(found, "server-persistent-root-constraints", path,
            u"Constraints on root volumes are not supported"_s, constraints, true);
    const std::optional<qint64> most = maxSize.toInteger();
    if (most && mebibytes && *most <= *mebibytes)
        refuse(found, "server-persistent-max-size", path, u"Max size must be larger than size"_s,
            maxSize);
    for (const JsonNode constraint : constraints.children())
        checkVolumeConstraint(constraint, settings, path + u"/constraints", found);
}

void checkPersistent(JsonNode volume, const ServerSettings &settings, Violations &found)
{
    const QString path = indexed(u"/container/volumes", volume.indexInParent());
    const JsonNode containerPath = volume["containerPath"];
    const QString target = containerPath.stringOr();
    if (target == u"." || target == u"..")
        refuse(found, "server-persistent-path-dots", path + u"/containerPath",
            u"can not be one of (.,..)"_s, containerPath);
    if (target.contains(u'/') && !settings.isPlaceholder(containerPath))
        refuse(found, "server-persistent-path-slash", path + u"/containerPath",
            u"value must not contain \"/\""_s, containerPath);
    if (isWord(volume["mode"], "RO"_L1))
        refuse(found, "server-persistent-mode", path + u"/mode", u"does not equal RW"_s,
            volume["mode"]);
    checkPersistentInfo(volume["persistent"], settings, path + u"/persistent", found);
}

} // namespace

void checkVolumes(const AppView &view, const ServerSettings &settings, Violations &found)
{
    for (const VolumeView &volume : view.volumes) {
        if (volume.kind == VolumeKind::Persistent)
            checkPersistent(volume.node, settings, found);
    }
}

} // namespace Pinion
