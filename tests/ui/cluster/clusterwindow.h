// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "targetfiles.h"
#include "windowfixture.h"

#include "cluster/cluster.h"
#include "deploy/guard.h"
#include "sandbox/sandbox.h"
#include "support/waiting.h"
#include "ui/cluster/appdetails.h"
#include "ui/cluster/clusterfilter.h"
#include "ui/cluster/clustermodel.h"
#include "ui/cluster/clusterpanel.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/messagebar.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>

namespace Pinion {

/// A Marathon on real sockets, and a window that has it as its target. The clock of the one moves
/// when the test says so.
struct ClusterWindow
{
    explicit ClusterWindow(const QList<QByteArray> &apps)
    {
        [&] {
            QVERIFY(sandbox.start());
            QVERIFY2(sandbox.run(apps), sandbox.problem().constData());
        }();
    }

    void open(const QString &kind = QStringLiteral("staging"), QSize size = {1400, 900})
    {
        writeTargets(TargetsSetup::alone(AppPaths::below(own())).userFile,
            {{QStringLiteral("trial"), kind, sandbox.url()}});
        openWithTargetsAsTheyAre(size);
        if (kind == QStringLiteral("production"))
            shell->targets.choose(QStringLiteral("trial"));
    }
    void openWithTargetsAsTheyAre(QSize size = {1400, 900})
    {
        shell = std::make_unique<WindowFixture>(own(), size, [](TargetsSetup &setup) {
            setup.runPace.poll = std::chrono::milliseconds(50);
            setup.runPace.attach = std::chrono::milliseconds(500);
            setup.runPace.patience.plainVerification = std::chrono::seconds(0);
            setup.runPace.patience.longestVerification = std::chrono::seconds(0);
        });
    }
    [[nodiscard]] QString own() const { return folder.filePath(QStringLiteral("own")); }

    /// The browser, with its list.
    void browse()
    {
        shell->run("view.cluster");
        [this] { QTRY_VERIFY(panel().model().appCount() > 0); }();
    }
    void select(const QString &id)
    {
        panel().selectApp(id);
        [&] { QCOMPARE(panel().currentApp(), id); }();
    }
    [[nodiscard]] ClusterPanel &panel() const
    {
        return *shell->find<ClusterPanel>(QStringLiteral("clusterPanel"));
    }
    [[nodiscard]] QString text(const QString &label) const
    {
        return shell->find<QLabel>(label)->text();
    }
    [[nodiscard]] QString barText() const { return shell->window->bar().text(); }
    /// The status of an app as the tree shows it.
    [[nodiscard]] QString status(const QString &id) const
    {
        const QModelIndex index = panel().model().indexOf(id);
        return index.siblingAtColumn(ClusterModel::Status).data().toString();
    }
    void act(AppAction action) const
    {
        QAction *found = panel().action(action);
        [&] { QVERIFY2(found->isEnabled(), qPrintable(found->objectName())); }();
        found->trigger();
    }
    [[nodiscard]] QDialog *dialog() const
    {
        [] { QTRY_VERIFY(QApplication::activeModalWidget()); }();
        return qobject_cast<QDialog *>(QApplication::activeModalWidget());
    }
    /// Sends a definition past the window, and lets it be deployed.
    void put(const QString &id, const QByteArray &definition)
    {
        ClusterAccess access;
        access.name = QStringLiteral("past");
        access.urls = {sandbox.url()};
        Cluster cluster(access);
        Target target;
        target.name = access.name;
        target.kind = TargetKind::Local;
        const Result<WritePermit> permit = DeployGuard::permit(target, DeployAction::Deploy, {id});
        [&] {
            const Result<ChangeAnswer> answer
                = wait(cluster.marathon().putApp(id, definition, Forced::No, *permit, {}));
            QVERIFY2(answer && answer->outcome == ChangeAnswer::Outcome::Accepted,
                qPrintable(errorText(answer)));
        }();
        sandbox.advance(120'000);
    }
    [[nodiscard]] int changesSent() const
    {
        return int(std::count_if(sandbox.requests().begin(), sandbox.requests().end(),
            [](const SandboxRequest &request) { return request.method != "GET"; }));
    }
    void shoot(QWidget &widget, const QString &name) const
    {
        const QString place = QStringLiteral(PINION_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(place));
        QCoreApplication::processEvents(); // layouts follow their texts
        QVERIFY(widget.grab().toImage().save(place + u'/' + name + QStringLiteral(".png")));
    }

    QTemporaryDir folder;
    SandboxCluster sandbox;
    std::unique_ptr<WindowFixture> shell;
};

} // namespace Pinion
