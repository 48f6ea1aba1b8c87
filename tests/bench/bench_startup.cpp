// SPDX-License-Identifier: GPL-3.0-or-later
// bench_startup [FILE]: shows the window and ends right after its first paint. Compiled without
// PINION_WINDOW it is bench_bare, which does the same with an empty QMainWindow, or bench_label,
// whose QMainWindow shows one line of text: finding and loading a font costs every window the same.
// All are timed as whole processes.
#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QTimer>

#ifdef PINION_WINDOW
#include "document/workspace.h"
#include "ui/registry/registries.h"
#include "ui/shell/appearance.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/preferences.h"
#include "ui/targets/targets.h"

#include <QDir>
#endif

#include <cstdlib>

namespace {

/// Ends the program when the window has been painted once, without taking anything down: what is
/// timed is the way to the window.
class FirstPaint : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, [] { std::_Exit(0); });
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    FirstPaint firstPaint;
#ifdef PINION_WINDOW
    using namespace Pinion;
    const AppPaths paths = AppPaths::below(QDir::tempPath() + QLatin1StringView("/bench_startup"));
    Preferences preferences(paths.settingsFile);
    useRoomyStyle();
    applyTheme(preferences.theme());
    Workspace workspace(paths);
    Registries registries(RegistriesSetup::alone(workspace.paths()));
    Targets targets(TargetsSetup::alone(paths));
    MainWindow window(workspace, preferences, registries, targets);
#else
    QMainWindow window;
    window.resize(1280, 800);
#ifdef BENCH_LABEL
    window.setCentralWidget(new QLabel(QLatin1StringView("Pinion"), &window));
#endif
#endif
    window.installEventFilter(&firstPaint);
    window.show();
#ifdef PINION_WINDOW
    if (argc > 1)
        window.openFile(QString::fromLocal8Bit(argv[1]));
#endif
    return QApplication::exec();
}
