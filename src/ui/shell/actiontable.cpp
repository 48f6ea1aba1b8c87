// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actiontable.h"

#include "ui/cluster/clustercommands.h"
#include "ui/deploy/deploycommands.h"
#include "ui/deploy/reviewcommands.h"
#include "ui/history/historycommands.h"
#include "ui/prepull/prepullcommands.h"
#include "ui/registry/imagecommands.h"
#include "ui/shell/editcommands.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/helpcommands.h"
#include "ui/shell/viewmode.h"
#include "ui/shell/windowcommands.h"
#include "ui/targets/targetcommands.h"

#include <QtGlobal>

#define ACTION_TEXT(text) QT_TRANSLATE_NOOP("Pinion::ActionSet", text)

namespace Pinion {

namespace {

using C = Commands &;

constexpr Needs None;
constexpr Needs Doc = Need::Document;
constexpr Needs ValidDoc = Needs(Need::Document) | Need::ValidText;
constexpr Needs FormDoc = Needs(Need::Document) | Need::Form;

// clang-format off
const ActionSpec Specs[] = {
    {"file.new", ACTION_TEXT("&New app…"), "Ctrl+N", None, [](C c) { c.file.newApp(); }, Icon::New},
    {"file.open", ACTION_TEXT("&Open…"), "Ctrl+O", None, [](C c) { c.file.open(); }, Icon::Open},
    {"file.openFolder", ACTION_TEXT("Open &folder…"), "", None, [](C c) { c.file.openFolder(); }, Icon::Folder},
    {"file.save", ACTION_TEXT("&Save"), "Ctrl+S", Needs(Need::Document) | Need::Dirty, [](C c) { c.file.save(); }, Icon::Save},
    {"file.saveAs", ACTION_TEXT("Save &as…"), "Ctrl+Shift+S", Doc, [](C c) { c.file.saveAs(); }},
    {"file.saveAll", ACTION_TEXT("Save a&ll"), "", Need::AnyDirty, [](C c) { c.file.saveAll(); }},
    {"file.revert", ACTION_TEXT("Re&vert to saved"), "", Needs(Need::File) | Need::Dirty, [](C c) { c.file.revert(); }},
    {"file.close", ACTION_TEXT("&Close"), "Ctrl+W", Doc, [](C c) { c.file.closeCurrent(); }},
    {"file.quit", ACTION_TEXT("&Quit"), "Ctrl+Q", None, [](C c) { c.window.quit(); }},

    {"edit.undo", ACTION_TEXT("&Undo"), "Ctrl+Z", Need::CanUndo, [](C c) { c.edit.undo(); }, Icon::Undo},
    {"edit.redo", ACTION_TEXT("&Redo"), "Ctrl+Shift+Z; Ctrl+Y", Need::CanRedo, [](C c) { c.edit.redo(); }, Icon::Redo},
    {"edit.cut", ACTION_TEXT("Cu&t"), "Ctrl+X", None, [](C c) { c.edit.toFocusWidget("cut"); }},
    {"edit.copy", ACTION_TEXT("&Copy"), "Ctrl+C", None, [](C c) { c.edit.toFocusWidget("copy"); }},
    {"edit.paste", ACTION_TEXT("&Paste"), "Ctrl+V", None, [](C c) { c.edit.paste(); }},
    {"edit.find", ACTION_TEXT("&Find"), "Ctrl+F", Doc, [](C c) { c.edit.find(); }, Icon::Search},
    {"edit.findNext", ACTION_TEXT("Find &next"), "F3", Doc, [](C c) { c.edit.findNext(); }},
    {"edit.replace", ACTION_TEXT("R&eplace"), "Ctrl+H", Doc, [](C c) { c.edit.replace(); }},
    {"edit.goTo", ACTION_TEXT("&Go to…"), "Ctrl+P", None, [](C c) { c.window.goTo(); }},
    {"edit.goToLine", ACTION_TEXT("Go to &line"), "Ctrl+G", Doc, [](C c) { c.edit.goToLine(); }},
    {"edit.runAction", ACTION_TEXT("Run &any action…"), "Ctrl+Shift+P", None, [](C c) { c.window.runAnyAction(); }},
    {"edit.tabMovesFocus", ACTION_TEXT("Ta&b moves the focus in the text"), "Ctrl+Shift+J", Doc, [](C c) { c.edit.toggleTabMovesFocus(); }, {}, true},
    {"edit.preferences", ACTION_TEXT("Preference&s…"), "Ctrl+,", None, [](C c) { c.window.preferences(); }, Icon::Gear},

    {"view.form", ACTION_TEXT("&Form"), "Ctrl+1", FormDoc, [](C c) { c.window.setViewMode(ViewMode::Form); }, {}, true},
    {"view.split", ACTION_TEXT("Sp&lit"), "Ctrl+2", FormDoc, [](C c) { c.window.setViewMode(ViewMode::Split); }, {}, true},
    {"view.text", ACTION_TEXT("&Text"), "Ctrl+3", FormDoc, [](C c) { c.window.setViewMode(ViewMode::Text); }, {}, true},
    {"view.switch", ACTION_TEXT("Same &value in the other view"), "F4", FormDoc, [](C c) { c.window.switchView(); }},
    {"view.problems", ACTION_TEXT("&Problems"), "Ctrl+Shift+M", None, [](C c) { c.window.toggleProblems(); }, {}, true},
    {"view.changes", ACTION_TEXT("C&hanges"), "Ctrl+4", None, [](C c) { c.review.toggleChanges(); }, {}, true},
    {"view.deployments", ACTION_TEXT("Deploy&ments"), "Ctrl+Shift+Y", None, [](C c) { c.deploy.toggleDock(); }, {}, true},
    {"view.activity", ACTION_TEXT("&Activity"), "", None, [](C c) { c.deploy.toggleActivity(); }, {}, true},
    {"view.history", ACTION_TEXT("Histor&y"), "Ctrl+Shift+H", None, [](C c) { c.history.toggle(); }, {}, true},
    {"view.cluster", ACTION_TEXT("Cl&uster"), "Ctrl+Shift+L", None, [](C c) { c.cluster.toggle(); }, {}, true},
    {"view.files", ACTION_TEXT("F&iles"), "", None, [](C c) { c.window.toggleFiles(); }, {}, true},
    {"view.nextPane", ACTION_TEXT("&Next pane"), "F6", None, [](C c) { c.window.focusPane(true); }},
    {"view.previousPane", ACTION_TEXT("P&revious pane"), "Shift+F6", None, [](C c) { c.window.focusPane(false); }},
    {"view.nextDocument", ACTION_TEXT("Next &document"), "Ctrl+Tab; Ctrl+PgDown", Doc, [](C c) { c.window.stepDocument(1); }},
    {"view.previousDocument", ACTION_TEXT("Previous d&ocument"), "Ctrl+Shift+Tab; Ctrl+PgUp", Doc, [](C c) { c.window.stepDocument(-1); }},
    {"view.larger", ACTION_TEXT("&Larger text"), "Ctrl+=; Ctrl++", None, [](C c) { c.window.zoom(1); }},
    {"view.smaller", ACTION_TEXT("&Smaller text"), "Ctrl+-", None, [](C c) { c.window.zoom(-1); }},
    {"view.normal", ACTION_TEXT("&Normal text"), "Ctrl+0", None, [](C c) { c.window.zoom(0); }},
    {"view.fullScreen", ACTION_TEXT("Full s&creen"), "F11", None, [](C c) { c.window.toggleFullScreen(); }, {}, true},
    {"view.resetLayout", ACTION_TEXT("R&eset layout"), "", None, [](C c) { c.window.resetLayout(); }},

    {"app.pickTag", ACTION_TEXT("Pick image &tag…"), "Ctrl+T", Need::Image, [](C c) { c.image.pickTag(); }, Icon::Tag},
    {"app.pin", ACTION_TEXT("P&in image"), "Ctrl+Shift+T", Need::Image, [](C c) { c.image.pin(); }, Icon::Pinned},
    {"app.lookUp", ACTION_TEXT("&Look up image"), "", Need::Image, [](C c) { c.image.toggleLookUp(); }, {}, true},
    {"app.nextFinding", ACTION_TEXT("&Next finding"), "F8", Need::AnyFinding, [](C c) { c.edit.selectFinding(1); }},
    {"app.previousFinding", ACTION_TEXT("&Previous finding"), "Shift+F8", Need::AnyFinding, [](C c) { c.edit.selectFinding(-1); }},
    {"app.fix", ACTION_TEXT("&Fix…"), "Alt+Return; Ctrl+.", Need::AnyFinding, [](C c) { c.edit.fix(); }},
    {"app.fixAll", ACTION_TEXT("Fix &all…"), "", Need::AnyFinding, [](C c) { c.edit.fixAll(); }},
    {"app.format", ACTION_TEXT("F&ormat JSON"), "Ctrl+Shift+I", ValidDoc, [](C c) { c.edit.formatJson(); }},
    {"app.sortKeys", ACTION_TEXT("&Sort keys"), "", ValidDoc, [](C c) { c.edit.sortKeys(); }},
    {"app.duplicate", ACTION_TEXT("&Duplicate as…"), "", FormDoc | Need::ValidText, [](C c) { c.edit.duplicate(); }},

    {"deploy.now", ACTION_TEXT("&Deploy"), "Ctrl+Shift+D", ValidDoc, [](C c) { c.review.deploy(); }},
    {"deploy.review", ACTION_TEXT("&Review…"), "Ctrl+Shift+R", ValidDoc, [](C c) { c.review.review(); }},
    {"deploy.prepull", ACTION_TEXT("Pre-p&ull…"), "", Need::Target, [](C c) { c.prepull.open(); }},
    {"deploy.nextChange", ACTION_TEXT("&Next change"), "F7", Doc, [](C c) { c.review.stepChange(1); }},
    {"deploy.previousChange", ACTION_TEXT("&Previous change"), "Shift+F7", Doc, [](C c) { c.review.stepChange(-1); }},
    {"deploy.revert", ACTION_TEXT("Stop and roll bac&k…"), "", None, [](C c) { c.deploy.revert(); }},
    {"deploy.rollBack", ACTION_TEXT("Roll &back…"), "", Need::Target, [](C c) { c.history.rollBack(); }},
    {"deploy.scale", ACTION_TEXT("&Scale…"), "", Need::Target, [](C c) { c.cluster.act(AppAction::Scale); }},
    {"deploy.restart", ACTION_TEXT("Rest&art…"), "", Need::Target, [](C c) { c.cluster.act(AppAction::Restart); }},
    {"deploy.choose", ACTION_TEXT("&Choose target…"), "Ctrl+Shift+G", None, [](C c) { c.target.choose(); }},
    {"deploy.refresh", ACTION_TEXT("Refresh &from target"), "F5", Need::Target, [](C c) { c.target.refresh(); }},
    {"deploy.targets", ACTION_TEXT("&Edit targets…"), "", None, [](C c) { c.target.edit(); }},

    {"tools.checkFolder", ACTION_TEXT("&Run all checks on folder"), "", Need::Folder, [](C c) { c.help.checkFolder(); }},
    {"tools.shortcuts", ACTION_TEXT("&Shortcuts…"), "", None, [](C c) { c.window.editShortcuts(); }},
    {"tools.rules", ACTION_TEXT("R&ules…"), "", None, [](C c) { c.help.rules(); }},

    {"help.field", ACTION_TEXT("&Help for this field"), "F1", FormDoc, [](C c) { c.help.currentField(); }},
    {"help.shortcuts", ACTION_TEXT("&Keyboard"), "", None, [](C c) { c.window.listShortcuts(); }},
    {"help.rules", ACTION_TEXT("&Rule reference"), "", None, [](C c) { c.help.ruleReference(); }},
    {"help.about", ACTION_TEXT("&About Pinion"), "", None, [](C c) { c.help.about(); }},
};
// clang-format on

constexpr std::string_view FileMenu[] = {"file.new", "file.open", "file.openFolder", "recent", "-",
    "file.save", "file.saveAs", "file.saveAll", "file.revert", "-", "file.close", "file.quit"};
constexpr std::string_view EditMenu[] = {"edit.undo", "edit.redo", "-", "edit.cut", "edit.copy",
    "edit.paste", "-", "edit.find", "edit.findNext", "edit.replace", "-", "edit.goTo",
    "edit.goToLine", "edit.runAction", "-", "edit.tabMovesFocus", "edit.preferences"};
constexpr std::string_view ViewMenu[] = {"view.form", "view.split", "view.text", "view.switch",
    "sections", "-", "view.problems", "view.changes", "view.deployments", "view.history",
    "view.activity", "view.files", "view.cluster", "-", "view.nextPane", "view.previousPane",
    "view.nextDocument", "view.previousDocument", "-", "zoom:view.larger", "zoom:view.smaller",
    "zoom:view.normal", "view.fullScreen", "view.resetLayout"};
constexpr std::string_view AppMenu[]
    = {"app.pickTag", "app.pin", "app.lookUp", "-", "app.nextFinding", "app.previousFinding",
        "app.fix", "app.fixAll", "-", "app.format", "app.sortKeys", "-", "app.duplicate"};
constexpr std::string_view DeployMenu[] = {"deploy.choose", "deploy.refresh", "deploy.targets", "-",
    "deploy.now", "deploy.review", "deploy.prepull", "deploy.revert", "-", "deploy.rollBack",
    "deploy.scale", "deploy.restart", "-", "deploy.nextChange", "deploy.previousChange"};
constexpr std::string_view ToolsMenu[]
    = {"tools.checkFolder", "-", "tools.shortcuts", "tools.rules"};
constexpr std::string_view HelpMenu[]
    = {"help.field", "help.shortcuts", "help.rules", "-", "help.about"};

constexpr MenuSpec Menus[] = {
    {ACTION_TEXT("&File"), FileMenu},
    {ACTION_TEXT("&Edit"), EditMenu},
    {ACTION_TEXT("&View"), ViewMenu},
    {ACTION_TEXT("&App"), AppMenu},
    {ACTION_TEXT("&Deploy"), DeployMenu},
    {ACTION_TEXT("&Tools"), ToolsMenu},
    {ACTION_TEXT("&Help"), HelpMenu},
};

} // namespace

std::span<const ActionSpec> actionSpecs()
{
    return Specs;
}

std::span<const MenuSpec> menuSpecs()
{
    return Menus;
}

} // namespace Pinion
