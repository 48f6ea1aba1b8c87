// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/otherfields.h"

#include "json/jsonformat.h"
#include "marathon/schema.h"
#include "ui/form/findingline.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int PointerRole = Qt::UserRole + 1;

void collect(JsonNode node, const JsonPointer &pointer, QList<JsonPointer> &found)
{
    for (const JsonNode child : node.children()) {
        const JsonPointer at
            = node.isArray() ? pointer.child(child.indexInParent()) : pointer.child(child.key());
        if (!findField(SchemaRoot::App, at))
            found.append(at);
        else if (child.isContainer())
            collect(child, at, found);
    }
}

QString typeName(JsonNode node)
{
    switch (node.type()) {
    case JsonType::Object:
        return OtherFieldsPage::tr("object");
    case JsonType::Array:
        return OtherFieldsPage::tr("list");
    case JsonType::String:
        return OtherFieldsPage::tr("text");
    case JsonType::Number:
        return OtherFieldsPage::tr("number");
    case JsonType::Boolean:
        return OtherFieldsPage::tr("true or false");
    case JsonType::Null:
        return OtherFieldsPage::tr("null");
    case JsonType::Invalid:
        break;
    }
    return {};
}

} // namespace

OtherFieldsPage::OtherFieldsPage(FormBinder &formBinder, QWidget *parent)
    : FormPage(formBinder, tr("Other fields"), parent)
    , m_model(new QStandardItemModel(this))
    , m_tree(new QTreeView(this))
    , m_notice(new QLabel(this))
    , m_finding(new FindingLine(formBinder.analysis(), this))
    , m_show(new QPushButton(tr("Show in JSON"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
{
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(8, 0, 8, 0);
    m_tree->setModel(m_model);
    m_tree->setObjectName(u"otherFields"_s);
    m_tree->setAccessibleName(tr("Other fields"));
    m_tree->setMinimumHeight(260);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_show, m_remove}) {
        button->setAutoDefault(false);
        button->setMinimumHeight(28);
        button->setAccessibleName(button->text());
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    int at = column()->count() - 1;
    column()->insertWidget(at++, m_notice);
    column()->insertWidget(at++, m_tree);
    column()->insertLayout(at++, buttons);
    column()->insertWidget(at, m_finding);
    connect(m_model, &QStandardItemModel::itemChanged, this, &OtherFieldsPage::edited);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showFinding();
        emit binder().currentPointerChanged(binder().absolute(currentPointer()));
    });
    connect(m_show, &QPushButton::clicked, this,
        [this] { emit binder().showInJsonRequested(binder().absolute(currentPointer())); });
    connect(m_remove, &QPushButton::clicked, this, [this] { binder().remove(currentPointer()); });
    connect(m_finding, &FindingLine::moreRequested, this, [this](QPoint position) {
        emit binder().fixMenuRequested(binder().absolute(currentPointer()), position);
    });
}

QList<JsonPointer> OtherFieldsPage::unknownFields(JsonNode app)
{
    QList<JsonPointer> found;
    collect(app, {}, found);
    return found;
}

QString OtherFieldsPage::serverFieldsNotice() const
{
    int count = 0;
    for (const JsonNode member : binder().appNode().children()) {
        const FieldSpec *spec = findField(SchemaRoot::App, JsonPointer({member.key()}));
        count += spec && spec->status == FieldStatus::ReadOnly ? 1 : 0;
    }
    return count == 0
        ? QString()
        : tr("%n field(s) written by Marathon (is|are) in this file.", nullptr, count);
}

