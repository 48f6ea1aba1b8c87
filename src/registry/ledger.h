// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "marathon/imagereference.h"
#include "marathon/tagoutlook.h"
#include "registry/registryfacts.h"

#include <QMap>

#include <optional>
#include <vector>

namespace Pinion {

/// A time during which a tag was seen to point to one digest.
struct LedgerReading
{
    QString digest;
    QString mediaType;
    QString profile; ///< the Accept list that it was read with
    QDateTime first;
    QDateTime last;
    int looks = 1; ///< at least an hour apart
    QString platformDigest = {}; ///< of the image for the wanted platform; empty: not known
};

struct LedgerEntry
{
    std::vector<LedgerReading> readings; ///< oldest first, never empty but for tags never seen
    QDateTime gone; ///< when it was found missing; invalid: it was there at the last look

    /// The readings that may be compared with the last one.
    [[nodiscard]] std::vector<LedgerReading> comparable() const;
    [[nodiscard]] QDateTime lastLook() const;
};

/// Something that a registry has just said about a tag.
struct LedgerNews
{
    QString image; ///< see ledgerKey()
    std::optional<TagDigest> seen; ///< nothing: the tag is missing
    QDateTime at;
    QString platformDigest = {}; ///< empty: nobody looked into the manifest
};

/// What each tag pointed to and when, so that a move is noticed though the registry has forgotten
/// it. Digests count as different only if they were read in the same way. Bounded: the oldest
/// readings and the tags that were not looked at for the longest time are dropped.
///
///     {"version": 1, "tags": {"registry.example.com/shop/api:2.7.1": {"readings": [
///       {"digest": "sha256:…", "mediaType": "application/…", "profile": "index-manifest-1",
///        "first": "2026-05-02T08:00:00Z", "last": "2026-05-20T08:00:00Z", "looks": 7}]}}}
class Ledger
{
public:
    static constexpr int MaxReadings = 20;
    static constexpr qsizetype MaxTags = 5000;

    /// Errors: Invalid, with line and column.
    [[nodiscard]] static Result<Ledger> parse(const QByteArray &bytes, const QString &name);
    /// Sorted, one line for each reading: the same content always gives the same bytes.
    [[nodiscard]] QByteArray toJson() const;

    void add(const LedgerNews &news);
    [[nodiscard]] const LedgerEntry *find(const QString &image) const;
    [[nodiscard]] TagEvidence evidence(const QString &image) const;
    /// True if a full version of this repository ("domain/path") was seen to move.
    [[nodiscard]] bool hasMovedVersion(const QString &repository) const;
    [[nodiscard]] qsizetype size() const { return m_entries.size(); }

private:
    QMap<QString, LedgerEntry> m_entries;
};

/// "domain/path:tag", however the reference is written; empty for one without a tag.
[[nodiscard]] QString ledgerKey(const ImageReference &reference);

/// The user's own ledger on disk, readable by nobody else (0600).
class LedgerFile
{
public:
    explicit LedgerFile(QString path);
    /// In the platform's place for data: XDG_DATA_HOME on freedesktop systems.
    [[nodiscard]] static LedgerFile standard();

    /// An empty ledger if there is no file yet. Errors: those of reading and parsing.
    [[nodiscard]] Result<Ledger> read() const;
    /// Adds to what is in the file now, which another run may have changed, in one step. A damaged
    /// file stays as it is. Errors: those of read(); Io.
    [[nodiscard]] Result<void> add(const std::vector<LedgerNews> &news) const;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
};

} // namespace Pinion
