// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/credentialhelper.h"
#include "registry/loginfinder.h"
#include "support/waiting.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

QString encoded(const char *login)
{
    return QString::fromLatin1(QByteArray(login).toBase64());
}

/// "user:password", "user=token", "token" or "-".
QString written(const std::optional<Credentials> &login)
{
    if (!login)
        return u"-"_s;
    const QString secret = QString::fromUtf8(login->secret().reveal());
    switch (login->kind()) {
    case Credentials::Kind::Basic:
        return login->user() + u':' + secret;
    case Credentials::Kind::Refresh:
        return login->user() + u'=' + secret;
    default:
        return secret;
    }
}

} // namespace

class TestLogins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entries_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("domain");
        QTest::addColumn<QString>("login");
        const QString auth = uR"({"auth":"%1"})"_s.arg(encoded("al:ice:pw"));
        const QString split = u"al:ice:pw"_s;
        QTest::newRow("exact") << u"r:5000"_s << auth << u"r:5000"_s << split;
        QTest::newRow("another port") << u"r:5000"_s << auth << u"r"_s << u"-"_s;
        QTest::newRow("address") << u"https://r/v2/"_s << auth << u"r"_s << split;
        QTest::newRow("plain address") << u"http://r"_s << auth << u"r"_s << split;
        QTest::newRow("version alone") << u"r/v1"_s << auth << u"r"_s << split;
        QTest::newRow("Hub's old address")
            << u"https://index.docker.io/v1/"_s << auth << u"docker.io"_s << split;
        QTest::newRow("Hub's host") << u"registry-1.docker.io"_s << auth << u"docker.io"_s << split;
        QTest::newRow("repository") << u"r/ns"_s << auth << u"r"_s << split;
        QTest::newRow("another repository") << u"r/other"_s << auth << u"r"_s << u"-"_s;
        QTest::newRow("user and password")
            << u"r"_s << uR"({"username":"bob","password":"pw"})"_s << u"r"_s << u"bob:pw"_s;
        QTest::newRow("identity token")
            << u"r"_s << uR"({"auth":"%1","identitytoken":"it"})"_s.arg(encoded("bob:")) << u"r"_s
            << u"bob=it"_s;
        QTest::newRow("registry token")
            << u"r"_s << uR"({"registrytoken":"rt"})"_s << u"r"_s << u"rt"_s;
        QTest::newRow("padded with zeros") << u"r"_s
                                           << uR"({"auth":"%1"})"_s.arg(QString::fromLatin1(
                                                  QByteArray("bob:pw\0\0", 8).toBase64()))
                                           << u"r"_s << u"bob:pw"_s;
        QTest::newRow("empty") << u"r"_s << u"{}"_s << u"r"_s << u"-"_s;
        QTest::newRow("broken") << u"r"_s << uR"({"auth":"%%%"})"_s << u"r"_s << u"-"_s;
    }

    void entries()
    {
        QFETCH(QString, key);
        QFETCH(QString, entry);
        QFETCH(QString, domain);
        QFETCH(QString, login);
        const QString map = uR"({"%1":%2})"_s.arg(key, entry);
        const Result<DockerConfig> config
            = DockerConfig::parse((uR"({"auths":)"_s + map + u'}').toUtf8());
        QVERIFY(config);
        QCOMPARE(written(config->find(domain, u"ns/app"_s)), login);
        const Result<DockerConfig> old = DockerConfig::parse(map.toUtf8(), true);
        QCOMPARE(written(old->find(domain, u"ns/app"_s)), login);
    }

    void longestPathWins()
    {
        const QString json = uR"({"auths":{"r":{"auth":"%1"},"r/ns":{"auth":"%2"}}})"_s.arg(
            encoded("a:1"), encoded("b:2"));
        const Result<DockerConfig> config = DockerConfig::parse(json.toUtf8());
        QCOMPARE(written(config->find(u"r"_s, u"ns/app"_s)), u"b:2"_s);
        QCOMPARE(written(config->find(u"r"_s, u"nsx/app"_s)), u"a:1"_s);
    }

    void helpersAreNamedSafely()
    {
        const Result<DockerConfig> config = DockerConfig::parse(
            R"({"credsStore":"../../evil","credHelpers":{"a":"pass","b":"x y","c":"q\n"}})");
        QCOMPARE(config->helperFor(u"a"_s), u"pass"_s);
        QCOMPARE(config->helperFor(u"b"_s), QString());
        QCOMPARE(config->helperFor(u"c"_s), QString());
        QCOMPARE(config->helperFor(u"d"_s), QString());
        QVERIFY(!DockerConfig::parse("[]"));
    }

    void helper_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("login");
        QTest::newRow("knows")
            << R"(read key; printf '{"Username":"%s-%s","Secret":"hunter2"}' $1 $key)"_ba
            << u"get-reg:hunter2"_s;
        QTest::newRow("identity token")
            << R"(echo '{"Username":"<token>","Secret":"hunter2"}')"_ba << u"=hunter2"_s;
        QTest::newRow("does not know")
            << "echo 'credentials not found in native keychain'; exit 1"_ba << u"-"_s;
        QTest::newRow("fails") << "echo hunter2; echo hunter2 >&2; exit 3"_ba << u"error"_s;
        QTest::newRow("garbage") << "echo hunter2"_ba << u"error"_s;
        QTest::newRow("dies") << "kill -9 $$"_ba << u"error"_s;
        QTest::newRow("does not read")
            << R"(exec <&-; echo '{"Username":"a","Secret":"b"}')"_ba << u"a:b"_s;
    }

    void helper()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, login);
        installHelper(script);
        const auto answer = wait(askCredentialHelper(u"lab"_s, u"reg"_s, environment(), {}));
        QCOMPARE(answer ? written(*answer) : u"error"_s, login);
        if (!answer)
            QVERIFY(!answer.error().text().contains(u"hunter2"_s));
    }

    void missingHelper()
    {
        const auto answer = wait(askCredentialHelper(u"nowhere"_s, u"reg"_s, environment(), {}));
        QCOMPARE(answer.error().kind, ErrorKind::NotFound);
    }

    void slowHelperIsCancelled()
    {
        installHelper("exec sleep 60");
        std::stop_source source;
        auto task = askCredentialHelper(u"lab"_s, u"reg"_s, environment(), source.get_token());
        QVERIFY(!task.isReady());
        source.request_stop();
        QVERIFY(task.isReady());
        QCOMPARE(QCoro::waitFor(task).error().kind, ErrorKind::Cancelled);
    }

    void placesHaveTheirOrder_data()
    {
        QTest::addColumn<QStringList>("left");
        QTest::addColumn<QString>("login");
        const QStringList all{
            u"store"_s, u"inline"_s, u"docker"_s, u"authfile"_s, u"run"_s, u"config"_s, u"old"_s};
        for (qsizetype i = 0; i < all.size(); ++i)
            QTest::addRow("from %s on", qPrintable(all[i])) << all.sliced(i) << all[i] + u":pw"_s;
        QTest::newRow("nowhere") << QStringList() << u"-"_s;
    }

    void placesHaveTheirOrder()
    {
        QFETCH(QStringList, left);
        QFETCH(QString, login);
        const QTemporaryDir home;
        QProcessEnvironment environment;
        environment.insert(u"REGISTRY_AUTH_FILE"_s, home.filePath(u"authfile"_s));
        environment.insert(u"XDG_RUNTIME_DIR"_s, home.filePath(u"run"_s));
        const QHash<QString, QString> files{{u"docker"_s, u".docker/config.json"_s},
            {u"authfile"_s, u"authfile"_s}, {u"run"_s, u"run/containers/auth.json"_s},
            {u"config"_s, u".config/containers/auth.json"_s}, {u"old"_s, u".dockercfg"_s}};
        MemoryCredentialStore store;
        for (const QString &place : left) {
            const QString entry
                = uR"({"reg":{"auth":"%1"}})"_s.arg(encoded((place + u":pw"_s).toUtf8()));
            const QString json = place == "old"_L1 ? entry : uR"({"auths":%1})"_s.arg(entry);
            if (place == "store"_L1)
                QVERIFY(wait(store.save(u"reg"_s, Credentials::basic(place, "pw"), {})));
            else if (place == "inline"_L1)
                environment.insert(u"DOCKER_AUTH_CONFIG"_s, json);
            else
                write(home.filePath(files[place]), json.toUtf8());
        }
        LoginFinder finder(LoginPlaces::of(environment, home.path()), &store);
        QCOMPARE(written(*wait(finder.find(u"reg"_s, u"app"_s, {}))), login);
        QCOMPARE(finder.warnings(), QStringList());
    }

    void brokenPlacesAreNoted()
    {
        const QTemporaryDir home;
        write(home.filePath(u".docker/config.json"_s), "not json, hunter2");
        write(home.filePath(u".config/containers/auth.json"_s),
            R"({"credHelpers":{"reg":"nowhere"},"auths":{"reg":{"username":"a","password":"b"}}})");
        LoginFinder finder(LoginPlaces::of(environment(), home.path()));
        QCOMPARE(written(*wait(finder.find(u"reg"_s, u"app"_s, {}))), u"a:b"_s);
        QCOMPARE(finder.warnings().size(), 2);
        QVERIFY(!finder.warnings().join(u' ').contains(u"hunter2"_s));
    }

private:
    static QString encoded(const QByteArray &login) { return ::encoded(login.constData()); }

    static void write(const QString &path, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    void installHelper(const QByteArray &script)
    {
        const QString path = m_folder.filePath(u"docker-credential-lab"_s);
        QFile::remove(path);
        write(path, "#!/bin/sh\n" + script + '\n');
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    [[nodiscard]] QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"DOCKER_CONFIG"_s);
        environment.insert(
            u"PATH"_s, m_folder.path() + QDir::listSeparator() + environment.value(u"PATH"_s));
        return environment;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestLogins)
#include "tst_logins.moc"
