// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/imagewatch.h"

#include "base/foreachlimited.h"
#include "ui/findings/analysis.h"

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pinion {

namespace {

constexpr int ImagesAtOnce = 2;
constexpr qint64 FreshSeconds = 15 * 60;

QString domainOf(const QString &reference)
{
    const Result<ImageReference> image = ImageReference::parse(reference);
    return image ? image->domain : QString();
}

} // namespace

ImageWatch::ImageWatch(Registries &registries, QObject *parent)
    : QObject(parent)
    , m_registries(registries)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(800ms);
    m_again.setInterval(15min);
    m_again.start();
    connect(&m_pause, &QTimer::timeout, this, &ImageWatch::look);
    connect(&m_again, &QTimer::timeout, this, &ImageWatch::look);
    connect(&registries, &Registries::startedOver, this, &ImageWatch::forget);
    connect(&registries, &Registries::evidenceChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&registries.preferences(), &RegistryPreferences::lookUpChanged, &m_pause,
        qOverload<>(&QTimer::start));
}

ImageWatch::~ImageWatch() = default;

void ImageWatch::follow(Analysis &analysis)
{
    m_followed.push_back(&analysis);
    connect(&analysis, &QObject::destroyed, this,
        [this, gone = &analysis] { std::erase(m_followed, gone); });
    connect(&analysis.document(), &AppDocument::changed, &m_pause, qOverload<>(&QTimer::start));
    connect(&analysis, &Analysis::stampsChanged, &m_pause, qOverload<>(&QTimer::start));
    m_pause.start();
}

QString ImageWatch::keyOf(const ImageQuestion &question)
{
    return question.reference + u' ' + question.platform;
}

bool ImageWatch::isAllowed(const ImageQuestion &question) const
{
    const Result<ImageReference> image = ImageReference::parse(question.reference);
    return image && m_registries.preferences().isLookedUp(image->repository());
}

bool ImageWatch::isFresh(const ImageQuestion &question) const
{
    const auto seen = m_seen.constFind(keyOf(question));
    return seen != m_seen.cend() && seen->at.secsTo(m_registries.source().now()) < FreshSeconds;
}

std::vector<ImageQuestion> ImageWatch::questionsOf(const Analysis &analysis) const
{
    const auto snapshot = analysis.document().lastValidSnapshot();
    return snapshot ? imageQuestions(snapshot->definitions, analysis.config().parameters)
                    : std::vector<ImageQuestion>();
}

void ImageWatch::look()
{
    std::vector<ImageQuestion> wanted;
    for (Analysis *analysis : m_followed) {
        for (ImageQuestion &question : questionsOf(*analysis)) {
            const QString key = keyOf(question);
            if (!isAllowed(question) || isFresh(question) || m_asked.contains(key))
                continue;
            m_asked.insert(key);
            wanted.push_back(std::move(question));
        }
        report(*analysis);
    }
    if (!wanted.empty()) {
        const std::stop_token stop = m_scope.token();
        ask(this, std::move(wanted), stop);
    }
}

void ImageWatch::forget(const QString &domain)
{
    m_seen.removeIf(
        [&](const auto &entry) { return domainOf(entry.key().section(u' ', 0, 0)) == domain; });
    m_pause.start();
}

QCoro::Task<void> ImageWatch::ask(
    ImageWatch *self, std::vector<ImageQuestion> questions, std::stop_token stop)
{
    const std::vector<ImageQuestion> asked = questions;
    RegistrySource *source = &self->m_registries.source();
    const auto sight = [source, &stop](ImageQuestion question) {
        TagSource &view = source->forPlatform(Platform::parse(question.platform));
        return sightImage(std::move(question), &view, stop);
    };
    std::vector<Result<ImageSighting>> answers
        = co_await forEachLimited(std::move(questions), ImagesAtOnce, sight, stop);
    if (stop.stop_requested())
        co_return;
    for (size_t i = 0; i < asked.size(); ++i) {
        self->m_asked.remove(keyOf(asked[i]));
        if (answers[i])
            self->take(asked[i], std::move(*answers[i]));
    }
    self->look();
}

void ImageWatch::take(const ImageQuestion &question, ImageSighting sighting)
{
    const QDateTime now = m_registries.source().now();
    m_registries.remember(ledgerNews({sighting}, now));
    m_seen.insert(keyOf(question), {std::move(sighting), now});
}

ImageReport ImageWatch::reportOf(const ImageQuestion &question, const Analysis &analysis) const
{
    const RuleConfig &config = analysis.config();
    ImageReport report;
    report.facts = config.facts.images.value(question.reference);
    if (const auto image = ImageReference::parse(question.reference))
        report.evidence = m_registries.evidence(*image);
    const auto seen = m_seen.constFind(keyOf(question));
    if (seen == m_seen.cend() || seen->sighting.problem || !isAllowed(question))
        return report;
    const EvidencePolicy policy{
        config.maxEvidenceDays, config.trustAfterDays, m_registries.source().now().toUTC().date()};
    report.facts = imageFacts(seen->sighting, m_registries.ledger(), report.facts, policy);
    report.seen = seen->at;
    return report;
}

void ImageWatch::report(Analysis &analysis)
{
    ImageReports reports;
    for (const ImageQuestion &question : questionsOf(analysis)) {
        const ImageReport report = reportOf(question, analysis);
        if (report.seen.isValid() || report.evidence.hasMoved() || report.evidence.isLocked)
            reports.insert(question.reference, report);
    }
    analysis.setImageReports(std::move(reports));
}

} // namespace Pinion

#include "moc_imagewatch.cpp"
