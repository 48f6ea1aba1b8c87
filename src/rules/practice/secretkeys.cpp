// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/secretkeys.h"

#include "rules/practice/security.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QRegularExpression &defaultPattern()
{
    constexpr std::string_view quoted = SecretKeyPattern;
    static const QRegularExpression pattern(
        QString::fromUtf8(quoted.data() + 1, qsizetype(quoted.size() - 2)));
    return pattern;
}

} // namespace

bool mayPromiseSecret(QStringView key)
{
    static constexpr std::array<std::u16string_view, 8> endings
        = {u"password", u"passwd", u"pass", u"pwd", u"secret", u"token", u"key", u"credential"};
    // The last letters of all those, since they are asked about each variable and label.
    if (key.isEmpty() || !QStringView(u"DSTNYLdstnyl").contains(key.back()))
        return false;
    // Folded once for all endings, of which none is longer than these letters with an "s".
    constexpr qsizetype Longest = 11;
    std::array<char16_t, Longest> letters{};
    const QStringView tail = key.last(std::min(key.size(), Longest));
    std::ranges::transform(
        tail, letters.begin(), [](QChar c) { return c.toCaseFolded().unicode(); });
    const std::u16string_view name(letters.data(), size_t(tail.size()));
    const auto endsKey = [](std::u16string_view word) {
        return std::ranges::any_of(
            endings, [word](std::u16string_view ending) { return word.ends_with(ending); });
    };
    return endsKey(name) || (name.back() == u's' && endsKey(name.substr(0, name.size() - 1)));
}

bool SecretKeys::fits(const QString &key)
{
    if (key == u"PWD") // the shell's working folder
        return false;
    if (!m_pattern) {
        const QString rule = QString::fromLatin1(PlaintextSecret.data(), PlaintextSecret.size());
        const QJsonObject own = m_reporter.context().parameters.own.value(rule);
        const QJsonValue written = own.value(u"keyPattern"_s);
        m_isDefault = !written.isString();
        m_pattern = m_isDefault ? defaultPattern() : QRegularExpression(written.toString());
    }
    if (m_isDefault && !mayPromiseSecret(key))
        return false;
    return m_pattern->isValid() && m_pattern->match(key).hasMatch();
}

bool SecretKeys::isIgnored(const QString &key, const QString &value) const
{
    return m_reporter.texts(PlaintextSecret, "ignoreKeys").contains(key)
        || m_reporter.texts(PlaintextSecret, "ignoreValues").contains(value);
}

} // namespace Pinion
