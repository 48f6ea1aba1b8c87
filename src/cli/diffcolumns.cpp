// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"
#include "cli/difftext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int IndentWidth = 2;

QString foldText(const RowRun &run)
{
    const QString lines = u"⋯ %1 equal lines"_s.arg(run.size());
    return run.path.isEmpty() ? lines : QString(lines + u" · "_s + run.path);
}

QString indent(int depth)
{
    return QString(depth * IndentWidth, u' ');
}

/// A cell's text with each mark in a tone of its own. Ranges count bytes.
QByteArray marked(const RowCell &cell, Tone tone, Tone wordTone, bool hasColours)
{
    QByteArray text;
    qsizetype done = 0;
    const auto add = [&](qsizetype begin, qsizetype end, Tone partTone) {
        if (end > begin)
            text += toned(partTone, printable(QString::fromUtf8(cell.text.mid(begin, end - begin))),
                hasColours);
    };
    for (const TextRange &mark : cell.marks) {
        add(done, mark.begin, tone);
        add(mark.begin, mark.end, wordTone);
        done = mark.end;
    }
    add(done, cell.text.size(), tone);
    return text;
}

/// Carets below the marks, where they say more than the whole line.
QByteArray carets(const RowCell &cell, int depth)
{
    if (cell.marks.empty())
        return {};
    QString line = indent(depth);
    for (const TextRange &mark : cell.marks) {
        const auto columns = [&cell](qsizetype bytes) {
            return printable(QString::fromUtf8(cell.text.left(bytes))).size();
        };
        const qsizetype begin = columns(mark.begin);
        line = line.leftJustified(depth * IndentWidth + begin);
        line += QString(columns(mark.end) - begin, u'^');
    }
    return "  " + line.toUtf8() + '\n';
}

class ColumnWriter
{
public:
    explicit ColumnWriter(bool hasColours)
        : m_hasColours(hasColours)
    { }

    void write(const DiffRow &row)
    {
        switch (row.kind) {
        case RowKind::Same:
            plain("  ", row.after.node ? row.after : row.before, row.depth, Tone::Plain);
            break;
        case RowKind::Moved:
            plain("> ", row.after, row.depth, Tone::Info);
            break;
        case RowKind::Added:
            changed(row.after, row.depth, true);
            break;
        case RowKind::Removed:
            changed(row.before, row.depth, false);
            break;
        case RowKind::Changed:
            changed(row.before, row.depth, false);
            changed(row.after, row.depth, true);
            break;
        }
    }

    void write(const RowRun &fold, int depth)
    {
        m_text += "  " + toned(Tone::Faint, indent(depth) + foldText(fold), m_hasColours) + '\n';
    }

    QByteArray take() { return std::move(m_text); }

private:
    void plain(QByteArrayView sign, const RowCell &cell, int depth, Tone tone)
    {
        m_text += sign + indent(depth).toUtf8() + marked(cell, tone, tone, m_hasColours) + '\n';
    }

    void changed(const RowCell &cell, int depth, bool isNew)
    {
        const Tone tone = isNew ? Tone::Added : Tone::Removed;
        const Tone wordTone = isNew ? Tone::AddedWord : Tone::RemovedWord;
        m_text += toned(tone, isNew ? u"+ "_s : u"- "_s, m_hasColours) + indent(depth).toUtf8()
            + marked(cell, tone, wordTone, m_hasColours) + '\n';
        if (!m_hasColours)
            m_text += carets(cell, depth);
    }

    bool m_hasColours;
    QByteArray m_text;
};

/// A cell cut to a width, with its marks.
RowCell cut(RowCell cell, int width)
{
    const QString text = printable(QString::fromUtf8(cell.text));
    if (text.size() <= width)
        return cell;
    const QByteArray kept = text.left(std::max(0, width - 1)).toUtf8();
    std::erase_if(cell.marks, [&kept](TextRange mark) { return mark.begin >= kept.size(); });
    for (TextRange &mark : cell.marks)
        mark.end = std::min(mark.end, kept.size());
    cell.text = kept + "…";
    return cell;
}

QByteArray half(const RowCell &cell, const DiffRow &row, bool isAfter, int width, bool hasColours)
{
    const bool isChanged = row.kind != RowKind::Same && row.kind != RowKind::Moved;
    const Tone tone = !isChanged ? Tone::Plain : isAfter ? Tone::Added : Tone::Removed;
    const Tone wordTone = isAfter ? Tone::AddedWord : Tone::RemovedWord;
    const QString margin = cell.node ? indent(row.depth) : QString();
    const RowCell shown = cut(cell, width - int(margin.size()));
    const auto used = margin.size() + printable(QString::fromUtf8(shown.text)).size();
    return margin.toUtf8() + marked(shown, tone, isChanged ? wordTone : tone, hasColours)
        + QByteArray(std::max<qsizetype>(0, width - used), ' ');
}

QByteArray trimmedEnd(QByteArray line)
{
    while (line.endsWith(' '))
        line.chop(1);
    return line;
}

/// How deep a fold's rows lie, for its indentation.
int depthOf(const std::vector<DiffRow> &rows, const RowRun &run)
{
    int depth = rows[run.begin].depth;
    for (size_t i = run.begin; i < run.end; ++i)
        depth = std::min(depth, rows[i].depth);
    return depth;
}

QByteArray sign(RowKind kind)
{
    switch (kind) {
    case RowKind::Same:
        return " │ ";
    case RowKind::Added:
        return " + ";
    case RowKind::Removed:
        return " - ";
    case RowKind::Changed:
        return " ~ ";
    case RowKind::Moved:
        return " > ";
    }
    return {};
}

} // namespace

QByteArray oneColumn(
    const std::vector<DiffRow> &rows, const std::vector<RowRun> &runs, bool hasColours)
{
    ColumnWriter writer(hasColours);
    for (const RowRun &run : runs) {
        if (run.isFold) {
            writer.write(run, depthOf(rows, run));
            continue;
        }
        for (size_t i = run.begin; i < run.end; ++i)
            writer.write(rows[i]);
    }
    return writer.take();
}

QByteArray twoColumns(
    const std::vector<DiffRow> &rows, const std::vector<RowRun> &runs, bool hasColours, int width)
{
    const int column = std::max(20, (width - 5) / 2);
    QByteArray text;
    for (const RowRun &run : runs) {
        if (run.isFold) {
            text += "  "
                + toned(Tone::Faint, indent(depthOf(rows, run)) + foldText(run), hasColours) + '\n';
            continue;
        }
        for (size_t i = run.begin; i < run.end; ++i) {
            const DiffRow &row = rows[i];
            text += trimmedEnd("  " + half(row.before, row, false, column, hasColours)
                        + sign(row.kind) + half(row.after, row, true, column, hasColours))
                + '\n';
        }
    }
    return text;
}

} // namespace Pinion
