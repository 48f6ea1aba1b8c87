// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/appdetails.h"

#include "ui/cluster/clusterdelegate.h"
#include "ui/cluster/clusterreader.h"
#include "ui/cluster/instancesmodel.h"
#include "ui/cluster/sameimage.h"
#include "ui/registry/registries.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QLabel *textLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText); // messages come from elsewhere
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

void paintIn(QLabel &label, Theme::Role role)
{
    QPalette colors;
    colors.setColor(QPalette::WindowText, Theme::of(&label).color(role));
    label.setPalette(colors);
}

Theme::Role roleOf(SameImage verdict)
{
    switch (verdict) {
    case SameImage::Same:
        return Theme::Role::Good;
    case SameImage::MayDiffer:
        return Theme::Role::Warning;
    case SameImage::Different:
        return Theme::Role::Error;
    default:
        return Theme::Role::HelpText;
    }
}

/// Marathon's names of reasons, in words.
QString refusalWord(const QString &reason)
{
    static constexpr std::pair<QLatin1StringView, const char *> Words[] = {
        {"UnfulfilledRole"_L1, QT_TRANSLATE_NOOP("Pinion::AppDetails", "For another role")},
        {"UnfulfilledConstraint"_L1,
            QT_TRANSLATE_NOOP("Pinion::AppDetails", "Against a constraint")},
        {"NoCorrespondingReservationFound"_L1,
            QT_TRANSLATE_NOOP("Pinion::AppDetails", "Not the node of the volume")},
        {"AgentMaintenance"_L1, QT_TRANSLATE_NOOP("Pinion::AppDetails", "In maintenance")},
        {"InsufficientCpus"_L1, QT_TRANSLATE_NOOP("Pinion::AppDetails", "Too little CPU")},
        {"InsufficientMemory"_L1, QT_TRANSLATE_NOOP("Pinion::AppDetails", "Too little memory")},
        {"InsufficientDisk"_L1, QT_TRANSLATE_NOOP("Pinion::AppDetails", "Too little disk")},
        {"InsufficientGpus"_L1, QT_TRANSLATE_NOOP("Pinion::AppDetails", "Too few GPUs")},
        {"InsufficientPorts"_L1, QT_TRANSLATE_NOOP("Pinion::AppDetails", "No such port")},
        {"DeclinedScarceResources"_L1,
            QT_TRANSLATE_NOOP("Pinion::AppDetails", "Kept for apps with GPUs")},
    };
    for (const auto &[name, word] : Words) {
        if (reason == name)
            return QCoreApplication::translate("Pinion::AppDetails", word);
    }
    return reason;
}

} // namespace

