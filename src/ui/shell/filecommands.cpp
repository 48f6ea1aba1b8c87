// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/filecommands.h"

#include "document/workspace.h"
#include "ui/shell/documentbar.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/filespanel.h"
#include "ui/shell/newappdialog.h"
#include "ui/shell/preferences.h"
#include "ui/shell/startpage.h"

#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString jsonFilter()
{
    return FileCommands::tr("JSON files (*.json)") + u";;"_s + FileCommands::tr("All files (*)");
}

// "orders.json" for /shop/orders.
QString suggestedPath(const AppDocument &document, const QString &folder)
{
    if (!document.path().isEmpty())
        return document.path();
    const auto snapshot = document.snapshot();
    const QString id
        = snapshot->definitions.items.empty() ? QString() : snapshot->definitions.items.front().id;
    QString name = id.section(u'/', -1);
    if (name.isEmpty())
        name = u"app"_s;
    return QDir(folder.isEmpty() ? QDir::currentPath() : folder).filePath(name + u".json"_s);
}

QMessageBox *question(QWidget *window, const QString &text, const QString &details)
{
    auto *box = new QMessageBox(QMessageBox::Question, QString(), text, {}, window);
    box->setInformativeText(details);
    box->setAttribute(Qt::WA_DeleteOnClose);
    return box;
}

} // namespace

FileCommands::FileCommands(Shell shell, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
{
    const StartPage &start = m_shell.tabs.startPage();
    connect(&start, &StartPage::newAppRequested, this, &FileCommands::newApp);
    connect(&start, &StartPage::openRequested, this, &FileCommands::open);
    connect(&start, &StartPage::openFileRequested, this,
        [this](const QString &path) { openPath(path); });
    connect(&start, &StartPage::forgetRequested, &m_shell.workspace, &Workspace::forgetRecent);
    connect(&start, &StartPage::showChangesRequested, this, &FileCommands::showRecoveryChanges);
    connect(&start, &StartPage::restoreRequested, this, &FileCommands::recover);
    connect(&start, &StartPage::discardRequested, this, &FileCommands::discardRecovery);
    connect(&m_shell.tabs, &DocumentTabs::closeRequested, this,
        [this](AppDocument *document) { close(*document); });
    connect(&m_shell.files, &FilesPanel::openRequested, this,
        [this](const QString &path) { openPath(path); });
    connect(&m_shell.files, &FilesPanel::openFolderRequested, this, &FileCommands::openFolder);
    updateRecovery();
}

// ---- opening

void FileCommands::newApp()
{
    auto *dialog = new NewAppDialog(&m_shell.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { openText(newAppText(dialog->app()))->analysis().beginQuiet(); });
    dialog->open();
}

void FileCommands::open()
{
    auto *dialog
        = new QFileDialog(&m_shell.window, tr("Open"), m_shell.files.folder(), jsonFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            openPath(path);
    });
    dialog->open();
}

void FileCommands::openFolder()
{
    auto *dialog = new QFileDialog(&m_shell.window, tr("Open folder"), m_shell.files.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &FileCommands::setFolder);
    dialog->open();
}

void FileCommands::setFolder(const QString &folder)
{
    m_shell.files.setFolder(folder);
    m_shell.filesDock.show();
}

DocumentView *FileCommands::openPath(const QString &path, const JsonPointer &at)
{
    if (QFileInfo(path).isDir()) {
        setFolder(QFileInfo(path).absoluteFilePath());
        return nullptr;
    }
    const Result<AppDocument *> document = m_shell.workspace.open(path);
    if (!document) {
        m_shell.bar.showMessage({Message::Kind::Error, document.error().text(), {}, true});
        return nullptr;
    }
    DocumentView *view = m_shell.tabs.bringToFront(**document);
    if (!at.isRoot())
        view->jumpTo(at);
    return view;
}

DocumentView *FileCommands::openText(const QByteArray &bytes)
{
    return m_shell.tabs.bringToFront(*m_shell.workspace.addUntitled(bytes));
}

void FileCommands::openClipboard()
{
    const QByteArray bytes = QGuiApplication::clipboard()->text().toUtf8();
    if (!bytes.trimmed().isEmpty())
        openText(bytes);
}

// ---- saving

void FileCommands::save()
{
    if (const DocumentView *view = m_shell.tabs.current())
        saveDocument(view->document());
}

void FileCommands::saveAs()
{
    if (const DocumentView *view = m_shell.tabs.current())
        saveDocumentAs(view->document(), {});
}

