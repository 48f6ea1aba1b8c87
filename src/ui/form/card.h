// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/formbinder.h"
#include "ui/form/formlayout.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class FindingLine;
class RowList;
class TimelineView;

/// An object as a form of its own, under a title that sums it up. Where cards have an order, the
/// title is what they are dragged by, and Alt+Up and Alt+Down on it move them.
class Card : public QFrame
{
    Q_OBJECT

public:
    Card(FormBinder &binder, QList<RowPlan> plans, JsonPointer pointer, QWidget *parent);

    void refresh();
    void refreshFindings();
    void setEditable(bool isEditable);
    void setOpen(bool isOpen);
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] RowList &rows();
    [[nodiscard]] QToolButton *title() const { return m_title; }
    /// One of a list can be duplicated and moved; one that stands alone cannot.
    void setSingle();
    /// Stands between title and rows.
    void setLead(QWidget *lead);

signals:
    void removeRequested();
    void duplicateRequested();
    void moveRequested(int by);
    void dragRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    bool handleTitleKey(const QKeyEvent &key);

    FormBinder &m_binder;
    QList<RowPlan> m_plans;
    JsonPointer m_pointer;
    QVBoxLayout *m_column;
    QToolButton *m_title;
    QToolButton *m_duplicate;
    QToolButton *m_remove;
    FindingLine *m_finding;
    QWidget *m_lead = nullptr;
    RowList *m_rows = nullptr; ///< made when first opened
    TimelineView *m_timeline = nullptr;
    QPoint m_pressedAt;
    bool m_isSingle = false;
};

} // namespace Pinion
