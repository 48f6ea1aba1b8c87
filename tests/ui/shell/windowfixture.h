// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/workspace.h"
#include "ui/registry/registries.h"
#include "ui/shell/appearance.h"
#include "ui/shell/englishplurals.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/preferences.h"

#include <QAction>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace Pinion {

/// A window as main() builds it, in a folder of its own. Destroying it is a crash; quit() is not.
struct WindowFixture
{
    explicit WindowFixture(const QString &folder, QSize size = {1400, 900})
        : preferences(AppPaths::below(folder).settingsFile)
        , workspace(AppPaths::below(folder))
        , registries(RegistriesSetup::alone(AppPaths::below(folder)))
        , window((EnglishPlurals::install(), useRoomyStyle(),
              std::make_unique<MainWindow>(workspace, preferences, registries)))
    {
        window->resize(size);
        window->show();
        window->activateWindow();
        [this] { QVERIFY(QTest::qWaitForWindowActive(window.get())); }();
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
    std::unique_ptr<MainWindow> window; ///< goes first
};

} // namespace Pinion
