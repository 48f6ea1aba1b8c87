// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QDockWidget;
class QMainWindow;
QT_END_NAMESPACE

namespace Pinion {

class DocumentTabs;
class FilesPanel;
class MessageBar;
class Preferences;
class ProblemsPanel;
class Registries;
class Targets;
class Workspace;

/// The pieces of the window, as the commands see them. All live as long as the window.
struct Shell
{
    QMainWindow &window;
    Workspace &workspace;
    Preferences &preferences;
    Registries &registries;
    Targets &targets;
    DocumentTabs &tabs;
    MessageBar &bar; ///< for what concerns no single document
    QDockWidget &problemsDock;
    ProblemsPanel &problems;
    QDockWidget &filesDock;
    FilesPanel &files;
};

} // namespace Pinion
