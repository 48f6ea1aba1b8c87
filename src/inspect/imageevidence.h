// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/definition.h"
#include "marathon/facts.h"
#include "marathon/tagclass.h"
#include "registry/ledger.h"
#include "registry/tagsource.h"
#include "rules/rule.h"

#include <QSet>

namespace Pinion {

/// What is to be found out about one image.
struct ImageQuestion
{
    QString reference; ///< as written
    bool wantsDetails = false; ///< platforms and form
    bool wantsEqualTag = false; ///< a fixed tag for the same image
    QString platform = QStringLiteral("linux/amd64"); ///< that the details are about
};

/// The images of a document that a registry can be asked about: no placeholders, nothing that is
/// not a reference. Each once. The project's parameters tell the platform and how tags are named.
[[nodiscard]] std::vector<ImageQuestion> imageQuestions(
    const Definitions &definitions, const RuleParameters &parameters);

/// What a registry says about an image now.
struct ImageSighting
{
    QString reference;
    std::optional<TagDigest> tag; ///< where the tag points; nothing: no tag, missing or unknown
    bool isTagMissing = false;
    bool isDigestMissing = false; ///< the registry has not got what the reference pins
    /// The reference pins what the tag has for one platform, not the list that the tag points to.
    bool pinsPlatform = false;
    std::optional<TagDetails> details;
    QString equalTag;
    /// Why it is not known; then the rest does not count.
    std::optional<Error> problem;
};

/// Errors: Cancelled only; all others are part of the answer. A tag or digest counts as missing
/// only if the registry knows the repository. The source must outlive the task.
[[nodiscard]] Task<ImageSighting> sightImage(
    ImageQuestion question, TagSource *source, std::stop_token stop);
/// Several at once, few at a time, in the same order. Those that were not reached have a problem.
[[nodiscard]] QCoro::Task<std::vector<ImageSighting>> sightImages(
    std::vector<ImageQuestion> questions, TagSource *source, std::stop_token stop);

/// What the ledger should remember of it.
[[nodiscard]] std::vector<LedgerNews> ledgerNews(
    const std::vector<ImageSighting> &sightings, const QDateTime &at);

/// How old evidence may be, as a project wants it.
struct EvidencePolicy
{
    int maxEvidenceDays = 30; ///< a move that is longer ago is forgiven
    int trustAfterDays = 30;
    QDate today;
};

/// The facts for the rules: what was seen now, compared with what the project (`locked`) and the
/// user (`ledger`, from before this look) have seen earlier.
[[nodiscard]] ImageFacts imageFacts(const ImageSighting &sighting, const Ledger &ledger,
    const ImageFacts &locked, const EvidencePolicy &policy);

} // namespace Pinion
