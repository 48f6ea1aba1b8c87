// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/changesmodel.h"

#include "deploy/forecast.h"
#include "ui/diff/diffview.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

ChangesModel::ChangesModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void ChangesModel::setTexts(std::shared_ptr<const ComparedTexts> texts, MarathonVersion version)
{
    beginResetModel();
    m_texts = std::move(texts);
    m_version = version;
    endResetModel();
    emit checksChanged();
}

void ChangesModel::setCheckable(bool isCheckable)
{
    m_isCheckable = isCheckable;
}

bool ChangesModel::areAllChecked() const
{
    return m_texts
        && std::all_of(m_texts->changes().begin(), m_texts->changes().end(),
            [this](ChangeIndex change) { return m_checked.contains(identity(change)); });
}

ChangeIndex ChangesModel::change(const QModelIndex &index) const
{
    return index.isValid() ? m_texts->changes()[size_t(index.row())] : ChangeIndex();
}

QModelIndex ChangesModel::indexOf(ChangeIndex change) const
{
    if (!m_texts)
        return {};
    const auto &changes = m_texts->changes();
    const auto found = std::find(changes.begin(), changes.end(), change);
    return found == changes.end() ? QModelIndex() : index(int(found - changes.begin()), 0);
}

int ChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_texts ? 0 : int(m_texts->changes().size());
}

int ChangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ChangesModel::name(ChangeIndex change) const
{
    const Change *single = m_texts->change(change);
    const QString id = m_texts->difference(change).id;
    if (!single)
        return id;
    const bool isOnly = m_texts->comparison().differences.size() == 1;
    return isOnly ? single->label : tr("%1 · %2").arg(id.section(u'/', -1), single->label);
}

QString ChangesModel::effectText(ChangeIndex change) const
{
    const Change *single = m_texts->change(change);
    if (!single)
        return {};
    if (m_texts->comparison().isPlain)
        return {};
    switch (effectOf(m_texts->difference(change).root, single->place, m_version)) {
    case RolloutEffect::Restart:
        return tr("⟳ restarts");
    case RolloutEffect::Scale:
        return tr("↕ scales only");
    case RolloutEffect::Nothing:
        break;
    }
    return tr("– nothing restarts");
}

QString ChangesModel::identity(ChangeIndex change) const
{
    return m_texts->difference(change).id + u'\n' + changeText(*m_texts, change);
}

QVariant ChangesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ChangeIndex at = change(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == What  ? name(at)
            : index.column() == Values ? changeValues(*m_texts, at)
                                       : effectText(at);
    case Qt::ToolTipRole:
        return changeText(*m_texts, at);
    case Qt::CheckStateRole:
        if (!m_isCheckable || index.column() != What)
            return {};
        return m_checked.contains(identity(at)) ? Qt::Checked : Qt::Unchecked;
    default:
        return {};
    }
}

QVariant ChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("Change");
    case Values:
        return tr("From → to");
    default:
        return tr("Effect");
    }
}

Qt::ItemFlags ChangesModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (m_isCheckable && index.column() == What)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool ChangesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !m_isCheckable || index.column() != What)
        return false;
    if (value.toInt() == Qt::Checked)
        m_checked.insert(identity(change(index)));
    else
        m_checked.erase(identity(change(index)));
    emit dataChanged(index, index, {Qt::CheckStateRole});
    emit checksChanged();
    return true;
}

} // namespace Pinion

#include "moc_changesmodel.cpp"
