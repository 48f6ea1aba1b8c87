// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clusterbar.h"

#include "ui/cluster/flowlayout.h"
#include "ui/theme/icons.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <QWidgetAction>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int Gap = 4;
constexpr QSize PopupSize(380, 320);

} // namespace

ClusterBar::ClusterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_labelsButton(new QToolButton(this))
    , m_labelsMenu(new QMenu(m_labelsButton))
    , m_labelsList(new QListWidget(m_labelsMenu))
{
    setObjectName(u"clusterBar"_s);
    m_text->setObjectName(u"clusterSearch"_s);
    m_text->setAccessibleName(tr("Filter apps"));
    m_text->setPlaceholderText(tr("Filter apps…"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumHeight(28);
    m_text->addAction(themeIcon(Icon::Search), QLineEdit::LeadingPosition);
    m_text->installEventFilter(this);
    auto *first = new QHBoxLayout;
    first->setSpacing(Gap);
    first->addWidget(m_text, 1);
    first->addWidget(m_labelsButton);
    auto *chips = new FlowLayout(Gap);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(8, 6, 8, 4);
    lines->setSpacing(Gap);
    lines->addLayout(first);
    lines->addLayout(chips);
    createChips();
    for (QToolButton *chip : std::as_const(m_chips))
        chips->addWidget(chip);
    createLabels();
    connect(m_text, &QLineEdit::textChanged, this, &ClusterBar::queryChanged);
}

void ClusterBar::createChips()
{
    for (const ClusterChipSpec &spec : clusterChips()) {
        auto *chip = new QToolButton(this);
        chip->setObjectName(u"chip:"_s + QLatin1StringView(spec.name));
        chip->setText(QCoreApplication::translate("Pinion::ClusterFilter", spec.text));
        chip->setToolTip(tr("Show these apps only"));
        chip->setCheckable(true);
        chip->setMinimumHeight(24);
        connect(chip, &QToolButton::toggled, this, &ClusterBar::queryChanged);
        m_chips.append(chip);
    }
}

void ClusterBar::createLabels()
{
    m_labelsButton->setObjectName(u"clusterLabels"_s);
    m_labelsButton->setPopupMode(QToolButton::InstantPopup);
    m_labelsButton->setMinimumHeight(28);
    m_labelsButton->setMenu(m_labelsMenu);
    m_labelsList->setObjectName(u"clusterLabelsList"_s);
    m_labelsList->setAccessibleName(tr("Labels"));
    m_labelsList->setFixedSize(PopupSize);
    m_labelsList->setFrameShape(QFrame::NoFrame);
    m_labelsList->setUniformItemSizes(true);
    auto *action = new QWidgetAction(m_labelsMenu);
    action->setDefaultWidget(m_labelsList);
    m_labelsMenu->addAction(action);
    connect(m_labelsMenu, &QMenu::aboutToShow, this, &ClusterBar::listLabels);
    connect(m_labelsList, &QListWidget::itemChanged, this, &ClusterBar::takeLabel);
    updateLabels();
}

// The chosen ones first: they must not be searched for to be let go.
void ClusterBar::listLabels()
{
    const QSignalBlocker quiet(m_labelsList); // these are not the user's choices
    m_labelsList->clear();
    const auto add = [this](const QString &label, bool isChosen) {
        auto *item = new QListWidgetItem(
            tr("%1 (%2)").arg(label).arg(m_labels.value(label)), m_labelsList);
        item->setData(Qt::UserRole, label);
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
    };
    for (const QString &label : std::as_const(m_chosen))
        add(label, true);
    for (auto label = m_labels.cbegin(); label != m_labels.cend(); ++label) {
        if (!m_chosen.contains(label.key()))
            add(label.key(), false);
    }
    m_labelsList->setFocus();
}

void ClusterBar::takeLabel()
{
    m_chosen.clear();
    for (int row = 0; row < m_labelsList->count(); ++row) {
        const QListWidgetItem *item = m_labelsList->item(row);
        if (item->checkState() == Qt::Checked)
            m_chosen.append(item->data(Qt::UserRole).toString());
    }
    updateLabels();
    emit queryChanged();
}

void ClusterBar::updateLabels()
{
    m_labelsButton->setText(
        m_chosen.isEmpty() ? tr("Labels") : tr("Labels: %1").arg(m_chosen.size()));
    m_labelsButton->setToolTip(
        m_chosen.isEmpty() ? tr("Show apps with certain labels only") : m_chosen.join(u'\n'));
}

ClusterQuery ClusterBar::query() const
{
    ClusterQuery query;
    query.text = m_text->text();
    query.labels = m_chosen;
    for (qsizetype i = 0; i < m_chips.size(); ++i)
        query.chips.setFlag(clusterChips()[size_t(i)].chip, m_chips[i]->isChecked());
    return query;
}

void ClusterBar::clear()
{
    m_chosen.clear();
    updateLabels();
    for (QToolButton *chip : std::as_const(m_chips)) {
        const QSignalBlocker once(chip); // one change, not eight
        chip->setChecked(false);
    }
    const QSignalBlocker once(m_text);
    m_text->clear();
    emit queryChanged();
}

bool ClusterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<const QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down) {
            emit leftDown();
            return true;
        }
        if (key == Qt::Key_Escape && !query().isEmpty()) {
            clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Pinion

#include "moc_clusterbar.cpp"
