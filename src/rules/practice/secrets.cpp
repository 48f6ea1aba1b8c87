// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/secrets.h"

#include "base/textsearch.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// `hint` and `also` must be in a text for the pattern to fit; looking for them costs far less.
struct TokenForm
{
    QStringView hint;
    QStringView also;
    QString kind;
    QRegularExpression pattern;
};

/// `prefix` is that of one kind of GitHub's tokens. "gh" alone stands in every address there.
TokenForm gitHubForm(QStringView prefix)
{
    return {prefix, {}, u"a GitHub token"_s,
        QRegularExpression(u"(?<![A-Za-z0-9])"_s + prefix + u"[A-Za-z0-9]{36,}"_s)};
}

const std::array<TokenForm, 10> &tokenForms()
{
    static const std::array<TokenForm, 10> forms{{
        {u"AKIA", {}, u"an AWS access key"_s,
            QRegularExpression(u"(?<![A-Za-z0-9])AKIA[A-Z0-9]{16}(?![A-Za-z0-9])"_s)},
        {u"-----BEGIN", u"PRIVATE KEY", u"a private key"_s,
            QRegularExpression(u"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----"
                               "(?:[^-]*-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----)?"_s)},
        gitHubForm(u"ghp_"),
        gitHubForm(u"gho_"),
        gitHubForm(u"ghu_"),
        gitHubForm(u"ghs_"),
        gitHubForm(u"ghr_"),
        {u"xox", {}, u"a Slack token"_s, QRegularExpression(u"xox[abprs]-[A-Za-z0-9-]{10,}"_s)},
        {u"sk_live_", {}, u"a Stripe key"_s, QRegularExpression(u"sk_live_[A-Za-z0-9]{16,}"_s)},
        {u"eyJ", u".", u"a JSON Web Token"_s,
            QRegularExpression(
                u"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]{4,}"_s)},
    }};
    return forms;
}

/// Compared in place, and without a call.
std::u16string_view units(QStringView text)
{
    return {text.utf16(), size_t(text.size())};
}

/// Which character follows the first one of a hint. Hints that begin alike go on alike.
const std::array<char16_t, 128> &hintFollowers()
{
    static const auto followers = [] {
        std::array<char16_t, 128> result{};
        for (const TokenForm &form : tokenForms())
            result[form.hint[0].unicode()] = form.hint[1].unicode();
        return result;
    }();
    return followers;
}

/// The forms whose hints stand in the text, a bit each. One pass for all: nearly every text has
/// none, and labels of a hundred kilobytes exist.
quint32 hintedForms(QStringView text)
{
    const std::array<char16_t, 128> &followers = hintFollowers();
    const std::u16string_view all = units(text);
    quint32 hinted = 0;
    for (size_t i = 0; i + 1 < all.size(); ++i) {
        if (all[i] >= followers.size() || followers[all[i]] != all[i + 1])
            continue;
        const std::u16string_view rest = all.substr(i);
        for (size_t form = 0; form < tokenForms().size(); ++form)
            hinted |= rest.starts_with(units(tokenForms()[form].hint)) ? 1U << form : 0U;
    }
    return hinted;
}

} // namespace

std::optional<SecretSpan> findToken(const QString &text)
{
    constexpr qsizetype Shortest = 15; // Slack's: xoxb- and ten characters
    if (text.size() < Shortest)
        return {};
    const quint32 hinted = hintedForms(text);
    for (size_t i = 0; hinted >> i; ++i) {
        const TokenForm &form = tokenForms()[i];
        if (!(hinted >> i & 1U) || !holds(text, form.also))
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
