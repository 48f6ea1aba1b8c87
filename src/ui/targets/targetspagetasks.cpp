// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of targets asks of servers and keychains.
#include "ui_targetspage.h"

#include "ui/targets/targetspage.h"
#include "ui/theme/theme.h"

#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct GradeLook
{
    Theme::Role role;
    QStringView mark;
};

GradeLook lookOf(CheckedPoint::Grade grade)
{
    switch (grade) {
    case CheckedPoint::Grade::Good:
        return {Theme::Role::Good, u"✓"};
    case CheckedPoint::Grade::Note:
        return {Theme::Role::HelpText, u"–"};
    case CheckedPoint::Grade::Bad:
        break;
    }
    return {Theme::Role::Error, u"×"};
}

} // namespace

// The fields above may scroll; what was found must not be cut off.
void TargetsPage::showResult(const QString &text)
{
    QLabel &label = *m_ui->targetResult;
    label.setText(text);
    label.setMinimumHeight(std::max(28, label.heightForWidth(label.width())));
}

void TargetsPage::showProblem(const QString &problem)
{
    forgetPoints();
    if (!problem.isEmpty())
        showPoints({{CheckedPoint::Grade::Bad, problem}});
}

void TargetsPage::forgetPoints()
{
    m_checkScope.cancel();
    showResult({});
}

void TargetsPage::showPoints(const std::vector<CheckedPoint> &points)
{
    const Theme theme = Theme::of(this);
    QStringList lines;
    for (const CheckedPoint &point : points) {
        const GradeLook look = lookOf(point.grade);
        const QColor ink = point.grade == CheckedPoint::Grade::Bad ? theme.color(look.role)
                                                                   : theme.color(Theme::Role::Text);
        lines.append(u"<tr><td style=\"color:%1\"><b>%2</b>&nbsp;</td>"
                     "<td style=\"color:%3\">%4</td></tr>"_s.arg(theme.color(look.role).name(),
                         look.mark.toString(), ink.name(), point.text.toHtmlEscaped()));
    }
    showResult(u"<table>%1</table>"_s.arg(lines.join(QString())));
}

QCoro::Task<void> TargetsPage::check(TargetsPage *self, Target target, std::stop_token stop)
{
    const std::vector<CheckedPoint> points
        = co_await checkTarget(self->m_targets, std::move(target), stop);
    if (!stop.stop_requested())
        self->showPoints(points);
}

QCoro::Task<void> TargetsPage::signIn(
    TargetsPage *self, Target target, QString secret, bool lasts, std::stop_token stop)
{
    const Result<void> done
        = co_await self->m_targets.signIn(std::move(target), std::move(secret), lasts, stop);
    if (stop.stop_requested())
        co_return;
    self->loadSignIn();
    self->showProblem(done ? QString() : done.error().text());
}

QCoro::Task<void> TargetsPage::signOut(TargetsPage *self, Target target, std::stop_token stop)
{
    const Result<void> done = co_await self->m_targets.signOut(std::move(target), stop);
    if (stop.stop_requested())
        co_return;
    self->loadSignIn();
    self->showProblem(done ? QString() : done.error().text());
}

} // namespace Pinion
