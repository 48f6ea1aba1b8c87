// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the recovery copies that a crash left behind.
#include "base/textfile.h"
#include "document/workspace.h"
#include "ui/shell/diffdialog.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/messagebar.h"
#include "ui/shell/startpage.h"

#include <QMainWindow>

namespace Pinion {

namespace {

TextPair changesOf(const RecoveryEntry &entry)
{
    const QString name = entry.document.displayName();
    const QByteArray disk = entry.document.path.isEmpty()
        ? QByteArray()
        : readFile(entry.document.path).value_or(QByteArray());
    return {disk, entry.document.unsaved.value_or(QByteArray()),
        FileCommands::tr("%1 on disk").arg(name), FileCommands::tr("%1 not saved").arg(name)};
}

bool isDiskNewer(const RecoveryEntry &entry)
{
    if (entry.document.path.isEmpty())
        return false;
    const Result<QByteArray> disk = readFile(entry.document.path);
    return disk && contentHash(*disk) != entry.document.diskHash;
}

} // namespace

void FileCommands::updateRecovery()
{
    std::vector<RecoveryEntry> entries = m_shell.workspace.recovery().leftBehind();
    const bool hasAny = !entries.empty();
    m_shell.tabs.startPage().setRecovery(std::move(entries));
    m_shell.tabs.showStartPage(hasAny);
    if (!hasAny)
        m_shell.bar.clear();
}

void FileCommands::showRecoveryChanges(const RecoveryEntry &entry)
{
    (new DiffDialog(changesOf(entry), {}, &m_shell.window))->open();
}

void FileCommands::recover(const RecoveryEntry &entry)
{
    const AppDocument *open
        = entry.document.path.isEmpty() ? nullptr : m_shell.workspace.find(entry.document.path);
    const bool isOpenAndDirty = open && open->isDirty();
    if (!isDiskNewer(entry) && !isOpenAndDirty) {
        recoverNow(entry);
        return;
    }
    auto *dialog
        = new DiffDialog(changesOf(entry), tr("Restore over the newer file"), &m_shell.window);
    connect(dialog, &QDialog::accepted, this, [this, entry] { recoverNow(entry); });
    dialog->open();
}

void FileCommands::recoverNow(const RecoveryEntry &entry)
{
    const Result<AppDocument *> document = m_shell.workspace.recover(entry);
    if (!document)
        m_shell.bar.showMessage({Message::Kind::Error, document.error().text(), {}, true});
    updateRecovery();
    if (document && m_shell.workspace.recovery().leftBehind().empty())
        m_shell.tabs.bringToFront(**document);
}

void FileCommands::discardRecovery(const RecoveryEntry &entry)
{
    m_shell.workspace.recovery().discard(entry);
    updateRecovery();
}

} // namespace Pinion
