// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "ui/shell/shell.h"

#include <QObject>

namespace Pinion {

/// What the Edit and App menus do to the document in front. Each does nothing without one.
class EditCommands : public QObject
{
    Q_OBJECT

public:
    EditCommands(Shell shell, QObject *parent);

    void undo();
    void redo();
    /// Cut, copy and paste go to whatever has the focus, by the slot of that name.
    void toFocusWidget(const char *slot);
    void paste();
    void find();
    void replace();
    void findNext();
    void goToLine();

    void selectFinding(int by);
    void fix();
    void fixAll();
    void formatJson();
    void sortKeys();
    void duplicate();
    void toggleTabMovesFocus();

signals:
    void pasteDocumentRequested();
    void newTextRequested(const QByteArray &bytes);

private:
    void rewrite(const QString &title, Result<QByteArray> (*layOut)(const JsonTree &));
    void duplicateAs(const QString &id);

    Shell m_shell;
};

/// A copy of one app under another id, as a file of its own.
[[nodiscard]] Result<QByteArray> duplicatedApp(JsonNode app, const QString &id);

} // namespace Pinion
