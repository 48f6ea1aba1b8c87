// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/taskscope.h"
#include "registry/tagdetailqueue.h"
#include "ui/registry/registries.h"
#include "ui/registry/tagmodel.h"

#include <QTimer>

namespace Pinion {

/// Fills a TagModel from the registry: the names first, from the cache until they come; then what
/// is on screen, and which fixed tag means the same image as the one in the document. Destroying it
/// or stop() ends all of it at once.
class TagBrowser : public QObject
{
    Q_OBJECT

public:
    enum class Phase {
        Listing, ///< the names are on their way
        Ready,
        Stopped, ///< by the user, before all names were there
        Failed, ///< see error(); names of an earlier look may be shown
    };

    TagBrowser(
        Registries &registries, Platform platform, TagModel &model, QObject *parent = nullptr);
    ~TagBrowser() override;

    /// Begins anew with this repository. Its tag is the one to find a fixed equal for.
    void open(const ImageReference &image);
    void reload() { open(m_image); }
    void stop();
    /// Tags that are on screen; asked for before all others.
    void want(const QStringList &tags);
    /// All about one tag, even where that counts as a pull.
    void wantDetails(const QString &tag);
    /// Tags that may mean the same image.
    void wantRelatives(const QString &tag);

    [[nodiscard]] const ImageReference &image() const { return m_image; }
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// When the names were seen that are shown now, if they come from an earlier look.
    [[nodiscard]] const QDateTime &shownSince() const { return m_shownSince; }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    /// The user of the login in use; empty without one.
    [[nodiscard]] const QString &user() const { return m_user; }
    /// The fixed tag that means the same image as the tag in the document; empty: none is known.
    [[nodiscard]] const QString &equalTag() const { return m_equalTag; }
    /// When the registry allows more questions; invalid: it does not limit them.
    [[nodiscard]] QDateTime retryAt() const;
    [[nodiscard]] bool isBusy() const;

signals:
    /// The phase, or what else is told above.
    void changed();
    /// The model has other rows.
    void listed();
    void detailsLoaded(const QString &tag);

private:
    /// What a worker makes of the names.
    struct Judged
    {
        std::vector<CatalogTag> tags;
        QStringList likelyEquals; ///< that may mean the same as the tag in the document
    };

    [[nodiscard]] RegistryClient *client() const;
    [[nodiscard]] ImageReference withTag(const QString &tag) const;
    static QCoro::Task<void> list(TagBrowser *self, std::stop_token stop);
    static QCoro::Task<void> askVendor(TagBrowser *self, std::stop_token stop);
    static QCoro::Task<void> findEqual(TagBrowser *self, std::stop_token stop);
    static QCoro::Task<void> askDetails(TagBrowser *self, QString tag, std::stop_token stop);
    void begin();
    void fail(const Error &error);
    void end(TagList list);
    void showKnown();
    void judge();
    void publish(Judged judged);
    void makeQueue();
    void loaded(const QString &tag, const TagDetails &details);
    void failedTag(const QString &tag, const Error &error);
    void takeVendorTags(const VendorTags &tags);
    void flushNews();

    Registries &m_registries;
    Platform m_platform;
    TagModel &m_model;
    ImageReference m_image;
    Phase m_phase = Phase::Listing;
    std::optional<Error> m_error;
    QDateTime m_shownSince;
    bool m_isComplete = true;
    QString m_user;
    QString m_equalTag;
    QStringList m_likelyEquals;
    bool m_hasSoughtEqual = false;
    QStringList m_names;
    QHash<QString, QDateTime> m_uploaded;
    bool m_isJudging = false;
    bool m_hasNewNames = false;
    quint64 m_generation = 0; ///< of judging; late answers are dropped
    std::unique_ptr<TagDetailQueue> m_queue;
    std::vector<LedgerNews> m_news;
    QTimer m_newsTimer;
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
