// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/pintarget.h"

using namespace Qt::StringLiterals;

namespace Pinion {

Result<PinTarget> pinTarget(
    const ImageSighting &sighting, const QString &keptTag, ImageRuntime runtime, PinMode mode)
{
    if (sighting.problem)
        return tl::make_unexpected(*sighting.problem);
    if (!sighting.tag)
        return fail(ErrorKind::NotFound, u"%1 is not in the registry."_s.arg(sighting.reference),
            u"Choose another tag."_s);
    PinTarget target;
    target.tag = sighting.equalTag.isEmpty() ? keptTag : sighting.equalTag;
    target.digest = sighting.tag->digest;
    target.form = manifestForm(sighting.tag->mediaType);
    const bool isIndex = sighting.details && sighting.details->kind == ManifestKind::Index;
    // By its digest, Mesos pulls the image of one platform only.
    if (runtime == ImageRuntime::Mesos && isIndex && !sighting.details->platformDigest.isEmpty()) {
        target.digest = sighting.details->platformDigest;
        target.form = manifestForm(sighting.details->platformMediaType);
    }
    if (mode == PinMode::TagOnly && isMutable(classifyTag(target.tag).tagClass)) {
        return fail(ErrorKind::Invalid,
            u"No fixed tag is known for %1, and it can move."_s.arg(sighting.reference),
            u"Pin its digest, too."_s);
    }
    return target;
}

} // namespace Pinion
