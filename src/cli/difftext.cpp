// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/difftext.h"

#include "cli/console.h"
#include "cli/textlayout.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Longer values are cut in the list; the text below it has them whole.
constexpr int LongestValue = 60;
constexpr int LongestLabel = 40;

QString kindWord(SchemaRoot root)
{
    switch (root) {
    case SchemaRoot::App:
        return u"app"_s;
    case SchemaRoot::Group:
        return u"group"_s;
    case SchemaRoot::Pod:
        return u"pod"_s;
    }
    return {};
}

class DiffWriter
{
public:
    explicit DiffWriter(const DiffTextOptions &options)
        : m_options(options)
    { }

    void write(const DefinitionDifference &difference)
    {
        if (!m_text.isEmpty())
            m_text += '\n';
        writeHead(difference);
        const Comparison &comparison = difference.comparison;
        if (difference.kind == ChangeKind::Changed)
            writeChanges(comparison);
        const std::vector<DiffRow> rows
            = diffRows(comparison, {m_options.showsFilledIn, m_options.isHidden});
        const std::vector<RowRun> runs = folded(rows);
        m_text += '\n';
        m_text += m_options.isSideBySide
            ? twoColumns(rows, runs, m_options.hasColours, m_options.width)
            : oneColumn(rows, runs, m_options.hasColours);
    }

    void writeSummary(const DocumentComparison &comparison)
    {
        const auto count = [&comparison](ChangeKind kind) {
            return std::count_if(comparison.differences.begin(), comparison.differences.end(),
                [kind](const DefinitionDifference &difference) { return difference.kind == kind; });
        };
        QStringList parts;
        for (const ChangeKind kind :
            {ChangeKind::Changed, ChangeKind::Added, ChangeKind::Removed}) {
            if (const auto number = count(kind); number > 0)
                parts.append(QString::number(number) + u' ' + changeName(kind));
        }
        parts.append(u"%1 the same"_s.arg(comparison.same));
        m_text += '\n' + parts.join(u", "_s).toUtf8() + '\n';
    }

    QByteArray take() { return std::move(m_text); }

private:
    [[nodiscard]] QByteArray toned(Tone tone, const QString &text) const
    {
        return Pinion::toned(tone, text, m_options.hasColours);
    }

    void writeHead(const DefinitionDifference &difference)
    {
        const Comparison &comparison = difference.comparison;
        const QString name = !comparison.after().schema() && !comparison.before().schema()
            ? u"plain JSON"_s
            : u"%1 %2"_s.arg(kindWord(difference.root), printable(difference.id));
        QString text = difference.kind == ChangeKind::Changed
            ? counted(qsizetype(comparison.changes().size()), u"change"_s)
            : changeName(difference.kind);
        if (comparison.filledIn() > 0 && !m_options.showsFilledIn)
            text += u"; %1 that the server fills in not shown"_s.arg(
                counted(comparison.filledIn(), u"value"_s));
        m_text += toned(Tone::Strong, name) + ": " + text.toUtf8() + '\n';
    }

    void writeChanges(const Comparison &comparison)
    {
        qsizetype width = 0;
        for (const Change &change : comparison.changes())
            width = std::max(width, label(change).size());
        for (const int index : comparison.byWeight()) {
            const Change &change = comparison.changes()[size_t(index)];
            m_text += "  " + toned(toneOf(change.kind), changeName(change.kind).leftJustified(9))
                + label(change).leftJustified(width + 2).toUtf8() + values(change).toUtf8() + '\n';
        }
    }

    static QString label(const Change &change)
    {
        return elided(printable(change.label), LongestLabel);
    }

    static Tone toneOf(ChangeKind kind)
    {
        switch (kind) {
        case ChangeKind::Added:
            return Tone::Added;
        case ChangeKind::Removed:
            return Tone::Removed;
        case ChangeKind::Changed:
            return Tone::Warning;
        case ChangeKind::Moved:
            break;
        }
        return Tone::Info;
    }

    [[nodiscard]] QString values(const Change &change) const
    {
        if (change.kind == ChangeKind::Moved)
            return u"place %1 → place %2"_s.arg(QString::number(change.before.indexInParent() + 1),
                QString::number(change.after.indexInParent() + 1));
        if (change.kind == ChangeKind::Added)
            return value(change.after);
        if (change.kind == ChangeKind::Removed)
            return value(change.before);
        return value(change.before) + u" → "_s + value(change.after);
    }

    [[nodiscard]] QString value(JsonNode node) const
    {
        return elided(
            printable(QString::fromUtf8(shownValue(node, m_options.isHidden))), LongestValue);
    }

    const DiffTextOptions &m_options;
    QByteArray m_text;
};

} // namespace

QByteArray diffText(const DocumentComparison &comparison, const DiffTextOptions &options)
{
    DiffWriter writer(options);
    for (const DefinitionDifference &difference : comparison.differences)
        writer.write(difference);
    const size_t all = comparison.differences.size() + size_t(comparison.same);
    if (!comparison.differences.empty() && all > 1)
        writer.writeSummary(comparison);
    return writer.take();
}

QString elided(const QString &text, int length)
{
    if (text.size() <= length)
        return text;
    const int head = (length - 1) / 2;
    return text.left(head) + u"…"_s + text.right(length - 1 - head);
}

} // namespace Pinion
