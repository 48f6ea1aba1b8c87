// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"
#include "ui/form/formbinder.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QPushButton;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class FindingLine;
class RowList;
class TimelineView;

/// One element of an array as a form of its own, under a title that sums it up.
class Card : public QFrame
{
    Q_OBJECT

public:
    Card(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent);

    void refresh();
    void refreshFindings();
    void setEditable(bool isEditable);
    void setOpen(bool isOpen);
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] RowList &rows();

signals:
    void removeRequested();
    void duplicateRequested();

private:
    void build();

    FormBinder &m_binder;
    const FieldSpec &m_spec;
    JsonPointer m_pointer;
    QVBoxLayout *m_column;
    QToolButton *m_title;
    QToolButton *m_duplicate;
    QToolButton *m_remove;
    FindingLine *m_finding;
    RowList *m_rows = nullptr; ///< made when first opened
    TimelineView *m_timeline = nullptr;
};

/// An array of objects that deserve a form each: health checks, readiness checks, volumes.
class CardsEditor final : public FieldEditor
{
    Q_OBJECT

public:
    CardsEditor(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent);

    void showLiteral(const std::optional<QByteArray> &literal) override;
    void setEditable(bool isEditable) override;
    [[nodiscard]] bool isWide() const override { return true; }
    [[nodiscard]] bool showsOwnFindings() const override { return true; }
    bool focusPart(const JsonPointer &tail) override;
    [[nodiscard]] JsonPointer currentPart() const override;
    void refreshContext() override;
    void refreshFindings() override;
    void addElement(const QByteArray &literal);

private:
    void addCard();
    void removeElement(qsizetype index);

    FormBinder &m_binder;
    JsonPointer m_pointer;
    QVBoxLayout *m_column;
    QPushButton *m_add;
    QList<Card *> m_cards;
};

} // namespace Pinion
