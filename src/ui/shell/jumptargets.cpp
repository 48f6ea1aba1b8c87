// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/jumptargets.h"

#include "document/workspace.h"
#include "marathon/schema.h"
#include "ui/cluster/clustercommands.h"
#include "ui/findings/levels.h"
#include "ui/form/formview.h"
#include "ui/shell/actionset.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/filespanel.h"
#include "ui/targets/targetbadge.h"
#include "ui/targets/targets.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QDir>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

void addFindings(std::vector<JumpTarget> &targets, DocumentView *view)
{
    for (const Finding &finding : view->analysis().findings()) {
        if (finding.suppressed)
            continue;
        const JsonPointer pointer = finding.pointer;
        const TextRange range = finding.range;
        targets.push_back({finding.message, pointer.toBreadcrumb(), levelIcon(levelOf(finding)),
            [view, pointer, range] { view->jumpTo(pointer, range); }});
    }
}

void addFields(std::vector<JumpTarget> &targets, DocumentView *view)
{
    if (!view->form())
        return;
    const JsonPointer app = view->form()->app();
    for (const FieldSpec *spec : fields(SchemaRoot::App)) {
        const QByteArray pattern = bytes(spec->pointer);
        if (spec->section == Section::None || pattern.contains('*'))
            continue;
        const JsonPointer pointer = JsonPointer::of(pattern);
        targets.push_back({text(spec->label), pointer.toBreadcrumb(), QIcon(),
            [view, target = app.joined(pointer)] { view->jumpTo(target); }});
    }
}

void addApps(std::vector<JumpTarget> &targets, const Target &target, ClusterCommands &cluster)
{
    for (const QString &id : cluster.appIds())
        targets.push_back({id, FileCommands::tr("runs on %1").arg(target.name),
            targetIcon(target.kind), [&cluster, id] { cluster.carryOut(AppAction::Open, id); }});
}

} // namespace

std::vector<JumpTarget> placesToGo(
    const Shell &shell, FileCommands &files, ClusterCommands &cluster)
{
    std::vector<JumpTarget> targets;
    if (DocumentView *view = shell.tabs.current()) {
        addFindings(targets, view);
        addFields(targets, view);
    }
    for (const AppDocument *document : shell.workspace.documents()) {
        targets.push_back(
            {document->displayName(), FileCommands::tr("open document"), themeIcon(Icon::File),
                [&tabs = shell.tabs, document] { tabs.bringToFront(*document); }});
    }
    const QDir folder(shell.files.folder());
    for (const QString &path : shell.files.files()) {
        targets.push_back(
            {QFileInfo(path).fileName(), QFileInfo(folder.relativeFilePath(path)).path(),
                themeIcon(Icon::Open), [&files, path] { files.openPath(path); }});
    }
    if (const Target *target = shell.targets.current())
        addApps(targets, *target, cluster);
    return targets;
}

std::vector<JumpTarget> actionsToRun(const ActionSet &actions)
{
    std::vector<JumpTarget> targets;
    for (QAction *action : actions.all()) {
        if (!action->isEnabled())
            continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        targets.push_back(
            {ActionSet::plainText(*action), keys, action->icon(), [action] { action->trigger(); }});
    }
    return targets;
}

} // namespace Pinion
