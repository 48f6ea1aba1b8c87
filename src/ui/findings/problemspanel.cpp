// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/problemspanel.h"

#include "ui/findings/fixes.h"
#include "ui/findings/ignore.h"
#include "ui/findings/levels.h"
#include "ui/findings/problemsmodel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

bool isFixKey(const QKeyEvent &event)
{
    const QKeyCombination key = event.keyCombination();
    return key == (Qt::ALT | Qt::Key_Return) || key == (Qt::ALT | Qt::Key_Enter)
        || key == (Qt::CTRL | Qt::Key_Period);
}

QString toggleName(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Refused:
        return u"showRefused"_s;
    case FindingLevel::Error:
        return u"showErrors"_s;
    case FindingLevel::Warning:
        return u"showWarnings"_s;
    case FindingLevel::Advice:
        break;
    }
    return u"showInfos"_s;
}

bool hasSafeFix(const Finding &finding)
{
    return std::ranges::any_of(
        finding.fixes, [](const Fix &fix) { return fix.isSafe && !fix.question; });
}

/// Rows high enough to be hit without aiming.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index).expandedTo(QSize(0, 28));
    }
};

} // namespace

ProblemsPanel::ProblemsPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new ProblemsModel(this))
{
    setObjectName("problemsPanel"_L1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(4);
    createBar(*bar);
    layout->addLayout(bar);
    createView();
    m_emptyText = new QLabel(this);
    m_emptyText->setObjectName("problemsEmptyText"_L1);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyText->setForegroundRole(QPalette::PlaceholderText);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_emptyText);
    layout->addLayout(m_stack, 1);
    applyFilter();
}

ProblemsPanel::~ProblemsPanel() = default;

QToolButton *ProblemsPanel::addToggle(QHBoxLayout &bar, const QString &name, bool isOn)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setCheckable(true);
    button->setChecked(isOn);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setMinimumHeight(26);
    connect(button, &QToolButton::toggled, this, &ProblemsPanel::applyFilter);
    bar.addWidget(button);
    return button;
}

void ProblemsPanel::createBar(QHBoxLayout &bar)
{
    for (const FindingLevel level : WorstFirst) {
        QToolButton *toggle = addToggle(bar, toggleName(level), true);
        toggle->setIcon(levelIcon(level));
        m_levels[size_t(level)] = toggle;
    }
    m_ignored = addToggle(bar, u"showIgnored"_s, false);
    m_ignored->setToolTip(tr("Show findings that the project has decided to ignore"));
    m_baseline = addToggle(bar, u"showBaseline"_s, false);
    m_baseline->setToolTip(
        tr("Show findings that were there when the project began to use Pinion"));
    bar.addStretch();
    m_groups = addToggle(bar, u"groupByLevel"_s, false);
    m_groups->setText(tr("Group by level"));
    m_filterEdit = new QLineEdit(this);
    m_filterEdit->setObjectName("problemsFilter"_L1);
    m_filterEdit->setPlaceholderText(tr("Filter problems…"));
    m_filterEdit->setAccessibleName(tr("Filter problems"));
    m_filterEdit->setClearButtonEnabled(true);
    m_filterEdit->setMaximumWidth(260);
    connect(m_filterEdit, &QLineEdit::textChanged, this, &ProblemsPanel::applyFilter);
    bar.addWidget(m_filterEdit, 1);
}

