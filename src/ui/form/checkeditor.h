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
class SegmentedControl;

/// The generic check of Mesos: at most one, which only tells and restarts nothing. A card like
/// those of health checks, with the three kinds of it to choose from.
class CheckEditor final : public FieldEditor
{
    Q_OBJECT

public:
    CheckEditor(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent);

    void showLiteral(const std::optional<QByteArray> &literal) override;
    void setEditable(bool isEditable) override;
    [[nodiscard]] bool isWide() const override { return true; }
    [[nodiscard]] bool showsOwnFindings() const override { return true; }
    bool focusPart(const JsonPointer &tail) override;
    [[nodiscard]] JsonPointer currentPart() const override;
    void refreshContext() override;
    void refreshFindings() override;

private:
    void setKind(const QByteArray &kind);
    [[nodiscard]] QByteArray kind() const;
    void showCard();

    FormBinder &m_binder;
    JsonPointer m_pointer;
    QVBoxLayout *m_column;
    QPushButton *m_add;
    Card *m_card = nullptr; ///< while there is a check
    SegmentedControl *m_kinds = nullptr; ///< in the card
};

} // namespace Pinion
