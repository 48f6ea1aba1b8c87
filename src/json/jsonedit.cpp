// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"

#include "json/jsonstring.h"
#include "json/textstyle.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool hasLineBreak(QByteArrayView text)
{
    return text.contains('\n') || text.contains('\r');
}

tl::unexpected<Error> damaged()
{
    return fail(ErrorKind::Invalid,
        u"There is a JSON mistake right here, so nothing was changed."_s,
        u"Mend the text first."_s);
}

/// The last line break of a gap and the blanks after it: "\r\n    ". The gap itself if it has none.
/// Blank lines between members are the author's; they are not copied.
QByteArray lastLineOf(QByteArrayView gap)
{
    qsizetype at = gap.size();
    while (at > 0 && gap[at - 1] != '\n' && gap[at - 1] != '\r')
        --at;
    if (at == 0)
        return gap.toByteArray();
    --at;
    if (gap[at] == '\n' && at > 0 && gap[at - 1] == '\r')
        --at;
    return gap.sliced(at).toByteArray();
}

/// The blanks in front of an item: after the comma, or after the opening bracket.
QByteArrayView gapBefore(JsonNode item)
{
    const JsonNode previous = item.previousSibling();
    const qsizetype begin = previous ? previous.range().end : item.parent().range().begin + 1;
    const QByteArrayView gap = item.tree()->text({begin, item.memberRange().begin});
    const qsizetype comma = previous ? gap.indexOf(',') : -1;
    return gap.sliced(comma + 1);
}

/// What stands in front of a new item that follows `sibling`.
QByteArray separatorAfter(JsonNode sibling)
{
    const JsonNode next = sibling.nextSibling();
    if (next)
        return lastLineOf(gapBefore(next));
    QByteArray separator = lastLineOf(gapBefore(sibling));
    const bool isOnlyOnOneLine = !sibling.previousSibling() && !hasLineBreak(separator);
    return isOnlyOnOneLine && separator.isEmpty() ? " "_ba : separator;
}

/// The blanks at the start of the line on which a value begins.
QByteArray lineIndentation(JsonNode node)
{
    const QByteArray &bytes = node.tree()->bytes();
    qsizetype lineStart = node.memberRange().begin;
    while (lineStart > 0 && bytes[lineStart - 1] != '\n' && bytes[lineStart - 1] != '\r')
        --lineStart;
    qsizetype end = lineStart;
    while (end < bytes.size() && (bytes[end] == ' ' || bytes[end] == '\t'))
        ++end;
    return bytes.sliced(lineStart, end - lineStart);
}

/// The blanks before and after the first item of an empty container.
struct Padding
{
    QByteArray before;
    QByteArray after;
};

Padding paddingOfEmpty(JsonNode container, const TextStyle &style)
{
    const TextRange range = container.range();
    const QByteArrayView inside = container.tree()->text({range.begin + 1, range.end - 1});
    // What is inside stays behind the new item, so that removing it again restores the bytes.
    if (!inside.isEmpty())
        return {hasLineBreak(inside) ? QByteArray() : inside.toByteArray(), {}};

    const JsonNode parent = container.parent();
    const bool isInline = parent ? !hasLineBreak(parent.literal()) : !style.isMultiLine;
    if (isInline)
        return {};
    const QByteArray base = lineIndentation(container);
    return {style.lineEnd + base + style.indent, style.lineEnd + base};
}

/// Inserts an item (a literal, with its key if there is one) as the only one.
TextEdit insertFirst(JsonNode container, const QByteArray &item, const TextStyle &style)
{
    const qsizetype at = container.range().begin + 1;
    const Padding padding = paddingOfEmpty(container, style);
    return {{at, at}, padding.before + item + padding.after};
}

TextEdit insertAfter(JsonNode sibling, const QByteArray &item)
{
    const qsizetype at = sibling.range().end;
    return {{at, at}, ',' + separatorAfter(sibling) + item};
}

QByteArray colonOf(JsonNode member, const TextStyle &style)
{
    const QByteArrayView colon = member.tree()->text({member.keyRange().end, member.range().begin});
    return hasLineBreak(colon) ? style.colon : colon.toByteArray();
}

bool isArrayToken(const QByteArray &token)
{
    return token == "0" || token == "-";
}

