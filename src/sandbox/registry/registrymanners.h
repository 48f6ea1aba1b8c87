// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/sandboxmessage.h"

#include <QUrl>

namespace Pinion {

/// What a page of tags says about the next one. Every form but the first was seen in the field.
enum class LinkForm : quint8 {
    Relative, ///< as the distribution does
    Absolute,
    AmongOthers, ///< one of several in one header
    OwnCursor, ///< with a parameter of its own besides
    InnerHost, ///< with the address that the registry has behind its proxy
    InnerPath, ///< with the path that it has there
    Elsewhere, ///< to where nothing of the list is
    Back, ///< to the page itself
    None, ///< although there is more
};

enum class DigestHeader : quint8 { Right, Missing, Odd };

/// How a registry answers; the initial values are those of a good one.
struct RegistryManners
{
    int pageSize = 0; ///< tags on one page at most, whatever a client asks for; 0: no limit
    int largestPage = 0; ///< who asks for more is refused with 405; 0: nobody is
    LinkForm link = LinkForm::Relative;
    bool repeatsPages = false; ///< the next page holds the tags of the one before
    bool hasNullTags = false; ///< an empty list is null, as the distribution has it
    QByteArrayList oddTags = {}; ///< JSON values behind the tags of each page: "null", "7"
    bool tellsUploads = false; ///< when each tag came, as Google's registries do

    DigestHeader digest = DigestHeader::Right;
    int headStatus = 0; ///< of HEAD for manifests, where there is no such thing; 0: as of GET
    bool forgesBodies = false; ///< manifests and blobs come with other bytes than they are named by
    QUrl storage = {}; ///< blobs are redirected there, with a signature in the query

    SandboxHeaders headers = {}; ///< on every answer, such as a rate limit
};

} // namespace Pinion
