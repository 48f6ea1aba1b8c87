// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Pinion {

/// sha256 or sha512 with the right number of lower-case digits; others are not asked for, because
/// docker-registry 2.8 answers 500 to them.
[[nodiscard]] bool isDigest(const QString &text);
/// "sha256:…" of the bytes.
[[nodiscard]] QString digestOf(const QByteArray &bytes);
/// Whether the bytes are what the digest, of either kind, stands for.
[[nodiscard]] bool isDigestOf(const QString &digest, const QByteArray &bytes);

} // namespace Pinion
