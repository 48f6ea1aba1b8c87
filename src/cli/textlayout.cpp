// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/textlayout.h"

#include "rules/nearest.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype LineWidth = 80;

QStringList linesOf(const QString &paragraph, qsizetype width)
{
    QStringList lines;
    QString line;
    for (const QString &word : paragraph.split(u' ')) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > width) {
            lines.append(line);
            line.clear();
        }
        if (!line.isEmpty())
            line += u' ';
        line += word;
    }
    lines.append(line);
    return lines;
}

} // namespace

QString wrapped(const QString &text, int indent)
{
    QString result;
    const QString margin(indent, u' ');
    for (const QString &paragraph : text.split(u'\n')) {
        for (const QString &line : linesOf(paragraph, LineWidth - indent))
            result += line.isEmpty() ? u"\n"_s : margin + line + u'\n';
    }
    return result;
}

QString labelled(const QString &name, const QString &text, int width)
{
    const int indent = width + 2;
    QString result = wrapped(text, indent);
    const QString label = u"  "_s + name;
    if (label.size() + 1 > indent)
        return label + u'\n' + result;
    return result.replace(0, indent, label.leftJustified(indent));
}

QString counted(qsizetype count, const QString &noun)
{
    return QString::number(count) + u' ' + noun + (count == 1 ? u""_s : u"s"_s);
}

QString didYouMean(QByteArrayView wanted, const QList<QByteArray> &names)
{
    const std::optional<QByteArray> name = nearestName(wanted, names);
    return name ? u" Did you mean %1?"_s.arg(QString::fromUtf8(*name)) : QString();
}

} // namespace Pinion
