// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/marathonversion.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Reads the digits at the start of `text` and drops them. More than six are nobody's release.
std::optional<int> takeNumber(QStringView &text)
{
    qsizetype digits = 0;
    while (digits < text.size() && text[digits] >= u'0' && text[digits] <= u'9')
        ++digits;
    if (digits == 0 || digits > 6)
        return std::nullopt;
    const int number = text.first(digits).toInt();
    text = text.sliced(digits);
    return number;
}

} // namespace

QString MarathonVersion::toString() const
{
    QString text = QString::number(major) + u'.' + QString::number(minor);
    if (patch != 0)
        text += u'.' + QString::number(patch);
    return text;
}

std::optional<MarathonVersion> MarathonVersion::parse(QStringView text)
{
    if (text.startsWith(u'v') || text.startsWith(u'V'))
        text = text.sliced(1);
    std::array<int, 3> numbers{};
    for (size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0) {
            if (!text.startsWith(u'.'))
                break;
            text = text.sliced(1);
        }
        const std::optional<int> number = takeNumber(text);
        if (!number)
            return std::nullopt;
        numbers.at(i) = *number;
        if (i == 0 && !text.startsWith(u'.'))
            return std::nullopt;
    }
    if (!text.isEmpty() && !text.startsWith(u'-') && !text.startsWith(u'+'))
        return std::nullopt;
    return MarathonVersion{numbers[0], numbers[1], numbers[2]};
}

} // namespace Pinion
