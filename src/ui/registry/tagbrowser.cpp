// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/tagbrowser.h"

#include "base/foreachlimited.h"
#include "marathon/tagpins.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pinion {

namespace {

constexpr int DetailsAtOnce = 12;
constexpr qsizetype MostRelatives = 24;
constexpr int EqualsAtOnce = 4;

/// Docker Hub counts a look into a manifest as a pull, and those are few.
bool countsPulls(const ImageReference &image)
{
    return image.domain == "docker.io"_L1;
}

} // namespace

TagBrowser::TagBrowser(Registries &registries, Platform platform, TagModel &model, QObject *parent)
    : QObject(parent)
    , m_registries(registries)
    , m_platform(std::move(platform))
    , m_model(model)
{
    m_newsTimer.setSingleShot(true);
    m_newsTimer.setInterval(1s);
    connect(&m_newsTimer, &QTimer::timeout, this, &TagBrowser::flushNews);
    connect(&registries, &Registries::aboutToStartOver, this, [this](const QString &domain) {
        if (domain != m_image.domain)
            return;
        m_phase = Phase::Listing; // what was listed with another login proves nothing
        stop();
    });
    connect(&registries, &Registries::startedOver, this, [this](const QString &domain) {
        if (domain == m_image.domain)
            reload();
    });
}

TagBrowser::~TagBrowser()
{
    flushNews();
}

RegistryClient *TagBrowser::client() const
{
    return m_registries.source().client(m_image.domain, m_platform).value_or(nullptr);
}

QDateTime TagBrowser::retryAt() const
{
    const RegistryClient *asked = client();
    return asked ? asked->retryAt() : QDateTime();
}

bool TagBrowser::isBusy() const
{
    return m_phase == Phase::Listing || (m_queue && !m_queue->isIdle());
}

// ---- the names

void TagBrowser::open(const ImageReference &image)
{
    stop();
    const bool isSame = image.repository() == m_image.repository();
    m_image = image;
    if (!isSame)
        m_model.clear();
    m_model.setRepository(image, m_registries.runningImages());
    begin();
}

void TagBrowser::begin()
{
    m_phase = Phase::Listing;
    m_error.reset();
    m_shownSince = QDateTime();
    m_isComplete = true;
    m_user.clear();
    m_equalTag.clear();
    m_hasSoughtEqual = false;
    m_names.clear();
    m_uploaded.clear();
    showKnown();
    emit changed();
    const Result<RegistryClient *> asked = m_registries.source().client(m_image.domain, m_platform);
    if (!asked) {
        fail(asked.error());
        return;
    }
    makeQueue();
    const std::stop_token stop = m_scope.token();
    list(this, stop);
}

void TagBrowser::stop()
{
    m_scope.cancel();
    m_queue.reset();
    ++m_generation;
    m_isJudging = false;
    m_hasNewNames = false;
    if (m_phase == Phase::Listing && !m_image.path.isEmpty()) {
        m_phase = Phase::Stopped;
        m_isComplete = false;
    }
    flushNews();
    emit changed();
}

void TagBrowser::showKnown()
{
    const RegistryCache::Names known = m_registries.knownTags(m_image);
    if (known.tags.isEmpty())
        return;
    m_names = known.tags;
    m_shownSince = known.seen;
    judge();
}

QCoro::Task<void> TagBrowser::list(TagBrowser *self, std::stop_token stop)
{
    RegistryClient *client = self->client();
    // Pages show at once, unless there is an older list to look at until all of them are there.
    RegistryClient::PageSink sink = [self](const QStringList &page) {
        if (self->m_shownSince.isValid())
            return;
        self->m_names += page;
        self->judge();
    };
    Result<TagList> list = co_await client->tags(self->m_image.path, std::move(sink), stop);
    if (stop.stop_requested())
        co_return;
    if (!list) {
        self->fail(list.error());
        co_return;
    }
    self->end(std::move(*list));
    const Result<Credentials> login = co_await client->login(self->m_image.path, stop);
    if (stop.stop_requested())
        co_return;
    self->m_user = login ? login->user() : QString();
    emit self->changed();
}

