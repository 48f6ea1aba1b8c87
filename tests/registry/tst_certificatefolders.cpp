// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "registry/certificatefolders.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestCertificateFolders : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    void put(const QString &path) const
    {
        QDir().mkpath(QFileInfo(m_folder.filePath(path)).path());
        QVERIFY(writeFile(m_folder.filePath(path), "x"));
    }

private Q_SLOTS:
    void readsWhatDockerReads()
    {
        put(u"own/registry.example.com:5000/team.crt"_s);
        put(u"own/registry.example.com:5000/notes.txt"_s);
        put(u"own/registry.example.com:5000/lonely.cert"_s);
        put(u"docker/registry.example.com:5000/ca.crt"_s);
        put(u"docker/registry.example.com:5000/client.cert"_s);
        put(u"docker/registry.example.com:5000/client.key"_s);
        put(u"docker/other.example.com/ca.crt"_s);
        put(u"docker/ca.crt"_s);
        const QStringList folders{m_folder.filePath(u"own"_s), m_folder.filePath(u"docker"_s),
            m_folder.filePath(u"none"_s)};

        const TlsFiles files = certificatesFor(u"registry.example.com:5000"_s, folders);
        QCOMPARE(files.caCertificates,
            (QStringList{m_folder.filePath(u"own/registry.example.com:5000/team.crt"_s),
                m_folder.filePath(u"docker/registry.example.com:5000/ca.crt"_s)}));
        QVERIFY(files.clientCertificate.endsWith("/client.cert"_L1));
        QVERIFY(files.clientKey.endsWith("/client.key"_L1));
        QVERIFY(certificatesFor(u"registry.example.com"_s, folders).caCertificates.isEmpty());
        QVERIFY(certificatesFor(QString(), folders).caCertificates.isEmpty());
    }

    void theUsersOwnPlaceComesFirst()
    {
        QProcessEnvironment environment;
        environment.insert(u"XDG_CONFIG_HOME"_s, u"/settings"_s);
        const QStringList folders = standardCertificateFolders(environment, u"/home/me"_s);
        QCOMPARE(folders.first(), u"/settings/containers/certs.d"_s);
        QVERIFY(folders.contains(u"/etc/docker/certs.d"_s));
        QCOMPARE(standardCertificateFolders({}, u"/home/me"_s).first(),
            u"/home/me/.config/containers/certs.d"_s);
    }
};

QTEST_GUILESS_MAIN(TestCertificateFolders)

#include "tst_certificatefolders.moc"
