// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/recovery.h"
#include "json/jsonpointer.h"
#include "ui/shell/shell.h"

#include <QObject>

#include <functional>

namespace Pinion {

class AppDocument;
class DocumentView;

/// What the File menu does. Questions are asked in window-modal dialogs that do not block.
class FileCommands : public QObject
{
    Q_OBJECT

public:
    FileCommands(Shell shell, QObject *parent);

    void newApp();
    void open();
    void openFolder();
    void setFolder(const QString &folder);
    /// Answers the view, or null after having said why the file cannot be opened.
    DocumentView *openPath(const QString &path, const JsonPointer &at = {});
    DocumentView *openText(const QByteArray &bytes);
    /// JSON from the clipboard as a new document.
    void openClipboard();

    void save();
    void saveAs();
    void saveAll();
    void revert();
    void saveDocument(AppDocument &document, const std::function<void()> &afterwards = {});
    void closeCurrent();
    /// Closes a document; asks first if it has changes.
    void close(AppDocument &document);
    /// Asks about all documents with changes, then calls `quit` unless the user backs out.
    void askBeforeQuit(const std::function<void()> &quit);

    void showRecoveryChanges(const RecoveryEntry &entry);
    void recover(const RecoveryEntry &entry);
    void discardRecovery(const RecoveryEntry &entry);

private:
    void saveDocumentAs(AppDocument &document, const std::function<void()> &afterwards);
    void saveNext(QList<AppDocument *> documents, const std::function<void()> &afterwards);
    void tellFailure(AppDocument &document, const Error &error);
    void recoverNow(const RecoveryEntry &entry);
    void updateRecovery();

    Shell m_shell;
};

} // namespace Pinion
