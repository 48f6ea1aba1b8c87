// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/reviewcase.h"

#include "marathon/imageplace.h"
#include "marathon/imagereference.h"
#include "marathon/tagclass.h"
#include "ui/diff/diffview.h"
#include "ui/findings/analysis.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Pinion::ReviewCase", text);
}

void foresee(ReviewCase &review, const RunningBodies &running)
{
    for (const DefinitionDifference &difference : review.texts->comparison().differences) {
        if (difference.kind == ChangeKind::Removed) {
            review.removed.append(difference.id);
            continue;
        }
        const QString role = difference.comparison.after().root()["role"].stringOr();
        review.forecasts.push_back({difference.id,
            forecast(difference.comparison, running.stateOf(difference.id),
                running.roomFor(difference.id, role), review.version)});
    }
}

QStringList unpinnedImages(const Definitions &definitions)
{
    QStringList images;
    for (const ImagePlace &place : imagePlaces(definitions)) {
        const Result<ImageReference> image = ImageReference::parse(place.reference());
        if (image && image->digest.isEmpty())
            images.append(place.reference());
    }
    images.removeDuplicates();
    return images;
}

QString replacedTag(const ComparedTexts &texts)
{
    QStringList tags;
    for (const ChangeIndex index : texts.changes()) {
        const Change *change = texts.change(index);
        const bool isImage = change && change->place.toString().endsWith(u"/image"_s);
        if (!isImage || !change->before.isString() || !change->after)
            continue;
        const Result<ImageReference> image = ImageReference::parse(change->before.stringOr());
        tags.append(image ? image->tag : QString());
    }
    return tags.size() == 1 ? tags.first() : QString();
}

QStringList movingImages(const QStringList &ids, const RunningBodies &running)
{
    QStringList images;
    for (const QString &id : ids) {
        const auto app = running.apps.find(id);
        if (app != running.apps.end() && isMutable(classifyImage(app->second.image).tagClass))
            images.append(app->second.image);
    }
    images.removeDuplicates();
    return images;
}

} // namespace

std::vector<NewImage> newImages(const Definitions &definitions, const QStringList &known)
{
    std::vector<NewImage> images;
    for (const ImagePlace &place : imagePlaces(definitions)) {
        if (place.runtime == ImageRuntime::Docker && !known.contains(place.reference()))
            images.push_back({place.owner, place.reference()});
    }
    return images;
}

Result<ReviewCase> ReviewCase::of(const Analysis &analysis, const Target &target,
    std::shared_ptr<const ComparedTexts> texts, const RunningBodies &running,
    MarathonVersion version)
{
    const AppDocument &document = analysis.document();
    const DocumentSnapshot &text = texts->document();
    Result<DeployRequest> request = deployRequest(text.tree);
    if (!request)
        return tl::make_unexpected(request.error());
    ReviewCase review;
    review.target = target;
    review.texts = std::move(texts);
    review.version = version;
    review.request = std::move(*request);
    review.request.documentPath = document.path();
    bool isBusy = false;
    for (const QString &id : review.request.ids()) {
        const auto app = running.apps.find(id);
        const bool isThere = app != running.apps.end();
        review.request.basedOn[id] = isThere ? app->second.version : AppVersion();
        isBusy = isBusy || (isThere && !app->second.deployments.isEmpty());
    }
    foresee(review, running);
    review.request.movingBefore = movingImages(review.request.ids(), running);
    review.before = {replacedTag(*review.texts), review.request.movingBefore};
    review.unpinned = unpinnedImages(text.definitions);

    const LevelCounts counts = analysis.counts();
    DeployConditions &conditions = review.conditions;
    conditions.kind = target.kind;
    conditions.alwaysReviews = target.alwaysReviews;
    conditions.isReadable = text.isValid();
    conditions.isSeen = true;
    conditions.isBusy = isBusy;
    conditions.isSame = review.texts->changes().empty();
    conditions.isMovingImage = !review.unpinned.isEmpty();
    conditions.errors = counts[FindingLevel::Refused] + counts[FindingLevel::Error];
    conditions.warnings = counts[FindingLevel::Warning];
    return review;
}

QString ReviewCase::sentText() const
{
    switch (request.kind) {
    case RequestKind::App:
        return tr("Sent is PUT /v2/apps%1?partialUpdate=false&force=false with the whole "
                  "definition: what it leaves out falls back to Marathon's defaults.")
            .arg(request.id);
    case RequestKind::Apps:
        return tr("Sent is PUT /v2/apps?partialUpdate=false&force=false with all definitions, as "
                  "one deployment.");
    case RequestKind::Group:
        return tr("Sent is PUT /v2/groups%1?force=false with the whole group: apps that it does "
                  "not list are removed.")
            .arg(request.id);
    }
    return {};
}

QString ReviewCase::asText() const
{
    QStringList lines{tr("%1 → %2").arg(request.ids().join(u", "_s), target.name)};
    for (const ReviewedForecast &reviewed : forecasts) {
        lines.append(reviewed.id + u": "_s + reviewed.forecast.sentence);
        for (const ForecastNote &note : reviewed.forecast.notes)
            lines.append(u"  ! "_s + note.text);
    }
    for (const ChangeIndex change : texts->changes())
        lines.append(u"- "_s + changeText(*texts, change));
    return lines.join(u'\n') + u'\n';
}

} // namespace Pinion
