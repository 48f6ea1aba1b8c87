// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspect/tagcatalog.h"
#include "marathon/tagquery.h"
#include "registry/vendorhelp.h"

#include <QAbstractItemModel>
#include <QFlags>

#include <vector>

namespace Pinion {
class RunningImages;

/// What people look for among tags.
enum class TagSort : quint8 {
    Versions = 0x01,
    Prereleases = 0x02, ///< and snapshots
    Builds = 0x04, ///< dates, numbers, commits
    Moving = 0x08, ///< channels, one or two numbers, words
    Branches = 0x10,
};
Q_DECLARE_FLAGS(TagSorts, TagSort)

/// Which tags are shown.
struct TagFilter
{
    TagQuery query;
    TagSorts sorts = TagSorts(TagSort::Versions) | TagSort::Prereleases | TagSort::Builds;
    QString always; ///< this one whatever its sort: the tag in the document
};

/// The tags of a repository as rows, the platforms of a tag below it. Shows what it has been told;
/// columns fill as that comes in, and rows stay where they are meanwhile.
class TagModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Tag, Kind, Date, Platforms, Size, Digest, RunsOn, ColumnCount };

    struct Row
    {
        explicit Row(CatalogTag name)
            : tag(std::move(name))
        { }

        CatalogTag tag;
        std::optional<TagDetails> details;
        bool hasDetails = false; ///< more than the digest
        QDateTime pushed; ///< invalid: nobody told
        qint64 size = 0; ///< bytes
        QString problem; ///< why there is nothing more
    };

    explicit TagModel(QObject *parent = nullptr);
    ~TagModel() override;

    // ---- what is shown

    void clear();
    void setRepository(const ImageReference &repository, const RunningImages *running);
    /// What is known of tags that were there before stays.
    void setTags(std::vector<CatalogTag> tags);
    void setFilter(TagFilter filter);
    void setDetails(const QString &tag, const TagDetails &details, bool isComplete);
    void setProblem(const QString &tag, const QString &problem);
    /// Push times, sizes and digests that the maker of the registry tells.
    void setVendorTags(const QList<VendorTag> &tags);
    void setUploaded(const QHash<QString, QDateTime> &uploaded);
    void setOutlook(const QString &tag, const TagOutlook &outlook);

    // ---- asking

    [[nodiscard]] const Row *row(const QString &tag) const;
    [[nodiscard]] QString tagAt(const QModelIndex &index) const;
    /// Null for the row of a tag.
    [[nodiscard]] const PlatformImage *platformAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const QString &tag) const; ///< invalid while filtered out
    /// Other tags that were seen to have this digest.
    [[nodiscard]] QStringList tagsWith(const QString &digest) const;
    /// Tags that may mean the same image by their names: those with more of its numbers or fewer.
    [[nodiscard]] QStringList relativesOf(const QString &tag, qsizetype most) const;
    [[nodiscard]] qsizetype total() const { return qsizetype(m_rows.size()); }
    [[nodiscard]] qsizetype known() const { return m_known; } ///< with a digest
    [[nodiscard]] bool tellsPushes() const { return m_tellsPushes; }

    // ---- QAbstractItemModel

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    [[nodiscard]] Row *find(const QString &tag);
    [[nodiscard]] const Row &shownRow(int row) const
    {
        return m_rows[size_t(m_shown[size_t(row)])];
    }
    void arrange();
    [[nodiscard]] bool isBefore(int a, int b) const;
    void rowChanged(const QString &tag);
    void noteDigest(Row &row, const TagDetails &details);
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] QString toolTip(const Row &row, int column) const;
    [[nodiscard]] QString platformCell(const PlatformImage &image, int column) const;

    ImageReference m_repository;
    const RunningImages *m_running = nullptr;
    std::vector<Row> m_rows; ///< newest first by name
    QHash<QString, int> m_byTag;
    std::vector<int> m_shown; ///< indexes into m_rows
    std::vector<int> m_places; ///< of m_rows in m_shown; -1: filtered out
    TagFilter m_filter;
    Column m_sortColumn = Tag;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    qsizetype m_known = 0;
    bool m_tellsPushes = false;
};

/// What a tag counts as in the filter.
[[nodiscard]] TagSort sortOf(const CatalogTag &tag);

} // namespace Pinion

Q_DECLARE_OPERATORS_FOR_FLAGS(Pinion::TagSorts)
