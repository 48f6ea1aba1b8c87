// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/workspace.h"
#include "ui/registry/registries.h"
#include "ui/shell/appearance.h"
#include "ui/shell/englishplurals.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/preferences.h"
#include "ui/targets/targets.h"

#include <QAction>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

namespace Pinion {

/// A window as main() builds it, in a folder of its own. Destroying it is a crash; quit() is not.
struct WindowFixture
{
    explicit WindowFixture(const QString &folder, QSize size = {1400, 900},
        const std::function<void(TargetsSetup &)> &tweak = {})
        : preferences(AppPaths::below(folder).settingsFile)
        , workspace(AppPaths::below(folder))
        , registries(RegistriesSetup::alone(AppPaths::below(folder)))
        , targets(targetsSetup(folder, tweak))
        , window((EnglishPlurals::install(), useRoomyStyle(),
              std::make_unique<MainWindow>(workspace, preferences, registries, targets)))
    {
        window->resize(size);
        window->show();
        window->activateWindow();
        [this] { QVERIFY(QTest::qWaitForWindowActive(window.get())); }();
    }

    [[nodiscard]] static TargetsSetup targetsSetup(
        const QString &folder, const std::function<void(TargetsSetup &)> &tweak)
    {
        TargetsSetup setup = TargetsSetup::alone(AppPaths::below(folder));
        if (tweak)
            tweak(setup);
        return setup;
    }
    void run(std::string_view action) const
    {
        QAction *found = window->actions().action(action);
        QVERIFY2(found, action.data());
        QVERIFY2(found->isEnabled(), action.data());
        found->trigger();
    }
    template <typename T> [[nodiscard]] T *find(const QString &name) const
    {
        return window->findChild<T *>(name);
    }

    Preferences preferences;
    Workspace workspace;
    Registries registries;
    Targets targets;
    std::unique_ptr<MainWindow> window; ///< goes first
};

} // namespace Pinion
