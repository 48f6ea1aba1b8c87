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

Result<TextEdit> appendEdit(const JsonTree &tree, const JsonPointer &array, const QByteArray &text)
{
    const JsonNode node = tree.at(array);
    return node.isArray() ? insertElement(node, node.childCount(), text)
                          : setValue(tree, array, '[' + text + ']');
}

Result<TextEdit> removeEdit(const JsonTree &tree, const JsonPointer &place, const QByteArray &)
{
    return removeNode(tree.at(place));
}

Result<TextEdit> renameEdit(const JsonTree &tree, const JsonPointer &place, const QByteArray &key)
{
    return renameKey(tree.at(place), key);
}

} // namespace

Rewrite::Rewrite(JsonNode part)
    : m_document(part.exists() ? part.tree()->bytes() : QByteArray())
    , m_part(part.range())
    , m_offset(m_part.begin)
{ }

Rewrite::Rewrite(const QByteArray &part, qsizetype offset)
    : m_document(part)
    , m_part{0, part.size()}
    , m_offset(offset)
{ }

Rewrite &Rewrite::set(const JsonPointer &pointer, const QByteArray &literal)
{
    m_steps.push_back({setValue, pointer, literal});
    return *this;
}

Rewrite &Rewrite::setText(const JsonPointer &pointer, const QString &text)
{
    return set(pointer, encodeString(text));
}

Rewrite &Rewrite::append(const JsonPointer &array, const QByteArray &literal)
{
    m_steps.push_back({appendEdit, array, literal});
    return *this;
}

Rewrite &Rewrite::remove(const JsonPointer &pointer)
{
    m_steps.push_back({removeEdit, pointer, {}});
    return *this;
}

Rewrite &Rewrite::rename(const JsonPointer &member, const QByteArray &key)
{
    m_steps.push_back({renameEdit, member, key});
    return *this;
}

void Rewrite::take() const
{
    if (!m_tree)
        m_tree = parsed(m_document.sliced(m_part.begin, m_part.length()));
    for (; m_taken < m_steps.size() && !m_error; ++m_taken) {
        const Step &step = m_steps[m_taken];
        if (const Result<TextEdit> edit = step.edit(*m_tree, step.place, step.text))
            m_tree = parsed(applied(m_tree->bytes(), *edit));
        else
            m_error = edit.error();
    }
}

JsonNode Rewrite::at(const JsonPointer &pointer) const
{
    take();
    return m_tree->at(pointer);
}

Result<TextEdits> Rewrite::edits() const
{
    take();
    if (m_error)
        return tl::unexpected(*m_error);
    TextEdit edit = difference(m_document.sliced(m_part.begin, m_part.length()), m_tree->bytes());
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

void offer(Finding &finding, const QString &title, bool isSafe, Rewrite rewrite)
{
    const auto edits
        = [rewrite = std::move(rewrite)] { return rewrite.edits().value_or(TextEdits()); };
    finding.fixes.push_back({title, isSafe, FixEdits(std::function<TextEdits()>(edits)), {}});
}

void offer(Finding &finding, const QString &title, FixQuestion question)
{
    finding.fixes.push_back({title, false, {}, std::move(question)});
}

} // namespace Pinion
