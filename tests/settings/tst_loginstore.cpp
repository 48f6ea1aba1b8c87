// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/keychainstore.h"

#include "settings/keychain.h"
#include "settings/loginstore.h"
#include "support/waiting.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// A keychain that somebody else has to unlock, and does not.
class LockedStore final : public CredentialStore
{
public:
    [[nodiscard]] Task<std::optional<Credentials>> find(
        QString /*server*/, std::stop_token /*stop*/) override
    {
        co_return fail(ErrorKind::Io, u"locked"_s);
    }
    [[nodiscard]] Task<void> save(
        QString /*server*/, Credentials /*credentials*/, std::stop_token /*stop*/) override
    {
        co_return fail(ErrorKind::Io, u"locked"_s);
    }
    [[nodiscard]] Task<void> remove(QString /*server*/, std::stop_token /*stop*/) override
    {
        co_return fail(ErrorKind::Io, u"locked"_s);
    }
};

const QString Server = u"registry.example.com:5000"_s;

Credentials login(const char *password)
{
    return Credentials::basic(u"alice"_s, password);
}

std::optional<Credentials> found(CredentialStore &store)
{
    return wait(store.find(Server, {})).value_or(std::nullopt);
}

} // namespace

class TestLoginStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entries_data()
    {
        QTest::addColumn<Credentials>("credentials");
        QTest::newRow("password") << login("pass:word with \xc3\xa4");
        QTest::newRow("token") << Credentials::bearer("abc.def");
        QTest::newRow("identity token") << Credentials::refresh(u"bob"_s, QByteArray("a\0b", 3));
        QTest::newRow("empty password") << login("");
    }

    void entries()
    {
        QFETCH(Credentials, credentials);
        const Result<Credentials> read = parseKeychainEntry(keychainEntry(credentials));
        QVERIFY(read);
        QVERIFY(*read == credentials);
    }

    void foreignEntriesAreNoLogins()
    {
        for (const char *text : {"", "secret", "{}", "[]", "{\"kind\":\"none\"}"}) {
            const Result<Credentials> read = parseKeychainEntry(Secret(text));
            QVERIFY2(!read, text);
            QVERIFY(!read.error().text().contains("secret"_L1));
        }
    }

    void withoutAKeychainLoginsAreOfTheSession()
    {
        LoginStore store;
        QVERIFY(!store.hasKeychain());
        QVERIFY(wait(store.save(Server, login("a"), {})));
        QVERIFY(found(store) == login("a"));
        QVERIFY(wait(store.remove(Server, {})));
        QVERIFY(!found(store));
    }

    void theKeychainLasts()
    {
        auto keychain = std::make_unique<MemoryCredentialStore>();
        MemoryCredentialStore &inside = *keychain;
        LoginStore store(std::move(keychain));
        QVERIFY(wait(store.saveForSession(Server, login("session"))));
        QVERIFY(!found(inside));
        QVERIFY(found(store) == login("session"));
        QVERIFY(wait(store.save(Server, login("lasting"), {})));
        QVERIFY(found(inside) == login("lasting"));
        QVERIFY(found(store) == login("lasting"));
        QVERIFY(wait(store.remove(Server, {})));
        QVERIFY(!found(inside));
    }

    void aLockedKeychainLosesNoLogin()
    {
        LoginStore store(std::make_unique<LockedStore>());
        const Result<void> saved = wait(store.save(Server, login("a"), {}));
        QCOMPARE(errorText(saved), u"locked"_s);
        QVERIFY(found(store) == login("a"));
    }

    void noBusNoWaiting()
    {
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
        const QTemporaryDir folder;
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", folder.path().toLocal8Bit());
        QVERIFY(!KeychainStore::unavailable().isEmpty());
        QVERIFY(!KeychainStore::make());
        KeychainStore store;
        QCOMPARE(wait(store.find(Server, {})).error().kind, ErrorKind::Io);
        QCOMPARE(wait(store.save(Server, login("planted"), {})).error().kind, ErrorKind::Io);
        QCOMPARE(wait(store.remove(Server, {})).error().kind, ErrorKind::Io);
#else
        QSKIP("keychains of this system need no bus");
#endif
    }

    void aDeadBusIsGivenUp()
    {
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
        const QTemporaryDir folder;
        qputenv("DBUS_SESSION_BUS_ADDRESS",
            QByteArray("unix:path=") + folder.path().toLocal8Bit() + "/nobody");
        KeychainStore store(std::chrono::seconds(2));
        const auto known = wait(store.find(Server, {}));
        QVERIFY(!known);
        QVERIFY(!known.error().hint.isEmpty());
#else
        QSKIP("keychains of this system need no bus");
#endif
    }

    void theModuleIsLoadedWhereItIs()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nobody");
        const QTemporaryDir empty;
        QVERIFY(!systemKeychain(empty.path()));
        const auto store = systemKeychain(QStringLiteral(PINION_KEYCHAIN_FOLDER));
        QVERIFY(store);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(wait(store->find(Server, stop.get_token())).error().kind, ErrorKind::Cancelled);
    }

    void cancels()
    {
        std::stop_source stop;
        stop.request_stop();
        KeychainStore store;
        QCOMPARE(wait(store.find(Server, stop.get_token())).error().kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestLoginStore)

#include "tst_loginstore.moc"
