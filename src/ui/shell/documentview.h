// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/workspace.h"
#include "ui/findings/analysis.h"
#include "ui/shell/viewmode.h"

#include <QSplitter>
#include <QWidget>

#include <optional>

namespace Pinion {

class DocumentBar;
class FormView;
class JsonPane;
class Navigation;
class ViewSync;

/// One open document on screen: its message bar, the way around it, the form and the text.
class DocumentView : public QWidget
{
    Q_OBJECT

public:
    DocumentView(AppDocument &document, Workspace &workspace, QWidget *parent = nullptr);
    ~DocumentView() override;

    [[nodiscard]] AppDocument &document() const { return m_document; }
    [[nodiscard]] Analysis &analysis() const { return *m_analysis; }
    [[nodiscard]] DocumentBar &bar() const { return *m_bar; }
    [[nodiscard]] JsonPane &json() const { return *m_json; }
    /// Null until the document has been a text with an app in it.
    [[nodiscard]] FormView *form() const { return m_form; }

    /// The mode on screen; text for documents without a form.
    [[nodiscard]] ViewMode viewMode() const;
    void setViewMode(ViewMode mode);
    /// The mode for a user who has not chosen one: split if the window is wide enough for it.
    void setDefaultMode(std::optional<ViewMode> preferred);
    void setZoom(int steps);

    /// The value that the focused view is at.
    [[nodiscard]] JsonPointer currentPointer() const;
    /// Shows a value where the user is looking: in the form if it has a field for it, else in the
    /// text. `range` helps where the pointer is not enough, as for a wrong key.
    void jumpTo(const JsonPointer &pointer, std::optional<TextRange> range = {});
    /// The same value in the other view.
    void switchView();
    /// What F6 goes through, in reading order; only what is visible.
    [[nodiscard]] QList<QWidget *> panes() const;
    void focusPane(QWidget *pane);
    void focusEditor();
    void openFixMenu();
    void popUpFixes(const JsonPointer &pointer, QPoint position);
    void find();
    void restoreCursor(qsizetype offset);

    [[nodiscard]] QByteArray splitterRatios() const;
    void setSplitterRatios(const QByteArray &ratios);
    void resetSplitter();

signals:
    void viewModeChanged();
    void currentPointerChanged();
    void cursorPositionChanged(Pinion::TextPosition position);
    void helpRequested(const Pinion::JsonPointer &pointer);
    void tagsRequested(const Pinion::JsonPointer &pointer);
    void saveRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void createLayout();
    void documentChanged();
    void createForm(const JsonPointer &app);
    void chooseApp(const JsonPointer &app);
    void applyMode();
    [[nodiscard]] bool isWide() const;
    void connectBar();
    void showDifferences();

    AppDocument &m_document;
    Workspace &m_workspace;
    Analysis *m_analysis;
    DocumentBar *m_bar;
    Navigation *m_navigation;
    QWidget *m_formSide;
    JsonPane *m_json;
    QSplitter *m_splitter;
    FormView *m_form = nullptr;
    ViewSync *m_sync = nullptr;
    std::optional<ViewMode> m_chosenMode;
    std::optional<ViewMode> m_preferredMode;
    int m_zoom = 0;
    bool m_wasWide = false;
    bool m_hasRatios = false;
};

} // namespace Pinion
