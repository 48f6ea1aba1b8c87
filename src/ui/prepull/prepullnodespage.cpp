// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prepull/hosttable.h"
#include "ui/prepull/prepullpages.h"
#include "ui/prepull/prepullsession.h"
#include "ui/targets/targetband.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

enum Column { Node, Usable, Attributes, Memory, ColumnCount };

QString attributesText(const PrepullScene &scene, const HostVerdict &verdict)
{
    QStringList parts;
    for (const Agent &agent : scene.survey.agents) {
        if (agent.hostname != verdict.hostname)
            continue;
        for (auto value = agent.attributes.begin(); value != agent.attributes.end(); ++value)
            parts.append(value.key() + u'=' + value.value());
    }
    parts.sort();
    parts.removeDuplicates();
    return parts.join(u", "_s);
}

QString memoryText(double mebibytes)
{
    return QLocale().formattedDataSize(qint64(mebibytes * 1024 * 1024), 1);
}

} // namespace

PrepullNodesPage::PrepullNodesPage(PrepullSession &session, QWidget *parent)
    : QWizardPage(parent)
    , m_session(session)
{
    setTitle(tr("Nodes"));
    setSubTitle(tr("Every node that the app may run on gets the image, unless you leave it out."));
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(new TargetBand(session.target(), this));
    createTable(*lines);
    createTrouble(*lines);
    connect(&session, &PrepullSession::sceneChanged, this, &PrepullNodesPage::showScene);
}

void PrepullNodesPage::createTable(QVBoxLayout &lines)
{
    m_list = new QWidget(this);
    auto *inside = new QVBoxLayout(m_list);
    inside->setContentsMargins({});
    auto *search = new QLineEdit(m_list);
    search->setObjectName(u"prepullFilter"_s);
    search->setPlaceholderText(tr("Filter by name or attribute"));
    search->setClearButtonEnabled(true);
    m_counter = new QLabel(m_list);
    m_counter->setObjectName(u"prepullCounter"_s);
    auto *top = new QHBoxLayout;
    top->addWidget(search, 1);
    top->addWidget(m_counter);
    inside->addLayout(top);
    m_table = new QTreeWidget(m_list);
    m_table->setObjectName(u"prepullNodes"_s);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAccessibleName(tr("Nodes"));
    m_table->setHeaderLabels({tr("Node"), tr("Can be used"), tr("Attributes"), tr("Free memory")});
    m_table->header()->setSectionResizeMode(Node, QHeaderView::ResizeToContents);
    m_table->header()->setSectionResizeMode(Usable, QHeaderView::Stretch);
    m_table->header()->setSectionResizeMode(Attributes, QHeaderView::Stretch);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(Memory, QHeaderView::ResizeToContents);
    inside->addWidget(m_table, 1);
    lines.addWidget(m_list, 1);
    connect(search, &QLineEdit::textChanged, this, &PrepullNodesPage::filter);
    connect(m_table, &QTreeWidget::itemChanged, this, &PrepullNodesPage::count);
}

void PrepullNodesPage::createTrouble(QVBoxLayout &lines)
{
    m_trouble = new QWidget(this);
    auto *inside = new QVBoxLayout(m_trouble);
    inside->setContentsMargins({});
    m_problem = new QLabel(m_trouble);
    m_problem->setObjectName(u"prepullProblem"_s);
    m_problem->setWordWrap(true);
    inside->addWidget(m_problem);
    m_askMaster = new QWidget(m_trouble);
    auto *row = new QHBoxLayout(m_askMaster);
    row->setContentsMargins({});
    m_master = new QLineEdit(m_askMaster);
    m_master->setObjectName(u"prepullMaster"_s);
    m_master->setPlaceholderText(u"http://mesos.example.com:5050"_s);
    auto *label = new QLabel(tr("Mesos &master"), m_askMaster);
    label->setBuddy(m_master);
    row->addWidget(label);
    row->addWidget(m_master, 1);
    inside->addWidget(m_askMaster);
    m_again = new QPushButton(tr("&Try again"), m_trouble);
    m_again->setObjectName(u"prepullAgain"_s);
    inside->addWidget(m_again, 0, Qt::AlignLeft);
    inside->addStretch();
    lines.addWidget(m_trouble, 1);
    connect(m_again, &QPushButton::clicked, this,
        [this] { m_session.look(QUrl(m_master->text().trimmed())); });
}

