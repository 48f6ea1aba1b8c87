// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/verdict.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

/// The violations' texts grouped by path, each path and each text of a path once.
Json details(const std::vector<Violation> &violations)
{
    Json list = Json::array();
    for (const Violation &violation : violations) {
        const std::string path = violation.path.toStdString();
        const std::string message = violation.message.toStdString();
        auto group = std::find_if(list.begin(), list.end(),
            [&path](const Json &candidate) { return candidate["path"] == path; });
        if (group == list.end()) {
            list.push_back({{"path", path}, {"errors", Json::array()}});
            group = std::prev(list.end());
        }
        Json &errors = (*group)["errors"];
        if (std::find(errors.begin(), errors.end(), message) == errors.end())
            errors.push_back(message);
    }
    return list;
}

} // namespace

QByteArray answerBody(const Verdict &verdict)
{
    Q_ASSERT(!verdict.isAccepted());
    const Violation &first = verdict.violations.front();
    const bool isPlain = verdict.phase > Phase::Reader && first.path.isEmpty();
    Json body;
    if (verdict.refusedStatus >= 500 || isPlain) {
        body["message"] = first.message.toStdString();
    } else if (verdict.phase == Phase::Text) {
        const bool isEmpty = first.rule == "server-body-empty";
        body["message"] = isEmpty ? "Please specify data in JSON format" : "Invalid JSON";
        body["details"] = first.message.toStdString();
    } else {
        const bool isReader = verdict.phase == Phase::Reader;
        body["message"] = isReader ? "Invalid JSON" : "Object is not valid";
        body["details"] = details(verdict.violations);
    }
    return QByteArray::fromStdString(body.dump());
}

} // namespace Pinion
