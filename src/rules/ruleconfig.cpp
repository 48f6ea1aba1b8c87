// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/ruleconfig.h"

#include "json/jsonedit.h"
#include "json/jsonformat.h"
#include "json/jsonstring.h"
#include "marathon/pathglob.h"
#include "rules/configreader.h"

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

/// A literal laid out like the rest of the file, `depth` levels in.
QByteArray laidOut(const QByteArray &literal, const TextStyle &style, qsizetype depth)
{
    const JsonTree tree = JsonTree::parse(literal);
    return style.isMultiLine ? formatted(tree.root(), style, depth) : compact(tree.root());
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
    const QString name = QFileInfo(path).fileName();
    const JsonTree tree = JsonTree::parse(bytes);
    return ConfigReader(tree, name.isEmpty() ? u".pinion.json"_s : name)
        .read()
        .map([&path](RuleConfig config) {
            config.path = path;
            return config;
        });
}

Result<QByteArray> withSuppression(const QByteArray &bytes, const SuppressionEntry &entry)
{
    const JsonTree tree = JsonTree::parse(bytes.trimmed().isEmpty() ? NewFile : bytes);
    const JsonNode list = tree.root()["suppressions"];
    if (!tree.isValid() || !tree.root().isObject() || !(list.isAbsent() || list.isArray())) {
        return fail(ErrorKind::Invalid, u".pinion.json is damaged; nothing was written."_s,
            u"Mend it in a text editor first."_s);
    }
    const TextStyle style = detectStyle(tree);
    const QByteArray literal = literalOf(entry);
    const Result<TextEdit> edit = list.isArray()
        ? insertElement(list, list.childCount(), laidOut(literal, style, 2))
        : setValue(tree, JsonPointer::of("/suppressions"), laidOut('[' + literal + ']', style, 1));
    return edit.map([&tree](const TextEdit &e) { return applied(tree.bytes(), e); });
}

bool globMatches(QStringView glob, QStringView path)
{
    return pathGlobMatches(glob, path);
}

} // namespace Pinion
