// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/lineindex.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Pinion {

class DocumentView;

/// The content of the status bar: findings, place, layout and state of the document in front.
class StatusFields : public QWidget
{
    Q_OBJECT

public:
    explicit StatusFields(QWidget *parent = nullptr);

    /// Follows this view from now on; null for none.
    void setView(DocumentView *view);

signals:
    void problemsRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *addButton(const QString &objectName);
    QLabel *addLabel(const QString &objectName, const QString &accessibleName);
    void setIcons();
    void updateAll();
    void updateCounts();
    void updatePath();
    void updatePosition(TextPosition position);
    void updateFile();
    void copyPath();

    DocumentView *m_view = nullptr;
    QToolButton *m_errors = nullptr;
    QToolButton *m_warnings = nullptr;
    QToolButton *m_infos = nullptr;
    QToolButton *m_path;
    QLabel *m_templates;
    QLabel *m_position;
    QLabel *m_layout;
    QLabel *m_saved;
};

} // namespace Pinion
