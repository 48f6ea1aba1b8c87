// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/nodetablemodel.h"

#include "json/jsonstring.h"
#include "marathon/schema.h"
#include "ui/form/appreading.h"
#include "ui/form/choiceeditors.h"
#include "ui/form/constraints.h"
#include "ui/form/envpaste.h"
#include "ui/form/imagebadge.h"
#include "ui/form/literals.h"
#include "ui/theme/theme.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QString Hidden = u"••••••••"_s;

QString onOneLine(QString text)
{
    return text.replace(u'\n', u" ↵ "_s);
}

bool isPortNumber(const QByteArray &key)
{
    return key == "port" || key == "hostPort" || key == "servicePort";
}

} // namespace

NodeTableModel::NodeTableModel(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer,
    QList<TableColumn> columns, QWidget *look)
    : QAbstractTableModel(look)
    , m_binder(binder)
    , m_spec(spec)
    , m_pointer(std::move(pointer))
    , m_columns(std::move(columns))
    , m_look(look)
    , m_isMap(spec.accepts(FieldType::Object))
    , m_isConstraints(spec.pointer.ends_with("onstraints"))
{
    m_snapshot = m_binder.snapshot();
    m_rows = rowsOf(*m_snapshot);
    m_checked = checkedPorts(m_binder.appNode());
}

std::vector<JsonNode> NodeTableModel::rowsOf(const DocumentSnapshot &snapshot) const
{
    std::vector<JsonNode> rows;
    const JsonNode holder = snapshot.tree.at(m_binder.absolute(m_pointer));
    if (m_isMap ? !holder.isObject() : !holder.isArray())
        return rows;
    const auto &named = childFields(SchemaRoot::App, m_spec.pointer);
    for (const JsonNode child : holder.children()) {
        const bool hasOwnRow
            = m_isMap && std::any_of(named.begin(), named.end(), [&](const FieldSpec *spec) {
                  return JsonPointer::of(bytes(spec->pointer)).last() == child.key();
              });
        if (!hasOwnRow)
            rows.push_back(child);
    }
    return rows;
}

