// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/completion.h"

#include "json/jsonstring.h"
#include "marathon/schema.h"
#include "ui/editor/cursorcontext.h"

#include <QCoreApplication>

#include <set>

namespace Pinion {

namespace {

struct SchemaPlace
{
    SchemaRoot root = SchemaRoot::App;
    JsonPointer relative; ///< from the definition's root
};

SchemaPlace schemaPlace(const DocumentSnapshot &snapshot, const JsonPointer &pointer)
{
    if (const Definition *definition = snapshot.definitions.enclosing(pointer))
        return {definition->root, definition->node.pointer().relative(pointer)};
    return {SchemaRoot::App, pointer};
}

bool isOffered(const FieldSpec &spec)
{
    return spec.status == FieldStatus::Current && !spec.pointer.ends_with("/*");
}

QByteArray lastToken(const FieldSpec &spec)
{
    return bytes(spec.pointer.substr(spec.pointer.rfind('/') + 1));
}

qsizetype nextSignificant(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && QByteArrayView(" \t\r\n").contains(text[at]))
        ++at;
    return at;
}

qsizetype previousSignificantEnd(QByteArrayView text, qsizetype at)
{
    while (at > 0 && QByteArrayView(" \t\r\n").contains(text[at - 1]))
        --at;
    return at;
}

/// An empty value to start from, where the type leaves no choice.
QByteArray skeleton(const FieldSpec &spec)
{
    if (spec.accepts(FieldType::String))
        return "\"\"";
    if (spec.accepts(FieldType::Object))
        return "{}";
    if (spec.accepts(FieldType::Array))
        return "[]";
    return {};
}

/// What surrounds an inserted key so that the member fits between its neighbours.
struct MemberFrame
{
    TextRange range;
    QByteArray before;
    QByteArray colon;
    QByteArray after;
    bool hasValue = false;
};

MemberFrame memberFrame(const DocumentSnapshot &snapshot, const CursorContext &context)
{
    const QByteArrayView text = snapshot.tree.bytes();
    MemberFrame frame{context.token, {}, snapshot.style.colon, {}, false};
    const qsizetype next = nextSignificant(text, context.token.end);
    frame.hasValue = next < text.size() && text[next] == ':';
    if (!frame.hasValue && next < text.size() && text[next] == '"')
        frame.after = ",";
    const qsizetype previous = previousSignificantEnd(text, context.token.begin);
    if (previous > 0 && text[previous - 1] != '{' && text[previous - 1] != ',') {
        frame.before = ',' + text.sliced(previous, context.token.begin - previous).toByteArray();
        frame.range.begin = previous;
    }
    return frame;
}

CompletionItem keyCompletion(const FieldSpec &spec, const MemberFrame &frame)
{
    CompletionItem item;
    item.isKey = true;
    item.text = lastToken(spec);
    item.label = text(spec.label);
    item.help = text(spec.help);
    item.insertion = frame.before + encodeString(QByteArrayView(item.text));
    item.caret = item.insertion.size();
    if (frame.hasValue)
        return item;
    const QByteArray value = skeleton(spec);
    item.insertion += frame.colon + value;
    item.caret = item.insertion.size() - (value.isEmpty() ? 0 : 1);
    item.insertion += frame.after;
    return item;
}

std::set<QByteArray> presentKeys(JsonNode object, TextRange exceptAt)
{
    std::set<QByteArray> keys;
    for (const JsonNode child : object.children()) {
        if (child.hasKey() && child.keyRange().begin != exceptAt.begin)
            keys.insert(child.key());
    }
    return keys;
}

void addKeys(Completions &answer, const DocumentSnapshot &snapshot, const CursorContext &context)
{
    const SchemaPlace place = schemaPlace(snapshot, context.container);
    std::string_view pattern;
    if (!place.relative.isRoot()) {
        const FieldSpec *spec = findField(place.root, place.relative);
        if (!spec)
            return;
        pattern = spec->pointer;
    }
    const auto present = presentKeys(snapshot.tree.at(context.container), context.token);
    const MemberFrame frame = memberFrame(snapshot, context);
    answer.range = frame.range;
    for (const FieldSpec *spec : childFields(place.root, pattern)) {
        if (isOffered(*spec) && !present.contains(lastToken(*spec)))
            answer.items.push_back(keyCompletion(*spec, frame));
    }
}

void addValue(Completions &answer, const FieldSpec &spec, const QByteArray &literal)
{
    CompletionItem item;
    item.insertion = literal;
    item.caret = literal.size();
    item.text = literal.startsWith('"') ? literal.sliced(1, literal.size() - 2) : literal;
    if (literal == bytes(spec.defaultLiteral))
        item.label = QCoreApplication::translate("Completion", "default");
    item.help = text(spec.help);
    answer.items.push_back(std::move(item));
}

void addValues(Completions &answer, const DocumentSnapshot &snapshot, const CursorContext &context)
{
    const bool isMember = !context.key.isEmpty();
    const SchemaPlace place = schemaPlace(snapshot,
        isMember ? context.container.child(context.key) : context.container.child(context.index));
    const FieldSpec *spec = findField(place.root, place.relative);
    if (!spec)
        return;
    answer.range = context.token;
    for (const std::string_view value : spec->values)
        addValue(answer, *spec, encodeString(QByteArrayView(bytes(value))));
    if (spec->accepts(FieldType::Boolean)) {
        addValue(answer, *spec, "true");
        addValue(answer, *spec, "false");
    }
}

} // namespace

Completions completionsAt(const DocumentSnapshot &snapshot, qsizetype offset)
{
    const CursorContext context = contextAt(snapshot.tree.bytes(), offset);
    Completions answer;
    answer.range = context.token;
    answer.typedLength = context.typed.size();
    if (context.place == CursorContext::Place::Key)
        addKeys(answer, snapshot, context);
    else if (context.place == CursorContext::Place::Value)
        addValues(answer, snapshot, context);
    std::erase_if(answer.items, [&context](const CompletionItem &item) {
        return !item.text.toLower().startsWith(context.typed.toLower());
    });
    return answer;
}

} // namespace Pinion
