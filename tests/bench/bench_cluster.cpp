// SPDX-License-Identifier: GPL-3.0-or-later
// bench_cluster [APPS]            measures the cluster browser of the real window; 1,000 by default
// bench_cluster serve APPS        a sandbox with so many apps of five instances each; prints its
//                                 address and, for a line on its input, begins 200 events a second
// The first starts the second as a process of its own, as a cluster is one. It tells the time to
// the first list beside that of curl for the same lists, and how long the thread of the user
// interface is held at the longest while events come in.
#include "timing.h"

#include "base/textfile.h"
#include "cluster/cluster.h"
#include "deploy/guard.h"
#include "document/workspace.h"
#include "sandbox/sandbox.h"
#include "ui/cluster/clustermodel.h"
#include "ui/cluster/clusterpanel.h"
#include "ui/registry/registries.h"
#include "ui/shell/actionset.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/preferences.h"
#include "ui/targets/targets.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <ctime>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr int DefaultApps = 1000;
constexpr int InstancesEach = 5;
constexpr int Runs = 7;
constexpr int EventsPerSecond = 200;
constexpr int TicksPerSecond = 20;
constexpr int WatchedSeconds = 15;

// ---- the cluster

QByteArray definitions(int count)
{
    QByteArrayList apps;
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        apps += "{\"id\": \"/team-" + QByteArray::number(i % 25) + "/service-" + number
            + "\", \"cpus\": 0.01, \"mem\": 8, \"instances\": " + QByteArray::number(InstancesEach)
            + ", \"networks\": [{\"mode\": \"container/bridge\"}], \"container\": {\"type\": "
              "\"DOCKER\", \"docker\": {\"image\": \"registry.example/team/service-"
            + number + ":1." + QByteArray::number(i % 9)
            + ".0\"}, \"portMappings\": [{\"containerPort\": 8080, \"hostPort\": 0}]}, "
              "\"env\": {\"LOG_LEVEL\": \"info\", \"REGION\": \"eu\"}, \"labels\": {\"team\": \"t"
            + QByteArray::number(i % 25)
            + "\", \"tier\": \"backend\"}, \"healthChecks\": [{\"protocol\": \"MESOS_HTTP\", "
              "\"path\": \"/health\", \"portIndex\": 0}]}";
    }
    return '[' + apps.join(",\n") + ']';
}

bool fill(SandboxCluster &sandbox, int apps)
{
    ClusterAccess access;
    access.name = u"bench"_s;
    access.urls = {sandbox.url()};
    Cluster cluster(access);
    Target target;
    target.name = access.name;
    target.kind = TargetKind::Local;
    const Result<WritePermit> permit = DeployGuard::permit(target, DeployAction::Deploy, {});
    const Result<ChangeAnswer> answer = QCoro::waitFor(
        cluster.marathon().putApps(definitions(apps), Forced::No, *permit, std::stop_token()));
    if (!answer || answer->outcome != ChangeAnswer::Outcome::Accepted) {
        std::fprintf(stderr, "%s\n",
            qPrintable(answer ? answer->refusal.error.text() : answer.error().text()));
        return false;
    }
    sandbox.advance(600'000);
    return sandbox.marathon().state().instances.size() == size_t(apps * InstancesEach);
}

/// One tick: an instance dies and is replaced, which makes true events, and the others are padding.
void makeEvents(SandboxCluster &sandbox, int tick)
{
    const qsizetype before = sandbox.published().size();
    auto &instances = sandbox.marathon().state().instances;
    auto victim = instances.begin();
    std::advance(victim, tick * 37 % int(instances.size()));
    sandbox.marathon().killInstances({victim->id});
    sandbox.advance(1000 / TicksPerSecond);
    const QString app = u"/team-%1/service-%2"_s.arg(tick % 25).arg(tick % 100);
    const QByteArray data = "{\"eventType\": \"status_update_event\", \"timestamp\": "
                            "\"2024-03-05T09:12:47.420Z\", \"appId\": \""
        + app.toUtf8() + "\", \"taskStatus\": \"TASK_RUNNING\", \"message\": \"\"}";
    qsizetype sent = sandbox.published().size() - before;
    for (; sent < EventsPerSecond / TicksPerSecond; ++sent)
        sandbox.events().publish({"status_update_event", data});
}

int serve(int apps)
{
    SandboxOptions options;
    options.agents = 4 + apps / 25;
    SandboxCluster sandbox(options);
    if (!sandbox.start() || !fill(sandbox, apps))
        return 1;
    std::printf("%s\n", qPrintable(sandbox.url().toString()));
    std::fflush(stdout);
    QTimer ticks;
    int tick = 0;
    QObject::connect(&ticks, &QTimer::timeout, [&] { makeEvents(sandbox, tick++); });
    const QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, [&ticks] {
        char line[16];
        if (!std::fgets(line, sizeof line, stdin))
            QCoreApplication::exit(0); // the one who asked has ended
        else
            ticks.start(1000 / TicksPerSecond);
    });
    return QCoreApplication::exec();
}

// ---- the window

