// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historypanel.h"

#include "ui/cluster/appfiles.h"
#include "ui/cluster/clusterdelegate.h"
#include "ui/diff/changesview.h"
#include "ui/history/historyreader.h"
#include "ui/history/versionsummary.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pinion {

namespace {

constexpr int RoomForBoth = 860; ///< for the list beside the comparison, in pixels
// Of the list, in letters.
constexpr int RoomForImage = 64;
constexpr int RoomForAll = 84;

} // namespace

HistoryPanel::HistoryPanel(TargetLink &link, QWidget *parent)
    : QWidget(parent)
    , m_reader(new HistoryReader(link, this))
    , m_model(new HistoryModel(this))
{
    setObjectName(u"historyPanel"_s);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    createBar();
    m_pages = new QStackedWidget(this);
    m_empty = new QLabel(m_pages);
    m_empty->setObjectName(u"historyEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setMargin(16);
    m_splitter = new QSplitter(m_pages);
    m_splitter->setChildrenCollapsible(false);
    createList();
    auto *right = new QWidget(m_splitter);
    m_pairTitle = new QLabel(right);
    m_pairTitle->setObjectName(u"historyPair"_s);
    m_pairTitle->setTextFormat(Qt::PlainText);
    m_pairTitle->setMargin(6);
    m_changes = new ChangesView(right);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_pairTitle);
    column->addWidget(m_changes, 1);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_splitter);
    lines->addWidget(m_pages, 1);
    setFocusProxy(m_list);
    connect(m_splitter, &QSplitter::splitterMoved, this, &HistoryPanel::fitColumns);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(100ms);
    connect(&m_refresh, &QTimer::timeout, this, &HistoryPanel::refresh);
    const auto soon = [this] { m_refresh.start(); };
    connect(m_reader, &HistoryReader::versionsChanged, this, soon);
    connect(m_reader, &HistoryReader::definitionRead, this, soon);
    connect(&link, &TargetLink::listsChanged, this, soon);
    connect(&link, &TargetLink::stateChanged, this, soon);
    refresh();
}

HistoryPanel::~HistoryPanel() = default;

// ---- building

void HistoryPanel::createBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    m_title = new QLabel(bar);
    m_title->setObjectName(u"historyTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_title, 1);
    layout()->addWidget(bar);
    m_rollBack
        = addButton(u"historyRollBack"_s, tr("Roll back…"), &HistoryPanel::rollBackRequested);
    addButton(u"historyOpen"_s, tr("Open as document"), &HistoryPanel::openRequested);
    m_take = addButton(u"historyTake"_s, tr("Take into file"), &HistoryPanel::takeRequested);
    addButton(u"historySave"_s, tr("Save as…"), &HistoryPanel::saveRequested);
    addButton(u"historyCopy"_s, tr("Copy JSON"), &HistoryPanel::copyRequested);
    for (QToolButton *button : std::as_const(m_buttons))
        row->addWidget(button);
}

QToolButton *HistoryPanel::addButton(
    const QString &name, const QString &text, void (HistoryPanel::*request)())
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAutoRaise(true);
    button->setMinimumHeight(26);
    connect(button, &QToolButton::clicked, this, request);
    m_buttons.append(button);
    return button;
}

void HistoryPanel::createList()
{
    m_list = new QTreeView(m_splitter);
    m_list->setObjectName(u"historyList"_s);
    m_list->setAccessibleName(tr("Versions"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ClusterDelegate({}, m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setFrameShape(QFrame::NoFrame);
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(HistoryModel::What, QHeaderView::Stretch);
    const int letter = QFontMetrics(font()).averageCharWidth();
    header->setSectionResizeMode(HistoryModel::When, QHeaderView::ResizeToContents);
    header->setMinimumSectionSize(5 * letter);
    header->resizeSection(HistoryModel::Image, 12 * letter);
    header->resizeSection(HistoryModel::Instances, 10 * letter);
    header->setSectionResizeMode(HistoryModel::By, QHeaderView::ResizeToContents);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &HistoryPanel::compare);
    connect(m_list, &QTreeView::activated, this, &HistoryPanel::openRequested);
}

// ---- what is shown

void HistoryPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_reader->setWatched(true);
    m_refresh.start();
}

void HistoryPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_reader->setWatched(false);
}

void HistoryPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const Qt::Orientation wanted = width() >= RoomForBoth ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != wanted || !std::exchange(m_isLaidOut, true)) {
        m_splitter->setOrientation(wanted);
        m_splitter->setSizes({1000, 1000}); // about halves, whatever there is
    }
    fitColumns();
}

/// What has changed is what the list is about; the rest is there where there is room for it.
void HistoryPanel::fitColumns()
{
    const int letters = m_list->width() / fontMetrics().averageCharWidth();
    m_list->setColumnHidden(HistoryModel::Image, letters < RoomForImage);
    m_list->setColumnHidden(HistoryModel::Instances, letters < RoomForAll);
    m_list->setColumnHidden(HistoryModel::By, letters < RoomForAll);
}

QString HistoryPanel::appId() const
{
    return m_reader->appId();
}

