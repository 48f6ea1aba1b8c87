// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

#include "marathon/schema.h"
#include "ui/findings/levels.h"
#include "ui/form/formview.h"
#include "ui/theme/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int PointerRole = Qt::UserRole;
constexpr int ColumnWidth = 190;

SectionBadge toBadge(const LevelCounts &counts)
{
    const std::optional<FindingLevel> worst = counts.worst();
    return worst ? SectionBadge{*worst, counts[*worst]} : SectionBadge();
}

/// Place and name of each definition. A group may hold a thousand apps, and this runs on every key:
/// the way to what holds them is walked once.
QList<std::pair<JsonPointer, QString>> listedOf(const Definitions &definitions)
{
    QList<std::pair<JsonPointer, QString>> listed;
    listed.reserve(qsizetype(definitions.items.size()));
    JsonNode parent;
    JsonPointer parentPointer;
    for (const Definition &definition : definitions.items) {
        const JsonNode node = definition.node;
        if (node.parent() != parent) {
            parent = node.parent();
            parentPointer = parent.pointer();
        }
        const JsonPointer pointer = !parent ? JsonPointer()
            : node.hasKey()                 ? parentPointer.child(node.key())
                                            : parentPointer.child(node.indexInParent());
        listed.append({pointer,
            definition.id.isEmpty() ? Navigation::tr("(no id) %1").arg(pointer.toString())
                                    : definition.id});
    }
    return listed;
}

} // namespace

Navigation::Navigation(QWidget *owner)
    : QObject(owner)
    , m_column(new QWidget(owner))
    , m_outline(new QTreeWidget(m_column))
    , m_sections(new QListWidget(m_column))
    , m_dropDowns(new QWidget(owner))
    , m_appChoice(new QComboBox(m_dropDowns))
    , m_sectionChoice(new QComboBox(m_dropDowns))
{
    m_column->setFixedWidth(ColumnWidth);
    m_outline->setObjectName(u"outline"_s);
    m_outline->setAccessibleName(tr("Apps of this file"));
    m_outline->setHeaderHidden(true);
    m_outline->setTextElideMode(Qt::ElideMiddle);
    m_sections->setObjectName(u"sections"_s);
    m_sections->setAccessibleName(tr("Sections of the form"));
    m_sections->setItemDelegate(new BadgeDelegate(m_sections));
    m_sections->setFrameShape(QFrame::NoFrame);
    m_appChoice->setObjectName(u"appChoice"_s);
    m_appChoice->setAccessibleName(tr("App"));
    m_sectionChoice->setObjectName(u"sectionChoice"_s);
    m_sectionChoice->setAccessibleName(tr("Section"));

    auto *lines = new QVBoxLayout(m_column);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    lines->addWidget(m_outline, 1);
    lines->addWidget(m_sections, 2);
    auto *row = new QHBoxLayout(m_dropDowns);
    row->setContentsMargins(8, 6, 8, 2);
    row->addWidget(m_appChoice, 1);
    row->addWidget(m_sectionChoice, 1);
    row->addStretch(1);

    connect(m_outline, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item && item->flags().testFlag(Qt::ItemIsSelectable))
            emit appChosen(item->data(0, PointerRole).value<JsonPointer>());
    });
    connect(m_appChoice, &QComboBox::activated, this,
        [this](int index) { emit appChosen(m_apps.at(index)); });
    connect(m_sections, &QListWidget::currentRowChanged, this, [this](int page) {
        if (m_form && page >= 0 && page != m_form->currentPage())
            m_form->showPage(page);
    });
    m_sections->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_sections, &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        const QModelIndex section = m_sections->indexAt(position);
        if (section.isValid() && m_badges.value(section.row()).count > 0)
            emit fixMenuRequested(section.row(), m_sections->viewport()->mapToGlobal(position));
    });
    connect(m_sectionChoice, &QComboBox::activated, this, [this](int index) {
        if (m_form)
            m_form->showPage(index);
    });
}

QWidget *Navigation::sectionList() const
{
    return m_sections;
}

void Navigation::setForm(FormView *form)
{
    m_form = form;
    connect(form, &FormView::currentPageChanged, this, &Navigation::showCurrentPage);
    connect(form, &FormView::badgesChanged, this, &Navigation::updateBadges);
    updatePages();
}

void Navigation::updatePages()
{
    m_sections->clear();
    m_sectionChoice->clear();
    m_badges.clear();
    const QList<FormView::Page> pages = m_form->pages();
    for (const FormView::Page &page : pages) {
        m_sections->addItem(page.title);
        m_sectionChoice->addItem(page.title);
    }
    updateBadges();
    showCurrentPage();
}

