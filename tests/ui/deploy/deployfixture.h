// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "targetfiles.h"
#include "windowfixture.h"

#include "sandbox/sandbox.h"
#include "ui/deploy/deploypanel.h"
#include "ui/deploy/reviewdialog.h"
#include "ui/shell/documentview.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetlink.h"
#include "ui/targets/targetstrip.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace Pinion {

/// An app in the given version, with three instances.
inline QByteArray webApp(int version)
{
    return "{\n  \"id\": \"/shop/web\",\n  \"cmd\": \"sleep 1000\",\n  \"cpus\": 0.1,\n"
           "  \"mem\": 32,\n  \"instances\": 3,\n  \"env\": {\"VERSION\": \""
        + QByteArray::number(version) + "\"}\n}\n";
}

/// Quick enough for tests that turn the cluster's clock themselves.
inline void hurry(TargetsSetup &setup)
{
    setup.runPace.poll = std::chrono::milliseconds(60);
    setup.runPace.patience.plainVerification = std::chrono::seconds(0);
    setup.runPace.patience.longestVerification = std::chrono::seconds(0);
    setup.runPace.patience.reasonAfter = std::chrono::seconds(0);
}

/// A window, and a Marathon on real sockets that runs version 1 of the app. It is the one target,
/// "mine".
class DeployFixture
{
public:
    explicit DeployFixture(const QString &kind, QSize size = {1400, 900})
    {
        [this] {
            QVERIFY(cluster.start());
            QVERIFY2(cluster.run({webApp(1)}), cluster.problem().constData());
        }();
        writeTargets(TargetsSetup::alone(AppPaths::below(own())).userFile,
            {{QStringLiteral("mine"), kind, cluster.url()}});
        open(size);
        cluster.forgetRequests();
        QObject::connect(&m_clock, &QTimer::timeout, &cluster, [this] { cluster.advance(200); });
    }

    /// The window, for the first time or once more.
    void open(QSize size = {1400, 900})
    {
        window.reset();
        window = std::make_unique<WindowFixture>(own(), size, hurry);
        window->targets.choose(QStringLiteral("mine"));
    }
    DocumentView *openText(const QByteArray &text, const QString &name = QStringLiteral("web.json"))
    {
        const QString path = folder.filePath(name);
        [&] { QVERIFY(writeFile(path, text)); }();
        DocumentView *view = window->window->openFile(path);
        [this] { QTRY_VERIFY(deploy().isEnabled()); }();
        return view;
    }
    /// The clock of the cluster runs from now on.
    void run() { m_clock.start(10); }

    [[nodiscard]] QAction &deploy() const
    {
        return *window->window->actions().action("deploy.now");
    }
    [[nodiscard]] DeployPanel &panel() const
    {
        return *window->find<DeployPanel>(QStringLiteral("deployPanel"));
    }
    [[nodiscard]] QPushButton &button(const QString &name) const
    {
        return *panel().findChild<QPushButton *>(name);
    }
    [[nodiscard]] QString told() const
    {
        return panel().findChild<MessageBar *>(QStringLiteral("deployBar"))->text();
    }
    [[nodiscard]] RunResult result() const
    {
        return panel().current() ? panel().current()->status().result : RunResult::None;
    }
    [[nodiscard]] RunState state() const
    {
        return panel().current() ? panel().current()->status().state : RunState::Idle;
    }
    [[nodiscard]] ReviewDialog *review() const
    {
        return window->find<ReviewDialog>(QStringLiteral("reviewDialog"));
    }
    /// How many changes have arrived.
    [[nodiscard]] int writes() const
    {
        const QList<SandboxRequest> &all = cluster.requests();
        return int(std::count_if(all.begin(), all.end(),
            [](const SandboxRequest &request) { return request.method != "GET"; }));
    }
    [[nodiscard]] QString own() const { return folder.filePath(QStringLiteral("own")); }

    QTemporaryDir folder;
    SandboxCluster cluster;
    std::unique_ptr<WindowFixture> window;

private:
    QTimer m_clock;
};

} // namespace Pinion
