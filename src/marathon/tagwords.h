// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QStringView>

#include <algorithm>
#include <array>

namespace Pinion {

// Repositories have tens of thousands of tags, and each is asked about dozens of words: what is
// here answers in place what Qt's functions for any text answer by calls.

/// Words in lower case, each beginning with a letter.
template <size_t N> class WordSet
{
public:
    constexpr explicit WordSet(const std::array<QLatin1StringView, N> &words)
        : m_words(words)
    {
        for (const QLatin1StringView word : words)
            m_lengths[size_t(word.front().unicode() - u'a')] |= 1U << unsigned(word.size());
    }

    [[nodiscard]] bool contains(QStringView token) const
    {
        if (token.isEmpty() || token.size() > Longest)
            return false;
        const char16_t first = token.front().unicode();
        if (first < u'a' || first > u'z' || !(m_lengths[size_t(first - u'a')] >> token.size() & 1U))
            return false;
        return std::any_of(m_words.begin(), m_words.end(),
            [token](QLatin1StringView word) { return token == word; });
    }

private:
    static constexpr qsizetype Longest = 31; ///< what the bits of a length have room for

    std::array<QLatin1StringView, N> m_words;
    std::array<quint32, 26> m_lengths{}; ///< a bit for each length of the words with a first letter
};

/// Most tags are in lower case already.
[[nodiscard]] inline QString lowerCase(const QString &tag)
{
    const bool isLower = std::all_of(tag.cbegin(), tag.cend(),
        [](QChar c) { return c.unicode() < 0x80 && (c < u'A' || c > u'Z'); });
    return isLower ? tag : tag.toLower();
}

} // namespace Pinion
