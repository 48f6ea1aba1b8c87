// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/guardladder.h"
#include "deploy/runningbodies.h"
#include "deploy/runrequest.h"
#include "settings/target.h"
#include "ui/deploy/beforerun.h"
#include "ui/deploy/drifts.h"
#include "ui/diff/comparedtexts.h"

namespace Pinion {

class Analysis;

/// What a deployment would do to one definition.
struct ReviewedForecast
{
    QString id;
    Forecast forecast;
};

/// An image that no app of the target uses as yet, so that its nodes have to fetch it.
struct NewImage
{
    QString app;
    QString reference;

    friend bool operator==(const NewImage &, const NewImage &) = default;
};
/// Those that Docker will pull for these definitions. `known`: what runs on the target.
[[nodiscard]] std::vector<NewImage> newImages(
    const Definitions &definitions, const QStringList &known);

/// Everything that a review is about. Immutable.
struct ReviewCase
{
    Target target;
    std::shared_ptr<const ComparedTexts> texts;
    MarathonVersion version;
    std::vector<ReviewedForecast> forecasts; ///< of what is new or changed
    QStringList removed; ///< that a group's body takes away
    DeployRequest request;
    DeployConditions conditions; ///< as far as they do not change inside of the review
    QStringList unpinned; ///< images without a digest
    std::vector<NewImage> newImages;
    BeforeRun before; ///< what runs now
    std::chrono::seconds usual{0}; ///< that its deployments take; 0: not known

    /// What others have changed since the document met the target.
    std::vector<TargetDrift> drifts;
    bool keepsDrifts = false; ///< what is sent has their values, as far as that can be

    /// Of `texts`, which may differ from the document in what is kept. Errors: those of
    /// deployRequest().
    [[nodiscard]] static Result<ReviewCase> of(const Analysis &analysis, const Target &target,
        std::shared_ptr<const ComparedTexts> texts, const RunningBodies &running,
        MarathonVersion version);

    /// "PUT /v2/apps//shop/orders?partialUpdate=false&force=false, the whole definition": what is
    /// sent, for people.
    [[nodiscard]] QString sentText() const;
    /// The whole review as text for a chat or a ticket, without secrets.
    [[nodiscard]] QString asText() const;
};

} // namespace Pinion
