// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/marathonapi.h"

#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct Route
{
    QLatin1StringView method;
    QLatin1StringView path; ///< {id}: one or more segments; {detail}: one
    ApiHandler handler;
};

// The special ones stand before those that would match as well.
constexpr std::array Routes{
    Route{"GET"_L1, "/v2/apps"_L1, listApps},
    Route{"POST"_L1, "/v2/apps"_L1, createApp},
    Route{"PUT"_L1, "/v2/apps"_L1, putApps},
    Route{"PATCH"_L1, "/v2/apps"_L1, patchApps},
    Route{"POST"_L1, "/v2/apps/{id}/restart"_L1, restartApp},
    Route{"GET"_L1, "/v2/apps/{id}/tasks"_L1, listAppTasks},
    Route{"DELETE"_L1, "/v2/apps/{id}/tasks"_L1, killAppTasks},
    Route{"DELETE"_L1, "/v2/apps/{id}/tasks/{detail}"_L1, killAppTask},
    Route{"GET"_L1, "/v2/apps/{id}/versions"_L1, listVersions},
    Route{"GET"_L1, "/v2/apps/{id}/versions/{detail}"_L1, showVersion},
    Route{"GET"_L1, "/v2/apps/{id}"_L1, showApp},
    Route{"PUT"_L1, "/v2/apps/{id}"_L1, putApp},
    Route{"PATCH"_L1, "/v2/apps/{id}"_L1, patchApp},
    Route{"DELETE"_L1, "/v2/apps/{id}"_L1, deleteApp},
    Route{"GET"_L1, "/v2/tasks"_L1, listTasks},
    Route{"POST"_L1, "/v2/tasks/delete"_L1, killTasks},
    Route{"GET"_L1, "/v2/deployments"_L1, listDeployments},
    Route{"DELETE"_L1, "/v2/deployments/{detail}"_L1, deleteDeployment},
    Route{"GET"_L1, "/v2/groups"_L1, showGroup},
    Route{"POST"_L1, "/v2/groups"_L1, createGroup},
    Route{"PUT"_L1, "/v2/groups"_L1, putGroup},
    Route{"DELETE"_L1, "/v2/groups"_L1, deleteGroup},
    Route{"GET"_L1, "/v2/groups/apps"_L1, listGroupApps},
    Route{"GET"_L1, "/v2/groups/versions"_L1, listGroupVersions},
    Route{"GET"_L1, "/v2/groups/versions/{detail}"_L1, showGroupVersion},
    Route{"GET"_L1, "/v2/groups/{id}/apps"_L1, listGroupApps},
    Route{"GET"_L1, "/v2/groups/{id}/versions"_L1, listGroupVersions},
    Route{"GET"_L1, "/v2/groups/{id}/versions/{detail}"_L1, showGroupVersion},
    Route{"GET"_L1, "/v2/groups/{id}"_L1, showGroup},
    Route{"POST"_L1, "/v2/groups/{id}"_L1, createGroup},
    Route{"PUT"_L1, "/v2/groups/{id}"_L1, putGroup},
    Route{"PATCH"_L1, "/v2/groups/{id}"_L1, patchGroup},
    Route{"DELETE"_L1, "/v2/groups/{id}"_L1, deleteGroup},
    Route{"GET"_L1, "/v2/queue"_L1, listQueue},
    Route{"DELETE"_L1, "/v2/queue/{id}/delay"_L1, resetDelay},
    Route{"HEAD"_L1, "/v2/pods"_L1, hasPods},
    Route{"GET"_L1, "/v2/pods"_L1, listPods},
    Route{"POST"_L1, "/v2/pods"_L1, createPod},
    Route{"GET"_L1, "/v2/pods/::status"_L1, listPodStatus},
    Route{"GET"_L1, "/v2/pods/{id}::status"_L1, showPodStatus},
    Route{"GET"_L1, "/v2/pods/{id}::versions"_L1, listPodVersions},
    Route{"GET"_L1, "/v2/pods/{id}::versions/{detail}"_L1, showPodVersion},
    Route{"DELETE"_L1, "/v2/pods/{id}::instances"_L1, killPodInstances},
    Route{"DELETE"_L1, "/v2/pods/{id}::instances/{detail}"_L1, killPodInstances},
    Route{"GET"_L1, "/v2/pods/{id}"_L1, showPod},
    Route{"PUT"_L1, "/v2/pods/{id}"_L1, putPod},
    Route{"DELETE"_L1, "/v2/pods/{id}"_L1, deletePod},
};

