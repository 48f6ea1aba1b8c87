// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "marathon/definition.h"
#include "ui/shell/badgedelegate.h"

#include <QHash>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QListWidget;
class QTreeWidget;
class QTreeWidgetItem;
QT_END_NAMESPACE

namespace Pinion {

class FormView;

/// The way around a document: an outline of its apps where it holds more than one, and the sections
/// of the form with a badge for what is wrong there. Two shapes of the same thing: a column beside
/// the form, and drop-downs above it for narrow windows.
class Navigation : public QObject
{
    Q_OBJECT

public:
    explicit Navigation(QWidget *owner);

    [[nodiscard]] QWidget *column() const { return m_column; }
    [[nodiscard]] QWidget *dropDowns() const { return m_dropDowns; }
    [[nodiscard]] QWidget *sectionList() const;

    /// Shows and drives this form from now on.
    void setForm(FormView *form);
    /// Which apps there are to choose from, and which one the form shows.
    void setDefinitions(const Definitions &definitions, const JsonPointer &current);
    /// Marks the section that holds what the text cursor is at.
    void markSection(int page);

signals:
    void appChosen(const Pinion::JsonPointer &app);
    /// For the findings of a section.
    void fixMenuRequested(int page, QPoint globalPosition);

private:
    void updatePages();
    void updateBadges();
    void showCurrentPage();
    void showBadge(int page, SectionBadge badge);
    void fillOutline(const Definitions &definitions);
    void showCurrentApp(const JsonPointer &current);
    void addOutlineItem(SchemaRoot root, const JsonPointer &pointer, const QString &name);
    [[nodiscard]] QTreeWidgetItem *groupOf(const JsonPointer &pointer) const;

    FormView *m_form = nullptr;
    QWidget *m_column;
    QTreeWidget *m_outline;
    QListWidget *m_sections;
    QWidget *m_dropDowns;
    QComboBox *m_appChoice;
    QComboBox *m_sectionChoice;
    QList<std::pair<JsonPointer, QString>> m_listed; ///< place and name of each definition shown
    QHash<JsonPointer, QTreeWidgetItem *> m_items; ///< of the outline
    QList<JsonPointer> m_apps; ///< what the app drop-down lists, in its order
    QList<SectionBadge> m_badges; ///< those on screen
    int m_marked = -1;
};

/// The page of the form that shows this value: by the schema's section, relative to the app.
[[nodiscard]] int pageOf(const JsonPointer &relative, int pageCount);

} // namespace Pinion
