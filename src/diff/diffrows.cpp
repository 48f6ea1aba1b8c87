// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/diffrows.h"

#include "diff/sameness.h"
#include "diff/wordmarks.h"
#include "json/jsonstring.h"

#include <algorithm>

namespace Pinion {

namespace {

/// As formatted() lays out short lists.
constexpr qsizetype ShortArrayItems = 4;
constexpr qsizetype ShortArrayBytes = 60;

bool isShortArray(JsonNode node)
{
    if (!node.isArray() || node.childCount() > ShortArrayItems)
        return false;
    qsizetype size = 2;
    for (const JsonNode child : node.children())
        size += child.range().length() + 2;
    const auto children = node.children();
    return size <= ShortArrayBytes
        && std::none_of(
            children.begin(), children.end(), [](JsonNode child) { return child.isContainer(); });
}

bool isOneLine(JsonNode node)
{
    return !node || !node.isContainer() || node.childCount() == 0 || isShortArray(node);
}

QByteArray keyText(JsonNode node)
{
    return node.hasKey() ? encodeString(QByteArrayView(node.key())) + ": " : QByteArray();
}

/// What a row says besides its text.
struct RowSense
{
    RowKind kind = RowKind::Same;
    int change = -1;
};

/// Where a value ends: what follows it on each side.
struct Commas
{
    bool before = false;
    bool after = false;
};

class RowWriter
{
public:
    RowWriter(const Comparison &comparison, const RowOptions &options)
        : m_comparison(comparison)
        , m_options(options)
    { }

    std::vector<DiffRow> run()
    {
        write(m_comparison.pairing(), 0, {}, {});
        return std::move(m_rows);
    }

private:
    void write(const Pairing &pairing, int depth, Commas commas, RowSense sense)
    {
        sense = senseOf(pairing, sense);
        const bool hasBoth = pairing.before && pairing.after;
        const bool isOpened = hasBoth ? pairing.before.type() == pairing.after.type() : true;
        if (isOneLine(pairing.before) && isOneLine(pairing.after))
            writeLine(pairing, depth, commas, sense);
        else if (isOpened)
            writeContainer(pairing, depth, commas, sense);
        else
            writeReplacement(pairing, depth, commas, sense);
    }

    [[nodiscard]] RowSense senseOf(const Pairing &pairing, RowSense around) const
    {
        RowSense sense = around;
        if (pairing.change >= 0)
            sense.change = pairing.change;
        if (!pairing.before)
            sense.kind = RowKind::Added;
        else if (!pairing.after)
            sense.kind = RowKind::Removed;
        else if (pairing.change >= 0)
            sense.kind = m_comparison.changes()[size_t(pairing.change)].kind == ChangeKind::Moved
                ? RowKind::Moved
                : RowKind::Changed;
        return sense;
    }

    /// A value that fits one line on both sides.
    void writeLine(const Pairing &pairing, int depth, Commas commas, RowSense sense)
    {
        if (sense.kind == RowKind::Same && !pairing.isSame) {
            sense.kind = RowKind::Changed; // inside of a short list
            sense.change = firstChange(pairing);
        }
        DiffRow &row = add(depth, sense);
        row.before = lineCell(pairing.before);
        row.after = lineCell(pairing.after);
        if (sense.kind == RowKind::Changed)
            mark(row, pairing);
        close(row, commas);
    }

    void mark(DiffRow &row, const Pairing &pairing) const
    {
        const qsizetype head = keyText(pairing.before).size();
        const qsizetype otherHead = keyText(pairing.after).size();
        const WordMarks marks = wordMarks(QByteArrayView(row.before.text).sliced(head),
            QByteArrayView(row.after.text).sliced(otherHead));
        const auto shifted = [](std::vector<TextRange> ranges, qsizetype by) {
            for (TextRange &range : ranges)
                range = {range.begin + by, range.end + by};
            return ranges;
        };
        row.before.marks = shifted(marks.before, head);
        row.after.marks = shifted(marks.after, otherHead);
    }

