// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diff/diffview.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QSplitter;
class QToolButton;
class QTreeView;
QT_END_NAMESPACE

namespace Pinion {

class ChangesModel;

/// What differs: the list of changes in words, both texts beside it, or below it where there is no
/// room, and a bar to go through them. Selecting in one selects in the other.
class ChangesView : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesView(QWidget *parent = nullptr);

    /// Null: nothing is compared; `emptyText` says why.
    void setTexts(std::shared_ptr<const ComparedTexts> texts, MarathonVersion version,
        const QString &emptyText);
    [[nodiscard]] const std::shared_ptr<const ComparedTexts> &texts() const { return m_texts; }
    void setCheckable(bool isCheckable);
    void stepChange(int direction);
    [[nodiscard]] ChangesModel &model() const { return *m_model; }
    [[nodiscard]] QTreeView &list() const { return *m_list; }
    [[nodiscard]] DiffView &text() const { return *m_view; }
    /// Every row is ticked, or the text was scrolled to its end.
    [[nodiscard]] bool isReviewed() const;

signals:
    void reviewedChanged();
    void jumpRequested(const Pinion::JsonPointer &pointer, Pinion::TextRange range);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createBar();
    void createList();
    QToolButton *addStep(const QString &name, const QString &text, int direction);
    void updateBar();
    void selectInList();
    void selectInText();
    void toggleColumns();

    std::shared_ptr<const ComparedTexts> m_texts;
    ChangesModel *m_model;
    QWidget *m_bar;
    QLabel *m_summary = nullptr;
    QToolButton *m_defaults = nullptr;
    QToolButton *m_columns = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QSplitter *m_splitter = nullptr;
    QTreeView *m_list = nullptr;
    DiffView *m_view = nullptr;
    QLabel *m_empty = nullptr;
};

} // namespace Pinion
