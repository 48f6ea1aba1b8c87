// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/formpage.h"

#include "ui/form/fieldrow.h"
#include "ui/form/pageblocks.h"
#include "ui/form/rowlist.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int WidestColumn = 115; // in average letters; longer lines are hard to read

/// A column whose lines stay short, yet never narrower than what stands in it needs.
class ReadableColumn final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    bool event(QEvent *event) override
    {
        const bool mayNeedAnother = event->type() == QEvent::LayoutRequest
            || event->type() == QEvent::FontChange || event->type() == QEvent::Polish;
        if (mayNeedAnother && layout()) {
            const int readable = WidestColumn * fontMetrics().averageCharWidth();
            setMaximumWidth(std::max(readable, layout()->totalMinimumSize().width()));
        }
        return QWidget::event(event);
    }
};

void makeTitle(QLabel *label, int pointsAdded)
{
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() + pointsAdded);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
}

} // namespace

FormPage::FormPage(FormBinder &binder, const QString &title, QWidget *parent)
    : QScrollArea(parent)
    , m_binder(binder)
    , m_content(new QWidget)
    , m_column(new QVBoxLayout)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(title);
    auto *inner = new ReadableColumn;
    inner->setLayout(m_column);
    auto *row = new QHBoxLayout(m_content);
    row->setContentsMargins(8, 4, 8, 12);
    row->addWidget(inner, 1000); // the column first; what is left of a wide window stays empty
    row->addStretch(1);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    auto *heading = new QLabel(title, inner);
    makeTitle(heading, 4);
    heading->setContentsMargins(8, 4, 0, 6);
    m_column->addWidget(heading);
    m_column->addStretch(1);
    setWidget(m_content);
}

void FormPage::addBlock(PageBlock *block)
{
    m_column->insertWidget(m_column->count() - 1, block);
    m_blocks.append(block);
}

void FormPage::addRows(RowList *rows)
{
    m_column->insertWidget(m_column->count() - 1, rows);
    m_lists.append(rows);
    assignMnemonics(this->rows());
}

void FormPage::addTitle(const QString &title, RowList *rows)
{
    auto *label = new QLabel(title, m_content);
    makeTitle(label, 1);
    label->setContentsMargins(8, 10, 0, 2);
    m_column->insertWidget(m_column->count() - 1, label);
    m_titles.append({label, rows});
}

void FormPage::refresh()
{
    const QList<FieldRow *> all = rows();
    for (PageBlock *block : std::as_const(m_blocks)) {
        block->refresh();
        block->setEditable(m_binder.isEditable());
        block->arrange(all);
    }
    for (RowList *list : std::as_const(m_lists))
        list->refresh();
}

void FormPage::refreshFindings()
{
    for (PageBlock *block : std::as_const(m_blocks))
        block->refreshFindings();
    for (RowList *list : std::as_const(m_lists))
        list->refreshFindings();
}

bool FormPage::focusField(const JsonPointer &pointer)
{
    FieldRow *row = rowFor(pointer);
    if (!row)
        return false;
    for (RowList *list : std::as_const(m_lists)) {
        if (!list->rows().contains(row))
            continue;
        list->reveal(row);
        m_content->layout()->activate();
        const bool done = row->editor()->focusPart(row->pointer().relative(pointer));
        if (const QWidget *focus = focusWidget(); focus && isAncestorOf(focus))
            ensureWidgetVisible(const_cast<QWidget *>(focus), 20, 60);
        return done;
    }
    return false;
}

FieldRow *FormPage::rowFor(const JsonPointer &pointer) const
{
    FieldRow *best = nullptr;
    for (const RowList *list : m_lists) {
        FieldRow *row = list->rowFor(pointer);
        if (row && (!best || row->pointer().depth() > best->pointer().depth()))
            best = row;
    }
    return best;
}

QList<FieldRow *> FormPage::rows() const
{
    QList<FieldRow *> all;
    for (const RowList *list : m_lists)
        all += list->rows();
    return all;
}

bool FormPage::covers(const JsonPointer &pointer) const
{
    return rowFor(pointer)
        || std::any_of(m_blocks.begin(), m_blocks.end(),
            [&](const PageBlock *block) { return block->covers(pointer); });
}

FieldRow *FormPage::mark(const JsonPointer &pointer)
{
    FieldRow *marked = rowFor(pointer);
    const QList<FieldRow *> all = widget()->findChildren<FieldRow *>();
    FieldRow *deepest = marked;
    for (FieldRow *row : all) {
        const bool isDeeper = row->pointer().contains(pointer)
            && (!deepest || row->pointer().depth() > deepest->pointer().depth());
        if (isDeeper)
            deepest = row;
    }
    for (FieldRow *row : all)
        row->setMarked(row == deepest);
    return deepest;
}

int FormPage::filter(const QString &text)
{
    int shown = 0;
    for (RowList *list : std::as_const(m_lists)) {
        const int here = list->filter(text);
        shown += here;
        for (const auto &[label, titled] : std::as_const(m_titles)) {
            if (titled == list)
                label->setVisible(here > 0);
        }
        list->setVisible(here > 0);
    }
    return shown;
}

} // namespace Pinion

#include "moc_formpage.cpp"
