// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/imageevidence.h"
#include "inspect/imagelock.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// What is known about a tag from before.
struct Past
{
    QString digest; ///< the last one that the present one may be compared with; empty: none
    QDate since;
    QDate movedOn; ///< a move that is not forgiven yet
    bool isKnown = false; ///< it was there once
};

Past pastOf(const QString &key, const TagDigest *now, const Ledger &ledger)
{
    Past past;
    const LedgerEntry *entry = ledger.find(key);
    if (!entry || entry->readings.empty())
        return past;
    past.isKnown = true;
    for (const LedgerReading &reading : entry->readings) {
        if (now && reading.profile != now->profile)
            continue;
        if (!past.digest.isEmpty() && past.digest != reading.digest)
            past.movedOn = reading.first.date();
        past.digest = reading.digest;
        past.since = reading.first.date();
    }
    return past;
}

/// The digest before the last move.
QString digestBefore(const QString &key, const QString &current, const Ledger &ledger)
{
    QString before;
    if (const LedgerEntry *entry = ledger.find(key)) {
        for (const LedgerReading &reading : entry->comparable()) {
            if (reading.digest != current)
                before = reading.digest;
        }
    }
    return before;
}

void describe(ImageFacts &facts, const ImageSighting &sighting)
{
    if (sighting.tag)
        facts.form = manifestForm(sighting.tag->mediaType);
    if (!sighting.details)
        return;
    const TagDetails &details = *sighting.details;
    facts.form = manifestForm(details.top.mediaType);
    facts.platforms.clear();
    for (const Platform &platform : details.platforms)
        facts.platforms.append(platform.text());
    if (facts.platforms.isEmpty() && !details.platform.text().isEmpty())
        facts.platforms.append(details.platform.text());
    facts.platformDigest = details.platformDigest;
    facts.platformForm = manifestForm(details.platformMediaType);
}

void compare(ImageFacts &facts, const QString &key, const TagDigest &now, const Ledger &ledger,
    const EvidencePolicy &policy)
{
    const Past past = pastOf(key, &now, ledger);
    const bool isLocked = !facts.recordedDigest.isEmpty()
        && (facts.recordedKind.isEmpty() || facts.recordedKind == lockKind(now.mediaType));
    // What a team has agreed on counts more than what one of them has seen.
    const QString recorded = isLocked ? facts.recordedDigest : past.digest;
    const bool isMoveRecent
        = past.movedOn.isValid() && past.movedOn.daysTo(policy.today) <= policy.maxEvidenceDays;
    const bool wasMoved = facts.evidence == ImageEvidence::Moved;
    facts.currentDigest = now.digest;
    facts.evidence = ImageEvidence::Stable;
    if (!recorded.isEmpty() && recorded != now.digest) {
        facts.recordedDigest = recorded;
        facts.evidence = ImageEvidence::Moved;
    } else if (isLocked) {
        facts.evidence = wasMoved ? ImageEvidence::Moved : ImageEvidence::Stable;
        return;
    } else if (isMoveRecent) {
        facts.recordedDigest = digestBefore(key, now.digest, ledger);
        facts.evidence = ImageEvidence::Moved;
    } else {
        facts.recordedDigest = now.digest;
    }
    facts.isYoung
        = !past.since.isValid() || past.since.daysTo(policy.today) < policy.trustAfterDays;
}

} // namespace

ImageFacts imageFacts(const ImageSighting &sighting, const Ledger &ledger, const ImageFacts &locked,
    const EvidencePolicy &policy)
{
    ImageFacts facts = locked;
    const Result<ImageReference> image = ImageReference::parse(sighting.reference);
    if (sighting.problem || !image)
        return facts;
    describe(facts, sighting);
    facts.equalTag = sighting.equalTag;
    if (!image->digest.isEmpty()) {
        facts.recordedDigest = facts.currentDigest = image->digest;
        facts.evidence = sighting.isDigestMissing ? ImageEvidence::Gone : ImageEvidence::Stable;
        return facts;
    }
    const QString key = ledgerKey(*image);
    if (sighting.isTagMissing) {
        const bool wasThere
            = !locked.recordedDigest.isEmpty() || pastOf(key, nullptr, ledger).isKnown;
        facts.evidence = wasThere ? ImageEvidence::Gone : ImageEvidence::Missing;
    } else if (sighting.tag) {
        compare(facts, key, *sighting.tag, ledger, policy);
    }
    return facts;
}

} // namespace Pinion
