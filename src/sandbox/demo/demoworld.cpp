// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/demo/demoworld.h"

#include "base/textfile.h"

#include <QDateTime>
#include <QDir>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr Millis Hour = 3'600'000;
constexpr Millis Age = 72 * Hour; // since the shop was deployed
constexpr Millis SincePush = 9 * Hour;
constexpr Millis SinceDeath = 8 * Hour;

const QStringList Names{u"orders"_s, u"catalog"_s, u"web"_s};

SandboxOptions clusterOptions(
    const DemoOptions &options, SandboxRegistry &registry, quint16 port, const QString &site)
{
    SandboxOptions cluster;
    cluster.settings.version = options.version;
    cluster.settings.timings = {1500, 1200, 2000, 2000, 5000};
    cluster.settings.pullImage = registry.puller();
    cluster.agents = options.agents;
    cluster.site = site;
    cluster.isLive = options.isLive;
    cluster.port = port;
    if (options.isLive)
        cluster.startsAt = QDateTime::currentMSecsSinceEpoch() - Age;
    return cluster;
}

quint16 behind(quint16 port, int distance)
{
    return port == 0 ? quint16(0) : quint16(port + distance);
}

Json targetJson(const char *name, const SandboxCluster &cluster, MarathonVersion version)
{
    return {{"name", name}, {"kind", name},
        {"urls", Json::array({cluster.url().toString().toStdString()})},
        {"marathonVersion", version.toString().toStdString()}};
}

/// Where a shop that is only tried out differs.
QByteArray madeSmall(const QByteArray &definition)
{
    Json json = Json::parse(definition.toStdString());
    json["instances"] = 1;
    return QByteArray::fromStdString(json.dump());
}

/// The same app as it is run by people who have learned something.
QByteArray pinnedTo(const QString &image, const QByteArray &definition)
{
    Json json = Json::parse(definition.toStdString());
    json["container"]["docker"]["image"] = image.toStdString();
    json["container"]["docker"]["forcePullImage"] = false;
    return QByteArray::fromStdString(json.dump());
}

} // namespace

DemoWorld::DemoWorld(const DemoOptions &options)
    : m_options(options)
    , m_staging(clusterOptions(options, m_registry, options.port, u"staging"_s))
    , m_production(clusterOptions(options, m_registry, behind(options.port, 1), u"production"_s))
    , m_stagingPulls(m_staging, m_registry.puller())
    , m_productionPulls(m_production, m_registry.puller())
{ }

Result<void> DemoWorld::start()
{
    const bool isListening = m_registry.start(behind(m_options.port, 2)) && m_staging.start()
        && m_production.start() && m_stagingPulls.start() && m_productionPulls.start();
    if (!isListening) {
        return fail(ErrorKind::Network, u"The sandbox found no free port."_s,
            u"Choose another one with --port."_s);
    }
    fillRegistry();
    if (const Result<void> deployed = deploy(m_staging, onStaging()); !deployed)
        return deployed;
    if (const Result<void> deployed = deploy(m_production, onProduction()); !deployed)
        return deployed;
    playTheNight();
    return {};
}

void DemoWorld::fillRegistry()
{
    RegistryStore &store = m_registry.store();
    const auto push = [&store](const QString &name, const QString &tag, const QString &created) {
        SandboxImage image;
        image.version = tag;
        image.created = created;
        return store.push(u"shop/"_s + name, tag, image);
    };
    push(u"orders"_s, u"1.8.0"_s, u"2024-01-16T10:12:05Z"_s);
    m_earlierDigest = push(u"orders"_s, u"1.8.1"_s, u"2024-02-06T15:40:51Z"_s);
    m_goodDigest = push(u"orders"_s, u"1.8.2"_s, u"2024-02-27T09:03:18Z"_s);
    SandboxImage latest;
    latest.version = u"1.8.2"_s;
    latest.created = u"2024-02-27T09:03:18Z"_s;
    store.push(u"shop/orders"_s, u"latest"_s, latest);
    push(u"catalog"_s, u"2.3.0"_s, u"2024-02-12T12:00:00Z"_s);
    push(u"catalog"_s, u"2.3.1"_s, u"2024-02-26T11:31:44Z"_s);
    push(u"web"_s, u"4.0.2"_s, u"2024-01-30T16:22:09Z"_s);
    push(u"web"_s, u"4.1.0"_s, u"2024-02-28T13:57:30Z"_s);
}

