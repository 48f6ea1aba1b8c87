// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QTreeView>

namespace Pinion {

/// The table of tags: tells which rows are on screen, and keeps its columns readable in narrow
/// windows.
class TagView : public QTreeView
{
    Q_OBJECT

public:
    explicit TagView(QWidget *parent = nullptr);
    ~TagView() override;

    void setModel(QAbstractItemModel *model) override;
    /// Rows of the top level that can be seen, and as many again below them.
    [[nodiscard]] QList<QModelIndex> rowsInView() const;
    void fitColumns();

signals:
    /// Some while after other rows came into view.
    void rowsInViewChanged();
    /// Enter or a double click on a row.
    void used();
    /// The right arrow on a row without others below it.
    void opened(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QTimer m_pause; ///< somebody scrolling fast does not want what rushes by
};

} // namespace Pinion
