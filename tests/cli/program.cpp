// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

Run finished(QProcess &process)
{
    const bool isDone
        = process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit;
    return {isDone ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

} // namespace

QString Workbench::write(const QString &name, const QByteArray &bytes) const
{
    const QString full = path(name);
    QDir().mkpath(QFileInfo(full).path());
    QFile file(full);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(full));
    return name;
}

QByteArray Workbench::read(const QString &name) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

Run Workbench::run(const QStringList &words) const
{
    return runOther(QStringLiteral(PINION_CLI), words);
}

Run Workbench::runBeside(const QStringList &words, const QStringList &environment) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.setStandardInputFile(QProcess::nullDevice());
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"XDG_CONFIG_HOME"_s, path(u"config"_s));
    variables.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    for (const QString &pair : environment)
        variables.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    process.setProcessEnvironment(variables);
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(120'000, &loop, &QEventLoop::quit);
    process.start(QStringLiteral(PINION_CLI), words);
    loop.exec();
    const bool isDone = process.state() == QProcess::NotRunning;
    return {isDone ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

Run Workbench::runOther(
    const QString &program, const QStringList &words, const QByteArray &input) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    if (input.isEmpty())
        process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, words);
    if (!input.isEmpty()) {
        process.write(input);
        process.closeWriteChannel();
    }
    return finished(process);
}

std::optional<Run> Workbench::runAtTerminal(const QString &words, const QByteArray &typed) const
{
    // script (util-linux) lends a terminal. It dawdles when its own input ends, so that stays open.
    const QString script = QStandardPaths::findExecutable(u"script"_s);
    if (script.isEmpty())
        return {};
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    const QString command = u'\'' + QStringLiteral(PINION_CLI) + u"' "_s + words;
    process.start(script, {u"-qec"_s, command, u"/dev/null"_s});
    process.write(typed);
    return finished(process);
}

QByteArray cleanApp()
{
    return appWithImage("registry.example.com/shop/orders:1.8.2");
}

QByteArray appWithImage(const QByteArray &image, bool isForced)
{
    QByteArray app = R"({
  "id": "/shop/orders",
  "instances": 3,
  "cpus": 0.5,
  "mem": 512,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": "IMAGE",
      "forcePullImage": FORCED
    },
    "portMappings": [
      {"containerPort": 8080, "hostPort": 0, "name": "http"}
    ]
  },
  "networks": [{"mode": "container/bridge"}],
  "constraints": [["hostname", "MAX_PER", "1"]],
  "healthChecks": [
    {
      "protocol": "MESOS_HTTP",
      "path": "/healthz",
      "portIndex": 0,
      "gracePeriodSeconds": 120,
      "intervalSeconds": 15,
      "timeoutSeconds": 5,
      "maxConsecutiveFailures": 3
    }
  ],
  "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0.2},
  "taskKillGracePeriodSeconds": 20
}
)";
    return app.replace("IMAGE", image).replace("FORCED", isForced ? "true" : "false");
}