void ProblemsPanel::createView()
{
    m_view = new QTreeView(this);
    m_view->setObjectName("problemsView"_L1);
    m_view->setAccessibleName(tr("Problems"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new RowDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setRootIsDecorated(false);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    QHeaderView &header = *m_view->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(ProblemsModel::What, QHeaderView::Stretch);
    const QFontMetrics metrics(m_view->font());
    header.resizeSection(ProblemsModel::Level, metrics.horizontalAdvance(u"Advice (99)"_s) + 64);
    header.resizeSection(ProblemsModel::Where, metrics.averageCharWidth() * 32);
    header.resizeSection(ProblemsModel::Line, metrics.horizontalAdvance(u"99999"_s) + 24);
    header.resizeSection(ProblemsModel::Rule, metrics.averageCharWidth() * 28);
    connect(m_view, &QTreeView::doubleClicked, this, &ProblemsPanel::jumpTo);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ProblemsPanel::openContextMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &ProblemsPanel::rememberSelection);
    connect(m_model, &ProblemsModel::updated, this, &ProblemsPanel::refresh);
}

void ProblemsPanel::setAnalysis(Analysis *analysis)
{
    m_analysis = analysis;
    m_model->setAnalysis(analysis);
}

void ProblemsPanel::applyFilter()
{
    ProblemsFilter filter;
    filter.text = m_filterEdit->text();
    std::ranges::transform(m_levels, filter.shows.begin(),
        [](const QToolButton *toggle) { return toggle->isChecked(); });
    filter.showsIgnored = m_ignored->isChecked();
    filter.showsBaseline = m_baseline->isChecked();
    filter.groupsByLevel = m_groups->isChecked();
    m_view->setRootIsDecorated(filter.groupsByLevel);
    m_model->setFilter(filter);
}

void ProblemsPanel::refresh()
{
    if (m_model->filter().groupsByLevel)
        m_view->expandAll();
    restoreSelection();
    refreshCounts();
    const bool isEmpty = m_model->rowCount() == 0;
    if (isEmpty)
        refreshEmptyText();
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
}

void ProblemsPanel::refreshCounts()
{
    const LevelCounts counts = m_analysis ? m_analysis->counts() : LevelCounts();
    for (const FindingLevel level : WorstFirst) {
        QToolButton &toggle = *m_levels[size_t(level)];
        const QString words = levelCount(level, counts[level]);
        // Refused and Error have the same shape, so the rarer one says its name.
        toggle.setText(level == FindingLevel::Refused ? words : QString::number(counts[level]));
        toggle.setAccessibleName(tr("Show %1").arg(words));
        toggle.setToolTip(toggle.accessibleName());
    }
    m_ignored->setText(tr("%n ignored", nullptr, counts.ignored));
    m_ignored->setEnabled(counts.ignored > 0 || m_ignored->isChecked());
    m_baseline->setText(tr("%n in baseline", nullptr, counts.baselined));
    m_baseline->setVisible(counts.baselined > 0 || m_baseline->isChecked());
}

void ProblemsPanel::refreshEmptyText()
{
    if (!m_analysis) {
        m_emptyText->setText(tr("No document is open."));
        return;
    }
    const LevelCounts counts = m_analysis->counts();
    if (counts.total() > 0) {
        m_emptyText->setText(tr("No finding passes the filter."));
        return;
    }
    QStringList parts{tr("%n rule(s) checked", nullptr, int(m_analysis->result().rulesRun)),
        tr("%n ignored", nullptr, counts.ignored)};
    if (counts.baselined > 0)
        parts << tr("%n in baseline", nullptr, counts.baselined);
    m_emptyText->setText(tr("No findings. %1.").arg(parts.join(u", "_s)));
}

// Only what the user selects: where a selected row goes, the view selects its neighbour.
void ProblemsPanel::rememberSelection()
{
    if (m_model->isUpdating())
        return;
    if (const Finding *finding = m_model->finding(m_view->currentIndex()))
        m_selected = {finding->rule, finding->pointer};
}

void ProblemsPanel::restoreSelection()
{
    if (!m_analysis)
        return;
    const Findings &findings = m_analysis->findings();
    const auto same = std::ranges::find_if(findings, [this](const Finding &finding) {
        return finding.rule == m_selected.rule && finding.pointer == m_selected.pointer;
    });
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid() && !m_model->finding(current))
        return; // a group, which is still there
    const QModelIndex index
        = same == findings.end() ? QModelIndex() : m_model->indexOf(same - findings.begin());
    if (index != current.siblingAtColumn(0))
        m_view->setCurrentIndex(index);
}

void ProblemsPanel::showSuppressed()
{
    m_ignored->setChecked(true);
    m_baseline->setChecked(true);
}

void ProblemsPanel::selectNext(int direction)
{
    QList<QModelIndex> rows;
    for (int top = 0; top < m_model->rowCount(); ++top) {
        const QModelIndex index = m_model->index(top, 0);
        if (m_model->finding(index))
            rows << index;
        for (int row = 0; row < m_model->rowCount(index); ++row)
            rows << m_model->index(row, 0, index);
    }
    if (rows.isEmpty())
        return;
    const qsizetype current = rows.indexOf(m_view->currentIndex().siblingAtColumn(0));
    const qsizetype start = current < 0 && direction < 0 ? 0 : current;
    const QModelIndex next = rows[(start + direction + rows.size()) % rows.size()];
    m_view->setCurrentIndex(next);
    jumpTo(next);
}

void ProblemsPanel::jumpTo(const QModelIndex &index)
{
    if (const Finding *finding = m_model->finding(index))
        emit jumpRequested(finding->pointer, finding->range);
}

bool ProblemsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_view || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &key = static_cast<const QKeyEvent &>(*event);
    if (isFixKey(key)) {
        openFixMenu();
        return true;
    }
    if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
        jumpTo(m_view->currentIndex());
        return true;
    }
    return false;
}

void ProblemsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_view->viewport()->update();
}

void ProblemsPanel::openFixMenu()
{
    const QModelIndex index = m_view->currentIndex();
    if (const Finding *finding = m_model->finding(index)) {
        const QPoint below = m_view->visualRect(index).bottomLeft();
        emit fixMenuRequested(finding->pointer, m_view->viewport()->mapToGlobal(below));
    }
}

void ProblemsPanel::openContextMenu(QPoint position)
{
    const Finding *found = m_model->finding(m_view->indexAt(position));
    if (!found || !m_analysis)
        return;
    const Finding finding = *found;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPoint where = m_view->viewport()->mapToGlobal(position);

    QAction *fix = menu->addAction(tr("Fix…"));
    fix->setEnabled(!finding.fixes.empty());
    connect(fix, &QAction::triggered, this,
        [this, pointer = finding.pointer, where] { emit fixMenuRequested(pointer, where); });
    QAction *fixKind = menu->addAction(tr("Fix all of this kind"));
    fixKind->setEnabled(hasSafeFix(finding));
    connect(fixKind, &QAction::triggered, m_analysis,
        [analysis = m_analysis, rule = finding.rule] { applySafeFixes(*analysis, rule); });
    addIgnoreAction(*menu, this, *m_analysis, finding);
    menu->addSeparator();
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this, [this, position] {
        const QVariant text = m_model->data(m_view->indexAt(position), Qt::AccessibleTextRole);
        QApplication::clipboard()->setText(text.toString());
    });
    connect(menu->addAction(tr("Explain")), &QAction::triggered, this,
        [this, finding] { emit explainRequested(finding); });
    menu->popup(where);
}

} // namespace Pinion

#include "moc_problemspanel.cpp"