AppDetails::AppDetails(ClusterReader &reader, const Registries &registries, QWidget *parent)
    : QWidget(parent)
    , m_reader(reader)
    , m_registries(registries)
    , m_model(new InstancesModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_title(textLabel(u"appTitle"_s, this))
    , m_waiting(textLabel(u"appWaiting"_s, this))
    , m_sameImage(textLabel(u"sameImage"_s, this))
    , m_remedies(new QWidget(this))
    , m_tabs(new QTabWidget(this))
{
    setObjectName(u"appDetails"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    createRemedies();
    m_tabs->setObjectName(u"appTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(createInstances(), tr("Instances"));
    m_tabs->addTab(createFailure(), tr("Last failure"));
    m_tabs->addTab(createOffers(), tr("Offers"));
    auto *texts = new QVBoxLayout;
    texts->setContentsMargins(8, 6, 8, 4);
    texts->setSpacing(2);
    for (QLabel *label : {m_title, m_waiting, m_sameImage})
        texts->addWidget(label);
    texts->addWidget(m_remedies);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    lines->addLayout(texts);
    lines->addWidget(m_tabs, 1);
    connect(&reader, &ClusterReader::appChanged, this, &AppDetails::refresh);
    connect(&reader, &ClusterReader::queueChanged, this, &AppDetails::refresh);
    connect(&registries, &Registries::evidenceChanged, this, &AppDetails::showSentences);
    refresh();
}

void AppDetails::createRemedies()
{
    auto *items = new QHBoxLayout(m_remedies);
    items->setContentsMargins(0, 2, 0, 2);
    const auto add = [this, items](const QString &text, AppAction action) {
        auto *button = new QToolButton(m_remedies);
        button->setText(text);
        button->setMinimumHeight(26);
        connect(button, &QToolButton::clicked, this, [this, action] { emit wanted(action); });
        items->addWidget(button);
        return button;
    };
    add(tr("Open, to pin it"), AppAction::Open)->setObjectName(u"openToPin"_s);
    m_restart = add(tr("Restart all…"), AppAction::Restart);
    m_restart->setObjectName(u"restartAll"_s);
    items->addStretch();
}

void AppDetails::setMayRestart(bool mayRestart)
{
    m_restart->setEnabled(mayRestart);
}

QWidget *AppDetails::createInstances()
{
    m_instances = new QTreeView(m_tabs);
    m_instances->setObjectName(u"instances"_s);
    m_instances->setAccessibleName(tr("Instances"));
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(InstancesModel::SortRole);
    m_instances->setModel(m_sorted);
    m_instances->setItemDelegate(
        new ClusterDelegate({0, InstancesModel::StateRole, 0}, m_instances));
    m_instances->setRootIsDecorated(false);
    m_instances->setUniformRowHeights(true);
    m_instances->setAllColumnsShowFocus(true);
    m_instances->setSortingEnabled(true);
    m_instances->sortByColumn(InstancesModel::Started, Qt::DescendingOrder);
    m_instances->setFrameShape(QFrame::NoFrame);
    m_instances->setTextElideMode(Qt::ElideMiddle);
    m_instances->header()->setStretchLastSection(true);
    const QFontMetrics metrics(font());
    const int widths[] = {12, 16, 12, 8, 6}; // in letters
    for (int column = 0; column < InstancesModel::ColumnCount; ++column)
        m_instances->setColumnWidth(column, widths[column] * metrics.averageCharWidth() + 12);
    connect(m_instances, &QTreeView::activated, this, [this] { emit wanted(AppAction::Logs); });
    return m_instances;
}

QWidget *AppDetails::createFailure()
{
    auto *scroll = new QScrollArea(m_tabs);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    m_failure = textLabel(u"lastFailure"_s, scroll);
    m_failure->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_failure->setMargin(8);
    scroll->setWidget(m_failure);
    return scroll;
}

QWidget *AppDetails::createOffers()
{
    auto *page = new QWidget(m_tabs);
    m_noOffers = textLabel(u"noOffers"_s, page);
    m_noOffers->setMargin(8);
    m_offers = new QTreeWidget(page);
    m_offers->setObjectName(u"offers"_s);
    m_offers->setAccessibleName(tr("Why offers were of no use"));
    m_offers->setHeaderLabels({tr("Reason"), tr("Refused"), tr("Got so far")});
    m_offers->setItemDelegate(new ClusterDelegate({}, m_offers));
    m_offers->setRootIsDecorated(false);
    m_offers->setUniformRowHeights(true);
    m_offers->setFrameShape(QFrame::NoFrame);
    auto *lines = new QVBoxLayout(page);
    lines->setContentsMargins({});
    lines->addWidget(m_noOffers);
    lines->addWidget(m_offers, 1);
    return page;
}

const AppTask *AppDetails::currentTask() const
{
    return m_model->task(m_sorted->mapToSource(m_instances->currentIndex()));
}

void AppDetails::refresh()
{
    const std::optional<RunningApp> &app = m_reader.app();
    m_title->setText(m_reader.appId().isEmpty() ? tr("No app is selected.") : m_reader.appId());
    m_model->setApp(app ? &*app : nullptr);
    m_tabs->setTabText(0, app ? tr("Instances %1").arg(app->tasks.size()) : tr("Instances"));
    m_tabs->setVisible(app.has_value());
    showSentences();
    showFailure();
    showOffers();
}

void AppDetails::showSentences()
{
    const std::optional<RunningApp> &app = m_reader.app();
    QString waiting = m_reader.problem();
    if (app)
        waiting = m_reader.waiting().sentence;
    else if (waiting.isEmpty() && !m_reader.appId().isEmpty())
        waiting = tr("Reading…");
    m_waiting->setText(waiting);
    m_waiting->setVisible(!waiting.isEmpty());
    paintIn(*m_waiting, app ? Theme::Role::Warning : Theme::Role::HelpText);
    const SameImageAnswer same = app ? sameImage(*app, m_registries.ledger()) : SameImageAnswer();
    m_sameImage->setText(same.sentence);
    m_sameImage->setVisible(!same.sentence.isEmpty());
    paintIn(*m_sameImage, roleOf(same.verdict));
    m_remedies->setVisible(
        same.verdict == SameImage::MayDiffer || same.verdict == SameImage::Different);
}

void AppDetails::showFailure()
{
    const std::optional<RunningApp> &app = m_reader.app();
    if (!app || !app->lastFailure) {
        m_failure->setText(tr("No instance has failed that Marathon remembers."));
        return;
    }
    const TaskFailure &failure = *app->lastFailure;
    QStringList lines{failure.message, QString()};
    const auto add = [&lines](const QString &name, const QString &value) {
        if (!value.isEmpty())
            lines.append(name + u": "_s + value);
    };
    add(tr("Node"), failure.host);
    if (failure.at.isValid())
        add(tr("When"), QLocale().toString(failure.at.toLocalTime(), QLocale::ShortFormat));
    const bool isCurrent = sameVersion(failure.version, app->version);
    add(tr("Version"),
        isCurrent ? tr("%1 (the current one)").arg(failure.version)
                  : tr("%1 (an earlier one)").arg(failure.version));
    add(tr("State"), failure.state);
    add(tr("Instance"), failure.taskId);
    m_failure->setText(lines.join(u'\n'));
}

void AppDetails::showOffers()
{
    const QueueEntry *queued = m_reader.queued(m_reader.appId());
    m_offers->clear();
    m_noOffers->setText(queued
            ? tr("%n instance(s) wait for a node. Of the last offer of each node:", nullptr,
                queued->count)
            : tr("No instance waits for a node."));
    m_offers->setVisible(queued != nullptr);
    if (!queued)
        return;
    for (const RejectedOffers &row : queued->lastOffers) {
        if (row.declined == 0)
            continue;
        auto *item = new QTreeWidgetItem(m_offers,
            {refusalWord(row.reason), QString::number(row.declined),
                QString::number(row.processed)});
        item->setToolTip(0, row.reason);
    }
    m_offers->resizeColumnToContents(0);
}

} // namespace Pinion

#include "moc_appdetails.cpp"