/// Tells how long each event holds the thread, by the wall and by the processor.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const double cpuBefore = cpuMilliseconds();
        bool isTaken = false;
        const QByteArray name = receiver->metaObject()->className();
        const QEvent::Type type = event->type();
        m_held.push_back(milliseconds([&] { isTaken = QApplication::notify(receiver, event); }));
        const double worked = cpuMilliseconds() - cpuBefore;
        if (worked > m_mostWorked) {
            m_mostWorked = worked;
            m_longest = name + ", event " + QByteArray::number(type);
        }
        m_worked.push_back(worked);
        --m_depth;
        return isTaken;
    }
    void forget()
    {
        m_held.clear();
        m_worked.clear();
        m_mostWorked = 0;
    }
    /// Who got the event that held it longest.
    [[nodiscard]] const QByteArray &longest() const { return m_longest; }
    [[nodiscard]] const std::vector<double> &held() const { return m_held; }
    [[nodiscard]] const std::vector<double> &worked() const { return m_worked; }

private:
    static double cpuMilliseconds()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    int m_depth = 0;
    std::vector<double> m_held;
    std::vector<double> m_worked;
    double m_mostWorked = 0;
    QByteArray m_longest;
};

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[size_t(double(values.size() - 1) * share)];
}

/// The same lists, one after the other, by one process.
std::vector<double> timesOfCurl(const QString &url)
{
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        return {};
    QStringList words{u"-s"_s};
    for (const char *path : {"/v2/info", "/v2/apps", "/v2/deployments"})
        words << u"-o"_s << u"/dev/null"_s << url + QLatin1StringView(path);
    std::vector<double> times;
    for (int run = 0; run < Runs; ++run)
        times.push_back(milliseconds([&] { QProcess::execute(u"curl"_s, words); }));
    return times;
}

QByteArray targetsFile(const QString &url)
{
    return "{\"pinion\": 1, \"targets\": [{\"name\": \"bench\", \"kind\": \"local\", \"urls\": [\""
        + url.toUtf8()
        + "\"]}, {\"name\": \"none\", \"kind\": \"local\", \"urls\": "
          "[\"http://127.0.0.1:1\"]}]}";
}

/// From choosing the target to the painted list.
std::vector<double> timesToList(Targets &targets, const ClusterPanel &panel, int apps)
{
    std::vector<double> times;
    for (int run = 0; run < Runs; ++run) {
        targets.choose(u"none"_s);
        QCoreApplication::processEvents();
        times.push_back(milliseconds([&] {
            targets.choose(u"bench"_s);
            while (panel.model().appCount() < apps)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            QCoreApplication::processEvents();
        }));
    }
    return times;
}

void printList(const std::vector<double> &window, const std::vector<double> &curl, int apps)
{
    std::printf("%8.1f ms median, %8.1f worst  first list of %d apps in the window\n",
        median(window), worst(window), apps);
    if (curl.empty()) {
        std::printf("curl is not there to compare with\n");
        return;
    }
    std::printf("%8.1f ms median, %8.1f worst  curl, the same lists\n", median(curl), worst(curl));
    std::printf("%8.2f times curl\n", median(window) / median(curl));
}

void watch(TimedApplication &application, ClusterPanel &panel, QProcess &server)
{
    panel.selectApp(u"/team-0/service-0"_s);
    QTest::qWait(1000);
    application.forget();
    server.write("go\n");
    QTest::qWait(WatchedSeconds * 1000);
    std::printf("%8.2f ms longest, %8.2f of 99.9 %%  the thread is held by one event (wall)\n",
        worst(application.held()), percentile(application.held(), 0.999));
    std::printf("%8.2f ms longest, %8.2f of 99.9 %%  the same (processor), by %s\n",
        worst(application.worked()), percentile(application.worked(), 0.999),
        application.longest().constData());
}

int measure(TimedApplication &application, int apps)
{
    QProcess server;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(QCoreApplication::applicationFilePath(), {u"serve"_s, QString::number(apps)});
    if (!server.waitForReadyRead(600'000))
        return 1;
    const QString url = QString::fromLatin1(server.readLine()).trimmed();

    const QTemporaryDir folder;
    const AppPaths paths = AppPaths::below(folder.path());
    TargetsSetup setup = TargetsSetup::alone(paths);
    QDir().mkpath(QFileInfo(setup.userFile).path());
    if (!writeFile(setup.userFile, targetsFile(url)))
        return 1;
    Preferences preferences(paths.settingsFile);
    Workspace workspace(paths);
    Registries registries(RegistriesSetup::alone(paths));
    Targets targets(std::move(setup));
    MainWindow window(workspace, preferences, registries, targets);
    window.resize(1400, 900);
    window.show();
    window.actions().action("view.cluster")->trigger();
    auto *panel = window.findChild<ClusterPanel *>(u"clusterPanel"_s);
    const std::vector<double> list = timesToList(targets, *panel, apps);
    printList(list, timesOfCurl(url), apps);
    watch(application, *panel, server);
    server.closeWriteChannel();
    server.waitForFinished();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments().sliced(1);
    const bool isServer = words.value(0) == "serve"_L1;
    const int asked = words.value(isServer ? 1 : 0).toInt();
    const int apps = asked > 0 ? asked : DefaultApps;
    return isServer ? serve(apps) : measure(application, apps);
}