// The version before, so that there is something to deploy, and something to go back to.
QList<QByteArray> DemoWorld::onStaging() const
{
    const QString image = u"%1/shop/orders:1.8.1@%2"_s.arg(m_registry.domain(), m_earlierDigest);
    QList<QByteArray> definitions{pinnedTo(image, definition(Names.first()))};
    for (const QString &name : Names.mid(1))
        definitions.append(madeSmall(definition(name)));
    return definitions;
}

QList<QByteArray> DemoWorld::onProduction() const
{
    QList<QByteArray> definitions;
    for (const QString &name : Names)
        definitions.append(definition(name));
    return definitions;
}

Result<void> DemoWorld::deploy(SandboxCluster &cluster, const QList<QByteArray> &definitions)
{
    if (cluster.run(definitions))
        return {};
    return fail(ErrorKind::Rejected,
        u"The sandbox refused its own example: %1"_s.arg(QString::fromUtf8(cluster.problem())));
}

/// A push, and an hour later a death.
void DemoWorld::playTheNight()
{
    const Millis end = m_staging.startedAt() + Age;
    const auto runUntil = [end](SandboxCluster &cluster, Millis before) {
        cluster.advance(std::max<Millis>(0, end - before - cluster.marathon().now()));
    };
    runUntil(m_production, SincePush);
    SandboxImage image;
    image.version = u"1.9.0"_s;
    image.created = u"2024-03-04T23:48:02Z"_s;
    image.behaviour = TaskScript();
    image.behaviour->fate = TaskFate::Crashes;
    image.behaviour->after = 20'000;
    image.behaviour->message = u"Container exited with status 78"_s; // EX_CONFIG
    image.behaviour->health = false;
    RegistryStore &store = m_registry.store();
    m_badDigest = store.push(u"shop/orders"_s, u"1.9.0"_s, image);
    store.push(u"shop/orders"_s, u"latest"_s, image);
    runUntil(m_production, SinceDeath);
    const std::vector<SandboxInstance *> orders
        = m_production.marathon().instancesOf(u"/shop/orders"_s);
    m_production.marathon().fleet().end(
        *orders.back(), Condition::Failed, u"Container exited with status 137"_s);
    runUntil(m_production, 0);
    runUntil(m_staging, 0);
}

QByteArray DemoWorld::definition(const QString &name) const
{
    const Result<QByteArray> bytes = readFile(u":/pinion/demo/%1.json"_s.arg(name));
    return bytes.value_or(QByteArray())
        .replace("registry.example.com", m_registry.domain().toLatin1());
}

QByteArray DemoWorld::projectFile() const
{
    const Json json{{"pinion", 1},
        {"targets",
            Json::array({targetJson("staging", m_staging, m_options.version),
                targetJson("production", m_production, m_options.version)})}};
    return QByteArray::fromStdString(json.dump(2)) + '\n';
}

Result<QStringList> DemoWorld::writeFiles(const QString &folder) const
{
    QStringList paths;
    for (const QString &name : Names) {
        paths.append(QDir(folder).filePath(name + u".json"_s));
        if (const Result<void> written = writeFile(paths.last(), definition(name)); !written)
            return tl::make_unexpected(written.error());
    }
    const QString project = QDir(folder).filePath(u".pinion.json"_s);
    if (const Result<void> written = writeFile(project, projectFile()); !written)
        return tl::make_unexpected(written.error());
    return paths;
}

} // namespace Pinion

#include "moc_demoworld.cpp"
