// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

QT_BEGIN_NAMESPACE
class QDialogButtonBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Pinion {

/// Shows a pasted command line taken apart, and offers to take it as several arguments or as one.
class SplitDialog final : public QDialog
{
    Q_OBJECT

public:
    SplitDialog(const QString &text, QWidget *parent);
    /// What was chosen, once the dialog is accepted.
    [[nodiscard]] QStringList values() const { return m_values; }

private:
    void preview();
    void take(const QStringList &values);

    QPlainTextEdit *m_text;
    QListWidget *m_words;
    QLabel *m_note;
    QDialogButtonBox *m_buttons;
    QPushButton *m_whole;
    QStringList m_values;
};

} // namespace Pinion
