// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/workspace.h"
#include "sandbox/demo/demohost.h"
#include "ui/registry/registries.h"
#include "ui/shell/appearance.h"
#include "ui/shell/commandline.h"
#include "ui/shell/englishplurals.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/preferences.h"
#include "ui/targets/targets.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

void print(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
}

// A world to try things on; its files are opened, the one with the story last.
void openDemo(DemoHost &host, const QString &folder, CommandLine &commandLine)
{
    const Result<DemoPlaces> places = host.start({}, folder);
    if (!places) {
        print(stderr, places.error().text() + u'\n');
        return;
    }
    for (auto file = places->files.rbegin(); file != places->files.rend(); ++file)
        commandLine.files.push_back({*file, {}});
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QCoreApplication::setApplicationName(u"pinion"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(PINION_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.pinion_editor.Pinion"_s);
    QGuiApplication::setApplicationDisplayName(u"Pinion"_s);
    const QApplication application(argc, argv);

    Result<CommandLine> commandLine = parseCommandLine(QCoreApplication::arguments());
    if (!commandLine) {
        print(stderr, commandLine.error().text() + u'\n');
        return 2;
    }
    if (!commandLine->answer.isEmpty()) {
        print(stdout, commandLine->answer);
        return 0;
    }

    const QTemporaryDir demoFolder;
    const AppPaths paths
        = commandLine->isDemo ? AppPaths::below(demoFolder.path()) : AppPaths::standard();
    std::optional<DemoHost> demo;
    if (commandLine->isDemo)
        openDemo(demo.emplace(), demoFolder.path(), *commandLine);

    Preferences preferences(paths.settingsFile);
    EnglishPlurals::install();
    useRoomyStyle();
    applyTheme(preferences.theme());
    Workspace workspace(paths);
    // The example must not touch what belongs to the user.
    Registries registries(
        commandLine->isDemo ? RegistriesSetup::alone(paths) : RegistriesSetup::standard(paths));
    Targets targets(
        commandLine->isDemo ? TargetsSetup::alone(paths) : TargetsSetup::standard(paths));
    MainWindow window(workspace, preferences, registries, targets);
    window.show();
    for (const FileTarget &target : commandLine->files)
        window.openFile(target.path, target.pointer);
    return QApplication::exec();
}
