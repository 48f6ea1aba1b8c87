// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/instancesmodel.h"

#include "ui/registry/tagtexts.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype ShortId = 4;

QString failureCause(const AppTask &task)
{
    const auto failed = std::find_if(task.health.begin(), task.health.end(),
        [](const HealthResult &result) { return !result.isAlive; });
    return failed == task.health.end() ? QString() : failed->lastFailureCause;
}

} // namespace

InstanceState instanceStateOf(const AppTask &task, int checks)
{
    static const std::pair<QLatin1StringView, InstanceState> States[] = {
        {"TASK_STAGING"_L1, InstanceState::Staging},
        {"TASK_STARTING"_L1, InstanceState::Starting},
        {"TASK_KILLING"_L1, InstanceState::Killing},
        {"TASK_UNREACHABLE"_L1, InstanceState::Unreachable},
    };
    if (task.isRunning()) {
        if (task.isHealthy(checks) && checks > 0)
            return InstanceState::Healthy;
        const bool isFailing = std::any_of(task.health.begin(), task.health.end(),
            [](const HealthResult &result) { return !result.isAlive; });
        return isFailing ? InstanceState::Unhealthy : InstanceState::Running;
    }
    for (const auto &[name, state] : States) {
        if (task.state == name)
            return state;
    }
    return InstanceState::Failed;
}

void InstancesModel::setApp(const RunningApp *app)
{
    const std::vector<AppTask> tasks = app ? app->tasks : std::vector<AppTask>();
    m_checks = app ? app->healthChecks : 0;
    m_configVersion = app ? app->lastConfigChangeAt : AppVersion();
    const bool isSameRows = std::equal(tasks.begin(), tasks.end(), m_tasks.begin(), m_tasks.end(),
        [](const AppTask &one, const AppTask &other) { return one.id == other.id; });
    if (!isSameRows)
        beginResetModel();
    m_tasks = tasks;
    if (!isSameRows)
        endResetModel();
    else if (!m_tasks.empty())
        emit dataChanged(index(0, 0), index(int(m_tasks.size()) - 1, ColumnCount - 1));
}

const AppTask *InstancesModel::task(const QModelIndex &index) const
{
    return index.isValid() ? &m_tasks[size_t(index.row())] : nullptr;
}

int InstancesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tasks.size());
}

int InstancesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

bool InstancesModel::isOld(const AppTask &task) const
{
    return !task.version.isEmpty() && !m_configVersion.isEmpty()
        && instantOf(task.version) < instantOf(m_configVersion);
}

QString InstancesModel::text(const AppTask &task, int column) const
{
    switch (column) {
    case State:
        return instanceStateText(instanceStateOf(task, m_checks));
    case Node:
        return task.host.isEmpty() ? u"–"_s : task.host;
    case Started:
        return task.startedAt.isValid() ? timeAgo(task.startedAt, QDateTime::currentDateTimeUtc())
                                        : u"–"_s;
    case Version:
        return task.version.isEmpty() ? u"–"_s : isOld(task) ? tr("old") : tr("current");
    default:
        return u'…' + task.instanceId.right(ShortId);
    }
}

QVariant InstancesModel::sortKey(const AppTask &task, int column) const
{
    if (column == Started)
        return task.startedAt;
    return text(task, column);
}

QString InstancesModel::toolTip(const AppTask &task) const
{
    QStringList lines{task.id};
    if (task.startedAt.isValid())
        lines.append(
            tr("Started %1")
                .arg(QLocale().toString(task.startedAt.toLocalTime(), QLocale::ShortFormat)));
    if (!task.version.isEmpty())
        lines.append(tr("Version %1").arg(task.version));
    const QString cause = failureCause(task);
    if (!cause.isEmpty())
        lines.append(cause);
    return lines.join(u'\n');
}

QVariant InstancesModel::data(const QModelIndex &index, int role) const
{
    const AppTask *at = task(index);
    if (!at)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*at, index.column());
    case Qt::ToolTipRole:
        return toolTip(*at);
    case SortRole:
        return sortKey(*at, index.column());
    case StateRole:
        return index.column() == State ? QVariant(int(instanceStateOf(*at, m_checks))) : QVariant();
    default:
        return {};
    }
}

QVariant InstancesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case Node:
        return tr("Node");
    case Started:
        return tr("Started");
    case Version:
        return tr("Version");
    default:
        return tr("Instance");
    }
}

} // namespace Pinion

#include "moc_instancesmodel.cpp"
