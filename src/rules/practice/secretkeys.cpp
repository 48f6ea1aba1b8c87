// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/secretkeys.h"

#include "rules/practice/security.h"

#include <algorithm>
#include <array>

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
    static constexpr std::array<QStringView, 8> endings
        = {u"PASSWORD", u"PASSWD", u"PASS", u"PWD", u"SECRET", u"TOKEN", u"KEY", u"CREDENTIAL"};
    // The last letters of all those, since they are asked about each variable and label.
    if (key.isEmpty() || !QStringView(u"DSTNYLdstnyl").contains(key.back()))
        return false;
    const auto endsKey = [](QStringView name) {
        return std::any_of(endings.begin(), endings.end(),
            [name](QStringView ending) { return name.endsWith(ending, Qt::CaseInsensitive); });
    };
    return endsKey(key) || (key.endsWith(u'S', Qt::CaseInsensitive) && endsKey(key.chopped(1)));
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
