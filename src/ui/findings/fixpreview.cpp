// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/fixpreview.h"

#include <QCoreApplication>

#include <algorithm>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

constexpr int LongestLine = 90;

using Lines = QList<QByteArray>;

/// Lines without layout and without the comma behind them, which a neighbour's coming and going
/// changes but which nobody looks for.
Lines contentLines(QByteArrayView text)
{
    Lines lines;
    for (const QByteArray &line : text.toByteArray().replace('\r', '\n').split('\n')) {
        QByteArray content = line.simplified();
        if (content.endsWith(','))
            content.chop(1);
        if (!content.isEmpty())
            lines.append(content);
    }
    return lines;
}

void dropCommon(Lines &before, Lines &after)
{
    while (!before.isEmpty() && !after.isEmpty() && before.first() == after.first()) {
        before.removeFirst();
        after.removeFirst();
    }
    while (!before.isEmpty() && !after.isEmpty() && before.last() == after.last()) {
        before.removeLast();
        after.removeLast();
    }
}

QString oneLine(const Lines &lines)
{
    const QString line = QString::fromUtf8(lines.join(' '));
    return line.size() <= LongestLine ? line : QString(line.left(LongestLine - 1) + u'…');
}

qsizetype lineBegin(const QByteArray &text, qsizetype at)
{
    return at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

qsizetype lineEnd(const QByteArray &text, qsizetype at)
{
    const qsizetype end = text.indexOf('\n', at);
    return end < 0 ? text.size() : end;
}

} // namespace

QString FixPreview::toString() const
{
    QStringList lines;
    if (!before.isEmpty())
        lines << u"− "_s + before;
    if (!after.isEmpty())
        lines << u"+ "_s + after;
    if (morePlaces > 0)
        lines << QCoreApplication::translate(
            "FixPreview", "and %n more place(s)", nullptr, morePlaces);
    return lines.join(u'\n');
}

FixPreview fixPreview(const QByteArray &text, const TextEdits &edits)
{
    if (edits.empty() || edits.front().range.end > text.size())
        return {};
    const TextEdit &edit = edits.front();
    const QByteArray changed = applied(text, edit);
    const qsizetype begin = lineBegin(text, edit.range.begin);
    const qsizetype oldEnd = lineEnd(text, edit.range.end);
    const qsizetype newEnd = oldEnd + edit.text.size() - edit.range.length();
    Lines before = contentLines(QByteArrayView(text).sliced(begin, oldEnd - begin));
    Lines after = contentLines(QByteArrayView(changed).sliced(begin, newEnd - begin));
    dropCommon(before, after);
    return {oneLine(before), oneLine(after), int(edits.size()) - 1};
}

bool restartsInstances(const DocumentSnapshot &snapshot, const JsonPointer &pointer)
{
    const Definition *definition = snapshot.definitions.enclosing(pointer);
    if (!definition || definition->root != SchemaRoot::App)
        return definition && definition->root == SchemaRoot::Pod;
    const JsonPointer relative = definition->node.pointer().relative(pointer);
    return relative != JsonPointer::of("/instances");
}

bool restartsInstances(const DocumentSnapshot &snapshot, const TextEdits &edits)
{
    return std::ranges::any_of(edits, [&snapshot](const TextEdit &edit) {
        const JsonNode node = snapshot.tree.nodeAt(edit.range.begin);
        return !node || restartsInstances(snapshot, node.pointer());
    });
}

} // namespace Pinion
