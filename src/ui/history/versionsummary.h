// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diff/comparedtexts.h"

namespace Pinion {

/// Two definitions of one app, the earlier one as a server stores it.
struct VersionPair
{
    QByteArray before;
    QByteArray after;
    QString beforeName; ///< "today 09:40", for the view
};

[[nodiscard]] std::shared_ptr<const ComparedTexts> comparedVersions(
    const VersionPair &pair, const RuleConfig &config, const ServerSettings &server);

/// What differs in a few words: "scaled 3 → 5", "Image 1.4.0 → 1.4.1, Memory 512 → 768, 2 more".
/// Values that promise a secret are hidden.
[[nodiscard]] QString changesInShort(const ComparedTexts &texts);

/// "14:02" for today, with the date for other days; the text as it is where it is no time.
[[nodiscard]] QString versionTime(const QString &version);

} // namespace Pinion
