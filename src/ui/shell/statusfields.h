// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/lineindex.h"
#include "ui/findings/levels.h"

#include <QWidget>

#include <array>

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
    /// The problems with those that are ignored or in the baseline.
    void suppressedRequested();
    void rulesRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void addCounter(FindingLevel level);
    QToolButton *addButton(const QString &objectName);
    QLabel *addLabel(const QString &objectName, const QString &accessibleName);
    void setIcons();
    void updateAll();
    void updateCounts();
    void updateSuppressed();
    void updateProfile();
    void openFixMenu(FindingLevel level);
    void updatePath();
    void updatePosition(TextPosition position);
    void updateFile();
    void copyPath();

    DocumentView *m_view = nullptr;
    std::array<QToolButton *, WorstFirst.size()> m_levels{}; ///< by FindingLevel
    QToolButton *m_suppressed;
    QToolButton *m_path;
    QToolButton *m_profile;
    QLabel *m_templates;
    QLabel *m_position;
    QLabel *m_layout;
    QLabel *m_saved;
};

} // namespace Pinion
