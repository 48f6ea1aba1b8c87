// SPDX-License-Identifier: GPL-3.0-or-later
// What the buttons of the panel of deployments do.
#include "ui/deploy/deploypanel.h"
#include "ui/deploy/instanceview.h"
#include "ui/shell/messagebar.h"
#include "ui/shell/textdialog.h"
#include "ui/targets/targetlink.h"

#include <QDesktopServices>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString cell(const QString &text)
{
    return u"<td style=\"padding-right:16px\">%1</td>"_s.arg(text.toHtmlEscaped());
}

QString stepsHtml(const FollowState &state)
{
    if (state.totalSteps == 0)
        return {};
    return u"<p>"_s + DeployPanel::tr("Step %1 of %2").arg(state.currentStep).arg(state.totalSteps)
        + u"</p>"_s;
}

/// In which order offers were turned down, and how many got that far.
QString funnelHtml(const WaitReason &waiting)
{
    QString rows;
    for (const RejectedOffers &row : waiting.funnel)
        rows += u"<tr>%1%2%3</tr>"_s.arg(cell(row.reason), cell(QString::number(row.declined)),
            cell(QString::number(row.processed)));
    if (rows.isEmpty())
        return {};
    return u"<table><tr><th align=\"left\">%1</th><th align=\"left\">%2</th>"
           "<th align=\"left\">%3</th></tr>%4</table>"_s.arg(DeployPanel::tr("Reason"),
               DeployPanel::tr("Turned down"), DeployPanel::tr("Looked at"), rows);
}

} // namespace

void DeployPanel::guarded(
    DeployAction action, NamedStep question, Result<void> (DeployJob::*step)(const QString &))
{
    if (!m_job)
        return;
    const auto go = [this, job = m_job, step](const QString &typed) {
        if (!job)
            return;
        const Result<void> done = (job->*step)(typed);
        if (!done)
            m_bar->showMessage({Message::Kind::Error, done.error().text()});
    };
    const bool isGuarded = DeployGuard::asksFor(m_job->target(), action);
    if (isGuarded)
        question.name = DeployGuard::nameToType(m_job->apps());
    if (isGuarded || question.otherWay)
        TypedNameDialog::ask(question, this, go);
    else
        go({});
}

/// A definition can be put back; what a moving tag meant when it ran cannot.
NamedStep DeployPanel::revertQuestion()
{
    const bool removes = m_job->status().removesOnRevert;
    const QString names = m_job->apps().join(u", "_s);
    NamedStep question;
    question.title = tr("Roll back %1 on %2").arg(names, m_job->target().name);
    question.verb = removes ? tr("Remove") : tr("Roll back");
    question.text = removes
        ? tr("%1 was not there before. It is stopped and removed.").arg(names)
        : tr("The definition that ran before is put back, in a deployment of its own.");
    const QStringList moving = m_job->before().movingImages;
    if (moving.isEmpty() || removes)
        return question;
    question.text += u"\n\n"_s
        + tr("It uses %1, a tag that moves. What starts is the image that the tag means now, which "
             "may be another one than before.")
              .arg(moving.join(u", "_s));
    question.verb = tr("Roll back anyway");
    question.otherVerb = tr("Choose in History…");
    question.otherWay = [this, app = m_job->apps().value(0)] { emit versionsRequested(app); };
    return question;
}

void DeployPanel::revert()
{
    if (canRevert())
        guarded(DeployAction::Revert, revertQuestion(), &DeployJob::revert);
}

void DeployPanel::abandon()
{
    guarded(DeployAction::Abandon,
        {tr("Abandon this deployment?"),
            tr("It is stopped where it is now. Old and new instances may both stay, and nothing is "
               "put back."),
            tr("Abandon")},
        &DeployJob::abandon);
}

void DeployPanel::replace()
{
    guarded(DeployAction::Replace,
        {tr("Replace the other deployment?"),
            tr("The other deployment is stopped half-way, and yours begins. Until it has ended, "
               "instances of three definitions may run side by side."),
            tr("Replace it")},
        &DeployJob::startByForce);
}

QUrl DeployPanel::logs() const
{
    if (!m_job)
        return {};
    const std::vector<InstanceRow> &rows = m_instances->table().instances();
    const QModelIndex current = m_instances->currentIndex();
    if (current.isValid() && std::size_t(current.row()) < rows.size())
        return m_job->logsOf(rows[std::size_t(current.row())]);
    for (const InstanceRow &row : rows) {
        if (const QUrl page = m_job->logsOf(row); page.isValid())
            return page;
    }
    return {};
}

void DeployPanel::openLogs()
{
    if (const QUrl page = logs(); page.isValid())
        QDesktopServices::openUrl(page);
}

/// A node has been fetching it for long, on the target that the window is at.
bool DeployPanel::waitsForImage() const
{
    const std::optional<WaitReason> &waiting = m_job->status().follow.waiting;
    const Target *target = m_link.targets().current();
    const bool isHere = target && target->name == m_job->target().name;
    if (!isHere || !waiting || waiting->kind != WaitKind::Staging)
        return false;
    const RunningApp *app = m_link.app(waiting->appId);
    return app && !app->image.isEmpty();
}

void DeployPanel::showDetails()
{
    if (!m_job)
        return;
    const RunStatus &status = m_job->status();
    QString html;
    if (!status.deploymentId.isEmpty())
        html += u"<p>"_s + tr("Deployment %1").arg(status.deploymentId.toHtmlEscaped()) + u"</p>"_s;
    html += stepsHtml(status.follow);
    if (status.follow.waiting)
        html += funnelHtml(*status.follow.waiting);
    if (!status.refusal.body.isEmpty())
        html += u"<p>"_s + tr("Marathon answered:") + u"</p><pre>"_s
            + QString::fromUtf8(status.refusal.body).toHtmlEscaped() + u"</pre>"_s;
    auto *dialog = new TextDialog(tr("Technical details: %1").arg(m_job->title()), this);
    dialog->setObjectName(u"deployDetailsDialog"_s);
    dialog->setHtml(html);
    dialog->show();
}

} // namespace Pinion
