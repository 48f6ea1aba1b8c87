// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/appedits.h"
#include "sandbox/api/statusjson.h"
#include "sandbox/core/sandboxtime.h"

#include <QRegularExpression>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

QString labelOf(const RunSpec &spec, const QString &name)
{
    const Json &labels = spec.definition->value("labels", Json::object());
    const auto found = labels.find(name.toStdString());
    return found == labels.end() ? QString() : QString::fromStdString(found->get<std::string>());
}

bool hasLabel(const RunSpec &spec, const QString &name)
{
    return spec.definition->value("labels", Json::object()).contains(name.toStdString());
}

/// One selector: "a", "a==b", "a!=b", "a in (b,c)", "a notin (b,c)"; nothing if it is none.
std::optional<bool> isSelected(const RunSpec &spec, const QString &selector)
{
    static const QRegularExpression form(
        u"^\\s*([^\\s=!,()]+)\\s*(?:(==|!=)\\s*([^\\s,()]+)|(in|notin)\\s*\\(([^)]*)\\))?\\s*$"_s);
    const QRegularExpressionMatch match = form.match(selector);
    if (!match.hasMatch())
        return std::nullopt;
    const QString name = match.captured(1);
    if (match.captured(2).isEmpty() && match.captured(4).isEmpty())
        return hasLabel(spec, name);
    const bool isNegated = match.captured(2) == "!="_L1 || match.captured(4) == "notin"_L1;
    QStringList values = match.captured(5).split(u',');
    for (QString &value : values)
        value = value.trimmed();
    if (!match.captured(2).isEmpty())
        values = QStringList{match.captured(3)};
    const bool isIn = hasLabel(spec, name) && values.contains(labelOf(spec, name));
    return isIn != isNegated && hasLabel(spec, name);
}

QStringList selectorsOf(const QString &text)
{
    static const QRegularExpression comma(u",(?![^()]*\\))"_s);
    return text.split(comma, Qt::SkipEmptyParts);
}

bool fitsText(const ApiCall &call, const char16_t *parameter, const QString &text)
{
    const std::optional<QString> wanted = call.request.value(QStringView(parameter));
    return !wanted || text.contains(*wanted, Qt::CaseInsensitive);
}

/// Nothing for a label selector that cannot be read.
std::optional<bool> isAskedFor(const ApiCall &call, const RunSpec &spec)
{
    const QString command = QString::fromStdString(spec.definition->value("cmd", std::string()));
    bool fits = fitsText(call, u"id", spec.id) && fitsText(call, u"cmd", command);
    for (const QString &selector : selectorsOf(call.request.value(u"label").value_or(QString()))) {
        const std::optional<bool> isFit = isSelected(spec, selector);
        if (!isFit)
            return std::nullopt;
        fits = fits && *isFit;
    }
    return fits;
}

SandboxAnswer listGroup(ApiCall &call)
{
    QString group = call.id.chopped(1);
    while (group.size() > 1 && group.endsWith(u'/'))
        group.chop(1);
    if (!call.state().root.hasGroup(group))
        return answerOf(refusal(404, u"Group '%1' does not exist"_s.arg(group)));
    Json apps = Json::array();
    for (const RunSpecPtr &spec : call.state().root.specsIn(group, true)) {
        if (!spec->isPod)
            apps.push_back(
                appInfoJson(call.state(), *spec, withEmbeds({}, call.request.values(u"embed"))));
    }
    return jsonAnswer(200, {{"*", std::move(apps)}});
}

} // namespace

SandboxAnswer listApps(ApiCall &call)
{
    const AppEmbeds embeds = withEmbeds({}, call.request.values(u"embed"));
    Json apps = Json::array();
    for (const auto &[id, spec] : call.state().root.specs) {
        const std::optional<bool> isAsked = isAskedFor(call, *spec);
        if (!isAsked)
            return answerOf(refusal(422,
                u"requirement failed: Can't parse label selector '%1'"_s.arg(
                    call.request.value(u"label").value_or(QString()))));
        if (*isAsked && !spec->isPod)
            apps.push_back(appInfoJson(call.state(), *spec, embeds));
    }
    return jsonAnswer(200, {{"apps", std::move(apps)}});
}

RunSpecPtr storedApp(const ApiCall &call)
{
    const RunSpecPtr spec = call.state().root.spec(call.id);
    return spec && !spec->isPod ? spec : nullptr;
}

SandboxAnswer showApp(ApiCall &call)
{
    if (call.id.endsWith(u'*'))
        return listGroup(call);
    const RunSpecPtr spec = storedApp(call);
    if (!spec)
        return answerOf(noSuchApp(call.id));
    const AppEmbeds all{true, true, true, true};
    return jsonAnswer(200,
        {{"app",
            appInfoJson(call.state(), *spec, withEmbeds(all, call.request.values(u"embed")))}});
}

SandboxAnswer deleteApp(ApiCall &call)
{
    ChangeRequest change;
    change.group = parentId(call.id);
    change.isForced = call.isForced(true); // whatever the documentation says
    return answerOf(
        call.marathon.change(change, [&call](RootGroup root, Millis) -> Answered<RootGroup> {
            if (!storedApp(call))
                return refused(noSuchApp(call.id));
            root.specs.erase(call.id);
            return root;
        }));
}

SandboxAnswer restartApp(ApiCall &call)
{
    ChangeRequest change;
    change.group = parentId(call.id);
    change.isForced = call.isForced();
    change.restarted = {call.id};
    return answerOf(
        call.marathon.change(change, [&call](const RootGroup &root, Millis) -> Answered<RootGroup> {
            if (!storedApp(call))
                return refused(noSuchApp(call.id));
            return root;
        }));
}

SandboxAnswer listVersions(ApiCall &call)
{
    if (!storedApp(call))
        return answerOf(noSuchApp(call.id));
    Json versions = Json::array();
    const auto &history = call.state().history.at(call.id);
    for (auto one = history.rbegin(); one != history.rend(); ++one)
        versions.push_back(timestamp(one->first).toStdString());
    return jsonAnswer(200, {{"versions", std::move(versions)}});
}

SandboxRefusal badTimestamp(const QString &text)
{
    return refusal(
        422, u"Invalid timestamp provided '%1'. Expecting ISO-8601 datetime string."_s.arg(text));
}

RunSpecPtr storedVersion(const SandboxState &state, const QString &id, Millis version)
{
    const auto history = state.history.find(id);
    if (history == state.history.end() || !history->second.contains(version))
        return nullptr;
    return history->second.at(version);
}

SandboxAnswer showVersion(ApiCall &call)
{
    const std::optional<Millis> version = parseTimestamp(call.detail);
    if (!version)
        return answerOf(badTimestamp(call.detail));
    const RunSpecPtr spec = storedVersion(call.state(), call.id, *version);
    if (!spec)
        return answerOf(refusal(
            404, u"App '%1' does not exist in version %2"_s.arg(call.id, timestamp(*version))));
    return jsonAnswer(200, definitionJson(*spec));
}

} // namespace Pinion
