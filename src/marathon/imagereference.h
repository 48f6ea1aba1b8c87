// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace Pinion {

/// A Docker image reference, split by the full grammar of the distribution project:
/// [domain/]path[:tag][@digest].
struct ImageReference
{
    QString domain; ///< canonical host[:port]; "docker.io" where the text names none
    QString path; ///< "library/ubuntu" for the short name "ubuntu" of Docker Hub
    QString tag; ///< as written; empty when absent
    QString digest; ///< "sha256:…"; empty when absent
    QString written; ///< the part before tag and digest exactly as written: "ubuntu"

    /// Errors: Invalid, naming the offending part.
    [[nodiscard]] static Result<ImageReference> parse(const QString &text);
    /// What keeps a text from being an image reference, as a clause: "the tag is empty". Empty for
    /// a good one.
    [[nodiscard]] static QString problem(const QString &text);

    /// The tag that a client asks for: `tag`, or "latest" when there is neither tag nor digest.
    [[nodiscard]] QString effectiveTag() const;
    /// `written` with this tag and digest put behind; empty ones are left out.
    [[nodiscard]] QString withTag(const QString &newTag, const QString &newDigest = {}) const;
    /// domain/path, for looking up and comparing repositories.
    [[nodiscard]] QString repository() const { return domain + u'/' + path; }
    /// Docker's short display form: without "docker.io/" and "library/".
    [[nodiscard]] QString familiarName() const;

    friend bool operator==(const ImageReference &, const ImageReference &) = default;
};

} // namespace Pinion
