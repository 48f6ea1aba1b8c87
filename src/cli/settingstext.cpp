// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/settingstext.h"

#include "cli/console.h"
#include "cli/jsonwriter.h"
#include "marathon/schema.h"
#include "rules/configstack.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// One line: a setting that somebody made, or a default.
struct Shown
{
    QString key;
    QString literal;
    SettingOrigin origin;
    Settings refused;
};

QString nearPath(const QString &path)
{
    return QFileInfo(path).isAbsolute() ? QDir::current().relativeFilePath(path) : path;
}

QString originText(const SettingOrigin &origin)
{
    const QString source = printable(nearPath(origin.source));
    return origin.line > 0 ? u"%1:%2"_s.arg(source).arg(origin.line) : source;
}

std::vector<Shown> shownSettings(const RuleConfig &config)
{
    const EffectiveSettings effective
        = config.stack ? config.stack->effective(config.overridesFor({})) : EffectiveSettings();
    std::vector<Shown> all;
    for (const SettingSpec &spec : settingSpecs()) {
        const QString key = text(spec.key);
        if (effective.contains(key) || spec.defaultLiteral.empty())
            continue;
        all.push_back({key, text(spec.defaultLiteral), {u"built in"_s}, {}});
    }
    for (const auto &[key, entry] : effective) {
        all.push_back({key, QString::fromUtf8(literalOf(entry.setting.value)), entry.setting.origin,
            entry.refused});
    }
    const auto isRule = [](const Shown &shown) { return shown.key.startsWith("rules."_L1); };
    std::sort(all.begin(), all.end(), [&isRule](const Shown &a, const Shown &b) {
        return isRule(a) != isRule(b) ? isRule(b) : a.key < b.key;
    });
    return all;
}

QStringList filesOf(const RuleConfig &config)
{
    QStringList files;
    if (config.stack) {
        for (const ConfigFile &file : config.stack->files())
            files.append(nearPath(file.path));
    }
    return files;
}

void writeOrigin(JsonWriter &json, const SettingOrigin &origin)
{
    json.key("origin");
    json.beginObject();
    json.member("source", nearPath(origin.source));
    json.key("line");
    origin.line > 0 ? json.value(qint64(origin.line)) : json.null();
    json.endObject();
}

} // namespace

QByteArray settingsText(const QString &path, const RuleConfig &config)
{
    const QStringList files = filesOf(config);
    QString result = u"Settings for %1\n"_s.arg(printable(path));
    result += u"  from %1\n\n"_s.arg(
        files.isEmpty() ? u"no .pinion.json"_s : printable(files.join(u", "_s)));
    const std::vector<Shown> all = shownSettings(config);
    qsizetype width = 0;
    for (const Shown &shown : all)
        width = std::max(width, shown.key.size());
    for (const Shown &shown : all) {
        result += u"  %1  %2  (%3)\n"_s.arg(
            shown.key.leftJustified(width), printable(shown.literal), originText(shown.origin));
        for (const Setting &refused : shown.refused) {
            result += u"  %1  locked; %2 in %3 changes nothing\n"_s.arg(QString(width, u' '),
                QString::fromUtf8(literalOf(refused.value)), originText(refused.origin));
        }
    }
    return result.toUtf8();
}

QByteArray settingsJson(const QString &path, const RuleConfig &config)
{
    JsonWriter json;
    json.beginObject();
    json.member("path", path);
    json.member("profile", config.profile);
    json.key("files");
    json.beginArray();
    for (const QString &file : filesOf(config))
        json.value(file);
    json.endArray();
    json.key("settings");
    json.beginArray();
    for (const Shown &shown : shownSettings(config)) {
        json.beginObject();
        json.member("key", shown.key);
        json.member("value", shown.literal);
        writeOrigin(json, shown.origin);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

} // namespace Pinion
