// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/targetstore.h"

#include "base/textfile.h"
#include "json/jsonedit.h"
#include "rules/configfile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView ConfigName(".pinion.json");

QString fileFrom(const QString &source, const QString &path)
{
    return path.isEmpty() ? path : QDir::cleanPath(QFileInfo(source).dir().filePath(path));
}

Result<Target> targetOf(const ConfigTarget &entry)
{
    const QJsonObject &members = entry.members;
    Target target;
    target.name = members["name"_L1].toString();
    if (const TargetKindSpec *kind = findKind(members["kind"_L1].toString()))
        target.kind = kind->kind;
    for (const QJsonValue &url : members["urls"_L1].toArray())
        target.urls.append(QUrl(url.toString(), QUrl::StrictMode));
    target.basePath = members["basePath"_L1].toString();
    target.signIn = signInFromName(members["signIn"_L1].toString()).value_or(SignIn::None);
    target.user = members["user"_L1].toString();
    target.caFile = fileFrom(entry.source, members["caFile"_L1].toString());
    target.clientCertificate = fileFrom(entry.source, members["clientCertificate"_L1].toString());
    target.clientKey = fileFrom(entry.source, members["clientKey"_L1].toString());
    target.verifiesServer = members["verifiesServer"_L1].toBool(true);
    target.sendsLoginInTheClear = members["sendsLoginInTheClear"_L1].toBool();
    target.alwaysReviews = members["alwaysReviews"_L1].toBool();
    target.version = MarathonVersion::parse(members["marathonVersion"_L1].toString())
                         .value_or(MarathonVersion());
    target.mesosUrl = QUrl(members["mesosUrl"_L1].toString(), QUrl::StrictMode);
    target.source = entry.source;
    if (const QString problem = targetProblem(target); !problem.isEmpty())
        return fail(ErrorKind::Invalid, entry.place + u": "_s + problem);
    return target;
}

QJsonObject objectOf(const Target &target)
{
    QJsonArray urls;
    for (const QUrl &url : target.urls)
        urls.append(url.toString(QUrl::RemoveUserInfo));
    const TargetKindSpec &kind = kindSpec(target.kind);
    QJsonObject members{{u"name"_s, target.name},
        {u"kind"_s, QString::fromLatin1(kind.name.data(), qsizetype(kind.name.size()))},
        {u"urls"_s, urls}};
    const auto put = [&members](QLatin1StringView name, const QString &text) {
        if (!text.isEmpty())
            members.insert(name, text);
    };
    put("basePath"_L1, target.basePath);
    if (target.signIn != SignIn::None)
        members.insert("signIn"_L1, signInName(target.signIn));
    put("user"_L1, target.user);
    put("caFile"_L1, target.caFile);
    put("clientCertificate"_L1, target.clientCertificate);
    put("clientKey"_L1, target.clientKey);
    if (!target.verifiesServer)
        members.insert("verifiesServer"_L1, false);
    if (target.sendsLoginInTheClear)
        members.insert("sendsLoginInTheClear"_L1, true);
    if (target.alwaysReviews)
        members.insert("alwaysReviews"_L1, true);
    if (target.version.isSet())
        members.insert("marathonVersion"_L1, target.version.toString());
    put("mesosUrl"_L1, target.mesosUrl.toString(QUrl::RemoveUserInfo));
    return members;
}

Result<std::vector<Target>> targetsOf(const QString &path, bool isShared)
{
    std::vector<Target> targets;
    const Result<QByteArray> bytes = readFile(path);
    if (!bytes) {
        if (bytes.error().kind == ErrorKind::NotFound)
            return targets;
        return tl::make_unexpected(bytes.error());
    }
    const Result<ConfigFile> file = ConfigFile::parse(*bytes, path);
    if (!file)
        return tl::make_unexpected(file.error());
    for (const ConfigTarget &entry : file->targets) {
        Result<Target> target = targetOf(entry);
        if (!target)
            return tl::make_unexpected(target.error());
        target->isShared = isShared;
        targets.push_back(std::move(*target));
    }
    return targets;
}