    void writeContainer(const Pairing &pairing, int depth, Commas commas, RowSense sense)
    {
        std::vector<const Pairing *> shown;
        for (const Pairing &child : pairing.children) {
            if (m_options.showsFilledIn || !child.isFilledIn)
                shown.push_back(&child);
        }
        const bool isObject = (pairing.after ? pairing.after : pairing.before).isObject();
        DiffRow &opening = add(depth, sense);
        const QByteArray bracket
            = shown.empty() ? (isObject ? "{}" : "[]") : (isObject ? "{" : "[");
        opening.before = bracketCell(pairing.before, bracket, true);
        opening.after = bracketCell(pairing.after, bracket, true);
        if (shown.empty()) {
            close(opening, commas);
            return;
        }
        for (size_t i = 0; i < shown.size(); ++i)
            write(*shown[i], depth + 1, commasAfter(shown, i), sense);
        DiffRow &closing = add(depth, sense);
        closing.before = bracketCell(pairing.before, isObject ? "}" : "]", false);
        closing.after = bracketCell(pairing.after, isObject ? "}" : "]", false);
        close(closing, commas);
    }

    /// Two values of different kinds, one below the other.
    void writeReplacement(const Pairing &pairing, int depth, Commas commas, RowSense sense)
    {
        writeAlone(pairing.before, true, depth, commas.before, {RowKind::Removed, sense.change});
        writeAlone(pairing.after, false, depth, commas.after, {RowKind::Added, sense.change});
    }

    void writeAlone(JsonNode node, bool isBefore, int depth, bool hasComma, RowSense sense)
    {
        const Commas commas{isBefore && hasComma, !isBefore && hasComma};
        if (isOneLine(node) || depth > DeepestComparison) {
            DiffRow &row = add(depth, sense);
            (isBefore ? row.before : row.after) = lineCell(node);
            close(row, commas);
            return;
        }
        DiffRow &opening = add(depth, sense);
        (isBefore ? opening.before : opening.after)
            = bracketCell(node, node.isObject() ? "{" : "[", true);
        for (const JsonNode child : node.children())
            writeAlone(child, isBefore, depth + 1, child.nextSibling().exists(), sense);
        DiffRow &closing = add(depth, sense);
        (isBefore ? closing.before : closing.after)
            = bracketCell(node, node.isObject() ? "}" : "]", false);
        close(closing, commas);
    }

    DiffRow &add(int depth, RowSense sense)
    {
        DiffRow row;
        row.kind = sense.kind;
        row.depth = depth;
        row.change = sense.change;
        m_rows.push_back(std::move(row));
        return m_rows.back();
    }

    [[nodiscard]] RowCell lineCell(JsonNode node) const
    {
        if (!node)
            return {};
        return {keyText(node) + shownValue(node, m_options.isHidden), {}, node, true};
    }

    static RowCell bracketCell(JsonNode node, const QByteArray &bracket, bool isOpening)
    {
        if (!node)
            return {};
        return {isOpening ? QByteArray(keyText(node) + bracket) : bracket, {}, node, isOpening};
    }

    static void close(DiffRow &row, Commas commas)
    {
        if (commas.before && row.before.node)
            row.before.text += ',';
        if (commas.after && row.after.node)
            row.after.text += ',';
    }

    static Commas commasAfter(const std::vector<const Pairing *> &siblings, size_t index)
    {
        Commas commas;
        for (size_t i = index + 1; i < siblings.size(); ++i) {
            commas.before = commas.before || siblings[i]->before.exists();
            commas.after = commas.after || siblings[i]->after.exists();
        }
        return commas;
    }

    static int firstChange(const Pairing &pairing)
    {
        for (const Pairing &child : pairing.children) {
            if (child.change >= 0)
                return child.change;
        }
        return -1;
    }

    const Comparison &m_comparison;
    const RowOptions &m_options;
    std::vector<DiffRow> m_rows;
};

} // namespace

std::vector<DiffRow> diffRows(const Comparison &comparison, const RowOptions &options)
{
    return RowWriter(comparison, options).run();
}

namespace {

QByteArray shownInside(JsonNode value, const IsHidden &isHidden, int depth)
{
    if (isHidden && isHidden(value))
        return HiddenLiteral.toByteArray();
    if (!value.isContainer())
        return value.literal().toByteArray();
    if (depth > DeepestComparison)
        return value.isObject() ? "{…}" : "[…]";
    QByteArray text(1, value.isObject() ? '{' : '[');
    for (JsonNode child = value.firstChild(); child; child = child.nextSibling()) {
        text += keyText(child) + shownInside(child, isHidden, depth + 1);
        text += child.nextSibling() ? ", " : "";
    }
    return text + (value.isObject() ? '}' : ']');
}

} // namespace

QByteArray shownValue(JsonNode value, const IsHidden &isHidden)
{
    return shownInside(value, isHidden, 0);
}

} // namespace Pinion