const QRegularExpression &expressionOf(size_t row)
{
    static const std::vector<QRegularExpression> expressions = [] {
        std::vector<QRegularExpression> list;
        for (const Route &route : Routes) {
            QString text = QString(route.path);
            text.replace("{id}"_L1, "/*(?<id>.+?)"_L1);
            text.replace("{detail}"_L1, "(?<detail>[^/]+)"_L1);
            list.emplace_back(u"^%1/?$"_s.arg(text));
        }
        return list;
    }();
    return expressions[row];
}

SandboxAnswer unknownPath(const SandboxState &state, const QString &path)
{
    // 404 with the path until 1.6.352.
    if (state.settings.version < MarathonVersion{1, 6, 486})
        return answerOf(refusal(404, u"URI not found: "_s + path));
    return answerOf(refusal(500, u"URI not found"_s));
}

bool admitsJson(const QByteArray &accept)
{
    return accept.isEmpty() || accept.contains("application/json") || accept.contains("*/*")
        || accept.contains("application/*");
}

/// What is wrong with the media types of a request; 0: nothing.
int mediaProblem(const SandboxRequest &request)
{
    const QByteArray type = request.header("content-type").split(';').first().trimmed().toLower();
    const bool hasBody = request.method != "GET" && request.method != "DELETE"
        && request.method != "HEAD" && !request.body.isEmpty();
    if (hasBody && !type.isEmpty() && type != "application/json")
        return 415;
    return admitsJson(request.header("accept")) ? 0 : 406;
}

SandboxAnswer ping(const SandboxRequest &request)
{
    const QByteArray accept = request.header("accept");
    const bool takesText = accept.isEmpty() || accept.contains("*/*") || accept.contains("text/");
    if (takesText)
        return {200, {{"Content-Type", "text/plain"}}, "pong"};
    if (admitsJson(accept))
        return SandboxAnswer::json(200, "\"pong\"");
    return {204, {}, {}};
}

std::optional<SandboxAnswer> answerFixed(
    SandboxMarathon &marathon, const ApiPlaces &places, const SandboxRequest &request)
{
    const QString path = request.path();
    const bool isGet = request.method == "GET" || request.method == "HEAD";
    if (!isGet)
        return std::nullopt;
    if (path == "/ping"_L1)
        return ping(request);
    if (path == "/"_L1)
        return SandboxAnswer{302, {{"Location", "/ui/"}}, {}};
    if (path == "/v2/info"_L1)
        return jsonAnswer(200, infoJson(marathon.state(), places));
    if (path == "/v2/plugins"_L1)
        return SandboxAnswer::json(200, "{\"plugins\":[]}");
    if (path != "/v2/leader"_L1)
        return std::nullopt;
    if (places.leader.isEmpty())
        return answerOf(refusal(404, u"There is no leader"_s));
    return jsonAnswer(200, {{"leader", places.leader.toStdString()}});
}

} // namespace

SandboxAnswer answerMarathon(
    SandboxMarathon &marathon, const ApiPlaces &places, const SandboxRequest &request)
{
    if (const std::optional<SandboxAnswer> fixed = answerFixed(marathon, places, request))
        return *fixed;
    const QString path = request.path();
    bool isKnown = false;
    for (size_t i = 0; i < Routes.size(); ++i) {
        const QRegularExpressionMatch match = expressionOf(i).match(path);
        if (!match.hasMatch())
            continue;
        isKnown = true;
        if (QString::fromLatin1(request.method) != Routes[i].method)
            continue;
        if (const int problem = mediaProblem(request))
            return answerOf(refusal(problem, QString::fromLatin1(reasonPhrase(problem))));
        const QString id = match.captured(u"id"_s);
        ApiCall call{marathon, request, u'/' + id, match.captured(u"detail"_s)};
        return Routes[i].handler(call);
    }
    return isKnown ? answerOf(refusal(405, u"Method Not Allowed"_s))
                   : unknownPath(marathon.state(), path);
}

} // namespace Pinion