void PrepullNodesPage::initializePage()
{
    if (!std::exchange(m_hasAsked, true))
        m_session.look();
    showScene();
}

void PrepullNodesPage::showScene()
{
    const PrepullScene *scene = m_session.scene();
    m_list->setVisible(scene != nullptr);
    m_trouble->setVisible(!scene);
    m_askMaster->setVisible(m_session.wantsMaster() && !m_session.isLooking());
    m_again->setVisible(!m_session.isLooking());
    m_problem->setText(m_session.isLooking()
            ? tr("Asking %1 for its nodes…").arg(m_session.target().name)
            : m_session.problem());
    m_table->clear();
    const QHash<QString, QString> barred = m_session.barredHosts();
    if (std::exchange(m_barred, barred) != barred) // it is about another app
        m_ticks.clear();
    if (scene) {
        const PrepullWish &wish = m_session.wish();
        std::vector<HostVerdict> verdicts = judgedHosts(*scene, wish.via, wish.roles);
        std::sort(
            verdicts.begin(), verdicts.end(), [](const HostVerdict &one, const HostVerdict &other) {
                return isBefore(one.hostname, other.hostname);
            });
        for (const HostVerdict &verdict : verdicts)
            addRow(verdict, barred.value(verdict.hostname));
    }
    count();
}

void PrepullNodesPage::addRow(const HostVerdict &verdict, const QString &bar)
{
    auto *row = new QTreeWidgetItem(m_table);
    row->setText(Node, verdict.hostname);
    row->setText(Attributes, attributesText(*m_session.scene(), verdict));
    row->setToolTip(Attributes, row->text(Attributes));
    row->setText(Memory,
        verdict.isEstimate ? tr("about %1").arg(memoryText(verdict.freeMem))
                           : memoryText(verdict.freeMem));
    row->setTextAlignment(Memory, Qt::AlignRight | Qt::AlignVCenter);
    row->setText(Usable,
        !verdict.isUsable() ? tr("no: %1").arg(verdict.reason)
            : bar.isEmpty() ? tr("yes")
                            : tr("yes, but %1").arg(bar));
    row->setToolTip(Usable, row->text(Usable));
    if (verdict.isUsable()) {
        const bool isTicked = m_ticks.value(verdict.hostname, bar.isEmpty());
        row->setCheckState(Node, isTicked ? Qt::Checked : Qt::Unchecked);
        return;
    }
    row->setFlags(row->flags() & ~Qt::ItemIsUserCheckable);
    for (int column = 0; column < ColumnCount; ++column)
        row->setForeground(column, palette().brush(QPalette::PlaceholderText));
}

void PrepullNodesPage::cleanupPage()
{
    keepTicks(); // for when the user comes back
}

void PrepullNodesPage::keepTicks()
{
    const QStringList hosts = chosen();
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        const QString host = m_table->topLevelItem(i)->text(Node);
        m_ticks.insert(host, hosts.contains(host));
    }
}

void PrepullNodesPage::filter(const QString &text)
{
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        QTreeWidgetItem *row = m_table->topLevelItem(i);
        const bool isFitting = row->text(Node).contains(text, Qt::CaseInsensitive)
            || row->text(Attributes).contains(text, Qt::CaseInsensitive);
        row->setHidden(!isFitting);
    }
}

QStringList PrepullNodesPage::chosen() const
{
    QStringList hosts;
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *row = m_table->topLevelItem(i);
        if (row->data(Node, Qt::CheckStateRole).isValid() && row->checkState(Node) == Qt::Checked)
            hosts.append(row->text(Node));
    }
    return hosts;
}

void PrepullNodesPage::count()
{
    m_counter->setText(tr("%1 of %2 nodes").arg(chosen().size()).arg(m_table->topLevelItemCount()));
    emit completeChanged();
}

bool PrepullNodesPage::isComplete() const
{
    return m_session.scene() && !chosen().isEmpty();
}

bool PrepullNodesPage::validatePage()
{
    keepTicks();
    const QStringList hosts = chosen();
    int usable = 0;
    for (int i = 0; i < m_table->topLevelItemCount(); ++i)
        usable += m_table->topLevelItem(i)->data(Node, Qt::CheckStateRole).isValid() ? 1 : 0;
    // All of them, whatever their names: then one helper for all is enough.
    m_session.wish().hosts = hosts.size() == usable ? QStringList() : hosts;
    return true;
}

} // namespace Pinion
