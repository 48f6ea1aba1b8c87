// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/columns.h"

#include "cli/console.h"

#include <algorithm>

namespace Pinion {

QString columns(const std::vector<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i == widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    constexpr qsizetype Gap = 2;
    QString text; // all of it: there may be thousands of rows
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            text += printable(row[i]);
            text.resize(text.size() + widths[i] - row[i].size() + Gap, u' ');
        }
        while (text.endsWith(u' '))
            text.chop(1);
        text += u'\n';
    }
    return text;
}

} // namespace Pinion
