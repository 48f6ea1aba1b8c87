// SPDX-License-Identifier: GPL-3.0-or-later
// bench_typing FILE…: types into the JSON pane of the real window and tells how long each key holds
// the thread of the user interface, and how long the findings take from the key on (without the
// pause of 250 ms that Pinion waits on purpose).
#include "timing.h"

#include "document/workspace.h"
#include "ui/editor/jsoneditor.h"
#include "ui/editor/jsonpane.h"
#include "ui/findings/analysis.h"
#include "ui/registry/registries.h"
#include "ui/shell/documentview.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/preferences.h"
#include "ui/targets/targets.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Pinion;

namespace {

constexpr int Keys = 60;

void measure(MainWindow &window, const QString &path)
{
    DocumentView *view = window.openFile(path);
    if (!view)
        return;
    const qsizetype middle
        = view->document().tree().nodeAt(view->document().bytes().size() / 2).range().begin;
    view->json().setCursorOffset(middle + 1);
    view->json().editor().setFocus();
    QCoreApplication::processEvents();

    std::vector<double> held;
    std::vector<double> toFindings;
    for (int i = 0; i < Keys; ++i) {
        const double key = milliseconds([view] {
            QTest::keyClick(&view->json().editor(), Qt::Key_Space);
            QCoreApplication::processEvents(); // repaints included
        });
        held.push_back(key);
        toFindings.push_back(key + milliseconds([view] { view->analysis().runNow(); }));
        QCoreApplication::processEvents();
    }
    std::printf("%10lld %9.2f %9.2f %9.2f %9.2f  %s\n",
        static_cast<long long>(view->document().bytes().size()), median(held), worst(held),
        median(toFindings), worst(toFindings), qPrintable(path));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    const AppPaths paths = AppPaths::below(folder.path());
    Preferences preferences(paths.settingsFile);
    Workspace workspace(paths);
    Registries registries(RegistriesSetup::alone(workspace.paths()));
    Targets targets(TargetsSetup::alone(paths));
    MainWindow window(workspace, preferences, registries, targets);
    window.resize(1400, 900);
    window.show();
    std::printf("%10s %19s %19s\n", "", "key holds, ms", "key to findings, ms");
    std::printf("%10s %9s %9s %9s %9s\n", "bytes", "median", "worst", "median", "worst");
    for (int i = 1; i < argc; ++i)
        measure(window, QString::fromLocal8Bit(argv[i]));
    return 0;
}
