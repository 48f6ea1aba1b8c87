// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/tagmodel.h"

#include "ui/registry/runningimages.h"
#include "ui/registry/tagtexts.h"

#include <QFont>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr quintptr TopLevel = 0; ///< as internal id; below it the row above, plus one

QDateTime dateOf(const TagModel::Row &row)
{
    if (row.pushed.isValid())
        return row.pushed;
    return row.details ? row.details->config.built : QDateTime();
}

QString digestOf(const TagModel::Row &row)
{
    return row.details ? row.details->top.digest : QString();
}

bool beginsWith(const QStringList &numbers, const QStringList &first)
{
    return numbers.size() >= first.size()
        && std::equal(first.begin(), first.end(), numbers.begin());
}

} // namespace

TagSort sortOf(const CatalogTag &tag)
{
    switch (tag.outlook.forecast.kind) {
    case TagKind::Version:
    case TagKind::Unique:
        if (!tag.key.version())
            return TagSort::Builds;
        return tag.key.version()->isPrerelease() ? TagSort::Prereleases : TagSort::Versions;
    case TagKind::Snapshot:
        return TagSort::Prereleases;
    case TagKind::Date:
    case TagKind::Number:
        return TagSort::Builds;
    case TagKind::Branch:
        return TagSort::Branches;
    default:
        return TagSort::Moving;
    }
}

TagModel::TagModel(QObject *parent)
    : QAbstractItemModel(parent)
{ }

TagModel::~TagModel() = default;

// ---- what is shown

void TagModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_byTag.clear();
    m_shown.clear();
    m_places.clear();
    m_known = 0;
    m_tellsPushes = false;
    endResetModel();
}

void TagModel::setRepository(const ImageReference &repository, const RunningImages *running)
{
    m_repository = repository;
    m_running = running;
}

void TagModel::setTags(std::vector<CatalogTag> tags)
{
    beginResetModel();
    std::vector<Row> rows;
    rows.reserve(tags.size());
    for (CatalogTag &tag : tags) {
        Row *known = find(tag.key.tag());
        rows.push_back(known ? std::move(*known) : Row(tag));
        rows.back().tag = std::move(tag);
    }
    m_rows = std::move(rows);
    m_byTag.clear();
    for (size_t i = 0; i < m_rows.size(); ++i)
        m_byTag.insert(m_rows[i].tag.key.tag(), int(i));
    m_known = std::ranges::count_if(m_rows, [](const Row &row) { return row.details.has_value(); });
    arrange();
    endResetModel();
}

void TagModel::setFilter(TagFilter filter)
{
    beginResetModel();
    m_filter = std::move(filter);
    arrange();
    endResetModel();
}

void TagModel::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_sortColumn = Column(column);
    m_order = order;
    arrange();
    endResetModel();
}

void TagModel::arrange()
{
    m_shown.clear();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const CatalogTag &tag = m_rows[i].tag;
        const bool isWanted
            = tag.key.tag() == m_filter.always || m_filter.sorts.testFlag(sortOf(tag));
        if (isWanted && m_filter.query.matches(tag.key))
            m_shown.push_back(int(i));
    }
    const bool isTurned = m_order == Qt::DescendingOrder;
    if (m_sortColumn != Tag)
        std::ranges::stable_sort(m_shown, [&](int a, int b) { return isBefore(a, b); });
    if (isTurned)
        std::ranges::reverse(m_shown);
    m_places.assign(m_rows.size(), -1);
    for (size_t i = 0; i < m_shown.size(); ++i)
        m_places[size_t(m_shown[i])] = int(i);
}

/// What is not known comes last; what is equal stays newest first by name.
bool TagModel::isBefore(int a, int b) const
{
    const Row &left = m_rows[size_t(a)];
    const Row &right = m_rows[size_t(b)];
    switch (m_sortColumn) {
    case Kind:
        return left.tag.outlook.forecast.confidence > right.tag.outlook.forecast.confidence;
    case Date: {
        const QDateTime one = dateOf(left);
        const QDateTime other = dateOf(right);
        return one.isValid() && (!other.isValid() || one > other);
    }
    case Size:
        return left.size > 0 && (right.size == 0 || left.size < right.size);
    case Tag:
        return a < b;
    default: {
        const QString one = text(left, m_sortColumn);
        const QString other = text(right, m_sortColumn);
        const bool isKnown = !one.isEmpty() && one != "–"_L1 && one != u"…"_s;
        const bool isOtherKnown = !other.isEmpty() && other != "–"_L1 && other != u"…"_s;
        return isKnown && (!isOtherKnown || one < other);
    }
    }
}

void TagModel::noteDigest(Row &row, const TagDetails &details)
{
    if (!row.details)
        ++m_known;
    row.details = details;
    row.problem.clear();
    if (details.downloadSize > 0)
        row.size = details.downloadSize;
}

