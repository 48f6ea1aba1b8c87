// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/tableeditor.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace Pinion {

struct PastedVariable;

/// Environment variables: a table with a filter, an order for the eye, hidden values, and a way to
/// paste many at once.
class EnvEditor final : public TableEditor
{
    Q_OBJECT

public:
    EnvEditor(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent);

    /// Adds and replaces these variables as one undo step.
    void takeOver(const QList<PastedVariable> &variables);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    [[nodiscard]] CellDelegate::Choice choices(const QModelIndex &source) const override;
    void updateButtons() override;

private:
    void openPaste(const QString &text);

    QLineEdit *m_filter;
    QPushButton *m_sort;
    QPushButton *m_reveal;
    QPushButton *m_paste;
};

} // namespace Pinion
