// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"

#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace Pinion {

class JsonEditor;

/// Find and replace below the JSON text. Replacing edits the document; Replace all is one undo
/// step.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    FindBar(AppDocument &document, JsonEditor &editor, QWidget *parent = nullptr);

    /// Shows the bar and takes what is selected, if that is within one line, as the text to find.
    void open(bool withReplace);
    /// Selects the next match after the cursor, or the one before for a negative direction.
    void findNext(int direction = 1);
    void replaceCurrent();
    void replaceAll();

signals:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *createFindRow();
    QWidget *createReplaceRow();
    QToolButton *addButton(QHBoxLayout &row, const QString &name, const QString &toolTip);
    [[nodiscard]] std::vector<TextRange> matches() const;
    void findFromSelection();
    void showState(qsizetype current, qsizetype count);

    AppDocument &m_document;
    JsonEditor &m_editor;
    QLineEdit *m_needle = nullptr;
    QLineEdit *m_replacement = nullptr;
    QLabel *m_state = nullptr;
    QToolButton *m_matchCase = nullptr;
    QWidget *m_replaceRow = nullptr;
};

} // namespace Pinion
