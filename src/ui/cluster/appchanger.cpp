// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/appchanger.h"

#include "json/jsonedit.h"
#include "ui/deploy/deployments.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetlink.h"

using namespace Qt::StringLiterals;

namespace Pinion {

Result<DeployRequest> scaled(const RunningApp &app, int instances)
{
    const JsonTree tree = JsonTree::parse(withoutServerFields(app.definition));
    const Result<TextEdit> edit
        = setValue(tree, JsonPointer::of("/instances"), QByteArray::number(instances));
    if (!edit)
        return tl::make_unexpected(edit.error());
    DeployRequest request;
    request.id = app.id;
    request.body = applied(tree.bytes(), *edit);
    request.apps.push_back({app.id, request.body});
    request.basedOn[app.id] = app.version;
    return request;
}

AppChanger::AppChanger(TargetLink &link, MessageBar &bar, Deployments &deployments, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_bar(bar)
    , m_deployments(deployments)
{ }

const Target *AppChanger::freeTarget(const QStringList &apps)
{
    const Target *target = m_link.targets().current();
    QString problem;
    if (!target || !m_link.cluster())
        problem = tr("The target cannot be reached. Nothing was changed.");
    else if (m_deployments.isBusy(target->name, apps))
        problem = tr("A change is under way; wait for its end.");
    if (problem.isEmpty())
        return target;
    m_bar.showMessage({Message::Kind::Warning, problem, {}, true});
    return nullptr;
}

void AppChanger::carryOut(const AppOrder &order)
{
    if (order.action == AppAction::Restart || order.action == AppAction::Destroy) {
        const Errand errand = order.action == AppAction::Restart ? Errand::Restart : Errand::Remove;
        if (const Target *target = freeTarget({order.app.id}))
            m_deployments.carryOut(*target, errand, order.app.id, order.permit);
        return;
    }
    const Result<DeployRequest> request = scaled(order.app, order.instances);
    if (request)
        deploy(*request, order.permit, {}); // scaling back starts no other image
    else
        m_bar.showMessage({Message::Kind::Warning, request.error().text(), {}, true});
}

void AppChanger::deploy(
    const DeployRequest &request, const WritePermit &permit, const BeforeRun &before)
{
    if (const Target *target = freeTarget(request.ids()))
        m_deployments.start(*target, request, permit, before);
}

} // namespace Pinion

#include "moc_appchanger.cpp"
