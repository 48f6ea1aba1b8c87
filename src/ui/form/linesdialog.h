// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
QT_END_NAMESPACE

namespace Pinion {

/// Several lines of text for a value that does not fit into the cell of a table.
class LinesDialog final : public QDialog
{
    Q_OBJECT

public:
    LinesDialog(const QString &title, const QString &text, QWidget *parent);
    [[nodiscard]] QString text() const;

private:
    QPlainTextEdit *m_text;
};

} // namespace Pinion