/// Nested containers for the tokens of a path that do not exist yet, around a literal.
class PathBuilder
{
public:
    PathBuilder(const TextStyle &style, bool isMultiLine, QByteArray indentation)
        : m_style(style)
        , m_isMultiLine(isMultiLine)
        , m_indentation(std::move(indentation))
    { }

    /// `tokens` may be empty: then the literal itself.
    [[nodiscard]] QByteArray build(const QList<QByteArray> &tokens, const QByteArray &literal) const
    {
        QByteArray text;
        QByteArray indentation = m_indentation;
        QByteArrayList closing;
        for (const QByteArray &token : tokens) {
            const bool isArray = isArrayToken(token);
            text += isArray ? '[' : '{';
            closing.prepend(lineBreak(indentation) + (isArray ? ']' : '}'));
            indentation += m_style.indent;
            text += lineBreak(indentation);
            if (!isArray)
                text += encodeString(QByteArrayView(token)) + m_style.colon;
        }
        return text + literal + closing.join();
    }

private:
    [[nodiscard]] QByteArray lineBreak(const QByteArray &indentation) const
    {
        return m_isMultiLine ? QByteArray(m_style.lineEnd + indentation) : QByteArray();
    }

    const TextStyle &m_style;
    bool m_isMultiLine;
    QByteArray m_indentation;
};

/// The literal for the first missing token, with the containers for those after it.
QByteArray wrapped(JsonNode parent, const QList<QByteArray> &rest, const QByteArray &literal)
{
    if (rest.isEmpty())
        return literal;
    const TextStyle style = detectStyle(*parent.tree());
    const JsonNode sibling = parent.lastChild();
    QByteArray separator = sibling ? separatorAfter(sibling) : paddingOfEmpty(parent, style).before;
    const bool isMultiLine = hasLineBreak(separator);
    qsizetype indentationBegin = separator.size();
    while (indentationBegin > 0
        && (separator[indentationBegin - 1] == ' ' || separator[indentationBegin - 1] == '\t'))
        --indentationBegin;
    return PathBuilder(style, isMultiLine, separator.sliced(indentationBegin)).build(rest, literal);
}

Result<TextEdit> addBelow(
    JsonNode parent, const QList<QByteArray> &missing, const QByteArray &literal)
{
    const QByteArray &token = missing.first();
    const QByteArray inner = wrapped(parent, missing.sliced(1), literal);
    if (parent.isObject())
        return insertMember(parent, token, inner);
    if (parent.isArray() && (token == "-" || token == QByteArray::number(parent.childCount())))
        return insertElement(parent, parent.childCount(), inner);
    const QString place = parent.pointer().toString();
    if (parent.isArray())
        return fail(ErrorKind::Invalid,
            u"%1 has %2 items, so there is no place %3 in it."_s.arg(
                place.isEmpty() ? u"The list"_s : place, QString::number(parent.childCount()),
                QString::fromUtf8(token)),
            u"Use - to add an item at the end."_s);
    return fail(ErrorKind::Invalid,
        u"%1 is neither an object nor a list, so it has no member %2."_s.arg(
            place.isEmpty() ? u"The document"_s : place, QString::fromUtf8(token)),
        u"Check the path, or remove that value first."_s);
}

} // namespace

Result<TextEdit> setValue(
    const JsonTree &tree, const JsonPointer &pointer, const QByteArray &literal)
{
    // A byte order mark is fine in front of a document, but not inside one.
    if (literal.startsWith("\xEF\xBB\xBF") || !JsonTree::parse(literal).isValid())
        return fail(ErrorKind::Invalid,
            u"%1 is not a JSON value."_s.arg(QString::fromUtf8(literal.left(60))),
            u"Text needs double quotes, for example \"1.4.2\"."_s);
    JsonNode node = tree.root();
    if (!node)
        return fail(ErrorKind::Invalid, u"The document is empty."_s, u"Start with {}."_s);

    for (qsizetype depth = 0; depth < pointer.depth(); ++depth) {
        if (node.isDamaged())
            return damaged();
        const JsonNode next = node.at(JsonPointer({pointer.tokens().at(depth)}));
        if (next) {
            node = next;
            continue;
        }
        const QList<QByteArray> missing = pointer.tokens().sliced(depth);
        // Marathon reads null as absent, so a null on the way gives place to an object.
        if (node.isNull() && node.parent())
            return TextEdit{node.range(), wrapped(node.parent(), missing, literal)};
        return addBelow(node, missing, literal);
    }
    return TextEdit{node.range(), literal};
}

