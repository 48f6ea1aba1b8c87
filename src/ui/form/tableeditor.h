// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/celldelegate.h"
#include "ui/form/fieldeditor.h"
#include "ui/form/formbinder.h"
#include "ui/form/nodetablemodel.h"

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class RowList;

/// An array or a map as a table with inline editing. What does not fit into a cell (labels of a
/// port) stands in a form of its own below the table, for the row that is current. Insert adds,
/// Delete removes, F2 edits, Alt+Up and Alt+Down move, as does dragging.
class TableEditor : public FieldEditor
{
    Q_OBJECT

public:
    TableEditor(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent);

    void showLiteral(const std::optional<QByteArray> &literal) override;
    void setEditable(bool isEditable) override;
    [[nodiscard]] bool isWide() const override { return true; }
    bool focusPart(const JsonPointer &tail) override;
    [[nodiscard]] JsonPointer currentPart() const override;
    void setAccessibleTexts(const QString &name, const QString &description) override;
    void refreshContext() override;
    void refreshFindings() override;
    void addMenuActions(QMenu &menu) override;

    [[nodiscard]] QTableView *view() const { return m_view; }
    /// Adds a row as the button does and starts to edit its first cell.
    void addRow();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    [[nodiscard]] FormBinder &binder() const { return m_binder; }
    [[nodiscard]] const JsonPointer &pointer() const { return m_pointer; }
    [[nodiscard]] NodeTableModel *model() const { return m_model; }
    [[nodiscard]] CellDelegate *delegate() const { return m_delegate; }
    [[nodiscard]] QSortFilterProxyModel *proxy() const { return m_proxy; }
    [[nodiscard]] QVBoxLayout *column() const { return m_layout; }
    [[nodiscard]] QHBoxLayout *buttons() const { return m_buttons; }
    QPushButton *addButton(const QString &text);
    /// What a cell offers to choose from.
    [[nodiscard]] virtual CellDelegate::Choice choices(const QModelIndex &source) const;
    virtual void updateButtons();

private:
    void build();
    void buildView();
    void connectParts();
    void removeSelected();
    /// Rows move only while they are seen in the order of the file.
    [[nodiscard]] bool canMove() const;
    void moveCurrent(int by);
    void editLines(const QPersistentModelIndex &cell, const QString &text);
    void showDetails();
    void fitHeight();
    void fitColumns();
    [[nodiscard]] int wishedWidth(int column) const;
    bool handleKey(QKeyEvent *event);
    [[nodiscard]] int currentRow() const;

    FormBinder &m_binder;
    JsonPointer m_pointer;
    NodeTableModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QVBoxLayout *m_layout;
    QHBoxLayout *m_buttons;
    QTableView *m_view;
    CellDelegate *m_delegate;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    QLabel *m_detailTitle;
    RowList *m_details = nullptr;
    int m_detailRow = -1;
    bool m_isEditable = true;
    bool m_isFitting = false;
    bool m_hasChosenWidths = false;
};

} // namespace Pinion
