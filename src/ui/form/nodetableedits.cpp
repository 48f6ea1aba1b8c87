// SPDX-License-Identifier: GPL-3.0-or-later
// The changing half of NodeTableModel.
#include "json/jsonstring.h"
#include "marathon/schema.h"
#include "ui/form/literals.h"
#include "ui/form/newvalues.h"
#include "ui/form/nodetablemodel.h"
#include "ui/form/portretarget.h"
#include "ui/form/rowmoves.h"

#include <QMimeData>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Pinion {

bool NodeTableModel::rename(int row, const QString &name)
{
    const QByteArray key = name.trimmed().toUtf8();
    const QByteArray before = rowNode(row).key();
    if (key.isEmpty() || key == before)
        return false;
    if (m_binder.node(m_pointer.child(key)).exists()) {
        emit m_binder.refused(tr("There is a “%1” already. Nothing was changed.").arg(name));
        return false;
    }
    const JsonPointer member = rowPointer(row);
    return m_binder.edit(tr("Rename %1 to %2").arg(QString::fromUtf8(before), name),
        [&](TreeScript &script) { return script.rename(member, key); });
}

bool NodeTableModel::setKind(int row, const QString &kind)
{
    const JsonNode node = rowNode(row);
    const bool toSecret = kind == tr("secret") || kind == "secret"_L1;
    if (toSecret == node.isObject())
        return false;
    const QByteArray text = encodeString(toSecret ? node.stringOr() : node["secret"].stringOr());
    const QByteArray literal = toSecret ? QByteArray("{\"secret\": " + text + '}') : text;
    const QString name = QString::fromUtf8(node.key());
    const JsonPointer pointer = rowPointer(row);
    return m_binder.edit(
        toSecret ? tr("Take %1 from a secret").arg(name) : tr("Write %1 as a value").arg(name),
        [&](TreeScript &script) { return script.set(pointer, literal); });
}

bool NodeTableModel::setCell(int row, int column, const QString &typed)
{
    const TableColumn &edited = m_columns[column];
    const JsonPointer pointer = cellPointer(row, column);
    const bool isMember = edited.kind == TableColumn::Kind::Member;
    if (isMember && typed.isEmpty()) {
        m_binder.remove(pointer);
        return true;
    }
    if (cell(row, column).exists() && typed == displayText(cell(row, column)))
        return false;
    const bool isAuto = typed.compare(tr("auto"), Qt::CaseInsensitive) == 0 || typed == "auto"_L1;
    const bool takesNumber = edited.spec
        && (edited.spec->accepts(FieldType::Integer) || edited.spec->accepts(FieldType::Number));
    std::optional<QByteArray> literal;
    if (isAuto && takesNumber)
        literal = "0";
    else if (pointer.last() == "secret" && m_spec.pointer == "/env")
        literal = encodeString(typed);
    else
        literal = edited.spec ? literalFor(*edited.spec, typed) : encodeString(typed);
    if (!literal) {
        emit m_binder.refused(
            tr("“%1” is not %2. Nothing was changed.").arg(typed, typeNames(edited.spec->types)));
        return false;
    }
    m_binder.set(pointer, *literal);
    return true;
}

bool NodeTableModel::toggle(int row, int column, bool isOn)
{
    m_binder.set(cellPointer(row, column), isOn ? "true" : "false");
    return true;
}

int NodeTableModel::addRow()
{
    const ListWords words = listWords(m_spec);
    const QByteArray literal = newElement(m_spec);
    bool done = false;
    JsonPointer added;
    if (m_isMap) {
        QByteArray name = newName(m_spec);
        for (int number = 2; m_binder.node(m_pointer.child(name)).exists(); ++number)
            name = newName(m_spec) + '_' + QByteArray::number(number);
        added = JsonPointer({name});
        done = m_binder.edit(words.add,
            [&](TreeScript &script) { return script.set(m_pointer.child(name), literal); });
    } else {
        const qsizetype count = m_binder.node(m_pointer).childCount();
        added = JsonPointer({QByteArray::number(count)});
        done = m_binder.edit(words.add,
            [&](TreeScript &script) { return script.insert(m_pointer, count, literal); });
    }
    refresh();
    return done ? rowOf(added) : -1;
}