void OtherFieldsPage::refresh()
{
    FormPage::refresh();
    QByteArray now;
    const JsonNode app = binder().appNode();
    for (const JsonPointer &pointer : unknownFields(app))
        now += pointer.toUtf8() + ' ' + app.at(pointer).literal().toByteArray() + '\n';
    if (now != m_shown || m_model->columnCount() == 0) {
        m_shown = now;
        rebuild();
    }
    const bool isEmpty = m_model->rowCount() == 0;
    const QString notice = serverFieldsNotice();
    const QString nothing
        = tr("Every field of this app is known and has its place on another page.");
    m_notice->setText(
        isEmpty ? (notice.isEmpty() ? nothing : QString(notice + u' ' + nothing)) : notice);
    m_notice->setVisible(!m_notice->text().isEmpty());
    m_tree->setVisible(!isEmpty);
    m_show->setVisible(!isEmpty);
    m_remove->setVisible(!isEmpty);
    m_remove->setEnabled(binder().isEditable());
    m_tree->setEditTriggers(binder().isEditable()
            ? QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
            : QAbstractItemView::EditTriggers(QAbstractItemView::NoEditTriggers));
}

void OtherFieldsPage::rebuild()
{
    m_isBuilding = true;
    m_model->clear();
    m_model->setHorizontalHeaderLabels({tr("Key"), tr("Value"), tr("Type")});
    for (const JsonPointer &pointer : unknownFields(binder().appNode()))
        addItems(m_model->invisibleRootItem(), pointer, pointer.toBreadcrumb());
    m_tree->setColumnWidth(0, 260);
    m_tree->setColumnWidth(1, 300);
    m_tree->expandToDepth(0);
    m_isBuilding = false;
}

void OtherFieldsPage::addItems(
    QStandardItem *parent, const JsonPointer &pointer, const QString &name)
{
    const JsonNode node = binder().node(pointer);
    auto *key = new QStandardItem(name);
    auto *value = new QStandardItem(
        node.isContainer() ? QString::fromUtf8(compact(node)) : QString::fromUtf8(node.literal()));
    auto *type = new QStandardItem(typeName(node));
    key->setEditable(false);
    type->setEditable(false);
    for (QStandardItem *item : {key, value, type})
        item->setData(QVariant::fromValue(pointer.toUtf8()), PointerRole);
    parent->appendRow({key, value, type});
    for (const JsonNode child : node.children()) {
        const JsonPointer at
            = node.isArray() ? pointer.child(child.indexInParent()) : pointer.child(child.key());
        addItems(key, at, at.last().isEmpty() ? u"\"\""_s : QString::fromUtf8(at.last()));
    }
}

void OtherFieldsPage::edited(QStandardItem *item)
{
    if (m_isBuilding)
        return;
    const JsonPointer pointer = JsonPointer::of(item->data(PointerRole).toByteArray());
    const QByteArray literal = item->text().trimmed().toUtf8();
    if (JsonTree::parse(literal).isValid()) {
        binder().set(pointer, literal);
        return;
    }
    emit binder().refused(
        tr("“%1” is not a JSON value; texts need quotes. Nothing was changed.").arg(item->text()));
    m_shown.clear();
    QMetaObject::invokeMethod(this, &OtherFieldsPage::refresh, Qt::QueuedConnection);
}

JsonPointer OtherFieldsPage::currentPointer() const
{
    const QModelIndex index = m_tree->currentIndex();
    return index.isValid() ? JsonPointer::of(index.data(PointerRole).toByteArray()) : JsonPointer();
}

void OtherFieldsPage::showFinding()
{
    const JsonPointer pointer = currentPointer();
    m_finding->show(
        pointer.isRoot() ? std::vector<const Finding *>() : binder().findings(pointer, true),
        binder().analysis().isStale());
}

void OtherFieldsPage::refreshFindings()
{
    FormPage::refreshFindings();
    showFinding();
}

bool OtherFieldsPage::focusField(const JsonPointer &pointer)
{
    const QModelIndexList hits = m_model->match(m_model->index(0, 0), PointerRole, pointer.toUtf8(),
        1, Qt::MatchExactly | Qt::MatchRecursive);
    m_tree->setFocus(Qt::OtherFocusReason);
    if (hits.isEmpty())
        return false;
    m_tree->setCurrentIndex(hits.first());
    m_tree->scrollTo(hits.first());
    return true;
}

} // namespace Pinion

#include "moc_otherfields.cpp"
