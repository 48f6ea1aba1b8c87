// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace Pinion {

/// What to put into the configuration of a registry, as YAML.
struct RegistrySetup
{
    QString auth; ///< the lines below "auth:", indented by two
    QString tls; ///< the lines below "  tls:", indented by four
    QString dataFolder; ///< of another registry, to serve the same images
};

/// Debian's docker-registry on a free loopback port, with its data in a folder of its own. Started
/// by the constructor, ended by the destructor.
class RegistryProcess
{
public:
    explicit RegistryProcess(const RegistrySetup &setup = RegistrySetup());
    ~RegistryProcess();
    RegistryProcess(const RegistryProcess &) = delete;
    RegistryProcess &operator=(const RegistryProcess &) = delete;

    /// Why the tests have to be skipped; empty when the program is there.
    [[nodiscard]] static QString missing();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString domain() const;
    [[nodiscard]] QString dataFolder() const { return m_data; }

private:
    bool start(const RegistrySetup &setup);

    QTemporaryDir m_folder;
    QString m_data;
    QProcess m_process;
    quint16 m_port = 0;
};

/// Pushes images over plain HTTP. Each is tiny: a layer and a configuration made of its name.
class ImagePusher
{
public:
    explicit ImagePusher(const RegistryProcess &registry);

    struct Pushed
    {
        QString digest;
        QByteArray bytes;
        QByteArray mediaType;
        qint64 downloadSize = 0;
    };

    /// One image; `content` makes it different from others.
    Pushed image(const QString &path, const QString &tag, const QByteArray &content, bool isOci,
        const QByteArray &architecture = "amd64");
    /// An index of images that have been pushed, one per architecture.
    Pushed index(const QString &path, const QString &tag,
        const QList<QPair<QByteArray, Pushed>> &children, bool isOci);
    /// The bytes of a manifest again, under another tag.
    void tagAgain(const QString &path, const QString &tag, const Pushed &image);

private:
    QByteArray blob(const QString &path, const QByteArray &bytes);

    QString m_address;
};

} // namespace Pinion
