// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/tagoutlook.h"
#include "registry/registryfacts.h"
#include "ui/theme/icons.h"

namespace Pinion {

/// A word and a shape for how far a tag can be trusted.
struct OutlookText
{
    QString word;
    QString explanation; ///< a sentence or two
    Icon icon = Icon::Question;
    Theme::Role role = Theme::Role::HelpText;
};

[[nodiscard]] OutlookText outlookText(const QString &tag, const TagOutlook &outlook);
/// "2 h ago"; a date for what is longer ago than some weeks.
[[nodiscard]] QString timeAgo(const QDateTime &time, const QDateTime &now);
/// "14:02" for today, with the date for other days.
[[nodiscard]] QString clockTime(const QDateTime &time, const QDateTime &now);
/// "amd64 arm64": without the system where that is Linux.
[[nodiscard]] QString platformsText(const TagDetails &details);
[[nodiscard]] QString platformText(const Platform &platform);
/// "84 MiB"; a dash for zero.
[[nodiscard]] QString sizeText(qint64 bytes);
/// The first digits of a digest, enough to tell some apart.
[[nodiscard]] QString shortDigest(const QString &digest);

} // namespace Pinion
