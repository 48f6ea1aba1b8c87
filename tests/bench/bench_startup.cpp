// SPDX-License-Identifier: GPL-3.0-or-later
// bench_startup [FILE]: shows the window and ends after its first paint; without PINION_WINDOW
// defined at compile time, a bare QMainWindow does the same. Both are timed as whole processes.
#include <QApplication>
#include <QMainWindow>
#include <QTimer>

#ifdef PINION_WINDOW
#include "document/workspace.h"
#include "ui/shell/appearance.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/preferences.h"

#include <QTemporaryDir>
#endif

namespace {

/// Ends the program when the window has been painted once.
class FirstPaint : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, &QCoreApplication::quit);
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
    const QTemporaryDir folder;
    const AppPaths paths = AppPaths::below(folder.path());
    Preferences preferences(paths.settingsFile);
    useRoomyStyle();
    applyTheme(preferences.theme());
    Workspace workspace(paths);
    MainWindow window(workspace, preferences);
#else
    QMainWindow window;
    window.resize(1280, 800);
#endif
    window.installEventFilter(&firstPaint);
    window.show();
#ifdef PINION_WINDOW
    if (argc > 1)
        window.openFile(QString::fromLocal8Bit(argv[1]));
#endif
    return QApplication::exec();
}
