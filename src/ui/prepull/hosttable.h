// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/progress.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QTreeWidget;
class QTreeWidgetItem;
QT_END_NAMESPACE

namespace Pinion {

/// The hosts of a run with their states, and below them what Docker wrote on the chosen one.
class HostTable : public QWidget
{
    Q_OBJECT

public:
    HostTable(const QString &tableName, QWidget *parent);

    /// In this order, unless the hosts are those that are shown already.
    void setRows(const std::vector<HostRow> &rows, const QDateTime &now);

private:
    [[nodiscard]] QTreeWidgetItem *itemOf(const QString &host) const;
    void showRow(const HostRow &row, const QDateTime &now);
    void showWords();

    QTreeWidget *m_table;
    QPlainTextEdit *m_words;
};

/// "node-2" comes before "node-10".
[[nodiscard]] bool isBefore(const QString &host, const QString &other);
/// "1:52"
[[nodiscard]] QString spanText(qint64 seconds);

} // namespace Pinion
