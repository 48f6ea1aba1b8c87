// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

#include <QRegularExpression>

namespace Pinion {
struct RuleConfig;

/// Tells which values must not be shown to others: variables and labels whose names promise a
/// secret, as the project's settings of sec-plaintext-secret say, and texts that give themselves
/// away wherever they stand. Suppressions do not count: a secret that one lives with is one.
class SecretMask
{
public:
    explicit SecretMask(const RuleConfig &config);

    [[nodiscard]] bool hides(JsonNode value) const;

private:
    [[nodiscard]] bool promisesSecret(const QString &name) const;

    QRegularExpression m_names;
    bool m_hasDefaultNames = true; ///< as SecretKeyPattern has them
};

} // namespace Pinion
