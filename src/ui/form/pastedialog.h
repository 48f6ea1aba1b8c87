// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/envpaste.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QDialogButtonBox;
class QLabel;
class QPlainTextEdit;
class QTableWidget;
QT_END_NAMESPACE

namespace Pinion {

/// Shows what pasted text would add and replace before it does; changes nothing itself.
class PasteDialog : public QDialog
{
    Q_OBJECT

public:
    PasteDialog(const QString &text, QStringList present, QWidget *parent = nullptr);
    [[nodiscard]] QList<PastedVariable> variables() const { return m_found.variables; }

private:
    void preview();

    QStringList m_present;
    PastedVariables m_found;
    QPlainTextEdit *m_text;
    QTableWidget *m_table;
    QLabel *m_counts;
    QDialogButtonBox *m_buttons;
};

} // namespace Pinion
