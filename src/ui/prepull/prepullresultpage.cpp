// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prepull/hosttable.h"
#include "ui/prepull/prepullpages.h"
#include "ui/prepull/prepullsession.h"
#include "ui/targets/targetband.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QLabel *textLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

PrepullResultPage::PrepullResultPage(PrepullSession &session, bool canDeploy, QWidget *parent)
    : QWizardPage(parent)
    , m_session(session)
    , m_canDeploy(canDeploy)
    , m_sentence(textLabel(u"prepullResult"_s, this))
    , m_cleaning(textLabel(u"prepullCleaning"_s, this))
    , m_leftOut(textLabel(u"prepullLeftOut"_s, this))
    , m_table(new HostTable(u"prepullMissing"_s, this))
    , m_retry(new QPushButton(tr("&Retry failed"), this))
    , m_new(new QPushButton(this))
    , m_deploy(new QPushButton(tr("&Deploy now…"), this))
{
    setTitle(tr("Result"));
    setSubTitle(tr("What is stored where, and what is left to do."));
    setFinalPage(true);
    m_retry->setObjectName(u"prepullRetry"_s);
    m_new->setObjectName(u"prepullNew"_s);
    m_deploy->setObjectName(u"prepullDeploy"_s);
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(new TargetBand(session.target(), this));
    lines->addWidget(m_sentence);
    lines->addWidget(m_leftOut);
    lines->addWidget(m_table, 1);
    lines->addWidget(m_cleaning);
    auto *row = new QHBoxLayout;
    for (QPushButton *button : {m_retry, m_new, m_deploy})
        row->addWidget(button);
    row->addStretch();
    lines->addLayout(row);
    connect(&session, &PrepullSession::runChanged, this, &PrepullResultPage::update);
    connect(m_retry, &QPushButton::clicked, this, [this] { proceed(m_session.retry()); });
    connect(m_new, &QPushButton::clicked, this, [this] { proceed(m_session.pullOnNew()); });
    connect(m_deploy, &QPushButton::clicked, this, &PrepullResultPage::deployRequested);
}

void PrepullResultPage::initializePage()
{
    update();
}

QString PrepullResultPage::resultText() const
{
    const PrepullStatus &status = m_session.status();
    const int done = status.count(HostState::Done);
    QString text
        = tr("Stored in Docker's cache on %1 of %2 nodes.").arg(done).arg(status.rows.size());
    if (done > 0)
        text += u' '
            + tr("It helps apps that use the Docker engine; it reserves no disk space, and "
                 "cleaning jobs may remove it.");
    if (status.error)
        text += u' ' + status.error->text();
    return text;
}

QString PrepullResultPage::leftOutText() const
{
    QStringList left;
    if (m_session.plan()) {
        for (const LeftOutHost &host : m_session.plan()->leftOut) {
            if (!host.isWanted)
                left.append(tr("%1 (%2)").arg(host.host, host.reason));
        }
    }
    return left.isEmpty() ? QString() : tr("Left out: %1.").arg(left.join(u", "_s));
}

QString PrepullResultPage::cleaningText() const
{
    const PrepullStatus &status = m_session.status();
    const QString &target = m_session.target().name;
    if (status.state != PrepullState::Ended)
        return tr("Removing the helper from %1…").arg(target);
    if (status.isClean)
        return tr("✓ The helper has been removed; nothing of it is left on %1.").arg(target);
    QString text = tr("The helper may still be on %1; you are asked about it at the next start.")
                       .arg(target);
    if (status.cleaningError)
        text += u' ' + status.cleaningError->text();
    return text;
}

void PrepullResultPage::update()
{
    const PrepullStatus &status = m_session.status();
    if (status.state == PrepullState::Pulling) // what is shown is of an earlier run
        return m_table->setRows({}, m_session.now());
    const int done = status.count(HostState::Done);
    const bool isOver = status.state == PrepullState::Ended;
    const auto added = int(m_session.newHosts().size());
    m_sentence->setText(resultText());
    m_leftOut->setText(leftOutText());
    m_leftOut->setVisible(!m_leftOut->text().isEmpty());
    std::vector<HostRow> rows = status.rows;
    std::sort(rows.begin(), rows.end(), [](const HostRow &one, const HostRow &other) {
        const bool isDone = one.state == HostState::Done;
        const bool isOtherDone = other.state == HostState::Done;
        return isDone == isOtherDone ? isBefore(one.host, other.host) : isOtherDone;
    });
    m_table->setRows(rows, m_session.now());
    m_cleaning->setText(cleaningText());
    m_retry->setVisible(done < int(rows.size()));
    m_retry->setEnabled(isOver);
    m_new->setText(tr("&Pull on %n new node(s)", nullptr, added));
    m_new->setToolTip(m_session.newHosts().join(u", "_s));
    m_new->setVisible(isOver && added > 0);
    m_deploy->setVisible(m_canDeploy);
    m_deploy->setEnabled(isOver && done > 0);
    emit completeChanged();
}

void PrepullResultPage::proceed(const Result<void> &started)
{
    if (started)
        wizard()->back();
    else
        m_cleaning->setText(started.error().text());
}

bool PrepullResultPage::isComplete() const
{
    return m_session.status().state == PrepullState::Ended;
}

} // namespace Pinion