Result<TextEdit> insertMember(JsonNode object, const QByteArray &key, const QByteArray &literal,
    const QList<QByteArray> &after)
{
    if (!object.isObject())
        return fail(ErrorKind::Invalid, u"Only an object can get a new member."_s);
    if (object.isDamaged())
        return damaged();
    if (object.member(key))
        return fail(
            ErrorKind::Invalid, u"There is already a member \"%1\"."_s.arg(QString::fromUtf8(key)));

    JsonNode sibling;
    for (const QByteArray &candidate : after) {
        sibling = object.member(candidate);
        if (sibling)
            break;
    }
    if (!sibling)
        sibling = object.lastChild();

    const TextStyle style = detectStyle(*object.tree());
    const QByteArray name = encodeString(QByteArrayView(key));
    if (!sibling)
        return insertFirst(object, name + style.colon + literal, style);
    return insertAfter(sibling, name + colonOf(sibling, style) + literal);
}

Result<TextEdit> insertElement(JsonNode array, qsizetype index, const QByteArray &literal)
{
    if (!array.isArray() || index < 0 || index > array.childCount())
        return fail(ErrorKind::Invalid, u"There is no such place in the list."_s);
    if (array.isDamaged())
        return damaged();
    if (array.childCount() == 0)
        return insertFirst(array, literal, detectStyle(*array.tree()));
    if (index > 0)
        return insertAfter(array.element(index - 1), literal);
    const JsonNode first = array.firstChild();
    const qsizetype at = first.range().begin;
    return TextEdit{{at, at}, literal + ',' + separatorAfter(first)};
}

Result<TextEdit> removeNode(JsonNode node)
{
    const JsonNode parent = node.parent();
    if (!parent)
        return fail(ErrorKind::Invalid, u"The whole document cannot be removed."_s);
    if (parent.isDamaged())
        return damaged();

    const TextRange range = node.memberRange();
    if (const JsonNode previous = node.previousSibling())
        return TextEdit{{previous.range().end, range.end}, {}};
    if (const JsonNode next = node.nextSibling())
        return TextEdit{{range.begin, next.memberRange().begin}, {}};

    // The only item: the mirror image of paddingOfEmpty.
    const TextRange inside{parent.range().begin + 1, parent.range().end - 1};
    const JsonTree &tree = *node.tree();
    const bool isOnOwnLine = hasLineBreak(tree.text({inside.begin, range.begin}))
        && hasLineBreak(tree.text({range.end, inside.end}));
    return TextEdit{{inside.begin, isOnOwnLine ? inside.end : range.end}, {}};
}

Result<TextEdit> renameKey(JsonNode member, const QByteArray &key)
{
    if (!member.hasKey())
        return fail(ErrorKind::Invalid, u"Only a member of an object has a key."_s);
    const JsonNode other = member.parent().member(key);
    if (other && other != member)
        return fail(
            ErrorKind::Invalid, u"There is already a member \"%1\"."_s.arg(QString::fromUtf8(key)));
    return TextEdit{member.keyRange(), encodeString(QByteArrayView(key))};
}

Result<TextEdit> moveElement(JsonNode container, qsizetype from, qsizetype to)
{
    const qsizetype count = container.isContainer() ? container.childCount() : 0;
    if (from < 0 || to < 0 || from >= count || to >= count)
        return fail(ErrorKind::Invalid, u"There is no such place in the list."_s);
    if (container.isDamaged())
        return damaged();

    std::vector<TextRange> items;
    for (const JsonNode child : container.children())
        items.push_back(child.memberRange());
    const auto [low, high] = std::minmax(from, to);
    std::vector<TextRange> moved(items.begin() + low, items.begin() + high + 1);
    if (from < to)
        std::rotate(moved.begin(), moved.begin() + 1, moved.end());
    else
        std::rotate(moved.begin(), moved.end() - 1, moved.end());

    QByteArray text;
    for (qsizetype i = low; i <= high; ++i) {
        text += container.tree()->text(moved[size_t(i - low)]);
        if (i < high)
            text += container.tree()->text({items[size_t(i)].end, items[size_t(i + 1)].begin});
    }
    return TextEdit{{items[size_t(low)].begin, items[size_t(high)].end}, text};
}

} // namespace Pinion