void TagBrowser::fail(const Error &error)
{
    m_phase = Phase::Failed;
    m_error = error;
    // What was pinned before can be pinned again without the registry.
    RegistryCache *cache = m_registries.source().cache();
    for (const QString &name : std::as_const(m_names)) {
        const auto seen = cache ? cache->tag(m_image.repository(), name) : std::nullopt;
        if (!seen || !m_shownSince.isValid())
            continue;
        TagDetails details;
        details.top = *seen;
        m_model.setDetails(name, details, false);
    }
    emit changed();
}

void TagBrowser::end(TagList list)
{
    m_phase = Phase::Ready;
    m_names = std::move(list.tags);
    m_uploaded = std::move(list.uploaded);
    m_isComplete = list.isComplete;
    m_shownSince = QDateTime();
    judge();
    emit changed();
    const std::stop_token stop = m_scope.token();
    askVendor(this, stop);
}

/// In a worker: thousands of names take a while.
void TagBrowser::judge()
{
    m_hasNewNames = true;
    if (m_isJudging)
        return;
    m_isJudging = true;
    m_hasNewNames = false;
    auto *watcher = new QFutureWatcher<Judged>(this);
    connect(
        watcher, &QFutureWatcherBase::finished, this, [this, watcher, generation = m_generation] {
            watcher->deleteLater();
            if (generation != m_generation)
                return;
            m_isJudging = false;
            publish(watcher->future().takeResult());
            if (m_hasNewNames)
                judge();
        });
    watcher->setFuture(
        QtConcurrent::run([image = m_image, names = m_names, ledger = m_registries.ledger()] {
            Judged judged;
            judged.tags = catalogOf(image, names, ledger).tags;
            const QString tag = image.effectiveTag();
            // A tag that is fixed itself needs no other in its place.
            if (!tag.isEmpty() && !isFixedKind(forecastTag(tag).kind))
                judged.likelyEquals = likelyPins(tag, names);
            return judged;
        }));
}

void TagBrowser::publish(Judged judged)
{
    // The catalogue knows the ledger; what the registry or the user says comes on top of that.
    const bool areFixed = m_registries.preferences().find(m_image.domain).hasFixedTags;
    for (CatalogTag &tag : judged.tags) {
        const QString name = tag.key.tag();
        if (areFixed || m_registries.hasWord(m_image.repository() + u':' + name))
            tag.outlook = outlookOf(name, {}, m_registries.evidence(withTag(name)));
    }
    m_model.setTags(std::move(judged.tags));
    m_likelyEquals = std::move(judged.likelyEquals);
    m_model.setUploaded(m_uploaded);
    if (m_phase == Phase::Failed && m_error)
        fail(Error(*m_error)); // the digests of an earlier look belong to the rows
    emit listed();
    emit changed();
    if (m_phase == Phase::Ready && !m_hasNewNames && !std::exchange(m_hasSoughtEqual, true)) {
        const std::stop_token stop = m_scope.token();
        findEqual(this, stop);
    }
}

// ---- the rest

void TagBrowser::makeQueue()
{
    m_queue = std::make_unique<TagDetailQueue>(*client(), m_image.path, DetailsAtOnce);
    if (countsPulls(m_image))
        m_queue->setDepth(TagDetailQueue::Depth::Digests);
    connect(m_queue.get(), &TagDetailQueue::loaded, this, &TagBrowser::loaded);
    connect(m_queue.get(), &TagDetailQueue::failed, this, &TagBrowser::failedTag);
    connect(m_queue.get(), &TagDetailQueue::becameIdle, this, &TagBrowser::changed);
}

ImageReference TagBrowser::withTag(const QString &tag) const
{
    ImageReference image = m_image;
    image.tag = tag;
    image.digest.clear();
    return image;
}

void TagBrowser::want(const QStringList &tags)
{
    if (m_phase == Phase::Failed || m_image.path.isEmpty())
        return;
    if (!m_queue && client())
        makeQueue(); // after a stop
    if (m_queue)
        m_queue->prefer(tags);
}

void TagBrowser::wantRelatives(const QString &tag)
{
    if (m_queue && m_phase == Phase::Ready)
        m_queue->append(m_model.relativesOf(tag, MostRelatives));
}

void TagBrowser::wantDetails(const QString &tag)
{
    const TagModel::Row *row = m_model.row(tag);
    if (!row || row->hasDetails || !m_queue || m_phase == Phase::Failed)
        return;
    const std::stop_token stop = m_scope.token();
    askDetails(this, tag, stop);
}

