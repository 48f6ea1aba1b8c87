// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
QT_END_NAMESPACE

namespace Pinion {

/// Two texts compared.
struct TextPair
{
    QByteArray before;
    QByteArray after;
    QString beforeName; ///< "orders.json on disk"
    QString afterName; ///< "orders.json in Pinion"
};

/// Shows what makes two texts different, line by line, read-only. With `acceptText` it also asks
/// whether to go on, and is accepted by that button.
class DiffDialog : public QDialog
{
    Q_OBJECT

public:
    DiffDialog(const TextPair &texts, const QString &acceptText, QWidget *parent = nullptr);

private:
    QPlainTextEdit *m_view;
};

} // namespace Pinion
