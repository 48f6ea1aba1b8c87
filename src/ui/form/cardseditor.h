// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"
#include "ui/form/formbinder.h"

QT_BEGIN_NAMESPACE
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class Card;

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
    void addMenuActions(QMenu &menu) override;
    void addElement(const QByteArray &literal);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void addCard();
    void removeElement(qsizetype index);
    void moveCard(qsizetype index, qsizetype before);
    void dragCard(qsizetype index);
    [[nodiscard]] int dropPlace(int y) const;
    void showDropPlace(int place);
    [[nodiscard]] qsizetype focusedCard() const;

    FormBinder &m_binder;
    JsonPointer m_pointer;
    QVBoxLayout *m_column;
    QPushButton *m_add;
    QList<Card *> m_cards;
    int m_dropPlace = -1; ///< where a dragged card would go
};

} // namespace Pinion
