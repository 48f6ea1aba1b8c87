// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/rollback.h"

#include "deploy/runrequest.h"
#include "json/jsonedit.h"
#include "json/jsonformat.h"
#include "json/jsonstring.h"
#include "marathon/tagclass.h"

namespace Pinion {

namespace {

/// A look later than this tells nothing about the image that was pulled when the version came: the
/// tag may have moved before.
constexpr qint64 YoungFor = 3600; // s

} // namespace

Result<QByteArray> definitionFor(const WayBack &way)
{
    JsonTree tree = JsonTree::parse(withoutServerFields(way.earlier.definition));
    const auto set = [&tree](const char *pointer, const QByteArray &literal) -> Result<void> {
        const Result<TextEdit> edit = setValue(tree, JsonPointer::of(pointer), literal);
        if (!edit)
            return tl::make_unexpected(edit.error());
        tree = JsonTree::parse(applied(tree.bytes(), *edit));
        return {};
    };
    Result<void> done;
    if (way.keepsInstances)
        done = set("/instances", QByteArray::number(way.now.instances));
    if (done && !way.image.isEmpty())
        done = set("/container/docker/image", encodeString(way.image));
    if (done && !way.image.isEmpty() && way.earlier.isPullForced)
        done = set("/container/docker/forcePullImage", "false");
    if (!done)
        return tl::make_unexpected(done.error());
    return formattedText(tree);
}

EarlierImage earlierImage(const RunningApp &earlier, const QDateTime &until, const Ledger &ledger)
{
    EarlierImage image;
    const Result<ImageReference> reference = ImageReference::parse(earlier.image);
    if (!reference || !reference->digest.isEmpty())
        return image;
    const LedgerEntry *entry = ledger.find(ledgerKey(*reference));
    const std::vector<LedgerReading> readings
        = entry ? entry->comparable() : std::vector<LedgerReading>();
    image.hasMoved = ledger.evidence(ledgerKey(*reference)).hasMoved();
    image.mayMove = image.hasMoved || isMutable(classifyImage(earlier.image).tagClass);
    const QDateTime from = instantOf(earlier.version);
    const QDateTime young = from.addSecs(YoungFor);
    QString digest;
    bool isKnownEarly = false;
    for (const LedgerReading &reading : readings) {
        const bool overlaps = reading.first <= until && from <= reading.last;
        if (!overlaps)
            continue;
        // Two images in its time: nobody knows which one it ran.
        if (!digest.isEmpty() && digest != reading.digest)
            return image;
        digest = reading.digest;
        isKnownEarly = reading.first <= young;
    }
    if (isKnownEarly)
        image.thatRan = reference->withTag(reference->effectiveTag(), digest);
    return image;
}

} // namespace Pinion
