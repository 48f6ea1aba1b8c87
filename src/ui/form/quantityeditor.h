// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/lineeditors.h"

namespace Pinion {

/// A number with a unit: a line that understands expressions and suffixes, with step buttons.
class QuantityEditor : public LineEditor
{
    Q_OBJECT

public:
    explicit QuantityEditor(const FieldSpec &spec, QWidget *parent = nullptr);
    void setEditable(bool isEditable) override;

protected:
    [[nodiscard]] QString textFor(const QByteArray &literal) const override;
    [[nodiscard]] std::optional<QByteArray> literalForText(const QString &text) const override;
    [[nodiscard]] QString problemWith(const QString &text) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// The stored number for one in the shown unit, and back.
    [[nodiscard]] virtual double scale() const { return 1; }
    [[nodiscard]] virtual QString shownUnit() const;

private:
    void step(int direction);

    QToolButton *m_up;
    QToolButton *m_down;
};

/// A share stored as 0..1 and shown as 0..100.
class PercentEditor final : public QuantityEditor
{
    Q_OBJECT

public:
    using QuantityEditor::QuantityEditor;

protected:
    [[nodiscard]] double scale() const override { return 100; }
    [[nodiscard]] QString shownUnit() const override { return QStringLiteral("%"); }
    [[nodiscard]] QString defaultText() const override;
};

} // namespace Pinion
