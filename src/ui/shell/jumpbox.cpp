// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/jumpbox.h"

#include "ui/shell/fuzzymatch.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr size_t MaxRows = 60;
constexpr int BoxWidth = 560;
constexpr int BoxHeight = 380;

struct Hit
{
    size_t target = 0;
    int score = 0;
};

// What is called so comes before what merely lies there.
std::optional<int> scoreOf(QStringView typed, const JumpTarget &target)
{
    constexpr int NameBonus = 60;
    if (const std::optional<int> score = fuzzyScore(typed, target.text))
        return *score + NameBonus;
    const QString whole = target.text + u' ' + target.detail;
    return fuzzyScore(typed, whole);
}

} // namespace

JumpBox::JumpBox(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_input(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_empty(new QLabel(tr("Nothing matches."), this))
{
    setObjectName(u"jumpBox"_s);
    setAccessibleName(tr("Go to"));
    setFrameShape(QFrame::StyledPanel);
    m_input->setObjectName(u"jumpInput"_s);
    m_input->setClearButtonEnabled(true);
    m_input->installEventFilter(this);
    m_input->setMinimumHeight(32);
    m_list->setObjectName(u"jumpList"_s);
    m_list->setAccessibleName(tr("Matches"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(8, 8, 8, 8);
    lines->addWidget(m_input);
    lines->addWidget(m_list, 1);
    lines->addWidget(m_empty, 1);
    setFocusProxy(m_input);
    connect(m_input, &QLineEdit::textChanged, this, &JumpBox::filter);
    connect(m_input, &QLineEdit::returnPressed, this, &JumpBox::goToCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &JumpBox::goToCurrent);
}

void JumpBox::open(std::vector<JumpTarget> targets, const QString &prompt)
{
    m_targets = std::move(targets);
    m_input->setPlaceholderText(prompt);
    m_input->setAccessibleName(prompt);
    m_input->clear();
    filter({});
    const QWidget *window = parentWidget();
    const int width = std::min(BoxWidth, window->width() - 32);
    resize(width, BoxHeight);
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, 72)));
    show();
    m_input->setFocus();
}

void JumpBox::filter(const QString &typed)
{
    std::vector<Hit> hits;
    for (size_t i = 0; i < m_targets.size(); ++i) {
        if (const std::optional<int> score = scoreOf(typed, m_targets[i]))
            hits.push_back({i, typed.isEmpty() ? 0 : *score});
    }
    std::stable_sort(
        hits.begin(), hits.end(), [](const Hit &a, const Hit &b) { return a.score > b.score; });
    hits.resize(std::min(hits.size(), MaxRows));

    m_list->clear();
    for (const Hit &hit : hits) {
        const JumpTarget &target = m_targets[hit.target];
        const QString text = target.detail.isEmpty()
            ? target.text
            : u"%1   —   %2"_s.arg(target.text, target.detail);
        auto *item = new QListWidgetItem(target.icon, text, m_list);
        item->setData(Qt::UserRole, qulonglong(hit.target));
        item->setSizeHint(QSize(0, 28));
    }
    m_list->setCurrentRow(0);
    m_list->setVisible(!hits.empty());
    m_empty->setVisible(hits.empty());
}

void JumpBox::goToCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const std::function<void()> go = m_targets[item->data(Qt::UserRole).toULongLong()].go;
    // First out of the way: the focus has to be back where the target expects it.
    hide();
    go();
}

bool JumpBox::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_input || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace Pinion

#include "moc_jumpbox.cpp"
