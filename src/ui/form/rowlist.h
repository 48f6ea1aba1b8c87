// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/formbinder.h"
#include "ui/form/formlayout.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class FieldRow;

/// Field rows one below the other, under headings, the rarer ones behind "More". "More" opens
/// itself while it holds a value or a finding; what the user chose is remembered under
/// `settingsKey`.
class RowList : public QWidget
{
    Q_OBJECT

public:
    RowList(FormBinder &binder, const QList<RowPlan> &plans, QString settingsKey,
        QWidget *parent = nullptr);

    void refresh();
    void refreshFindings();
    [[nodiscard]] const QList<FieldRow *> &rows() const { return m_rows; }
    /// The row that holds the value, or null.
    [[nodiscard]] FieldRow *rowFor(const JsonPointer &pointer) const;
    /// Opens what hides the row.
    void reveal(FieldRow *row);
    bool focusField(const JsonPointer &pointer);
    /// Shows only rows that match; answers how many. An empty text shows all again.
    int filter(const QString &text);

private:
    void add(const RowPlan &plan);
    void addHeading(const QString &title, QVBoxLayout *column);
    void setMoreOpen(bool isOpen, bool isChoice);
    void updateMore();
    void updateHeadings();

    struct Heading
    {
        QLabel *label;
        QList<FieldRow *> rows;
    };

    FormBinder &m_binder;
    QString m_settingsKey;
    QList<FieldRow *> m_rows;
    QList<FieldRow *> m_moreRows;
    QList<Heading> m_headings;
    QVBoxLayout *m_column;
    QToolButton *m_moreButton;
    QWidget *m_moreBody;
    QVBoxLayout *m_moreColumn;
    QString m_lastHeading;
    bool m_wasChosen = false; ///< the user opened or closed "More" by hand
    bool m_isFiltered = false;
};

/// Gives the labels of rows letters to jump to, no letter twice, and none that the menu bar uses.
void assignMnemonics(const QList<FieldRow *> &rows);

} // namespace Pinion
