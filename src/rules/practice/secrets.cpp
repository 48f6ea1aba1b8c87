// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/secrets.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// `hint` must be in a text for the pattern to fit; looking for it costs far less.
struct TokenForm
{
    QStringView hint;
    QString kind;
    QRegularExpression pattern;
};

const std::array<TokenForm, 6> &tokenForms()
{
    static const std::array<TokenForm, 6> forms{{
        {u"AKIA", u"an AWS access key"_s,
            QRegularExpression(u"(?<![A-Za-z0-9])AKIA[A-Z0-9]{16}(?![A-Za-z0-9])"_s)},
        {u"-----BEGIN", u"a private key"_s,
            QRegularExpression(u"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----"
                               "(?:[^-]*-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----)?"_s)},
        {u"gh", u"a GitHub token"_s,
            QRegularExpression(u"(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,}"_s)},
        {u"xox", u"a Slack token"_s, QRegularExpression(u"xox[abprs]-[A-Za-z0-9-]{10,}"_s)},
        {u"sk_live_", u"a Stripe key"_s, QRegularExpression(u"sk_live_[A-Za-z0-9]{16,}"_s)},
        {u"eyJ", u"a JSON Web Token"_s,
            QRegularExpression(
                u"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]{4,}"_s)},
    }};
    return forms;
}

/// Compared in place, and without a call; holds() is asked more often than anything else here.
std::u16string_view units(QStringView text)
{
    return {text.utf16(), size_t(text.size())};
}

/// True if some hint stands in the text. One pass for all of them: nearly every text has none.
bool mayHoldToken(QStringView text)
{
    static const auto isFirst = [] {
        std::array<bool, 128> result{};
        for (const TokenForm &form : tokenForms())
            result[form.hint.front().unicode()] = true;
        return result;
    }();
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit >= isFirst.size() || !isFirst[unit])
            continue;
        const std::u16string_view rest = units(text.sliced(i));
        if (std::ranges::any_of(tokenForms(),
                [rest](const TokenForm &form) { return rest.starts_with(units(form.hint)); }))
            return true;
    }
    return false;
}

} // namespace

bool holds(QStringView text, QStringView piece)
{
    return units(text).find(units(piece)) != std::u16string_view::npos;
}

std::optional<SecretSpan> findToken(const QString &text)
{
    constexpr qsizetype Shortest = 15; // Slack's: xoxb- and ten characters
    if (text.size() < Shortest)
        return {};
    if (!mayHoldToken(text))
        return {};
    for (const TokenForm &form : tokenForms()) {
        if (!holds(text, form.hint))
            continue;
        const QRegularExpressionMatch match = form.pattern.match(text);
        if (match.hasMatch())
            return SecretSpan{match.capturedStart(), match.capturedEnd(), form.kind};
    }
    return {};
}

std::optional<SecretSpan> findUrlPassword(const QString &text, const Placeholders &placeholders)
{
    if (!text.contains(u'@') || !holds(text, u"://"))
        return {};
    static const QRegularExpression form(
        u"[A-Za-z][A-Za-z0-9+.-]*://[^\\s/:@\"'?#]*:([^\\s/@\"']+)@"_s);
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString password = match.captured(1);
        if (!password.startsWith(u'$') && !placeholders.areIn(password))
            return SecretSpan{match.capturedStart(1), match.capturedEnd(1), u"a password"_s};
    }
    return {};
}

std::optional<SecretSpan> findUrlSignature(const QString &uri, const Placeholders &placeholders)
{
    if (!uri.contains(u'?'))
        return {};
    static const QRegularExpression form(
        u"[?&](X-Amz-Signature|sig|access_token|token|api_key|password)=([^&#\\s]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    auto matches = form.globalMatch(uri);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString value = match.captured(2);
        if (!value.startsWith(u'$') && !placeholders.areIn(value))
            return SecretSpan{match.capturedStart(1), match.capturedEnd(2), match.captured(1)};
    }
    return {};
}

bool holdsSecret(const QString &text)
{
    return findToken(text) || findUrlPassword(text) || findUrlSignature(text);
}

bool canBeSecret(const QString &value)
{
    constexpr qsizetype Shortest = 4;
    static const QStringList switches{u"true"_s, u"false"_s};
    return value.size() >= Shortest && !switches.contains(value, Qt::CaseInsensitive)
        && !value.startsWith(u'/') && !value.startsWith(u"file:") && !value.startsWith(u'$');
}

} // namespace Pinion
