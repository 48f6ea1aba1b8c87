// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/imagecase.h"

namespace Pinion {

inline constexpr std::string_view ImageInvalidReference = "image-invalid-reference";
inline constexpr std::string_view ImageForcePullMutable = "image-force-pull-mutable";
inline constexpr std::string_view ImageNoTag = "image-no-tag";
inline constexpr std::string_view ImageLatestTag = "image-latest-tag";
inline constexpr std::string_view ImageTagMoved = "image-tag-moved";
inline constexpr std::string_view ImageChannelTag = "image-channel-tag";
inline constexpr std::string_view ImageFloatingVersion = "image-floating-version";
inline constexpr std::string_view ImageForcePullLeftOn = "image-force-pull-left-on";
inline constexpr std::string_view ImageTagUnclassified = "image-tag-unclassified";
inline constexpr std::string_view ImageNotDigestPinned = "image-not-digest-pinned";
inline constexpr std::string_view ImagePlatformMissing = "image-platform-missing";
inline constexpr std::string_view ImageMesosFormat = "image-mesos-format";
inline constexpr std::string_view ImageAppcUnsupported = "image-appc-unsupported";

/// Which rule an image breaks, at its own level (before the project's configuration).
struct ImageVerdict
{
    std::string_view rule;
    Severity severity = Severity::Warning;
};

/// Decides about images. Holds copies of all it needs, so that a guided fix can judge an answer
/// long after the check; the copies are shared and cost nothing.
class ImageJudge
{
public:
    explicit ImageJudge(const RuleContext &context);

    /// The one rule that speaks about this image: the first in the order of precedence that applies
    /// and is on. Nothing for an image that is in order.
    [[nodiscard]] std::optional<ImageVerdict> verdict(const ImageCase &image) const;
    /// The same image with another reference and, if asked for, without forced pull.
    [[nodiscard]] ImageCase changed(
        const ImageCase &image, const QString &text, bool keepsForcePull) const;
    /// True when the case would be reported at level error.
    [[nodiscard]] bool isError(const ImageCase &image) const;

private:
    TagPolicy m_policy;
    QHash<QString, ImageFacts> m_facts;
    RuleLevels m_levels;
};

/// True when the registry has nothing under this reference.
[[nodiscard]] bool isAbsent(const ImageFacts &facts);
/// True when the registry has been seen to serve something else than before, or nothing.
[[nodiscard]] bool hasMoved(const ImageFacts &facts);

} // namespace Pinion
