// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrl>

namespace Pinion {

/// The target of the link with rel="next" in a Link header (RFC 8288); empty when there is none.
[[nodiscard]] QByteArray nextLink(const QByteArray &header);

/// What follows a page of a listing.
struct NextPage
{
    QUrl url; ///< invalid: this was the last page
    bool isBroken = false; ///< there is more, but the link says not where: the list is incomplete
};

/// Follows the link where it leads to the same list on the same server. Some servers name an inner
/// host or path there: of such a link only the cursor is taken, and the address that was asked
/// before serves again, so that no token goes elsewhere.
[[nodiscard]] NextPage nextPage(const QUrl &asked, const QByteArray &linkHeader);

} // namespace Pinion
