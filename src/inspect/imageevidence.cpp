// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/imageevidence.h"

#include "base/foreachlimited.h"
#include "marathon/imageplace.h"
#include "marathon/tagpins.h"
#include "rules/imageruntime.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int ImagesAtOnce = 4;
constexpr int TagsAtOnce = 4;

/// A tag or digest is not there: true if the registry knows the repository, so that the answer can
/// be believed. Registries answer the same to those who may not look.
Task<bool> isReallyMissing(
    ImageReference image, QString tagOrDigest, TagSource *source, std::stop_token stop)
{
    const Result<TagList> list = co_await source->tags(image, stop);
    if (!list)
        co_return tl::make_unexpected(list.error());
    co_return !list->tags.contains(tagOrDigest);
}

/// Empty when there is none among the likely ones.
Task<QString> findEqualTag(
    ImageReference image, QString digest, TagSource *source, std::stop_token stop)
{
    const Result<TagList> list = co_await source->tags(image, stop);
    if (!list)
        co_return tl::make_unexpected(list.error());
    const QStringList likely = likelyPins(image.effectiveTag(), list->tags);
    const auto ask
        = [&image, source, &stop](const QString &tag) { return source->digest(image, tag, stop); };
    for (qsizetype i = 0; i < likely.size(); i += TagsAtOnce) {
        const QStringList some = likely.mid(i, TagsAtOnce);
        std::vector<QString> batch(some.begin(), some.end());
        const std::vector<Result<TagDigest>> answers
            = co_await forEachLimited(std::move(batch), TagsAtOnce, ask, stop);
        QStringList equal;
        for (qsizetype k = 0; k < some.size(); ++k) {
            const Result<TagDigest> &answer = answers[size_t(k)];
            if (answer && answer->digest == digest)
                equal.append(some[k]);
        }
        if (!equal.isEmpty())
            co_return bestPin(image.effectiveTag(), equal);
    }
    co_return QString();
}

/// Nothing: it is missing. Errors: why that is not known.
Task<std::optional<TagDigest>> look(
    ImageReference image, QString tagOrDigest, TagSource *source, std::stop_token stop)
{
    const Result<TagDigest> seen = co_await source->digest(image, tagOrDigest, stop);
    if (seen)
        co_return std::optional(*seen);
    if (seen.error().kind != ErrorKind::NotFound)
        co_return tl::make_unexpected(seen.error());
    const Result<bool> missing = co_await isReallyMissing(image, tagOrDigest, source, stop);
    if (!missing || !*missing)
        co_return tl::make_unexpected(missing ? seen.error() : missing.error());
    co_return std::optional<TagDigest>();
}

/// What the tag, not a digest beside it, has for the wanted platform.
QString platformOf(const ImageSighting &sighting)
{
    const bool isOfTag
        = sighting.details && sighting.tag && sighting.details->top.digest == sighting.tag->digest;
    return isOfTag ? sighting.details->platformDigest : QString();
}

ImageSighting unknown(const QString &reference, const Error &problem)
{
    ImageSighting sighting;
    sighting.reference = reference;
    sighting.problem = problem;
    return sighting;
}

} // namespace

std::vector<ImageQuestion> imageQuestions(
    const Definitions &definitions, const RuleParameters &parameters)
{
    std::vector<ImageQuestion> questions;
    for (const ImagePlace &place : imagePlaces(definitions)) {
        const QString text = place.reference();
        const TagClass tagClass = classifyImage(text, parameters.images).tagClass;
        if (tagClass == TagClass::Templated || tagClass == TagClass::Invalid)
            continue;
        const auto same = std::find_if(questions.begin(), questions.end(),
            [&text](const ImageQuestion &question) { return question.reference == text; });
        const bool isNew = same == questions.end();
        ImageQuestion &question = isNew ? questions.emplace_back() : *same;
        question.reference = text;
        question.platform = wantedPlatform(parameters);
        question.wantsEqualTag = isMutable(tagClass);
        // Looking into a manifest counts as a pull with Docker Hub, so not without need.
        const bool isHub = ImageReference::parse(text)->domain == "docker.io"_L1;
        question.wantsDetails
            = question.wantsDetails || !isHub || place.runtime == ImageRuntime::Mesos;
    }
    return questions;
}

Task<ImageSighting> sightImage(ImageQuestion question, TagSource *source, std::stop_token stop)
{
    const Result<ImageReference> image = ImageReference::parse(question.reference);
    if (!image)
        co_return unknown(question.reference, image.error());
    ImageSighting sighting;
    sighting.reference = question.reference;
    if (const QString tag = image->effectiveTag(); !tag.isEmpty()) {
        const Result<std::optional<TagDigest>> seen = co_await look(*image, tag, source, stop);
        if (!seen)
            co_return unknown(question.reference, seen.error());
        sighting.tag = *seen;
        sighting.isTagMissing = !seen->has_value();
    }
    const QString pinned = image->digest;
    if (!pinned.isEmpty() && !(sighting.tag && sighting.tag->digest == pinned)) {
        const Result<std::optional<TagDigest>> seen = co_await look(*image, pinned, source, stop);
        if (!seen)
            co_return unknown(question.reference, seen.error());
        sighting.isDigestMissing = !seen->has_value();
        if (*seen && sighting.tag) {
            const Result<TagDetails> ofTag = co_await source->details(*image, image->tag, stop);
            sighting.pinsPlatform = ofTag && ofTag->platformDigest == pinned;
        }
    }
    const bool isThere = pinned.isEmpty() ? sighting.tag.has_value() : !sighting.isDigestMissing;
    if (question.wantsDetails && isThere) {
        const QString what = pinned.isEmpty() ? image->effectiveTag() : pinned;
        Result<TagDetails> details = co_await source->details(*image, what, stop);
        if (details)
            sighting.details = std::move(*details);
    }
    if (question.wantsEqualTag && sighting.tag) {
        const QString digest = sighting.tag->digest;
        const Result<QString> equal = co_await findEqualTag(*image, digest, source, stop);
        sighting.equalTag = equal.value_or(QString());
    }
    co_return sighting;
}

QCoro::Task<std::vector<ImageSighting>> sightImages(
    std::vector<ImageQuestion> questions, TagSource *source, std::stop_token stop)
{
    QStringList references;
    for (const ImageQuestion &question : questions)
        references.append(question.reference);
    const auto ask
        = [source, &stop](ImageQuestion question) { return sightImage(question, source, stop); };
    const std::vector<Result<ImageSighting>> answers
        = co_await forEachLimited(std::move(questions), ImagesAtOnce, ask, stop);
    std::vector<ImageSighting> sightings;
    for (size_t i = 0; i < answers.size(); ++i) {
        sightings.push_back(
            answers[i] ? *answers[i] : unknown(references[qsizetype(i)], answers[i].error()));
    }
    co_return sightings;
}

std::vector<LedgerNews> ledgerNews(const std::vector<ImageSighting> &sightings, const QDateTime &at)
{
    std::vector<LedgerNews> news;
    for (const ImageSighting &sighting : sightings) {
        const Result<ImageReference> image = ImageReference::parse(sighting.reference);
        if (!image || sighting.problem || ledgerKey(*image).isEmpty())
            continue;
        if (sighting.tag || sighting.isTagMissing)
            news.push_back({ledgerKey(*image), sighting.tag, at, platformOf(sighting)});
    }
    return news;
}

} // namespace Pinion