/// The files of the folders above, the nearest first, up to the one that calls itself the root.
Result<std::vector<Target>> sharedTargets(const QString &documentPath)
{
    std::vector<Target> targets;
    const QFileInfo start(documentPath);
    QDir folder(start.isDir() ? start.absoluteFilePath() : start.absolutePath());
    for (bool isAtTop = false; !isAtTop;) {
        const QString path = folder.filePath(ConfigName);
        const Result<std::vector<Target>> some = targetsOf(path, true);
        if (!some)
            return some;
        for (const Target &target : *some) {
            if (!findTarget(targets, target.name))
                targets.push_back(target);
        }
        const Result<QByteArray> bytes = readFile(path);
        const bool isRoot
            = bytes && JsonTree::parse(*bytes).root()["root"].toBool().value_or(false);
        isAtTop = isRoot || folder.isRoot() || !folder.cdUp();
    }
    return targets;
}

/// What is personal wins from the user's own file, as far as it says anything.
void complete(Target &shared, const Target &own)
{
    if (own.urls != shared.urls || own.basePath != shared.basePath)
        return; // another Marathon of that name
    if (own.signIn != SignIn::None)
        shared.signIn = own.signIn;
    const auto take = [](QString &mine, const QString &other) {
        if (!other.isEmpty())
            mine = other;
    };
    take(shared.user, own.user);
    take(shared.caFile, own.caFile);
    take(shared.clientCertificate, own.clientCertificate);
    take(shared.clientKey, own.clientKey);
    if (shared.mesosUrl.isEmpty())
        shared.mesosUrl = own.mesosUrl;
    shared.alwaysReviews = shared.alwaysReviews || own.alwaysReviews;
}

} // namespace

TargetStore::TargetStore(QString userFile)
    : m_userFile(std::move(userFile))
{ }

QString TargetStore::standardFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + "/pinion/targets.json"_L1;
}

Result<std::vector<Target>> TargetStore::own() const
{
    return targetsOf(m_userFile, false);
}

Result<std::vector<Target>> TargetStore::targets(const QString &documentPath) const
{
    Result<std::vector<Target>> all = sharedTargets(documentPath);
    if (!all)
        return all;
    const Result<std::vector<Target>> mine = own();
    if (!mine)
        return mine;
    for (const Target &target : *mine) {
        const auto shared = std::find_if(all->begin(), all->end(),
            [&target](const Target &other) { return other.name == target.name; });
        if (shared == all->end())
            all->push_back(target);
        else
            complete(*shared, target);
    }
    return all;
}

Result<void> TargetStore::save(const std::vector<Target> &targets) const
{
    QJsonArray list;
    for (const Target &target : targets) {
        if (const QString problem = targetProblem(target); !problem.isEmpty())
            return fail(ErrorKind::Invalid, problem);
        list.append(objectOf(target));
    }
    const QByteArray literal = QJsonDocument(list).toJson(QJsonDocument::Indented).trimmed();
    const Result<QByteArray> before = readFile(m_userFile);
    if (!before && before.error().kind != ErrorKind::NotFound)
        return tl::make_unexpected(before.error());
    const JsonTree tree = JsonTree::parse(before.value_or("{\n  \"pinion\": 1\n}\n"));
    const Result<TextEdit> edit = setValue(tree, JsonPointer::of("/targets"), literal);
    if (!edit)
        return tl::make_unexpected(edit.error());
    QDir().mkpath(QFileInfo(m_userFile).path());
    return writeFile(m_userFile, applied(tree.bytes(), *edit));
}

const Target *findTarget(const std::vector<Target> &targets, QStringView name)
{
    const auto target = std::find_if(
        targets.begin(), targets.end(), [name](const Target &other) { return other.name == name; });
    return target == targets.end() ? nullptr : &*target;
}

const Target *preselected(const std::vector<Target> &targets, const QString &usedLast)
{
    const Target *last = findTarget(targets, usedLast);
    if (last && !last->isGuarded())
        return last;
    const auto safe = std::find_if(
        targets.begin(), targets.end(), [](const Target &target) { return !target.isGuarded(); });
    return safe == targets.end() ? nullptr : &*safe;
}

} // namespace Pinion
