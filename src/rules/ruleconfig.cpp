// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/ruleconfig.h"

#include "base/textfile.h"
#include "json/jsonedit.h"
#include "json/jsonformat.h"
#include "json/jsonstring.h"
#include "marathon/pathglob.h"
#include "rules/configstack.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QByteArray NewFile = "{\n  \"pinion\": 1\n}\n";

void append(QByteArray &object, const char *key, const QByteArray &literal)
{
    object += object.isEmpty() ? "{" : ",";
    object += encodeString(QByteArrayView(key)) + ':' + literal;
}

QByteArray literalOf(const QStringList &texts)
{
    QByteArray list;
    for (const QString &text : texts)
        list += (list.isEmpty() ? "" : ",") + encodeString(text);
    return '[' + list + ']';
}

QByteArray literalOf(const SuppressionEntry &entry)
{
    QByteArray object;
    append(object, "rule", encodeString(entry.rule));
    if (!entry.id.isEmpty())
        append(object, "id", encodeString(entry.id));
    if (!entry.files.isEmpty())
        append(object, "files", literalOf(entry.files));
    if (!entry.pointer.isEmpty())
        append(object, "pointer", encodeString(entry.pointer));
    append(object, "reason", encodeString(entry.suppression.reason));
    if (entry.suppression.until.isValid())
        append(object, "expires", encodeString(entry.suppression.until.toString(Qt::ISODate)));
    if (!entry.suppression.owner.isEmpty())
        append(object, "by", encodeString(entry.suppression.owner));
    return object + '}';
}

tl::unexpected<Error> damaged()
{
    return fail(ErrorKind::Invalid, u".pinion.json is damaged; nothing was written."_s,
        u"Mend it in a text editor first."_s);
}

/// A literal laid out like the rest of the file, `depth` levels in.
QByteArray laidOut(const QByteArray &literal, const TextStyle &style, qsizetype depth)
{
    const JsonTree tree = JsonTree::parse(literal);
    return style.isMultiLine ? formatted(tree.root(), style, depth) : compact(tree.root());
}

/// "team/" where the nearest configuration lies in a folder "team" below the file's.
QString baseBetween(const QString &folder, const QString &nearest)
{
    return folder == nearest ? QString() : QString(QDir(folder).relativeFilePath(nearest) + u'/');
}

/// The lists of a file and its bases, which add up instead of replacing each other.
void addLists(
    RuleConfig &config, const ConfigFile &file, const QString &folder, const QString &nearest)
{
    for (SuppressionEntry entry : file.suppressions) {
        entry.base = baseBetween(folder, nearest);
        config.suppressions.push_back(std::move(entry));
    }
    for (ConfigScope scope : file.scopes) {
        scope.folder = folder;
        config.scopes.push_back(std::move(scope));
    }
    for (const ConfigFile &base : file.bases)
        addLists(config, base, folder, nearest);
}

/// "rules.<id>.<name>": ids hold no dots.
void applyToRule(RuleConfig &config, const Setting &setting)
{
    const QString id = setting.key.section(u'.', 1, 1);
    const QString name = setting.key.section(u'.', 2);
    if (name == u"severity") {
        config.levels.insert(id, severityFromName(setting.value.toString()));
    } else if (name == u"minorSeverity") {
        config.levels.insertMinor(id, severityFromName(setting.value.toString()));
    } else {
        config.parameters.own[id].insert(name, setting.value);
        if (id == u"meta-unknown-field" && name == u"allowedExtraKeys")
            config.parameters.allowedExtraKeys = setting.value.toVariant().toStringList();
    }
}

void apply(RuleConfig &config, const Setting &setting)
{
    if (setting.key.startsWith("rules."_L1)) {
        applyToRule(config, setting);
        return;
    }
    findSetting(setting.key)->apply(config, setting.value);
    if (setting.key == u"baseline")
        config.baseline = QFileInfo(setting.origin.source).absoluteDir().filePath(config.baseline);
}

} // namespace

RuleConfig RuleConfig::builtIn()
{
    RuleConfig config;
    config.parameters.allowedExtraKeys = {u"^_"_s, u"^//"_s, u"^\\$schema$"_s, u"^x-"_s};
    return config;
}

Result<RuleConfig> RuleConfig::parse(const QByteArray &bytes, const QString &path)
{
    Result<ConfigFile> file = ConfigFile::parse(bytes, path);
    if (!file)
        return tl::make_unexpected(file.error());
    if (const Result<void> bases = readBases(*file, readFile); !bases)
        return tl::make_unexpected(bases.error());
    std::vector<ConfigFile> files;
    files.push_back(std::move(*file));
    return settled(std::make_shared<const ConfigStack>(std::move(files)), {});
}

RuleConfig RuleConfig::settled(
    std::shared_ptr<const ConfigStack> stack, const QString &documentPath)
{
    RuleConfig config = builtIn();
    config.stack = std::move(stack);
    config.documentPath = documentPath;
    if (!config.stack->files().empty())
        config.path = config.stack->files().front().path;
    const QString folder = QFileInfo(config.path).absolutePath();
    for (const ConfigFile &file : config.stack->files())
        addLists(config, file, QFileInfo(file.path).absolutePath(), folder);
    return config.under(config.overridesFor({}));
}

std::vector<const ConfigOverride *> RuleConfig::overridesFor(const QString &id) const
{
    return stack ? stack->overridesFor(documentPath, id) : ConfigOverrides();
}

RuleConfig RuleConfig::under(const std::vector<const ConfigOverride *> &overrides) const
{
    if (!stack)
        return *this;
    RuleConfig config = builtIn();
    config.path = path;
    config.suppressions = suppressions;
    config.scopes = scopes;
    config.known = known;
    config.today = today;
    config.facts.images = facts.images;
    config.stack = stack;
    config.documentPath = documentPath;
    for (const auto &[key, effective] : stack->effective(overrides))
        apply(config, effective.setting);
    return config;
}

Result<QByteArray> withSuppression(const QByteArray &bytes, const SuppressionEntry &entry)
{
    const JsonTree tree = JsonTree::parse(bytes.trimmed().isEmpty() ? NewFile : bytes);
    const JsonNode list = tree.root()["suppressions"];
    if (!tree.isValid() || !tree.root().isObject() || !(list.isAbsent() || list.isArray()))
        return damaged();
    const TextStyle style = detectStyle(tree);
    const QByteArray literal = literalOf(entry);
    const Result<TextEdit> edit = list.isArray()
        ? insertElement(list, list.childCount(), laidOut(literal, style, 2))
        : setValue(tree, JsonPointer::of("/suppressions"), laidOut('[' + literal + ']', style, 1));
    return edit.map([&tree](const TextEdit &e) { return applied(tree.bytes(), e); });
}

Result<QByteArray> withoutSuppression(const QByteArray &bytes, const SuppressionEntry &entry)
{
    const JsonTree tree = JsonTree::parse(bytes);
    const JsonNode element = tree.root()["suppressions"].element(entry.index);
    if (!tree.isValid() || element["reason"].stringOr() != entry.suppression.reason) {
        return fail(ErrorKind::Invalid,
            u"The entry is not where it was; .pinion.json has been changed meanwhile."_s,
            u"Try again, or remove the entry by hand."_s);
    }
    return removeNode(element).map(
        [&tree](const TextEdit &edit) { return applied(tree.bytes(), edit); });
}

bool globMatches(QStringView glob, QStringView path)
{
    return pathGlobMatches(glob, path);
}

} // namespace Pinion
