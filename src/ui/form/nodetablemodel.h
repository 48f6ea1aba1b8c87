// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "marathon/fieldspec.h"
#include "ui/form/formbinder.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace Pinion {

/// What a column shows of each element or member.
struct TableColumn
{
    enum class Kind {
        Index, ///< the place, with a mark where a check refers to it
        Name, ///< a map's key
        Value, ///< the element or value itself
        Member, ///< a member of it
        Kind, ///< "value" or "secret", for environment variables
    };
    Kind kind = Kind::Value;
    QByteArray key; ///< the schema's key, also the header's UserRole
    QString title;
    const FieldSpec *spec = nullptr; ///< null for Index, Name and Kind
};

/// An array or a map of an app as a table. Holds no values of its own: rows are nodes of the
/// snapshot last taken in, and every change goes through the binder.
class NodeTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    NodeTableModel(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer,
        QList<TableColumn> columns, QWidget *look);

    /// Takes the present values in, with the smallest notice to views.
    void refresh();
    void setEditable(bool isEditable) { m_isEditable = isEditable; }
    void setRevealed(bool isRevealed);

    [[nodiscard]] const QList<TableColumn> &columns() const { return m_columns; }
    [[nodiscard]] JsonPointer rowPointer(int row) const;
    [[nodiscard]] JsonPointer cellPointer(int row, int column) const;
    [[nodiscard]] int rowOf(const JsonPointer &tail) const; ///< -1 if there is none
    [[nodiscard]] bool isMap() const { return m_isMap; }
    [[nodiscard]] JsonNode rowNode(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
        const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
        const QModelIndex &parent) override;

    /// Adds an element or member with the values a new one needs; answers its row, or -1.
    int addRow();
    void removeRows(QList<int> rows);
    /// Puts rows (ascending) in front of the row `before`, which may be the number of rows.
    void moveRowsBefore(const QList<int> &rows, int before);
    /// Adds elements with these values in front of `row`; with `isInPlace`, the first replaces it.
    bool insertValues(int row, const QStringList &values, bool isInPlace);

signals:
    /// Rows were dropped at their new place, the first of them here.
    void dropped(int row);

private:
    [[nodiscard]] JsonNode cell(int row, int column) const;
    [[nodiscard]] QString shown(int row, int column) const;
    [[nodiscard]] QVariant decoration(int row, int column) const;
    [[nodiscard]] bool isMasked(int row, int column) const;
    [[nodiscard]] qsizetype placeOf(int row) const;
    [[nodiscard]] bool isAutomatic(const TableColumn &column, JsonNode node) const;
    bool rename(int row, const QString &name);
    bool setKind(int row, const QString &kind);
    bool setCell(int row, int column, const QString &text);
    bool toggle(int row, int column, bool isOn);
    [[nodiscard]] std::vector<JsonNode> rowsOf(const DocumentSnapshot &snapshot) const;

    FormBinder &m_binder;
    const FieldSpec &m_spec;
    JsonPointer m_pointer;
    QList<TableColumn> m_columns;
    QWidget *m_look;
    std::shared_ptr<const DocumentSnapshot> m_snapshot; ///< keeps the nodes alive
    std::vector<JsonNode> m_rows;
    QList<qsizetype> m_checked; ///< rows that checks refer to
    bool m_isMap;
    bool m_isConstraints;
    bool m_isEditable = true;
    bool m_isRevealed = false;
};

} // namespace Pinion