QCoro::Task<void> TagBrowser::askDetails(TagBrowser *self, QString tag, std::stop_token stop)
{
    RegistryClient *client = self->client();
    const Result<TagDetails> details = co_await client->details(self->m_image.path, tag, stop);
    if (stop.stop_requested())
        co_return;
    if (!details) {
        self->failedTag(tag, details.error());
        co_return;
    }
    self->m_model.setDetails(tag, *details, true);
    emit self->detailsLoaded(tag);
}

void TagBrowser::loaded(const QString &tag, const TagDetails &details)
{
    m_model.setDetails(tag, details, !countsPulls(m_image));
    m_news.push_back(
        {m_image.repository() + u':' + tag, details.top, details.top.seen, details.platformDigest});
    if (!m_newsTimer.isActive())
        m_newsTimer.start();
    emit detailsLoaded(tag);
}

void TagBrowser::failedTag(const QString &tag, const Error &error)
{
    constexpr int TooManyRequests = 429;
    m_model.setProblem(tag, error.text());
    if (error.httpStatus == TooManyRequests && m_phase == Phase::Ready) {
        m_error = error;
        emit changed();
    }
    emit detailsLoaded(tag);
}

void TagBrowser::flushNews()
{
    m_newsTimer.stop();
    m_registries.remember(std::exchange(m_news, {}));
}

/// Asks about the likeliest tags, a few at once, until one of them has the same digest.
QCoro::Task<void> TagBrowser::findEqual(TagBrowser *self, std::stop_token stop)
{
    const QString tag = self->m_image.effectiveTag();
    if (!self->m_model.row(tag))
        co_return;
    RegistryClient *client = self->client();
    const QString path = self->m_image.path;
    self->want({tag});
    const Result<TagDigest> own = co_await client->digest(path, tag, stop);
    if (stop.stop_requested() || !own)
        co_return;
    const QStringList likely = self->m_likelyEquals;
    const auto ask
        = [client, &path, &stop](const QString &name) { return client->digest(path, name, stop); };
    QStringList equal;
    for (qsizetype i = 0; i < likely.size() && equal.isEmpty(); i += EqualsAtOnce) {
        const QStringList some = likely.mid(i, EqualsAtOnce);
        std::vector<QString> batch(some.begin(), some.end());
        const std::vector<Result<TagDigest>> answers
            = co_await forEachLimited(std::move(batch), EqualsAtOnce, ask, stop);
        if (stop.stop_requested())
            co_return;
        for (qsizetype k = 0; k < some.size(); ++k) {
            if (answers[size_t(k)] && answers[size_t(k)]->isSameAs(*own))
                equal.append(some[k]);
        }
    }
    self->m_equalTag = bestPin(tag, equal);
    if (!self->m_equalTag.isEmpty())
        self->want({self->m_equalTag});
    emit self->changed();
}

QCoro::Task<void> TagBrowser::askVendor(TagBrowser *self, std::stop_token stop)
{
    RegistrySource *source = &self->m_registries.source();
    const ImageReference image = self->m_image;
    const Result<VendorTags> tags = co_await source->vendorTags(image, stop);
    if (stop.stop_requested())
        co_return;
    if (tags)
        self->takeVendorTags(*tags);
    const Result<QList<TagLifetime>> history = co_await source->history(image, stop);
    if (stop.stop_requested() || !history)
        co_return;
    for (qsizetype i = 0; i + 1 < history->size(); ++i) {
        if (history->at(i).digest == history->at(i + 1).digest)
            continue;
        self->m_registries.rememberMove(ledgerKey(image), history->at(i).from.toUTC().date());
        self->judge();
        break;
    }
}

void TagBrowser::takeVendorTags(const VendorTags &tags)
{
    m_model.setVendorTags(tags.tags);
    for (const VendorTag &told : tags.tags) {
        if (!told.isImmutable.value_or(false))
            continue;
        const ImageReference image = withTag(told.name);
        m_registries.rememberLocked(ledgerKey(image), true);
        m_model.setOutlook(told.name, outlookOf(told.name, {}, m_registries.evidence(image)));
    }
    emit changed();
}

} // namespace Pinion

#include "moc_tagbrowser.cpp"
