// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "json/textedit.h"
#include "ui/findings/levels.h"

#include <QPointer>
#include <QWidget>

#include <array>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QModelIndex;
class QStackedLayout;
class QToolButton;
class QTreeView;
QT_END_NAMESPACE

namespace Pinion {

class Analysis;
class ProblemsModel;

/// The problems list: all findings of the document in front, with filters and the fix menu.
class ProblemsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsPanel(QWidget *parent = nullptr);
    ~ProblemsPanel() override;

    /// Null when no document is open.
    void setAnalysis(Analysis *analysis);
    /// Goes to the next (1) or previous (-1) finding shown, around the ends, and asks to jump
    /// there.
    void selectNext(int direction);
    /// Lists what is ignored and what the baseline knows, too.
    void showSuppressed();
    [[nodiscard]] ProblemsModel &model() const { return *m_model; }
    [[nodiscard]] QTreeView &view() const { return *m_view; }

signals:
    void jumpRequested(const Pinion::JsonPointer &pointer, Pinion::TextRange range);
    void explainRequested(const Pinion::Finding &finding);
    void fixMenuRequested(const Pinion::JsonPointer &pointer, QPoint globalPosition);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void createBar(QHBoxLayout &bar);
    QToolButton *addToggle(QHBoxLayout &bar, const QString &name, bool isOn);
    void createView();
    void applyFilter();
    void refresh();
    void refreshCounts();
    void refreshEmptyText();
    void rememberSelection();
    void restoreSelection();
    void jumpTo(const QModelIndex &index);
    void openFixMenu();
    void openContextMenu(QPoint position);

    /// What was selected, to be found again in the next answer of the rules.
    struct Selected
    {
        QString rule;
        JsonPointer pointer;
    };

    QPointer<Analysis> m_analysis;
    ProblemsModel *m_model;
    QTreeView *m_view = nullptr;
    QLabel *m_emptyText = nullptr;
    QStackedLayout *m_stack = nullptr;
    QLineEdit *m_filterEdit = nullptr;
    std::array<QToolButton *, WorstFirst.size()> m_levels{}; ///< by FindingLevel
    QToolButton *m_ignored = nullptr;
    QToolButton *m_baseline = nullptr;
    QToolButton *m_groups = nullptr;
    Selected m_selected;
};

} // namespace Pinion
