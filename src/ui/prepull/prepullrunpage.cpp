// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prepull/hosttable.h"
#include "ui/prepull/prepullpages.h"
#include "ui/prepull/prepullsession.h"
#include "ui/targets/targetband.h"

#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

PrepullRunPage::PrepullRunPage(PrepullSession &session, QWidget *parent)
    : QWizardPage(parent)
    , m_session(session)
    , m_counts(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_trouble(new QLabel(this))
    , m_table(new HostTable(u"prepullRows"_s, this))
{
    setTitle(tr("Pulling"));
    setSubTitle(
        tr("Pinion may stay in the background. Stop ends the pulls and removes the helper."));
    setCommitPage(true); // there is no way back to a run that is over
    m_counts->setObjectName(u"prepullCounts"_s);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(10);
    m_bar->setAccessibleName(tr("Progress"));
    m_trouble->setWordWrap(true);
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(new TargetBand(session.target(), this));
    lines->addWidget(m_counts);
    lines->addWidget(m_bar);
    lines->addWidget(m_trouble);
    lines->addWidget(m_table, 1);
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &PrepullRunPage::update);
    connect(&session, &PrepullSession::runChanged, this, &PrepullRunPage::update);
}

void PrepullRunPage::initializePage()
{
    update();
    // Once it is on screen: a run can be over at once.
    QTimer::singleShot(0, this, &PrepullRunPage::update);
}

void PrepullRunPage::update()
{
    const PrepullStatus &status = m_session.status();
    const auto all = int(status.rows.size());
    int open = 0;
    if (!isComplete() && !m_tick.isActive())
        m_tick.start();
    std::vector<HostRow> rows = status.rows;
    std::sort(rows.begin(), rows.end(),
        [](const HostRow &one, const HostRow &other) { return isBefore(one.host, other.host); });
    m_table->setRows(rows, m_session.now());
    for (const HostRow &row : status.rows)
        open += isFinal(row.state) ? 0 : 1;
    const int done = status.count(HostState::Done);
    const int pulling = status.count(HostState::Pulling);
    const qint64 span = m_session.plan() ? m_session.plan()->began.secsTo(m_session.now()) : 0;
    m_counts->setText(tr("%1 nodes: %2 done, %3 pulling, %4 waiting, %5 without the image – %6")
                          .arg(all)
                          .arg(done)
                          .arg(pulling)
                          .arg(open - pulling)
                          .arg(all - open - done)
                          .arg(spanText(std::max<qint64>(0, span))));
    m_bar->setRange(0, std::max(all, 1));
    m_bar->setValue(all - open);
    m_trouble->setText(status.trouble);
    m_trouble->setVisible(!status.trouble.isEmpty());
    if (!isComplete())
        return;
    m_tick.stop();
    emit completeChanged();
    if (wizard()->currentPage() == this) // later: this is also called while the page appears
        QTimer::singleShot(0, wizard(), &QWizard::next);
}

bool PrepullRunPage::isComplete() const
{
    const PrepullState state = m_session.status().state;
    return state == PrepullState::CleaningUp || state == PrepullState::Ended;
}

} // namespace Pinion

#include "moc_prepullpages.cpp"
