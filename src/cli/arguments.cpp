// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include "cli/textlayout.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QByteArrayView viewOf(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

// "-" and negative numbers are words; JSON values may start with a minus sign.
bool looksLikeOption(const QByteArray &word)
{
    return word.size() > 1 && word[0] == '-' && (word[1] < '0' || word[1] > '9');
}

Result<const Option *> findOption(QByteArrayView name, std::span<const Option> options)
{
    QList<QByteArray> names;
    for (const Option &option : options) {
        if (viewOf(option.name) == name)
            return &option;
        names.append(viewOf(option.name).toByteArray());
    }
    return fail(ErrorKind::Invalid,
        u"There is no option %1.%2"_s.arg(QString::fromUtf8(name), didYouMean(name, names)));
}

Result<void> checkValue(const Option &option, const QByteArray &value)
{
    const QByteArray allowed = viewOf(option.value).toByteArray();
    const QList<QByteArray> choices = allowed.split('|');
    if (choices.size() < 2 || choices.contains(value))
        return {};
    return fail(ErrorKind::Invalid,
        u"%1 takes %2, not \"%3\"."_s.arg(QString::fromUtf8(viewOf(option.name)),
            QString::fromUtf8(
                choices.mid(0, choices.size() - 1).join(", ") + " or " + choices.last()),
            QString::fromUtf8(value)));
}

} // namespace

Result<Arguments> Arguments::parse(const QList<QByteArray> &words, std::span<const Option> options)
{
    Arguments result;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QByteArray &word = words[i];
        if (word == "--") {
            result.m_words.append(words.mid(i + 1));
            break;
        }
        if (!looksLikeOption(word)) {
            result.m_words.append(word);
            continue;
        }
        const qsizetype equals = word.indexOf('=');
        const QByteArray name = word.mid(0, equals);
        const Result<const Option *> option = findOption(name, options);
        if (!option)
            return tl::make_unexpected(option.error());
        const bool mayTakeValue = (*option)->value.starts_with('[');
        const bool takesValue = mayTakeValue ? equals >= 0 : !(*option)->value.empty();
        if (!takesValue && equals >= 0)
            return fail(ErrorKind::Invalid, u"%1 takes no value."_s.arg(QString::fromUtf8(name)));
        if (takesValue && equals < 0 && i + 1 == words.size())
            return fail(ErrorKind::Invalid,
                u"%1 needs a value: %1 %2."_s.arg(
                    QString::fromUtf8(name), QString::fromUtf8(viewOf((*option)->value))));
        QByteArray value;
        if (takesValue)
            value = equals < 0 ? words[++i] : word.mid(equals + 1);
        if (const Result<void> checked = checkValue(**option, value); takesValue && !checked)
            return tl::make_unexpected(checked.error());
        result.m_given.append({name, value});
    }
    return result;
}

bool Arguments::has(QByteArrayView option) const
{
    return std::any_of(m_given.begin(), m_given.end(),
        [option](const Given &given) { return given.option == option; });
}

QByteArray Arguments::value(QByteArrayView option) const
{
    const QList<QByteArray> all = values(option);
    return all.isEmpty() ? QByteArray() : all.last();
}

QList<QByteArray> Arguments::values(QByteArrayView option) const
{
    QList<QByteArray> result;
    for (const Given &given : m_given) {
        if (given.option == option)
            result.append(given.value);
    }
    return result;
}

} // namespace Pinion
