// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/registryprocess.h"

#include <QCryptographicHash>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QStandardPaths>
#include <QTcpSocket>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int StartAttempts = 5;

QByteArray hashOf(const QByteArray &bytes)
{
    return "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// Free a moment ago; somebody else may be faster, then another one is tried.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool canConnect(quint16 port)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(1000);
}

QNetworkReply *send(
    const QByteArray &method, const QUrl &url, const QByteArray &body, const QByteArray &mediaType)
{
    static QNetworkAccessManager manager;
    manager.setProxy(QNetworkProxy::NoProxy);
    QNetworkRequest request(url);
    request.setRawHeader("Content-Type", mediaType);
    QNetworkReply *reply = manager.sendCustomRequest(request, method, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    if (reply->error() != QNetworkReply::NoError)
        qFatal("%s %s failed: %s", method.constData(), qPrintable(url.toString()),
            qPrintable(reply->errorString()));
    reply->deleteLater();
    return reply;
}

QByteArray descriptor(const QByteArray &type, const QByteArray &digest, qsizetype size)
{
    return R"("mediaType":")" + type + R"(","digest":")" + digest + R"(","size":)"
        + QByteArray::number(size);
}

} // namespace

QString RegistryProcess::missing()
{
    return QStandardPaths::findExecutable(u"docker-registry"_s).isEmpty()
        ? u"docker-registry is not installed"_s
        : QString();
}

RegistryProcess::RegistryProcess(const RegistrySetup &setup)
    : m_data(setup.dataFolder.isEmpty() ? m_folder.filePath(u"data"_s) : setup.dataFolder)
{
    for (int i = 0; i < StartAttempts; ++i) {
        if (start(setup))
            return;
    }
    qFatal("docker-registry does not start: %s", m_process.readAllStandardError().constData());
}

RegistryProcess::~RegistryProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool RegistryProcess::start(const RegistrySetup &setup)
{
    m_port = freePort();
    QString text = u"version: 0.1\n"
                   "log: {level: error, accesslog: {disabled: true}}\n"
                   "storage:\n  filesystem: {rootdirectory: \"%1\"}\n  delete: {enabled: true}\n"
                   "http:\n  addr: 127.0.0.1:%2\n  secret: test\n"_s.arg(m_data)
                       .arg(m_port);
    if (!setup.tls.isEmpty())
        text += u"  tls:\n"_s + setup.tls;
    if (!setup.auth.isEmpty())
        text += u"auth:\n"_s + setup.auth;
    QFile file(m_folder.filePath(u"registry.yml"_s));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(text.toUtf8());
    file.close();
#ifdef Q_OS_LINUX
    // It must not stay behind a test that crashes.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    m_process.start(u"docker-registry"_s, {u"serve"_s, file.fileName()});
    if (!m_process.waitForStarted())
        return false;
    while (!canConnect(m_port)) {
        if (m_process.waitForFinished(20)) // its end, or a short while
            return false;
    }
    return m_process.state() == QProcess::Running;
}

QString RegistryProcess::domain() const
{
    return u"127.0.0.1:"_s + QString::number(m_port);
}

ImagePusher::ImagePusher(const RegistryProcess &registry)
    : m_address(u"http://"_s + registry.domain())
{ }

QByteArray ImagePusher::blob(const QString &path, const QByteArray &bytes)
{
    const QByteArray digest = hashOf(bytes);
    const QNetworkReply *upload
        = send("POST", QUrl(m_address + u"/v2/"_s + path + u"/blobs/uploads/"_s), {}, {});
    QUrl place = upload->url().resolved(QUrl::fromEncoded(upload->rawHeader("Location")));
    place.setQuery(place.query(QUrl::FullyEncoded) + u"&digest="_s
        + QString::fromLatin1(digest.toPercentEncoding()));
    send("PUT", place, bytes, "application/octet-stream");
    return digest;
}

ImagePusher::Pushed ImagePusher::image(const QString &path, const QString &tag,
    const QByteArray &content, bool isOci, const QByteArray &architecture)
{
    const QByteArray layer = "layer of " + content;
    const QByteArray config = R"({"created":"2024-01-02T03:04:05.678901234Z","architecture":")"
        + architecture
        + R"(","os":"linux","config":{"Env":["PASSWORD=planted-env-secret"],"Labels":)"
          R"({"org.opencontainers.image.version":")"
        + content
        + R"("},"ExposedPorts":{"8080/tcp":{}}},"rootfs":{"type":"layers","diff_ids":[]}})";
    const QByteArray layerDigest = blob(path, layer);
    const QByteArray configDigest = blob(path, config);
    const QByteArray configType = isOci ? "application/vnd.oci.image.config.v1+json"
                                        : "application/vnd.docker.container.image.v1+json";
    const QByteArray layerType = isOci ? "application/vnd.oci.image.layer.v1.tar+gzip"
                                       : "application/vnd.docker.image.rootfs.diff.tar.gzip";
    Pushed pushed;
    pushed.mediaType = isOci ? "application/vnd.oci.image.manifest.v1+json"
                             : "application/vnd.docker.distribution.manifest.v2+json";
    pushed.bytes = R"({"schemaVersion":2,"mediaType":")" + pushed.mediaType + R"(","config":{)"
        + descriptor(configType, configDigest, config.size()) + R"(},"layers":[{)"
        + descriptor(layerType, layerDigest, layer.size()) + "}]}";
    pushed.digest = QString::fromLatin1(hashOf(pushed.bytes));
    pushed.downloadSize = layer.size() + config.size();
    tagAgain(path, tag, pushed);
    return pushed;
}

ImagePusher::Pushed ImagePusher::index(const QString &path, const QString &tag,
    const QList<QPair<QByteArray, Pushed>> &children, bool isOci)
{
    Pushed pushed;
    pushed.mediaType = isOci ? "application/vnd.oci.image.index.v1+json"
                             : "application/vnd.docker.distribution.manifest.list.v2+json";
    QByteArrayList entries;
    for (const auto &[architecture, child] : children)
        entries += "{" + descriptor(child.mediaType, child.digest.toLatin1(), child.bytes.size())
            + R"(,"platform":{"os":"linux","architecture":")" + architecture + R"("}})";
    pushed.bytes = R"({"schemaVersion":2,"mediaType":")" + pushed.mediaType + R"(","manifests":[)"
        + entries.join(',') + "]}";
    pushed.digest = QString::fromLatin1(hashOf(pushed.bytes));
    tagAgain(path, tag, pushed);
    return pushed;
}

void ImagePusher::tagAgain(const QString &path, const QString &tag, const Pushed &image)
{
    send("PUT", QUrl(m_address + u"/v2/"_s + path + u"/manifests/"_s + tag), image.bytes,
        image.mediaType);
}

} // namespace Pinion
