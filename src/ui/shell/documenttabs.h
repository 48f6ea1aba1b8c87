// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/workspace.h"

#include <QWidget>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QStackedWidget;
class QTabBar;
QT_END_NAMESPACE

namespace Pinion {

class DocumentView;
class Preferences;
class StartPage;

/// The open documents as tabs, one view each; the start page where there is none.
class DocumentTabs : public QWidget
{
    Q_OBJECT

public:
    DocumentTabs(Workspace &workspace, Preferences &preferences, QWidget *parent = nullptr);
    ~DocumentTabs() override;

    [[nodiscard]] StartPage &startPage() const { return *m_startPage; }
    /// The view in front; null on the start page.
    [[nodiscard]] DocumentView *current() const;
    [[nodiscard]] DocumentView *viewOf(const AppDocument &document) const;
    [[nodiscard]] QList<DocumentView *> views() const;
    DocumentView *bringToFront(const AppDocument &document);
    /// Shows the start page over open documents, or the documents again.
    void showStartPage(bool show);
    [[nodiscard]] bool isStartPageShown() const { return current() == nullptr; }
    /// To the next tab, or the previous one, and around.
    void step(int by);

signals:
    void viewAdded(Pinion::DocumentView *view);
    void currentChanged(Pinion::DocumentView *view);
    void closeRequested(Pinion::AppDocument *document);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addView(AppDocument *document);
    void removeView(AppDocument *document);
    void updateTab(const AppDocument &document);
    void updateStack();
    [[nodiscard]] int tabOf(const AppDocument &document) const;
    [[nodiscard]] AppDocument *documentAt(int tab) const;

    Workspace &m_workspace;
    Preferences &m_preferences;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    StartPage *m_startPage;
    std::vector<std::unique_ptr<DocumentView>> m_views;
    bool m_showsStartPage = false;
};

} // namespace Pinion
