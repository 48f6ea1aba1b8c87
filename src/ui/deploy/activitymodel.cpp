// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/activitymodel.h"

#include "ui/theme/theme.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isFailure(const Activity &activity)
{
    return activity.status == 0 || activity.status >= 400;
}

} // namespace

ActivityModel::ActivityModel(ActivityLog &log, qsizetype limit, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
    , m_limit(limit)
    , m_rows(log.entries().rbegin(), log.entries().rend())
{
    connect(&log, &ActivityLog::added, this, &ActivityModel::takeLast);
    connect(&log, &ActivityLog::cleared, this, [this] {
        beginResetModel();
        m_rows.clear();
        endResetModel();
    });
}

void ActivityModel::takeLast()
{
    if (qsizetype(m_rows.size()) >= m_limit) {
        const int last = int(m_rows.size()) - 1;
        beginRemoveRows({}, last, last);
        m_rows.pop_back();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_rows.push_front(m_log.entries().back());
    endInsertRows();
}

const Activity &ActivityModel::activity(int row) const
{
    return m_rows[std::size_t(row)];
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ActivityModel::textOf(const Activity &activity, int column)
{
    const QLocale locale;
    switch (column) {
    case Time:
        return locale.toString(activity.at.toLocalTime().time(), u"HH:mm:ss"_s);
    case TargetName:
        return activity.target;
    case Method:
        return QString::fromLatin1(activity.method);
    case Path: {
        const QString query = activity.url.query();
        return activity.url.path() + (query.isEmpty() ? QString() : QString(u'?' + query));
    }
    case Status:
        return activity.status == 0 ? activity.problem : QString::number(activity.status);
    case Duration:
        return tr("%1 ms").arg(locale.toString(qlonglong(activity.duration.count())));
    case Bytes:
        return locale.formattedDataSize(
            activity.sent + activity.received, 1, QLocale::DataSizeIecFormat);
    default:
        return {};
    }
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_rows.size())
        return {};
    const Activity &activity = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return textOf(activity, index.column());
    case Qt::ToolTipRole:
        return QStringList{activity.url.toDisplayString(), activity.problem}.join(u'\n').trimmed();
    case Qt::ForegroundRole:
        return index.column() == Status && isFailure(activity)
            ? QVariant(Theme::of(nullptr).color(Theme::Role::Error))
            : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == Duration || index.column() == Bytes
            ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
            : QVariant();
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case TargetName:
        return tr("Target");
    case Method:
        return tr("Method");
    case Path:
        return tr("Path");
    case Status:
        return tr("Answer");
    case Duration:
        return tr("Duration");
    case Bytes:
        return tr("Size");
    default:
        return {};
    }
}

} // namespace Pinion

#include "moc_activitymodel.cpp"
