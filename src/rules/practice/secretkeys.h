// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/reporter.h"

#include <QRegularExpression>

namespace Pinion {

inline constexpr std::string_view SecretKeyPattern
    = R"("(?i)(?:^|_)(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|)"
      R"(SECRET_KEY|ACCESS_KEY|CREDENTIALS?|ENCRYPTION_KEY)$")";

/// False for most names that SecretKeyPattern does not fit, at a fraction of its cost.
[[nodiscard]] bool mayPromiseSecret(QStringView key);

/// Which names promise a secret, as the parameters of sec-plaintext-secret tell. They are read
/// once, and only when asked.
class SecretKeys
{
public:
    explicit SecretKeys(const Reporter &reporter)
        : m_reporter(reporter)
    { }

    [[nodiscard]] bool fits(const QString &key);
    /// True if the project lives with this key or value.
    [[nodiscard]] bool isIgnored(const QString &key, const QString &value) const;

private:
    const Reporter &m_reporter;
    std::optional<QRegularExpression> m_pattern;
    bool m_isDefault = true; ///< the pattern is SecretKeyPattern
};

} // namespace Pinion
