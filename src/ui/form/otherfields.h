// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/formpage.h"

QT_BEGIN_NAMESPACE
class QPushButton;
class QStandardItem;
class QStandardItemModel;
class QTreeView;
QT_END_NAMESPACE

namespace Pinion {

class FindingLine;

/// Everything in an app that the schema does not know, as a tree of JSON values that can be edited.
/// Nothing is ever hidden: what is not on another page is here.
class OtherFieldsPage final : public FormPage
{
    Q_OBJECT

public:
    OtherFieldsPage(FormBinder &binder, QWidget *parent);

    void refresh() override;
    void refreshFindings() override;
    bool focusField(const JsonPointer &pointer) override;

    /// The unknown values of an app, outermost only, relative to it.
    [[nodiscard]] static QList<JsonPointer> unknownFields(JsonNode app);

private:
    void rebuild();
    void addItems(QStandardItem *parent, const JsonPointer &pointer, const QString &name);
    void edited(QStandardItem *item);
    [[nodiscard]] JsonPointer currentPointer() const;
    void showFinding();
    [[nodiscard]] QString serverFieldsNotice() const;

    QStandardItemModel *m_model;
    QTreeView *m_tree;
    QLabel *m_notice;
    FindingLine *m_finding;
    QPushButton *m_show;
    QPushButton *m_remove;
    QByteArray m_shown; ///< what the tree was built from
    bool m_isBuilding = false;
};

} // namespace Pinion