void HistoryPanel::setApp(const QString &id)
{
    if (id == appId())
        return;
    m_summaries.clear();
    m_list->clearSelection();
    m_reader->setApp(id);
    m_refresh.start();
}

void HistoryPanel::setDocument(AppDocument *document, const RuleConfig &config)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_config = config;
    if (document)
        connect(document, &AppDocument::changed, this, [this] { m_refresh.start(); });
    m_refresh.start();
}

void HistoryPanel::refresh()
{
    if (!isVisible())
        return;
    std::vector<HistoryRow> shown = rows();
    describe(shown);
    m_model->setRows(std::move(shown));
    if (!m_list->selectionModel()->hasSelection() && m_model->rowCount() > 0) {
        const int row = std::max(0, rowOf(HistoryRow::Kind::Current));
        m_list->setCurrentIndex(m_model->index(row, 0));
    }
    showState();
    compare();
    fitColumns();
}

QString HistoryPanel::emptyText() const
{
    const TargetLink &link = m_reader->link();
    const Target *target = link.targets().current();
    if (!target)
        return tr("Choose a target to see the versions of an app there.");
    if (appId().isEmpty())
        return tr("Open a definition, or select an app in the cluster, to see its versions.");
    if (!m_reader->problem().isEmpty())
        return m_reader->problem();
    if (!link.hasLists())
        return link.problem().isEmpty() ? tr("Asking %1…").arg(target->name) : link.problem();
    if (m_reader->isReading())
        return tr("Reading the versions of %1…").arg(appId());
    return tr("No versions: %1 has not been deployed on %2.").arg(appId(), target->name);
}

void HistoryPanel::showState()
{
    const Target *target = m_reader->link().targets().current();
    const bool hasRows = m_model->rowCount() > 0;
    m_pages->setCurrentIndex(hasRows ? 1 : 0);
    m_empty->setText(hasRows ? QString() : emptyText());
    m_title->setText(
        appId().isEmpty() || !target ? QString() : tr("%1 on %2").arg(appId(), target->name));
}

int HistoryPanel::rowOf(HistoryRow::Kind kind) const
{
    const std::vector<HistoryRow> &rows = m_model->rows();
    const auto found = std::find_if(
        rows.begin(), rows.end(), [kind](const HistoryRow &row) { return row.kind == kind; });
    return found == rows.end() ? -1 : int(found - rows.begin());
}

const HistoryRow *HistoryPanel::selected() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    const HistoryRow *row = rows.size() == 1 ? m_model->row(rows.first().row()) : nullptr;
    return row && !row->definition.isEmpty() ? row : nullptr;
}

const HistoryRow *HistoryPanel::current() const
{
    return m_model->row(rowOf(HistoryRow::Kind::Current));
}

// Two rows with one another; one with what runs, and what runs with what was before it.
HistoryPanel::Pair HistoryPanel::chosenPair() const
{
    QModelIndexList chosen = m_list->selectionModel()->selectedRows();
    std::sort(chosen.begin(), chosen.end());
    if (chosen.size() >= 2)
        return {chosen.last().row(), chosen.first().row()};
    if (chosen.isEmpty())
        return {};
    const int row = chosen.first().row();
    const int running = rowOf(HistoryRow::Kind::Current);
    return row == running ? Pair{row + 1, row} : Pair{running, row};
}

void HistoryPanel::compare()
{
    updateButtons();
    const Pair pair = chosenPair();
    const HistoryRow *before = m_model->row(pair.before);
    const HistoryRow *after = m_model->row(pair.after);
    const bool areRead
        = before && after && !before->definition.isEmpty() && !after->definition.isEmpty();
    const auto name = [](const HistoryRow &row) {
        return row.kind == HistoryRow::Kind::Current ? tr("what runs (%1)").arg(row.name)
                                                     : row.name;
    };
    m_pairTitle->setText(
        before && after ? tr("From %1 to %2").arg(name(*before), name(*after)) : QString());
    m_pairTitle->setVisible(before && after);
    const std::pair shown(
        areRead ? before->definition : QByteArray(), areRead ? after->definition : QByteArray());
    // The same once more must not take the place away that somebody reads.
    if (areRead && std::exchange(m_shown, shown) == shown)
        return;
    if (!areRead) {
        m_shown = {};
        m_changes->setTexts({}, DefaultMarathonVersion,
            after && !before
                ? tr("There is no version before this one.")
                : tr("Select a version to compare it with what runs, or two to compare "
                     "them with one another."));
        return;
    }
    m_changes->setTexts(comparedVersions({before->definition, after->definition, name(*before)},
                            m_config, server()),
        server().version, tr("Both mean the same to Marathon."));
}

void HistoryPanel::updateButtons()
{
    const HistoryRow *row = selected();
    const bool isVersion = row && row->kind != HistoryRow::Kind::Document;
    for (QToolButton *button : std::as_const(m_buttons))
        button->setEnabled(isVersion);
    const bool isConnected = m_reader->link().state() == LinkState::Connected;
    m_rollBack->setEnabled(isVersion && row->kind == HistoryRow::Kind::Earlier && isConnected);
    m_take->setEnabled(isVersion && rowOf(HistoryRow::Kind::Document) >= 0);
}

} // namespace Pinion

#include "moc_historypanel.cpp"
