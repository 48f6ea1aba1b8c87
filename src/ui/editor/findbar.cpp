// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/findbar.h"

#include "ui/editor/jsoneditor.h"
#include "ui/editor/scintilla.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace Pinion {

using namespace Qt::StringLiterals;
using Sci = QsciScintillaBase;

namespace {

// Enough for any definition; a single letter in a huge file must not hold up the typist.
constexpr size_t MostMatches = 20000;

} // namespace

FindBar::FindBar(AppDocument &document, JsonEditor &editor, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_editor(editor)
{
    setObjectName("findBar"_L1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(8, 4, 8, 4);
    rows->setSpacing(4);
    rows->addWidget(createFindRow());
    m_replaceRow = createReplaceRow();
    rows->addWidget(m_replaceRow);
    connect(m_needle, &QLineEdit::textChanged, this, &FindBar::findFromSelection);
    connect(m_matchCase, &QToolButton::toggled, this, &FindBar::findFromSelection);
    hide();
}

QToolButton *FindBar::addButton(QHBoxLayout &row, const QString &name, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setText(name);
    button->setAccessibleName(toolTip);
    button->setToolTip(toolTip);
    button->setMinimumSize(26, 26);
    row.addWidget(button);
    return button;
}

QWidget *FindBar::createFindRow()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    m_needle = new QLineEdit(row);
    m_needle->setObjectName("findText"_L1);
    m_needle->setPlaceholderText(tr("Find"));
    m_needle->setAccessibleName(tr("Text to find"));
    m_needle->addAction(themeIcon(Icon::Search, Theme::Role::HelpText), QLineEdit::LeadingPosition);
    m_needle->setClearButtonEnabled(true);
    layout->addWidget(m_needle, 1);
    m_state = new QLabel(row);
    m_state->setObjectName("findState"_L1);
    m_state->setContentsMargins(6, 0, 6, 0);
    layout->addWidget(m_state);
    m_matchCase = addButton(*layout, u"Aa"_s, tr("Match case"));
    m_matchCase->setCheckable(true);
    QToolButton *previous = addButton(*layout, {}, tr("Previous match (Shift+F3)"));
    previous->setIcon(themeIcon(Icon::ChevronUp));
    connect(previous, &QToolButton::clicked, this, [this] { findNext(-1); });
    QToolButton *next = addButton(*layout, {}, tr("Next match (F3)"));
    next->setIcon(themeIcon(Icon::ChevronDown));
    connect(next, &QToolButton::clicked, this, [this] { findNext(1); });
    QToolButton *close = addButton(*layout, {}, tr("Close (Esc)"));
    close->setIcon(themeIcon(Icon::Close));
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        emit closed();
    });
    return row;
}

QWidget *FindBar::createReplaceRow()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    m_replacement = new QLineEdit(row);
    m_replacement->setObjectName("replaceText"_L1);
    m_replacement->setPlaceholderText(tr("Replace by"));
    m_replacement->setAccessibleName(tr("Text to put in its place"));
    layout->addWidget(m_replacement, 1);
    QToolButton *replace = addButton(*layout, tr("Replace"), tr("Replace this match"));
    replace->setObjectName("replaceCurrent"_L1);
    connect(replace, &QToolButton::clicked, this, &FindBar::replaceCurrent);
    QToolButton *all = addButton(*layout, tr("Replace all"), tr("Replace every match in one step"));
    all->setObjectName("replaceAll"_L1);
    connect(all, &QToolButton::clicked, this, &FindBar::replaceAll);
    return row;
}

void FindBar::open(bool withReplace)
{
    m_replaceRow->setVisible(withReplace);
    const QByteArray selected = textOf(m_editor, m_editor.selectedRange());
    if (!selected.isEmpty() && !selected.contains('\n') && !selected.contains('\r'))
        m_needle->setText(QString::fromUtf8(selected));
    show();
    m_needle->setFocus(Qt::ShortcutFocusReason);
    m_needle->selectAll();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        hide();
        emit closed();
    } else if (isReturn && m_replacement->hasFocus()) {
        replaceCurrent();
    } else if (isReturn || event->key() == Qt::Key_F3) {
        findNext(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

std::vector<TextRange> FindBar::matches() const
{
    std::vector<TextRange> found;
    const QByteArray needle = m_needle->text().toUtf8();
    if (needle.isEmpty())
        return found;
    send(m_editor, Sci::SCI_SETSEARCHFLAGS, m_matchCase->isChecked() ? Sci::SCFIND_MATCHCASE : 0);
    const qsizetype end = send(m_editor, Sci::SCI_GETLENGTH);
    qsizetype from = 0;
    while (found.size() < MostMatches) {
        send(m_editor, Sci::SCI_SETTARGETRANGE, from, end);
        if (sendBytes(m_editor, Sci::SCI_SEARCHINTARGET, needle) < 0)
            break;
        const TextRange range{
            send(m_editor, Sci::SCI_GETTARGETSTART), send(m_editor, Sci::SCI_GETTARGETEND)};
        found.push_back(range);
        from = std::max(range.end, range.begin + 1);
    }
    return found;
}

void FindBar::showState(qsizetype current, qsizetype count)
{
    if (m_needle->text().isEmpty())
        m_state->clear();
    else if (count == 0)
        m_state->setText(tr("Not found"));
    else if (current < 0)
        m_state->setText(tr("%n match(es)", nullptr, int(count)));
    else
        m_state->setText(tr("%1 of %2").arg(current + 1).arg(count));
}

void FindBar::findFromSelection()
{
    const auto found = matches();
    const qsizetype from = m_editor.selectedRange().begin;
    const auto next = std::ranges::lower_bound(found, from, {}, &TextRange::begin);
    const auto chosen = next == found.end() ? found.begin() : next;
    if (chosen != found.end()) {
        m_editor.select(*chosen);
        m_editor.reveal(chosen->begin);
    }
    showState(found.empty() ? -1 : chosen - found.begin(), qsizetype(found.size()));
}

void FindBar::findNext(int direction)
{
    const auto found = matches();
    if (found.empty()) {
        showState(-1, 0);
        return;
    }
    const TextRange selection = m_editor.selectedRange();
    qsizetype index = 0;
    if (direction > 0) {
        const auto next = std::ranges::lower_bound(
            found, std::max(selection.end, selection.begin), {}, &TextRange::begin);
        index = next == found.end() ? 0 : next - found.begin();
    } else {
        const auto next = std::ranges::lower_bound(found, selection.begin, {}, &TextRange::begin);
        index = next == found.begin() ? qsizetype(found.size()) - 1 : next - found.begin() - 1;
    }
    m_editor.select(found[size_t(index)]);
    m_editor.reveal(found[size_t(index)].begin);
    showState(index, qsizetype(found.size()));
}

void FindBar::replaceCurrent()
{
    const TextRange selection = m_editor.selectedRange();
    const auto found = matches();
    if (std::ranges::find(found, selection) == found.end()) {
        findNext();
        return;
    }
    const QByteArray text = m_replacement->text().toUtf8();
    if (m_document.apply(tr("Replace"), {{selection, text}}))
        m_editor.setCursorOffset(selection.begin + text.size());
    findNext();
}

void FindBar::replaceAll()
{
    const QByteArray text = m_replacement->text().toUtf8();
    TextEdits edits;
    for (const TextRange range : matches())
        edits.push_back({range, text});
    const auto count = int(edits.size());
    if (count > 0 && m_document.apply(tr("Replace all"), edits))
        m_state->setText(tr("%n replaced", nullptr, count));
    else
        showState(-1, 0);
}

} // namespace Pinion

#include "moc_findbar.cpp"
