// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"
#include "server/servertext.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

void checkLimit(JsonNode limit, JsonNode request, double byDefault, const ServerSettings &settings,
    Violations &found)
{
    const QString path = u"/resourceLimits/"_s + QString::fromUtf8(limit.key());
    if (limit.isString()) {
        const QString word = limit.stringOr();
        if (word != u"unlimited" && !settings.isPlaceholder(limit))
            refuse(found, "server-limit-word", path,
                u"'%1' is an invalid resource limit. It must be 'unlimited' or a number"_s.arg(
                    word),
                limit);
        return;
    }
    const std::optional<double> most = limit.toDouble();
    const std::optional<double> requested = numberOr(request, byDefault);
    if (most && requested && *most < *requested)
        refuse(found, "server-limit-below-request", path,
            u"resource limit must be greater than or equal to requested resource (%1)"_s.arg(
                javaDouble(*requested)),
            limit);
}

} // namespace

void checkResources(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const JsonNode app = view.app;
    const JsonNode limits = knownSince(app["resourceLimits"], {1, 10}, settings);
    if (const JsonNode cpus = limits["cpus"]; !cpus.isAbsent())
        checkLimit(cpus, app["cpus"], 1, settings, found);
    if (const JsonNode mem = limits["mem"]; !mem.isAbsent())
        checkLimit(mem, app["mem"], 128, settings, found);
    for (const JsonNode artifact : app["fetch"].children()) {
        const JsonNode uri = artifact["uri"];
        if (uri.isString() && !settings.isPlaceholder(uri) && !isJavaUri(uri.stringOr()))
            refuse(found, "server-fetch-uri-syntax",
                indexed(u"/fetch", artifact.indexInParent()) + u"/uri",
                u"URI has invalid syntax."_s, uri);
    }
    const JsonNode gpus = app["gpus"];
    if (gpus.toInteger().value_or(0) <= 0)
        return;
    if (view.isContainer(ContainerType::Docker))
        refuse(found, "server-gpus-docker", u"/"_s,
            u"GPU resources only work with the Mesos containerizer"_s, gpus);
    if (!settings.facts.has("gpu_resources"_L1))
        refuse(found, "server-gpus-feature", u"/"_s,
            u"Feature gpu_resources is not enabled. Enable with --enable_features gpu_resources)"_s,
            gpus);
}

} // namespace Pinion
