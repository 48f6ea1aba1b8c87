// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/rewrite.h"

#include "json/jsonedit.h"
#include "json/jsonstring.h"

namespace Pinion {

namespace {

std::shared_ptr<const JsonTree> parsed(QByteArray bytes)
{
    return std::make_shared<const JsonTree>(JsonTree::parse(std::move(bytes)));
}

} // namespace

Rewrite::Rewrite(JsonNode part)
    : Rewrite(part.literal().toByteArray(), part.range().begin)
{ }

Rewrite::Rewrite(const QByteArray &part, qsizetype offset)
    : m_offset(offset)
    , m_before(part)
    , m_tree(parsed(m_before))
{ }

Rewrite &Rewrite::set(const JsonPointer &pointer, const QByteArray &literal)
{
    return m_error ? *this : take(setValue(*m_tree, pointer, literal));
}

Rewrite &Rewrite::setText(const JsonPointer &pointer, const QString &text)
{
    return set(pointer, encodeString(text));
}

Rewrite &Rewrite::append(const JsonPointer &array, const QByteArray &literal)
{
    if (m_error)
        return *this;
    const JsonNode node = m_tree->at(array);
    if (node.isArray())
        return take(insertElement(node, node.childCount(), literal));
    return take(setValue(*m_tree, array, '[' + literal + ']'));
}

Rewrite &Rewrite::remove(const JsonPointer &pointer)
{
    return m_error ? *this : take(removeNode(m_tree->at(pointer)));
}

Rewrite &Rewrite::rename(const JsonPointer &member, const QByteArray &key)
{
    return m_error ? *this : take(renameKey(m_tree->at(member), key));
}

Rewrite &Rewrite::take(const Result<TextEdit> &edit)
{
    if (edit)
        m_tree = parsed(applied(m_tree->bytes(), *edit));
    else
        m_error = edit.error();
    return *this;
}

Result<TextEdits> Rewrite::edits() const
{
    if (m_error)
        return tl::unexpected(*m_error);
    TextEdit edit = difference(m_before, m_tree->bytes());
    edit.range.begin += m_offset;
    edit.range.end += m_offset;
    return TextEdits{edit};
}

JsonPointer pointerWithin(JsonNode part, JsonNode node)
{
    return part.pointer().relative(node.pointer());
}

TextEdit textEdit(JsonNode string, const QString &text)
{
    TextEdit edit = difference(string.literal().toByteArray(), encodeString(text));
    edit.range.begin += string.range().begin;
    edit.range.end += string.range().begin;
    return edit;
}

TextRange rangeInString(JsonNode string, qsizetype begin, qsizetype end)
{
    if (string.literal().contains('\\'))
        return string.range();
    const QString text = string.stringOr();
    const qsizetype first = string.range().begin + 1 + text.left(begin).toUtf8().size();
    return {first, first + text.sliced(begin, end - begin).toUtf8().size()};
}

void offer(Finding &finding, const QString &title, bool isSafe, const Result<TextEdits> &edits)
{
    if (edits)
        finding.fixes.push_back({title, isSafe, *edits, {}});
}

void offer(Finding &finding, const QString &title, bool isSafe, const Result<TextEdit> &edit)
{
    if (edit)
        finding.fixes.push_back({title, isSafe, {*edit}, {}});
}

void offer(Finding &finding, const QString &title, FixQuestion question)
{
    finding.fixes.push_back({title, false, {}, std::move(question)});
}

} // namespace Pinion