void Navigation::updateBadges()
{
    m_badges.resize(m_sections->count(), {FindingLevel::Advice, -1});
    for (int page = 0; page < m_sections->count(); ++page)
        showBadge(page, toBadge(m_form->badge(page)));
}

void Navigation::showBadge(int page, SectionBadge badge)
{
    if (std::exchange(m_badges[page], badge) == badge)
        return;
    QListWidgetItem *item = m_sections->item(page);
    const QString title = item->text();
    item->setData(BadgeDelegate::BadgeRole, QVariant::fromValue(badge));
    item->setData(Qt::AccessibleTextRole, accessibleText(title, badge));
    item->setToolTip(badge.count > 0 ? accessibleText(title, badge) : QString());
    m_sectionChoice->setItemData(page, accessibleText(title, badge), Qt::AccessibleTextRole);
    m_sectionChoice->setItemIcon(page, badge.count > 0 ? levelIcon(badge.level) : QIcon());
}

void Navigation::showCurrentPage()
{
    m_sections->setCurrentRow(m_form->currentPage());
    m_sectionChoice->setCurrentIndex(m_form->currentPage());
}

void Navigation::markSection(int page)
{
    if (page == m_marked)
        return;
    for (int row = 0; row < m_sections->count(); ++row)
        m_sections->item(row)->setData(BadgeDelegate::MarkRole, row == page);
    m_marked = page;
}

void Navigation::setDefinitions(const Definitions &definitions, const JsonPointer &current)
{
    auto listed = listedOf(definitions);
    if (listed != m_listed) {
        m_listed = std::move(listed); // most edits change no id, and leave the tree as it is
        fillOutline(definitions);
    }
    showCurrentApp(current);
}

void Navigation::fillOutline(const Definitions &definitions)
{
    m_outline->clear();
    m_items.clear();
    m_appChoice->clear();
    m_apps.clear();
    for (qsizetype i = 0; i < m_listed.size(); ++i) {
        const auto &[pointer, name] = m_listed.at(i);
        const SchemaRoot root = definitions.items[size_t(i)].root;
        addOutlineItem(root, pointer, name);
        if (root != SchemaRoot::App)
            continue;
        m_apps.append(pointer);
        m_appChoice->addItem(name);
    }
    m_outline->expandAll();
    const bool hasChoice = m_listed.size() > 1;
    m_outline->setVisible(hasChoice);
    m_appChoice->setVisible(hasChoice);
}

void Navigation::showCurrentApp(const JsonPointer &current)
{
    m_appChoice->setCurrentIndex(int(m_apps.indexOf(current)));
    if (QTreeWidgetItem *item = m_items.value(current))
        m_outline->setCurrentItem(item);
}

/// The item of the innermost definition that holds the place; null for a place at the top.
QTreeWidgetItem *Navigation::groupOf(const JsonPointer &pointer) const
{
    for (JsonPointer above = pointer; !above.isRoot();) {
        above = above.parent();
        if (QTreeWidgetItem *group = m_items.value(above))
            return group;
    }
    return nullptr;
}

void Navigation::addOutlineItem(SchemaRoot root, const JsonPointer &pointer, const QString &name)
{
    QTreeWidgetItem *group = groupOf(pointer);
    auto *item = group ? new QTreeWidgetItem(group) : new QTreeWidgetItem(m_outline);
    m_items.insert(pointer, item);
    item->setText(0, group ? name.section(u'/', -1) : name);
    item->setToolTip(0, name);
    item->setData(0, PointerRole, QVariant::fromValue(pointer));
    item->setData(0, Qt::AccessibleTextRole, name);
    if (root == SchemaRoot::Group) {
        item->setIcon(0, themeIcon(Icon::Folder));
        item->setFlags(Qt::ItemIsEnabled);
    } else if (root == SchemaRoot::Pod) {
        item->setFlags(Qt::NoItemFlags);
        item->setToolTip(0, tr("%1 is a pod; pods have no form yet.").arg(name));
    } else {
        item->setIcon(0, themeIcon(Icon::File));
    }
}

int pageOf(const JsonPointer &relative, int pageCount)
{
    for (JsonPointer pointer = relative; !pointer.isRoot(); pointer = pointer.parent()) {
        const FieldSpec *spec = findField(SchemaRoot::App, pointer);
        if (spec && spec->section != Section::None)
            return int(spec->section);
    }
    if (relative.isRoot() || relative.tokens().first() == "id")
        return 0;
    return findField(SchemaRoot::App, JsonPointer({relative.tokens().first()})) ? 0 : pageCount - 1;
}

} // namespace Pinion

#include "moc_navigation.cpp"