void NodeTableModel::removeRows(QList<int> rows)
{
    std::sort(rows.begin(), rows.end(), std::greater<>());
    QList<JsonPointer> pointers;
    for (const int row : std::as_const(rows))
        pointers.append(rowPointer(row));
    const QString title = rows.size() == 1 ? listWords(m_spec).remove
                                           : tr("Remove %n row(s)", nullptr, int(rows.size()));
    m_binder.edit(title, [&](TreeScript &script) {
        Result<void> done;
        for (qsizetype i = 0; done && i < pointers.size(); ++i) {
            done = script.remove(pointers[i]);
            if (done && !m_isMap)
                done = followRemovedPort(script, m_pointer, rows[i]);
        }
        return done;
    });
    refresh();
}

/// Where a row stands in the file: some members of a map have a field of their own elsewhere.
qsizetype NodeTableModel::placeOf(int row) const
{
    if (!m_isMap)
        return row;
    const JsonNode node = rowNode(row);
    qsizetype place = 0;
    for (const JsonNode member : node.parent().children()) {
        if (member == node)
            break;
        ++place;
    }
    return place;
}

void NodeTableModel::moveRowsBefore(const QList<int> &rows, int before)
{
    if (rows.isEmpty() || rows.first() < 0 || rows.last() >= rowCount() || before < 0)
        return;
    QList<qsizetype> places;
    for (const int row : rows)
        places.append(placeOf(row));
    const qsizetype target = before < rowCount() ? placeOf(before) : placeOf(rowCount() - 1) + 1;
    const QList<RowMove> moves = movesBefore(places, target);
    if (moves.isEmpty())
        return;
    m_binder.edit(listWords(m_spec).move, [&](TreeScript &script) {
        Result<void> done;
        for (qsizetype i = 0; done && i < moves.size(); ++i) {
            done = script.move(m_pointer, moves[i].from, moves[i].to);
            if (done && !m_isMap)
                done = followMovedPort(script, m_pointer, moves[i].from, moves[i].to);
        }
        return done;
    });
    refresh();
}

bool NodeTableModel::insertValues(int row, const QStringList &values, bool isInPlace)
{
    const QString title = tr("Add %n value(s)", nullptr, int(values.size()));
    const bool done = m_binder.edit(title, [&](TreeScript &script) {
        Result<void> result
            = isInPlace ? script.remove(m_pointer.child(qsizetype(row))) : Result<void>();
        for (qsizetype i = 0; result && i < values.size(); ++i)
            result = script.insert(m_pointer, row + i, encodeString(values[i]));
        return result;
    });
    refresh();
    return done;
}

QStringList NodeTableModel::mimeTypes() const
{
    return {rowMimeType()};
}

QMimeData *NodeTableModel::mimeData(const QModelIndexList &indexes) const
{
    std::set<int> rows;
    for (const QModelIndex &index : indexes)
        rows.insert(index.row());
    return rowsToDrag(this, QList<int>(rows.begin(), rows.end())).release();
}

bool NodeTableModel::canDropMimeData(
    const QMimeData *data, Qt::DropAction action, int, int, const QModelIndex &parent) const
{
    return m_isEditable && !parent.isValid() && action == Qt::MoveAction
        && !draggedRows(*data, this).isEmpty();
}

bool NodeTableModel::dropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const QList<int> rows = draggedRows(*data, this);
    const int before = row < 0 ? rowCount() : row;
    const auto above
        = std::count_if(rows.begin(), rows.end(), [before](int r) { return r < before; });
    moveRowsBefore(rows, before);
    emit dropped(before - int(above));
    return true;
}

} // namespace Pinion
