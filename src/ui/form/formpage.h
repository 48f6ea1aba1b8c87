// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/formbinder.h"

#include <QScrollArea>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class FieldRow;
class PageBlock;
class RowList;

/// One page of the form: blocks and rows in a column of readable width that scrolls.
class FormPage : public QScrollArea
{
    Q_OBJECT

public:
    FormPage(FormBinder &binder, const QString &title, QWidget *parent = nullptr);

    void addBlock(PageBlock *block);
    void addRows(RowList *rows);
    /// A heading that goes when nothing below it is shown (on the page of filter results).
    void addTitle(const QString &title, RowList *rows);

    virtual void refresh();
    virtual void refreshFindings();
    virtual bool focusField(const JsonPointer &pointer);
    [[nodiscard]] FieldRow *rowFor(const JsonPointer &pointer) const;
    [[nodiscard]] QList<FieldRow *> rows() const;
    /// True if a row or a block of the page tells about the value.
    [[nodiscard]] bool covers(const JsonPointer &pointer) const;
    /// Marks the row of the value and takes the mark from all others.
    FieldRow *mark(const JsonPointer &pointer);
    int filter(const QString &text);

protected:
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    [[nodiscard]] FormBinder &binder() const { return m_binder; }

private:
    FormBinder &m_binder;
    QWidget *m_content;
    QVBoxLayout *m_column;
    QList<PageBlock *> m_blocks;
    QList<RowList *> m_lists;
    QList<std::pair<QLabel *, RowList *>> m_titles;
};

[[nodiscard]] FormPage *makeEssentialsPage(FormBinder &binder, QWidget *parent);
[[nodiscard]] FormPage *makeSectionPage(FormBinder &binder, Section section, QWidget *parent);
/// All rows of all sections under headings, to be filtered.
[[nodiscard]] FormPage *makeFilterPage(FormBinder &binder, QWidget *parent);

} // namespace Pinion
