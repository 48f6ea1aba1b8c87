// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/registry/registrylist.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

/// 2023-11-14T22:13:20Z, and one second later for each tag.
constexpr qint64 FirstUpload = 1'700'000'000'000;

QByteArray linkTo(
    const SandboxRequest &request, const QByteArray &place, const QByteArray &query, LinkForm form)
{
    const QByteArray next = place + '?' + query;
    switch (form) {
    case LinkForm::Absolute:
        return "<http://" + request.header("host") + next + ">; rel=\"next\"";
    case LinkForm::AmongOthers:
        return '<' + place + "?n=1>; rel=\"first\"; title=\"a, b\", <" + next
            + ">; rel=\"last next\"";
    case LinkForm::OwnCursor:
        return '<' + place + "?next_page=x&" + query + ">; rel=\"next\"";
    case LinkForm::InnerHost:
        return "<http://10.0.0.1:8081" + next + ">; rel=\"next\"";
    case LinkForm::InnerPath:
        return "</repository/images" + next + ">; rel=\"next\"";
    case LinkForm::Elsewhere:
        return "<http://10.0.0.1/more>; rel=\"next\"";
    case LinkForm::Back:
        return '<' + request.target + ">; rel=\"next\"";
    case LinkForm::Relative:
    case LinkForm::None:
        break;
    }
    return '<' + next + ">; rel=\"next\"";
}

/// As of Google's registries: what each digest is called, and when it came.
Json uploadsOf(const QMap<QString, QString> &tags)
{
    Json manifests = Json::object();
    qint64 time = FirstUpload;
    for (auto tag = tags.begin(); tag != tags.end(); ++tag, time += 1000) {
        Json &entry = manifests[tag.value().toStdString()];
        entry["tag"].push_back(tag.key().toStdString());
        entry["timeUploadedMs"] = QString::number(time).toStdString();
        entry["timeCreatedMs"] = "0";
    }
    return manifests;
}

Json valuesOf(const QStringList &tags, const RegistryManners &manners)
{
    if (tags.isEmpty() && manners.hasNullTags)
        return nullptr;
    Json list = Json::array();
    for (const QString &tag : tags)
        list.push_back(tag.toStdString());
    for (const QByteArray &odd : manners.oddTags)
        list.push_back(Json::parse(odd.toStdString()));
    return list;
}

} // namespace

SandboxAnswer registryFailure(int status, const char *code, const char *message)
{
    const Json body{
        {"errors", Json::array({Json{{"code", code}, {"message", message}, {"detail", nullptr}}})}};
    return SandboxAnswer::json(status, QByteArray::fromStdString(body.dump()));
}

SandboxAnswer tagPage(const SandboxRequest &request, const QString &repository,
    const QMap<QString, QString> &tags, const RegistryManners &manners)
{
    const int asked = request.value(u"n").value_or(QString()).toInt();
    if (manners.largestPage > 0 && asked > manners.largestPage)
        return registryFailure(405, "UNSUPPORTED", "The operation is unsupported.");
    const QString last = request.value(u"last").value_or(QString());
    QStringList names = tags.keys();
    names.removeIf([&last](const QString &tag) { return !last.isEmpty() && tag <= last; });
    const bool isForced = manners.pageSize > 0 && (asked <= 0 || manners.pageSize < asked);
    const int size = isForced ? manners.pageSize : asked;
    const bool hasMore = size > 0 && names.size() > size;
    if (hasMore)
        names.resize(size);
    const QString cursor = names.isEmpty() ? QString() : names.last();
    if (manners.repeatsPages && !last.isEmpty())
        names = tags.keys().mid(0, names.size());
    Json body{{"name", repository.toStdString()}, {"tags", valuesOf(names, manners)}};
    if (manners.tellsUploads)
        body["manifest"] = uploadsOf(tags);
    const SandboxAnswer answer = SandboxAnswer::json(200, QByteArray::fromStdString(body.dump()));
    if (!hasMore || manners.link == LinkForm::None)
        return answer;
    const QByteArray place = "/v2/" + repository.toUtf8() + "/tags/list";
    const QByteArray query
        = "last=" + QUrl::toPercentEncoding(cursor) + "&n=" + QByteArray::number(size);
    return answer.with("Link", linkTo(request, place, query, manners.link));
}

} // namespace Pinion
