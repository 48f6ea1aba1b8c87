// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/logspage.h"

using namespace Qt::StringLiterals;

namespace Pinion {

QUrl logsPage(const ServerInfo &info, const QUrl &marathon, const AppTask &task)
{
    if (info.mesosUrl.isEmpty() || info.frameworkId.isEmpty() || task.agentId.isEmpty()
        || task.id.isEmpty())
        return {};
    QUrl page = marathon.resolved(info.mesosUrl);
    // An app without an executor of its own has one that is named as the task.
    page.setFragment(
        u"/agents/%1/frameworks/%2/executors/%3"_s.arg(task.agentId, info.frameworkId, task.id));
    return page;
}

} // namespace Pinion
