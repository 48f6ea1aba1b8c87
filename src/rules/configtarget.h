// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/settings.h"

#include <QJsonObject>

namespace Pinion {

/// One entry of "targets": a Marathon that the project deploys to. Here its members are only
/// checked for their types; what they mean is for those who deploy.
struct ConfigTarget
{
    QJsonObject members;
    QString place; ///< ".pinion.json, line 3, column 14", for errors
    QString source; ///< path of the file
};

/// The members that an entry may have. None holds a secret. Their `apply` is null.
[[nodiscard]] std::span<const SettingSpec> targetSpecs();
[[nodiscard]] const SettingSpec *findTargetSpec(QByteArrayView name);

/// True for names under which people would look for a place for their password.
[[nodiscard]] bool isSecretName(QByteArrayView name);

} // namespace Pinion