/// Compares old and new rows from both ends, so that views keep selection and scroll position.
void NodeTableModel::refresh()
{
    const auto snapshot = m_binder.snapshot();
    std::vector<JsonNode> rows = rowsOf(*snapshot);
    const auto same
        = [](JsonNode a, JsonNode b) { return a.literal() == b.literal() && a.key() == b.key(); };
    const size_t shorter = std::min(rows.size(), m_rows.size());
    size_t head = 0;
    while (head < shorter && same(rows[head], m_rows[head]))
        ++head;
    size_t tail = 0;
    while (tail < shorter - head
        && same(rows[rows.size() - 1 - tail], m_rows[m_rows.size() - 1 - tail]))
        ++tail;
    const int oldMiddle = int(m_rows.size() - head - tail);
    const int newMiddle = int(rows.size() - head - tail);
    const auto take = [&] {
        m_rows = std::move(rows);
        m_snapshot = snapshot;
        m_checked = checkedPorts(m_binder.appNode());
    };
    const int first = int(head);
    if (oldMiddle == 0 && newMiddle > 0) {
        beginInsertRows({}, first, first + newMiddle - 1);
        take();
        endInsertRows();
    } else if (newMiddle == 0 && oldMiddle > 0) {
        beginRemoveRows({}, first, first + oldMiddle - 1);
        take();
        endRemoveRows();
    } else if (newMiddle != oldMiddle) {
        beginResetModel();
        take();
        endResetModel();
    } else {
        take();
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

void NodeTableModel::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

JsonNode NodeTableModel::rowNode(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[size_t(row)] : JsonNode();
}

JsonPointer NodeTableModel::rowPointer(int row) const
{
    return m_isMap ? m_pointer.child(rowNode(row).key()) : m_pointer.child(qsizetype(row));
}

JsonPointer NodeTableModel::cellPointer(int row, int column) const
{
    const JsonPointer pointer = rowPointer(row);
    const TableColumn &shownColumn = m_columns[column];
    if (shownColumn.kind == TableColumn::Kind::Member)
        return pointer.child(shownColumn.key);
    const bool isSecret = m_spec.pointer == "/env" && rowNode(row).isObject();
    return isSecret && shownColumn.kind == TableColumn::Kind::Value
        ? pointer.child(QByteArray("secret"))
        : pointer;
}

int NodeTableModel::rowOf(const JsonPointer &tail) const
{
    if (tail.isRoot())
        return -1;
    if (!m_isMap) {
        bool ok = false;
        const int row = tail.tokens().first().toInt(&ok);
        return ok && row >= 0 && row < rowCount() ? row : -1;
    }
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
        [&](JsonNode node) { return node.key() == tail.tokens().first(); });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int NodeTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int NodeTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

JsonNode NodeTableModel::cell(int row, int column) const
{
    const TableColumn &shownColumn = m_columns[column];
    const JsonNode node = m_rows[size_t(row)];
    if (shownColumn.kind == TableColumn::Kind::Member && node.isArray())
        return node.element(shownColumn.key.toLongLong()); // a constraint: field, operator, value
    if (shownColumn.kind == TableColumn::Kind::Member)
        return node.member(shownColumn.key);
    if (shownColumn.kind != TableColumn::Kind::Value)
        return {};
    const JsonNode secret = m_spec.pointer == "/env" ? node["secret"] : JsonNode();
    return secret.exists() ? secret : node;
}

bool NodeTableModel::isAutomatic(const TableColumn &column, JsonNode node) const
{
    return isPortNumber(column.key) && node.toInteger() == 0;
}

bool NodeTableModel::isMasked(int row, int column) const
{
    return !m_isRevealed && m_spec.pointer == "/env"
        && m_columns[column].kind == TableColumn::Kind::Value && m_rows[size_t(row)].isString()
        && isSensitiveName(QString::fromUtf8(m_rows[size_t(row)].key()));
}

QString NodeTableModel::shown(int row, int column) const
{
    const TableColumn &shownColumn = m_columns[column];
    switch (shownColumn.kind) {
    case TableColumn::Kind::Index:
        return QString::number(row);
    case TableColumn::Kind::Name:
        return QString::fromUtf8(m_rows[size_t(row)].key());
    case TableColumn::Kind::Kind:
        return m_rows[size_t(row)].isObject() ? tr("secret") : tr("value");
    default:
        break;
    }
    const JsonNode node = cell(row, column);
    if (isAutomatic(shownColumn, node))
        return tr("auto");
    return displayText(node);
}

QVariant NodeTableModel::decoration(int row, int column) const
{
    const bool isChecked = m_columns[column].kind == TableColumn::Kind::Index
        && m_checked.contains(row) && portsPointer(m_binder.appNode()) == m_pointer;
    return isChecked ? QVariant(heartIcon(m_look)) : QVariant();
}

QVariant NodeTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const TableColumn &column = m_columns[index.column()];
    const JsonNode node = cell(row, index.column());
    const QString fallback
        = column.spec ? displayText(bytes(column.spec->defaultLiteral)) : QString();
    const bool isDefault = column.kind == TableColumn::Kind::Member && node.isAbsent();
    const bool isToggle = column.spec && column.spec->presentation == Presentation::Toggle;
    const bool isShownAsToggle = isToggle && (node.isAbsent() || node.isBoolean());
    switch (role) {
    case Qt::DisplayRole:
        if (isShownAsToggle)
            return {};
        if (isDefault)
            return isPortNumber(column.key) ? tr("auto") : fallback;
        if (m_isConstraints && index.column() == 1)
            return operatorWords(shown(row, 1));
        if (column.spec && column.spec->presentation == Presentation::Choice)
            return choiceWord(shown(row, index.column()));
        return isMasked(row, index.column()) ? Hidden : onOneLine(shown(row, index.column()));
    case Qt::EditRole:
        return isDefault ? QString() : shown(row, index.column());
    case Qt::CheckStateRole:
        if (!isShownAsToggle)
            return {};
        return node.toBool().value_or(fallback == "true"_L1) ? Qt::Checked : Qt::Unchecked;
    case Qt::ForegroundRole:
        return isDefault ? QVariant(Theme::of(m_look).color(Theme::Role::HelpText)) : QVariant();
    case Qt::DecorationRole:
        return decoration(row, index.column());
    case Qt::AccessibleTextRole:
        return QString(column.title + u": "
            + (isShownAsToggle
                    ? data(index, Qt::CheckStateRole).toInt() == Qt::Checked ? tr("on") : tr("off")
                    : data(index, Qt::DisplayRole).toString()));
    case Qt::ToolTipRole:
        if (decoration(row, index.column()).isValid())
            return tr("A health check uses this port");
        return column.spec && !column.spec->help.empty() ? text(column.spec->help) : QVariant();
    default:
        return {};
    }
}

QVariant NodeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const TableColumn &column = m_columns[section];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::UserRole)
        return QString::fromUtf8(column.key);
    if (role == Qt::ToolTipRole && column.spec)
        return text(column.spec->help);
    return {};
}

Qt::ItemFlags NodeTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between rows, not onto one
    const Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled
        | Qt::ItemNeverHasChildren;
    if (!m_isEditable || m_columns[index.column()].kind == TableColumn::Kind::Index)
        return flags;
    const bool isUnused
        = m_isConstraints && index.column() == 2 && !takesValue(shown(index.row(), 1));
    if (isUnused && !cell(index.row(), 2).exists())
        return Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const bool isToggle = data(index, Qt::CheckStateRole).isValid();
    return flags | (isToggle ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

bool NodeTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !m_isEditable)
        return false;
    if (role == Qt::CheckStateRole)
        return toggle(index.row(), index.column(), value.toInt() == Qt::Checked);
    if (role != Qt::EditRole)
        return false;
    switch (m_columns[index.column()].kind) {
    case TableColumn::Kind::Index:
        return false;
    case TableColumn::Kind::Name:
        return rename(index.row(), value.toString());
    case TableColumn::Kind::Kind:
        return setKind(index.row(), value.toString());
    default:
        return setCell(index.row(), index.column(), value.toString());
    }
}

} // namespace Pinion

#include "moc_nodetablemodel.cpp"
