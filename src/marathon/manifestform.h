// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pinion {

/// The forms in which a registry can keep an image.
enum class ManifestForm : quint8 {
    Unknown,
    DockerImage, ///< Docker's schema 2, one platform
    DockerList, ///< of platforms
    OciImage,
    OciIndex, ///< of platforms
    DockerSchema1, ///< obsolete
    Other, ///< not to be run
};

[[nodiscard]] ManifestForm manifestForm(const QString &mediaType);
/// "a list of platforms in OCI format", for sentences.
[[nodiscard]] QString describe(ManifestForm form);
/// Why Mesos' own runtime cannot pull an image of this form, as a clause; empty if it can. By tag
/// it can take a list of Docker's, because registries then choose a platform for it.
[[nodiscard]] QString mesosProblem(ManifestForm form, bool isByDigest);

} // namespace Pinion
