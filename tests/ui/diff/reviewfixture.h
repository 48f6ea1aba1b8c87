// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "windowfixture.h"

#include "base/textfile.h"
#include "support/scriptedserver.h"
#include "ui/deploy/reviewcommands.h"
#include "ui/diff/changespane.h"
#include "ui/diff/changesview.h"
#include "ui/shell/documentview.h"

#include <QComboBox>
#include <QDir>
#include <QDockWidget>

namespace Pinion {

inline constexpr const char *RunningApp142 = R"({
  "id": "/shop/orders",
  "instances": 3,
  "cpus": 0.5,
  "mem": 512,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": "registry.example/shop/orders:1.4.1@sha256:4bc453b53cb3d914b45f4b250294236adba2c0e09ff6f03793949e7e39fd4cc1"
    },
    "portMappings": [
      { "containerPort": 8080, "hostPort": 0, "name": "http" }
    ]
  },
  "networks": [ { "mode": "container/bridge" } ],
  "env": {
    "LOG_LEVEL": "info",
    "DB_PASSWORD": "tr0ub4dor-and-3",
    "REGION": "eu-central"
  },
  "healthChecks": [
    { "protocol": "MESOS_HTTP", "path": "/health", "portIndex": 0 }
  ],
  "upgradeStrategy": { "minimumHealthCapacity": 0.6, "maximumOverCapacity": 0.4 },
  "labels": { "team": "shop", "tier": "backend" }
}
)";

/// A window with a document in a project that knows a staging and a production target. Both are one
/// server that says what Marathon would while the app of RunningApp142 runs undisturbed.
struct ReviewFixture
{
    explicit ReviewFixture(const QString &folder, QSize size = {1400, 900})
        : project(folder + QStringLiteral("/project"))
        , file(project.filePath(QStringLiteral("orders.json")))
        , server([](const SeenRequest &request) { return answerTo(request); })
    {
        QDir().mkpath(project.path());
        const QByteArray url = "http://" + server.domain().toUtf8();
        write(QStringLiteral(".pinion.json"),
            "{\"targets\": [{\"name\": \"staging\", \"kind\": \"staging\", \"urls\": [\"" + url
                + "\"]}, {\"name\": \"production\", \"kind\": \"production\", \"urls\": [\"" + url
                + "\"]}]}");
        write(QStringLiteral("orders.json"), RunningApp142);
        window = std::make_unique<WindowFixture>(folder, size);
        window->window->openFile(file);
    }

    static Answer answerTo(const SeenRequest &request)
    {
        const QByteArray path = request.path();
        Answer answer(404, "{\"message\": \"URI not found\"}");
        if (request.method == "PUT")
            answer = Answer(
                200, "{\"version\": \"2026-01-02T00:00:00.000Z\", \"deploymentId\": \"5ed4c0c5\"}");
        else if (path == "/v2/info")
            answer = Answer(200, "{\"name\": \"marathon\", \"version\": \"1.10.26\"}");
        else if (path == "/v2/deployments")
            answer = Answer(200, "[]");
        else if (path.endsWith("/shop/orders"))
            answer = Answer(200, "{\"app\": " + served() + '}');
        return answer.with("Content-Type", "application/json");
    }
    /// The app as a GET shows it.
    static QByteArray served()
    {
        QByteArray app = QByteArray(RunningApp142).trimmed();
        app.chop(1);
        return app
            + ", \"version\": \"2026-01-01T00:00:00.000Z\", \"tasksRunning\": 3, "
              "\"tasksHealthy\": 3, \"tasksStaged\": 0, \"tasksUnhealthy\": 0, \"tasks\": [], "
              "\"deployments\": []}";
    }
    /// The changes that have arrived.
    [[nodiscard]] QList<SeenRequest> changesSent() const
    {
        QList<SeenRequest> changes;
        for (const SeenRequest &request : server.seen()) {
            if (request.method != "GET")
                changes.append(request);
        }
        return changes;
    }

    void write(const QString &name, const QByteArray &bytes) const
    {
        [&] { QVERIFY(writeFile(project.filePath(name), bytes)); }();
    }
    /// Replaces a part of the open document's text.
    void edit(const QByteArray &from, const QByteArray &to) const
    {
        AppDocument &document = window->window->currentView()->document();
        const qsizetype at = document.bytes().indexOf(from);
        [&] {
            QVERIFY(at >= 0);
            QVERIFY(document.apply(QStringLiteral("test"), {{{at, at + from.size()}, to}}));
        }();
    }
    [[nodiscard]] ChangesPane &pane() const
    {
        return *window->find<ChangesPane>(QStringLiteral("changesPane"));
    }
    [[nodiscard]] ChangesView &changes() const { return pane().changes(); }
    /// With what runs on this target, or with the file for an empty name.
    void compareWith(const QString &target) const
    {
        window->find<QDockWidget>(QStringLiteral("changesDock"))->show();
        if (!target.isEmpty())
            window->targets.choose(target);
        pane().compareWith(
            target.isEmpty() ? ChangesPane::Other::File : ChangesPane::Other::Target);
        if (!target.isEmpty())
            [this] { QTRY_VERIFY(pane().running()); }();
    }

    QDir project;
    QString file;
    ScriptedServer server;
    std::unique_ptr<WindowFixture> window;
};

} // namespace Pinion
