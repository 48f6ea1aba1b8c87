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

namespace {

Task<ChangeAnswer> ask(MarathonClient &marathon, AppOrder order, std::stop_token stop)
{
    if (order.action == AppAction::Restart)
        return marathon.restartApp(order.app.id, Forced::No, order.permit, stop);
    return marathon.removeApp(order.app.id, Forced::No, order.permit, stop);
}

} // namespace

AppChanger::AppChanger(TargetLink &link, MessageBar &bar, Deployments &deployments, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_bar(bar)
    , m_deployments(deployments)
{
    connect(&link, &TargetLink::clusterEnding, this, &AppChanger::letGo);
}

void AppChanger::letGo()
{
    m_scope.cancel();
    m_isSending = false;
}

void AppChanger::carryOut(const AppOrder &order)
{
    if (order.action != AppAction::Restart && order.action != AppAction::Destroy) {
        const Result<DeployRequest> request = scaled(order.app, order.instances);
        if (request)
            deploy(*request, order.permit);
        else
            say(request.error().text(), true);
        return;
    }
    if (isBusy())
        return say(tr("A change is under way; wait for its end."), true);
    if (!m_link.cluster())
        return say(tr("The target cannot be reached. Nothing was changed."), true);
    m_isSending = true;
    send(this, order, m_scope.token());
}

QCoro::Task<void> AppChanger::send(AppChanger *self, AppOrder order, std::stop_token stop)
{
    const Result<ChangeAnswer> answer
        = co_await ask(self->m_link.cluster()->marathon(), order, stop);
    if (stop.stop_requested())
        co_return;
    self->m_isSending = false;
    self->tellAnswer(order, answer);
    self->m_link.refresh();
}

void AppChanger::tellAnswer(const AppOrder &order, const Result<ChangeAnswer> &answer)
{
    if (!answer)
        return say(answer.error().text(), true);
    const QString id = order.app.id;
    const QString target = m_link.cluster()->access().name;
    switch (answer->outcome) {
    case ChangeAnswer::Outcome::Accepted:
        return say(order.action == AppAction::Restart
                ? tr("The instances of %1 on %2 are being restarted.").arg(id, target)
                : tr("%1 is being removed from %2.").arg(id, target),
            false);
    case ChangeAnswer::Outcome::Refused:
        return say(answer->refusal.error.text(), true);
    case ChangeAnswer::Outcome::Unknown:
        return say(tr("It is not known whether %1 received it. %2")
                       .arg(target, answer->refusal.error.text()),
            true);
    }
}

void AppChanger::deploy(const DeployRequest &request, const WritePermit &permit)
{
    const Target *target = m_link.targets().current();
    if (isBusy())
        return say(tr("A change is under way; wait for its end."), true);
    if (!target || !m_link.cluster())
        return say(tr("The target cannot be reached. Nothing was changed."), true);
    m_deployments.start(*target, request, permit);
}

void AppChanger::say(const QString &text, bool isBad)
{
    m_bar.showMessage({isBad ? Message::Kind::Warning : Message::Kind::Info, text, {}, true});
}

} // namespace Pinion

#include "moc_appchanger.cpp"
