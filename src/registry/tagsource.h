// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "marathon/imagereference.h"
#include "registry/registryfacts.h"

namespace Pinion {

/// What judging images needs to know from registries, whichever an image is in. Reads only.
class TagSource
{
public:
    TagSource() = default;
    virtual ~TagSource() = default;
    TagSource(const TagSource &) = delete;
    TagSource &operator=(const TagSource &) = delete;

    /// Errors of all: those of RegistryClient. Tag and digest of `repository` do not matter.
    [[nodiscard]] virtual Task<TagList> tags(ImageReference repository, std::stop_token stop) = 0;
    /// Where `tagOrDigest` points, without counting as a pull.
    [[nodiscard]] virtual Task<TagDigest> digest(
        ImageReference repository, QString tagOrDigest, std::stop_token stop)
        = 0;
    /// The same with platforms and size. Counts as a pull with some registries.
    [[nodiscard]] virtual Task<TagDetails> details(
        ImageReference repository, QString tagOrDigest, std::stop_token stop)
        = 0;
    /// The platform that details() describes where there are several.
    [[nodiscard]] virtual Platform platform() const = 0;
    /// The time of day, UTC.
    [[nodiscard]] virtual QDateTime now() const = 0;
    /// What else the user should know, in whole sentences: logins that could not be read.
    [[nodiscard]] virtual QStringList warnings() const = 0;
};

} // namespace Pinion
