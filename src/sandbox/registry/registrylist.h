// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/registry/registrymanners.h"

#include <QMap>
#include <QStringList>

namespace Pinion {

/// One page of a repository's tags, in the manners of its registry; `tags` to their digests.
[[nodiscard]] SandboxAnswer tagPage(const SandboxRequest &request, const QString &repository,
    const QMap<QString, QString> &tags, const RegistryManners &manners);

/// The errors of the distribution: {"errors":[{"code":…,"message":…,"detail":null}]}.
[[nodiscard]] SandboxAnswer registryFailure(int status, const char *code, const char *message);

} // namespace Pinion
