// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/textedit.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

Result<TextEdits> sortedEdits(TextEdits edits, qsizetype size)
{
    std::stable_sort(edits.begin(), edits.end(),
        [](const TextEdit &a, const TextEdit &b) { return a.range < b.range; });
    qsizetype end = 0;
    for (const TextEdit &edit : edits) {
        if (edit.range.begin < end || edit.range.end < edit.range.begin || edit.range.end > size)
            return fail(ErrorKind::Invalid, u"These changes overlap or lie outside the text."_s,
                u"Apply them one after the other."_s);
        end = edit.range.end;
    }
    return edits;
}

QByteArray applied(const QByteArray &bytes, const TextEdit &edit)
{
    QByteArray result;
    result.reserve(bytes.size() - edit.range.length() + edit.text.size());
    result.append(bytes.constData(), edit.range.begin);
    result.append(edit.text);
    result.append(bytes.constData() + edit.range.end, bytes.size() - edit.range.end);
    return result;
}

Result<QByteArray> applied(const QByteArray &bytes, const TextEdits &edits)
{
    const Result<TextEdits> sorted = sortedEdits(edits, bytes.size());
    if (!sorted)
        return tl::make_unexpected(sorted.error());
    QByteArray result;
    result.reserve(bytes.size());
    qsizetype done = 0;
    for (const TextEdit &edit : *sorted) {
        result.append(bytes.constData() + done, edit.range.begin - done);
        result.append(edit.text);
        done = edit.range.end;
    }
    result.append(bytes.constData() + done, bytes.size() - done);
    return result;
}

TextEdit inverse(const TextEdit &edit, const QByteArray &before)
{
    return {{edit.range.begin, edit.range.begin + edit.text.size()},
        before.sliced(edit.range.begin, edit.range.length())};
}

TextEdit difference(const QByteArray &before, const QByteArray &after)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    const auto front = std::mismatch(before.begin(), before.begin() + shorter, after.begin());
    const qsizetype begin = front.first - before.begin();

    qsizetype tail = 0;
    while (tail < shorter - begin
        && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    return {{begin, before.size() - tail}, after.sliced(begin, after.size() - tail - begin)};
}

} // namespace Pinion