void FileCommands::saveAll()
{
    saveNext(m_shell.workspace.documents(), {});
}

// One after the other, because a document without a file needs a dialog.
void FileCommands::saveNext(QList<AppDocument *> documents, const std::function<void()> &afterwards)
{
    while (!documents.isEmpty()) {
        AppDocument *document = documents.takeFirst();
        if (!document->isDirty())
            continue;
        saveDocument(*document, [this, documents, afterwards] { saveNext(documents, afterwards); });
        return;
    }
    if (afterwards)
        afterwards();
}

void FileCommands::saveDocument(AppDocument &document, const std::function<void()> &afterwards)
{
    if (document.path().isEmpty() || document.isReadOnly()) {
        saveDocumentAs(document, afterwards);
        return;
    }
    document.endTyping();
    if (const Result<void> saved = m_shell.workspace.save(document); !saved)
        tellFailure(document, saved.error());
    else if (afterwards)
        afterwards();
}

void FileCommands::saveDocumentAs(AppDocument &document, const std::function<void()> &afterwards)
{
    m_shell.tabs.bringToFront(document);
    auto *dialog = new QFileDialog(&m_shell.window, tr("Save %1 as").arg(document.displayName()),
        suggestedPath(document, m_shell.files.folder()), jsonFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(suggestedPath(document, m_shell.files.folder()));
    // The dialog is modal, yet the document could be closed by the session's end.
    connect(dialog, &QFileDialog::fileSelected, &document,
        [this, &document, afterwards](const QString &path) {
            const Result<void> saved = m_shell.workspace.saveAs(document, path);
            if (!saved)
                tellFailure(document, saved.error());
            else if (afterwards)
                afterwards();
        });
    dialog->open();
}

void FileCommands::tellFailure(AppDocument &document, const Error &error)
{
    DocumentView *view = m_shell.tabs.bringToFront(document);
    const QString text = tr("%1 Your changes are safe in the recovery copy.").arg(error.message);
    view->bar().showFailure({Message::Kind::Error, text,
        {{tr("Save elsewhere…"), [this, &document] { saveDocumentAs(document, {}); }},
            {tr("Try again"), [this, &document] { saveDocument(document); }}},
        true});
}

void FileCommands::revert()
{
    DocumentView *view = m_shell.tabs.current();
    if (!view || view->document().path().isEmpty())
        return;
    if (const Result<void> taken = m_shell.workspace.takeDisk(view->document()); !taken)
        view->bar().showFailure({Message::Kind::Error, taken.error().text(), {}, true});
}

// ---- closing

void FileCommands::closeCurrent()
{
    if (const DocumentView *view = m_shell.tabs.current())
        close(view->document());
}

void FileCommands::close(AppDocument &document)
{
    if (!document.isDirty()) {
        m_shell.workspace.close(document);
        return;
    }
    m_shell.tabs.bringToFront(document);
    QMessageBox *box = question(&m_shell.window,
        tr("Save the changes to %1 before closing it?").arg(document.displayName()),
        tr("Without saving, the changes are lost."));
    box->setObjectName(u"closeQuestion"_s);
    box->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    box->setDefaultButton(QMessageBox::Save);
    connect(box, &QMessageBox::finished, &document, [this, &document](int button) {
        if (button == QMessageBox::Save)
            saveDocument(document, [this, &document] { m_shell.workspace.close(document); });
        else if (button == QMessageBox::Discard)
            m_shell.workspace.close(document);
    });
    box->open();
}

void FileCommands::askBeforeQuit(const std::function<void()> &quit)
{
    const QList<AppDocument *> all = m_shell.workspace.documents();
    const auto dirty
        = std::count_if(all.begin(), all.end(), [](const auto *item) { return item->isDirty(); });
    if (dirty == 0) {
        quit();
        return;
    }
    QMessageBox *box = question(&m_shell.window,
        tr("Save the changes of %n document(s) before quitting?", nullptr, int(dirty)),
        tr("Without saving, the changes are lost."));
    box->setObjectName(u"quitQuestion"_s);
    box->setStandardButtons(QMessageBox::SaveAll | QMessageBox::Discard | QMessageBox::Cancel);
    box->setDefaultButton(QMessageBox::SaveAll);
    connect(box, &QMessageBox::finished, this, [this, quit](int button) {
        if (button == QMessageBox::SaveAll)
            saveNext(m_shell.workspace.documents(), quit);
        else if (button == QMessageBox::Discard)
            quit();
    });
    box->open();
}

} // namespace Pinion

#include "moc_filecommands.cpp"
