// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspect/imageevidence.h"

namespace Pinion {

/// An image lock after a look at the registries, and what changed in it, by reference as written.
struct ImageLockUpdate
{
    QByteArray bytes;
    QStringList added;
    QStringList confirmed;
    QStringList moved; ///< still locked to the old digest
    QStringList accepted; ///< locked to the new digest from now on
    QStringList gone;
    QStringList missing; ///< never seen, so there is nothing to lock
};

/// Writes down what was seen; references with a digest need no lock and are passed over. A tag that
/// has moved stays locked to its old digest and is noted as moved, unless `accepts`, which keeps
/// the old digest in the history. Entries of other images and members that Pinion does not know
/// stay. Sorted, so that a version control system shows the difference. No `before`: a new lock.
/// Errors: those of readImageLock(), and then nothing is to be written.
[[nodiscard]] Result<ImageLockUpdate> updateImageLock(const QByteArray &before, const QString &name,
    const std::vector<ImageSighting> &sightings, bool accepts, const QDateTime &at);

} // namespace Pinion
