// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/rowlist.h"

#include "marathon/schema.h"
#include "ui/form/fieldrow.h"

#include <QLabel>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

RowList::RowList(
    FormBinder &binder, const QList<RowPlan> &plans, QString settingsKey, QWidget *parent)
    : QWidget(parent)
    , m_binder(binder)
    , m_settingsKey(std::move(settingsKey))
    , m_column(new QVBoxLayout(this))
    , m_moreButton(new QToolButton(this))
    , m_moreBody(new QWidget(this))
    , m_moreColumn(new QVBoxLayout(m_moreBody))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    m_moreColumn->setContentsMargins(0, 0, 0, 0);
    m_moreColumn->setSpacing(4);
    for (const RowPlan &plan : plans) {
        if (!plan.isMore)
            add(plan);
    }
    m_lastHeading.clear();
    m_column->addWidget(m_moreButton);
    m_column->addWidget(m_moreBody);
    for (const RowPlan &plan : plans) {
        if (plan.isMore)
            add(plan);
    }
    m_moreButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_moreButton->setAutoRaise(true);
    m_moreButton->setCheckable(true);
    m_moreButton->setMinimumHeight(28);
    m_moreButton->setFocusPolicy(Qt::StrongFocus);
    m_moreButton->setObjectName(u"more"_s);
    connect(m_moreButton, &QToolButton::clicked, this,
        [this](bool isOpen) { setMoreOpen(isOpen, true); });
    const bool wasOpen = !m_settingsKey.isEmpty()
        && QSettings().value(u"form/more/"_s + m_settingsKey, false).toBool();
    setMoreOpen(wasOpen, false);
}

void RowList::add(const RowPlan &plan)
{
    QVBoxLayout *column = plan.isMore ? m_moreColumn : m_column;
    QWidget *owner = plan.isMore ? m_moreBody : this;
    if (plan.heading != m_lastHeading)
        addHeading(plan.heading, column);
    m_lastHeading = plan.heading;
    auto *row = new FieldRow(m_binder, *plan.spec, plan.pointer, owner);
    column->addWidget(row);
    m_rows.append(row);
    if (plan.isMore)
        m_moreRows.append(row);
    if (!plan.heading.isEmpty())
        m_headings.last().rows.append(row);
}

void RowList::addHeading(const QString &title, QVBoxLayout *column)
{
    if (title.isEmpty())
        return;
    auto *label = new QLabel(title, column->parentWidget());
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(8, 8, 0, 0);
    column->addWidget(label);
    m_headings.append(Heading{label, {}});
}

void RowList::setMoreOpen(bool isOpen, bool isChoice)
{
    m_moreBody->setVisible(isOpen);
    m_moreButton->setChecked(isOpen);
    m_moreButton->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    if (!isChoice)
        return;
    m_wasChosen = true;
    if (!m_settingsKey.isEmpty())
        QSettings().setValue(u"form/more/"_s + m_settingsKey, isOpen);
}

void RowList::updateMore()
{
    const auto isSet = [](const FieldRow *row) { return row->isSet(); };
    const auto isWanted = [](const FieldRow *row) { return row->isWanted(); };
    const auto count = std::count_if(m_moreRows.begin(), m_moreRows.end(), isSet);
    const bool hasFindings = std::any_of(m_moreRows.begin(), m_moreRows.end(),
        [](const FieldRow *row) { return row->hasFindings(); });
    const bool hasRows = std::any_of(m_moreRows.begin(), m_moreRows.end(), isWanted);
    m_moreButton->setVisible(hasRows && !m_isFiltered);
    m_moreButton->setText(count == 0 ? tr("More") : tr("More – %1 set").arg(count));
    m_moreButton->setAccessibleName(m_moreButton->text());
    if ((count > 0 || hasFindings) && !m_wasChosen && !m_moreButton->isChecked())
        setMoreOpen(true, false);
}

void RowList::updateHeadings()
{
    for (const Heading &heading : std::as_const(m_headings)) {
        const bool isNeeded = std::any_of(heading.rows.begin(), heading.rows.end(),
            [](const FieldRow *row) { return row->isWanted(); });
        heading.label->setVisible(isNeeded && !m_isFiltered);
    }
}

void RowList::refresh()
{
    for (FieldRow *row : std::as_const(m_rows))
        row->refresh();
    updateMore();
    updateHeadings();
}

void RowList::refreshFindings()
{
    for (FieldRow *row : std::as_const(m_rows))
        row->refreshFindings();
    updateMore();
}

FieldRow *RowList::rowFor(const JsonPointer &pointer) const
{
    FieldRow *best = nullptr;
    for (FieldRow *row : m_rows) {
        if (row->pointer().contains(pointer)
            && (!best || row->pointer().depth() > best->pointer().depth()))
            best = row;
    }
    return best;
}

void RowList::reveal(FieldRow *row)
{
    if (m_moreRows.contains(row))
        setMoreOpen(true, false);
    row->reveal();
    updateHeadings();
}

bool RowList::focusField(const JsonPointer &pointer)
{
    FieldRow *row = rowFor(pointer);
    if (!row)
        return false;
    reveal(row);
    return row->editor()->focusPart(row->pointer().relative(pointer));
}

int RowList::filter(const QString &text)
{
    m_isFiltered = !text.isEmpty();
    int shown = 0;
    for (FieldRow *row : std::as_const(m_rows)) {
        const bool isShown = m_isFiltered ? row->matches(text) : row->isWanted();
        row->setVisible(isShown);
        shown += isShown ? 1 : 0;
    }
    m_moreBody->setVisible(m_isFiltered || m_moreButton->isChecked());
    updateMore();
    updateHeadings();
    return shown;
}

void assignMnemonics(const QList<FieldRow *> &rows)
{
    QString used = u"FEVADTH"_s; // File, Edit, View, App, Deploy, Tools, Help
    for (FieldRow *row : rows) {
        const QString label = text(row->spec().label).toUpper();
        const auto letter = std::find_if(label.begin(), label.end(),
            [&](QChar c) { return c >= u'A' && c <= u'Z' && !used.contains(c); });
        row->setMnemonic(letter == label.end() ? QChar() : *letter);
        if (letter != label.end())
            used += *letter;
    }
}

} // namespace Pinion

#include "moc_rowlist.cpp"
