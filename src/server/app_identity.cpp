// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"

#include "marathon/definition.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QString SegmentMessage
    = u"must fully match regular expression '^(([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])\\.)*"
      u"([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])|(\\.|\\.\\.)$'"_s;
const QString ReservedMessage
    = u"must not end with any of the following reserved keywords: restart, tasks, versions, ., .."_s;

/// Came with 1.6.590 and, in the next line, with 1.7.188.
bool reservesWords(MarathonVersion version)
{
    const bool isLateSix = version >= MarathonVersion{1, 6, 590} && version < MarathonVersion{1, 7};
    return isLateSix || version >= MarathonVersion{1, 7, 188};
}

bool isReserved(QStringView segment)
{
    static constexpr std::array Words{"restart"_L1, "tasks"_L1, "versions"_L1, "."_L1, ".."_L1};
    return std::any_of(
        Words.begin(), Words.end(), [segment](QLatin1StringView word) { return segment == word; });
}

QStringList segments(const QString &path)
{
    return path.split(u'/', Qt::SkipEmptyParts);
}

/// An absolute path climbs if its parent, as written, is not the parent of what it means.
QString climbedParent(const QString &path)
{
    if (!path.startsWith(u'/'))
        return {};
    QStringList parts = segments(path);
    if (parts.isEmpty())
        return {};
    parts.removeLast();
    const QString written = u'/' + parts.join(u'/');
    const QString meant = absoluteId(path);
    const QString parent = meant.first(std::max<qsizetype>(meant.lastIndexOf(u'/'), 1));
    return parent == written ? QString() : written;
}

void checkDependency(JsonNode node, const QString &path, bool isReserving, Violations &found)
{
    const QString text = node.stringOr();
    const QStringList parts = segments(text);
    if (!std::all_of(parts.begin(), parts.end(), isPathSegment))
        refuse(found, "server-dependency-segments", path, SegmentMessage, node);
    if (isReserving && !parts.isEmpty() && isReserved(parts.last()))
        refuse(found, "server-dependency-reserved", path, ReservedMessage, node);
    if (const QString parent = climbedParent(text); !parent.isEmpty())
        refuse(found, "server-dependency-climbs", path,
            u"Identifier is not child of '%1'"_s.arg(parent), node);
}

void checkMigrationLabels(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const JsonNode labels = view.app["labels"];
    const JsonNode version = labels["DCOS_MIGRATION_API_VERSION"];
    const QString text = version.stringOr();
    if (text.isEmpty() || settings.isPlaceholder(version))
        return;
    const bool isWhole = text == u"v1" && !view.label("DCOS_PACKAGE_FRAMEWORK_NAME").isEmpty()
        && !view.label("DCOS_MIGRATION_API_PATH").isEmpty();
    if (!isWhole)
        refuse(found, "server-migration-labels", u"/"_s,
            u"DCOS_PACKAGE_FRAMEWORK_NAME and DCOS_MIGRATION_API_PATH must be defined when using "
            u"DCOS_MIGRATION_API_VERSION"_s,
            version);
}

} // namespace

void checkIdentity(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const bool isReserving = reservesWords(settings.version);
    const JsonNode id = view.app["id"];
    if (view.id == u"/") {
        refuse(found, "server-id-root", u"/id"_s, u"Path must contain at least one path element"_s,
            id);
        refuse(found, "server-id-root", u"/"_s, u"must not be root"_s, id);
    }
    const QStringView last = QStringView(view.id).sliced(view.id.lastIndexOf(u'/') + 1);
    if (isReserving && isReserved(last))
        refuse(found, "server-id-reserved", u"/id"_s, ReservedMessage, id);
    for (size_t i = 0; i < view.dependencies.size(); ++i) {
        const JsonNode node = view.dependencies[i];
        if (node.isString() && !settings.isPlaceholder(node))
            checkDependency(node, indexed(u"/dependencies", qsizetype(i)), isReserving, found);
    }
    checkMigrationLabels(view, settings, found);
}

void checkCommand(const AppView &view, const ServerSettings & /*settings*/, Violations &found)
{
    const JsonNode cmd = view.app["cmd"];
    const JsonNode args = view.app["args"];
    // The server wants more than one character where it says "not empty".
    if (cmd.isString() && cmd.stringOr().size() <= 1)
        refuse(found, "server-command-short", u"/"_s, u"must not be an empty string"_s, cmd);
    const bool hasCmd = !cmd.isAbsent();
    const bool hasArgs = args.childCount() > 0;
    const bool mayHaveImage = view.hasContainer
        && (!view.containerType || view.isContainer(ContainerType::Mesos) || view.docker);
    if (hasCmd != hasArgs || (!hasCmd && mayHaveImage))
        return;
    refuse(found, "server-command-missing", u"/"_s,
        u"AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'."_s,
        hasArgs ? args : view.app, hasArgs);
}

} // namespace Pinion
