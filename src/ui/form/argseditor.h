// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/tableeditor.h"

namespace Pinion {

/// The arguments of a program: a table that takes a pasted command line apart if asked to.
class ArgsEditor final : public TableEditor
{
    Q_OBJECT

public:
    ArgsEditor(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void updateButtons() override;

private:
    /// `row` is where the arguments go; with `isInPlace` they replace the one that is there.
    void openSplit(const QString &text, int row, bool isInPlace);
    bool pasteInto(const QModelIndex &cell, const QLineEdit &line);

    QPushButton *m_paste;
};

} // namespace Pinion