void TagModel::setDetails(const QString &tag, const TagDetails &details, bool isComplete)
{
    Row *row = find(tag);
    if (!row || (row->hasDetails && !isComplete && digestOf(*row) == details.top.digest))
        return;
    const int place = m_places[size_t(m_byTag.value(tag))];
    const QModelIndex top = place < 0 ? QModelIndex() : index(place, 0);
    const int before = int(row->details ? row->details->images.size() : 0);
    const int after = int(details.images.size());
    if (top.isValid() && before > 0) {
        beginRemoveRows(top, 0, before - 1);
        row->details->images.clear();
        endRemoveRows();
    }
    if (top.isValid() && after > 0)
        beginInsertRows(top, 0, after - 1);
    noteDigest(*row, details);
    row->hasDetails = isComplete;
    if (top.isValid() && after > 0)
        endInsertRows();
    rowChanged(tag);
}

void TagModel::setProblem(const QString &tag, const QString &problem)
{
    if (Row *row = find(tag)) {
        row->problem = problem;
        rowChanged(tag);
    }
}

void TagModel::setOutlook(const QString &tag, const TagOutlook &outlook)
{
    if (Row *row = find(tag)) {
        row->tag.outlook = outlook;
        rowChanged(tag);
    }
}

void TagModel::setVendorTags(const QList<VendorTag> &tags)
{
    for (const VendorTag &told : tags) {
        Row *row = find(told.name);
        if (!row)
            continue;
        row->pushed = told.pushed;
        if (row->size == 0)
            row->size = told.size;
        m_tellsPushes = m_tellsPushes || told.pushed.isValid();
    }
    emit headerDataChanged(Qt::Horizontal, Date, Date);
    if (!m_shown.empty())
        emit dataChanged(index(0, Date), index(int(m_shown.size()) - 1, Size));
}

void TagModel::setUploaded(const QHash<QString, QDateTime> &uploaded)
{
    QList<VendorTag> tags;
    for (auto tag = uploaded.begin(); tag != uploaded.end(); ++tag)
        tags.append({tag.key(), {}, tag.value(), 0, {}});
    if (!tags.isEmpty())
        setVendorTags(tags);
}

void TagModel::rowChanged(const QString &tag)
{
    const int place = m_places[size_t(m_byTag.value(tag))];
    if (place >= 0)
        emit dataChanged(index(place, 0), index(place, ColumnCount - 1));
}

// ---- asking

TagModel::Row *TagModel::find(const QString &tag)
{
    const auto found = m_byTag.constFind(tag);
    return found == m_byTag.cend() ? nullptr : &m_rows[size_t(*found)];
}

const TagModel::Row *TagModel::row(const QString &tag) const
{
    const auto found = m_byTag.constFind(tag);
    return found == m_byTag.cend() ? nullptr : &m_rows[size_t(*found)];
}

QString TagModel::tagAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int top = index.internalId() == TopLevel ? index.row() : int(index.internalId()) - 1;
    return shownRow(top).tag.key.tag();
}

const PlatformImage *TagModel::platformAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == TopLevel)
        return nullptr;
    return &shownRow(int(index.internalId()) - 1).details->images.at(index.row());
}

QModelIndex TagModel::indexOf(const QString &tag) const
{
    const auto found = m_byTag.constFind(tag);
    const int place = found == m_byTag.cend() ? -1 : m_places[size_t(*found)];
    return place < 0 ? QModelIndex() : index(place, 0);
}

QStringList TagModel::tagsWith(const QString &digest) const
{
    QStringList tags;
    for (const Row &row : m_rows) {
        if (!digest.isEmpty() && digestOf(row) == digest)
            tags.append(row.tag.key.tag());
    }
    return tags;
}

QStringList TagModel::relativesOf(const QString &tag, qsizetype most) const
{
    QStringList relatives;
    const Row *own = row(tag);
    const TagVersion *version = own ? own->tag.key.version() : nullptr;
    for (const Row &other : m_rows) {
        const TagVersion *its = other.tag.key.version();
        const bool isRelated = version && its && its->prefix == version->prefix
            && (beginsWith(its->numbers, version->numbers)
                || beginsWith(version->numbers, its->numbers));
        const QString name = other.tag.key.tag();
        if (name != tag && (isRelated || name == "latest"_L1))
            relatives.append(name);
        if (relatives.size() == most)
            break;
    }
    return relatives;
}

// ---- QAbstractItemModel

QModelIndex TagModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || row >= rowCount(parent) || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row() + 1) : TopLevel);
}

QModelIndex TagModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == TopLevel)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, TopLevel);
}

int TagModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_shown.size());
    if (parent.internalId() != TopLevel || parent.column() != 0)
        return 0;
    const Row &row = shownRow(parent.row());
    return row.details ? int(row.details->images.size()) : 0;
}

int TagModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

bool TagModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

} // namespace Pinion

#include "moc_tagmodel.cpp"
