// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/treescript.h"

#include "json/jsonedit.h"
#include "json/jsonformat.h"
#include "json/jsonstring.h"
#include "ui/form/siblingorder.h"

namespace Pinion {

namespace {

/// `literal` wrapped in the objects and arrays that the tokens from `first` on ask for.
QByteArray nested(const QList<QByteArray> &tokens, qsizetype first, const QByteArray &literal)
{
    QByteArray text = literal;
    for (qsizetype i = tokens.size() - 1; i >= first; --i) {
        const bool isIndex = tokens[i] == "0" || tokens[i] == "-";
        text = isIndex
            ? QByteArray('[' + text + ']')
            : QByteArray('{' + encodeString(QByteArrayView(tokens[i])) + ':' + text + '}');
    }
    return text;
}

} // namespace

TreeScript::TreeScript(QByteArray bytes, JsonPointer app)
    : m_tree(JsonTree::parse(std::move(bytes)))
    , m_app(std::move(app))
{ }

JsonNode TreeScript::at(const JsonPointer &pointer) const
{
    return m_tree.at(m_app.joined(pointer));
}

QByteArray TreeScript::laidOut(const QByteArray &literal, qsizetype depth) const
{
    const JsonTree value = JsonTree::parse(literal);
    if (!value.isValid() || !value.root().isContainer())
        return literal;
    const TextStyle style = detectStyle(m_tree);
    return style.isMultiLine ? formatted(value.root(), style, depth) : literal;
}

Result<void> TreeScript::take(const Result<TextEdit> &edit)
{
    if (!edit)
        return tl::make_unexpected(edit.error());
    m_tree = JsonTree::parse(applied(m_tree.bytes(), *edit));
    return {};
}

Result<void> TreeScript::set(const JsonPointer &pointer, const QByteArray &literal)
{
    const JsonPointer target = m_app.joined(pointer);
    const JsonNode present = m_tree.at(target);
    if (present.exists() && present.literal() == literal)
        return {};
    if (present.exists() || target.isRoot())
        return take(setValue(m_tree, target, laidOut(literal, target.depth())));
    JsonPointer holder = target.parent();
    while (!holder.isRoot() && !m_tree.at(holder).exists())
        holder = holder.parent();
    return addBelow(holder, target, literal);
}

Result<void> TreeScript::addBelow(
    const JsonPointer &holder, const JsonPointer &target, const QByteArray &literal)
{
    const JsonNode node = m_tree.at(holder);
    const qsizetype depth = holder.depth();
    for (JsonPointer made = target.parent(); made.depth() > depth; made = made.parent())
        m_created.prepend(m_app.relative(made));
    const QList<QByteArray> &tokens = target.tokens();
    if (node.isNull())
        return take(setValue(m_tree, holder, laidOut(nested(tokens, depth, literal), depth)));
    const QByteArray value = laidOut(nested(tokens, depth + 1, literal), depth + 1);
    if (!node.isObject())
        return take(setValue(m_tree, holder.child(tokens[depth]), value));
    const JsonPointer member = holder.child(tokens[depth]);
    return take(
        insertMember(node, tokens[depth], value, precedingSiblings(m_app.relative(member))));
}

Result<void> TreeScript::insert(
    const JsonPointer &array, qsizetype index, const QByteArray &literal)
{
    const JsonNode node = at(array);
    if (node.isAbsent())
        return set(array, '[' + literal + ']');
    const qsizetype depth = m_app.depth() + array.depth() + 1;
    return take(insertElement(node, index, laidOut(literal, depth)));
}

Result<void> TreeScript::move(const JsonPointer &container, qsizetype from, qsizetype to)
{
    return take(moveElement(at(container), from, to));
}

Result<void> TreeScript::rename(const JsonPointer &member, const QByteArray &key)
{
    return take(renameKey(at(member), key));
}

Result<void> TreeScript::remove(const JsonPointer &pointer)
{
    const JsonNode node = at(pointer);
    return node.exists() ? take(removeNode(node)) : Result<void>();
}

} // namespace Pinion
