// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/registrypreferences.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestRegistryPreferences : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void comesBack_data()
    {
        QTest::addColumn<QString>("domain");
        QTest::newRow("name") << u"registry.example.com"_s;
        QTest::newRow("port") << u"registry.example.com:5000"_s;
        QTest::newRow("Docker Hub") << u"docker.io"_s;
        QTest::newRow("IPv6") << u"[2001:db8::1]:5000"_s;
    }

    void comesBack()
    {
        QFETCH(QString, domain);
        const QString path = file(u"%1.conf"_s.arg(qHash(domain)));
        RegistryPreference told{domain, u"/etc/ca.pem"_s, u"/etc/me.crt"_s, u"/etc/me.key"_s,
            PlainHttp::AllowedWithLogin, u"alice, the first"_s, true};
        {
            RegistryPreferences preferences(path);
            QVERIFY(!preferences.contains(domain));
            const QSignalSpy changes(&preferences, &RegistryPreferences::registryChanged);
            preferences.set(told);
            preferences.set(told); // says nothing new
            QCOMPARE(changes.size(), 1);
            QCOMPARE(changes.first().first().toString(), domain);
        }
        RegistryPreferences again(path);
        QCOMPARE(again.domains(), QStringList{domain});
        QVERIFY(again.find(domain) == told);
        again.remove(domain);
        QVERIFY(again.domains().isEmpty());
        QVERIFY(again.find(domain) == RegistryPreference{domain});
    }

    void nothingIsLookedUpUnasked()
    {
        RegistryPreferences preferences(file(u"lookup.conf"_s));
        QVERIFY(!preferences.looksUpAll());
        QVERIFY(!preferences.isLookedUp(u"docker.io/library/nginx"_s));
        const QSignalSpy changes(&preferences, &RegistryPreferences::lookUpChanged);
        preferences.setLookedUp(u"docker.io/library/nginx"_s, true);
        QVERIFY(preferences.isLookedUp(u"docker.io/library/nginx"_s));
        QVERIFY(!preferences.isLookedUp(u"docker.io/library/redis"_s));
        preferences.setLookedUp(u"docker.io/library/nginx"_s, false);
        preferences.setLooksUpAll(true);
        QVERIFY(preferences.isLookedUp(u"docker.io/library/redis"_s));
        QCOMPARE(changes.size(), 3);
        preferences.restoreDefaults();
        QVERIFY(!preferences.looksUpAll());
    }
};

QTEST_GUILESS_MAIN(TestRegistryPreferences)

#include "tst_registrypreferences.moc"
