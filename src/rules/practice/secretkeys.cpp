// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/secretkeys.h"

#include "rules/practice/secrets.h"
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

/// What the default pattern needs somewhere; most names have none of it.
bool mayPromiseSecret(const QString &key)
{
    static constexpr std::array<QStringView, 6> stems
        = {u"PASS", u"PWD", u"SECRET", u"TOKEN", u"KEY", u"CREDENTIAL"};
    const QString upper = key.toUpper(); // most keys are in capitals already, and this is no copy
    return std::any_of(
        stems.begin(), stems.end(), [&upper](QStringView stem) { return holds(upper, stem); });
}

} // namespace

bool SecretKeys::fits(const QString &key)
{
    if (key == u"PWD") // the shell's working folder
        return false;
    if (!m_pattern) {
        const QString rule = QString::fromLatin1(PlaintextSecret.data(), PlaintextSecret.size());
        const QJsonObject own = m_reporter.context().parameters.own.value(rule);
        const QJsonValue written = own.value(u"keyPattern"_s);
        m_pattern = written.isString() ? QRegularExpression(written.toString()) : defaultPattern();
    }
    if (*m_pattern == defaultPattern() && !mayPromiseSecret(key))
        return false;
    return m_pattern->isValid() && m_pattern->match(key).hasMatch();
}

bool SecretKeys::isIgnored(const QString &key, const QString &value) const
{
    return m_reporter.texts(PlaintextSecret, "ignoreKeys").contains(key)
        || m_reporter.texts(PlaintextSecret, "ignoreValues").contains(value);
}

} // namespace Pinion
