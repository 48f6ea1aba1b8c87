// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryfixture.h"

#include "base/foreachlimited.h"
#include "registry/digest.h"
#include "support/logcatcher.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

QByteArray bearer(const QUrl &realm, const QByteArray &more = {})
{
    return "Bearer realm=\"" + realm.toEncoded() + "\",service=\"a svc\"" + more;
}

/// What a token server answers when the tokens are numbered.
Answer numbered(int number)
{
    return {
        200, R"({"token":"planted-token-)" + QByteArray::number(number) + R"(","expires_in":100})"};
}

} // namespace

class TestRegistryAuth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneTokenForMany()
    {
        const ScriptedImage image("1");
        int tokens = 0;
        const ScriptedServer realm([&](const SeenRequest &) { return numbered(++tokens); });
        RegistryFixture fixture([&](const SeenRequest &request) {
            if (!request.header("authorization").startsWith("Bearer planted-token-"))
                return Answer(401).with("WWW-Authenticate", bearer(realm.url(u"/t?a=b"_s)));
            return image.answer(request, "1");
        });
        const auto call = [&](int) { return fixture.client.digest(u"team/app"_s, u"1"_s, {}); };
        for (const Result<TagDigest> &digest :
            QCoro::waitFor(forEachLimited(std::vector<int>(30), 16, call, {})))
            QVERIFY2(digest, qPrintable(errorText(digest)));
        QCOMPARE(tokens, 1);
        QCOMPARE(fixture.asked("/v2/"), 1);
        QCOMPARE(realm.seen().first().target,
            "/t?a=b&service=a%20svc&scope=repository%3Ateam%2Fapp%3Apull");
        QVERIFY(!realm.seen().first().headers.contains("authorization"));

        fixture.clock.time = fixture.clock.time.addSecs(80);
        QVERIFY(wait(fixture.client.digest(u"team/app"_s, u"1"_s, {})));
        QCOMPARE(tokens, 1);
        fixture.clock.time = fixture.clock.time.addSecs(15); // a tenth of its life is left
        QVERIFY(wait(fixture.client.digest(u"team/app"_s, u"1"_s, {})));
        QCOMPARE(tokens, 2);
    }

    void refusedTokensAreReplacedOnce_data()
    {
        QTest::addColumn<int>("goodToken");
        QTest::addColumn<int>("asked");
        QTest::newRow("the second is good") << 2 << 2;
        QTest::newRow("none is ever good") << 99 << 2;
    }

    void refusedTokensAreReplacedOnce()
    {
        QFETCH(int, goodToken);
        QFETCH(int, asked);
        const ScriptedImage image("1");
        int tokens = 0;
        const ScriptedServer realm([&](const SeenRequest &) { return numbered(++tokens); });
        RegistryFixture fixture([&](const SeenRequest &request) {
            const QByteArray good = "Bearer planted-token-" + QByteArray::number(goodToken);
            if (request.header("authorization") != good)
                return Answer(401).with("WWW-Authenticate",
                    bearer(realm.url(),
                        ",scope=\"repository:app:pull "
                        "repository:x:pull\",error=\"invalid_token\""));
            return image.answer(request, "1");
        });
        const Result<TagDigest> digest = wait(fixture.client.digest(u"app"_s, u"1"_s, {}));
        QCOMPARE(digest.has_value(), goodToken == 2);
        QCOMPARE(fixture.asked("/v2/app/manifests/1"), asked);
        QCOMPARE(tokens, 2);
        QVERIFY(realm.seen().last().target.endsWith(
            "&scope=repository%3Aapp%3Apull&scope=repository%3Ax%3Apull"));
        if (!digest)
            QCOMPARE(digest.error().kind, ErrorKind::Unauthorized);
    }

    void challengesThatComeLate()
    {
        const ScriptedImage image("1");
        const ScriptedServer realm([](const SeenRequest &) { return numbered(1); });
        RegistryFixture fixture([&](const SeenRequest &request) {
            if (request.path() != "/v2/" && !request.headers.contains("authorization"))
                return Answer(401).with("WWW-Authenticate", bearer(realm.url()));
            return image.answer(request, "1");
        });
        QVERIFY(wait(fixture.client.digest(u"app"_s, u"1"_s, {})));
    }

    void basicLogins_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<int>("asked");
        QTest::newRow("right") << "planted-password"_ba << 1;
        QTest::newRow("wrong") << "planted-other"_ba << 1;
        QTest::newRow("none") << ""_ba << 1;
    }

    void basicLogins()
    {
        QFETCH(QByteArray, password);
        QFETCH(int, asked);
        const ScriptedImage image("1");
        MemoryCredentialStore store;
        RegistryFixture fixture(
            [&](const SeenRequest &request) {
                const QByteArray good = "Basic " + QByteArray("bob:planted-password").toBase64();
                if (request.header("authorization") != good)
                    return Answer(401).with("WWW-Authenticate", "Basic realm=\"x\"");
                return image.answer(request, "1");
            },
            &store);
        if (!password.isEmpty())
            QVERIFY(wait(
                store.save(fixture.server.domain(), Credentials::basic(u"bob"_s, password), {})));
        const Result<TagDigest> digest = wait(fixture.client.digest(u"app"_s, u"1"_s, {}));
        QCOMPARE(digest.has_value(), password == "planted-password");
        QCOMPARE(fixture.asked("/v2/app/manifests/1"), asked);
        if (!digest)
            QCOMPARE(digest.error().kind, ErrorKind::Unauthorized);
    }

    void tokenServers_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<bool>("hasLogin");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("part");
        QTest::newRow("refuses the login")
            << Answer(401) << true << ErrorKind::Unauthorized << u"refused the login"_s;
        QTest::newRow("wants one")
            << Answer(401) << false << ErrorKind::Unauthorized << u"wants a login"_s;
        QTest::newRow("html") << Answer(200, "<html>planted-html") << false << ErrorKind::Protocol
                              << u"sent no token"_s;
        QTest::newRow("in trouble")
            << Answer(500) << false << ErrorKind::Protocol << u"answered 500"_s;
        QTest::newRow("too large") << Answer(200, QByteArray(100'000, 'x')) << false
                                   << ErrorKind::Protocol << u"too large"_s;
    }

    void tokenServers()
    {
        QFETCH(Answer, answer);
        QFETCH(bool, hasLogin);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, part);
        const ScriptedServer realm([answer](const SeenRequest &) { return answer; });
        MemoryCredentialStore store;
        RegistryFixture fixture(
            [&](const SeenRequest &) {
                return Answer(401).with("WWW-Authenticate", bearer(realm.url()));
            },
            &store);
        if (hasLogin)
            QVERIFY(wait(store.save(
                fixture.server.domain(), Credentials::basic(u"bob"_s, "planted-password"), {})));
        const Result<TagDigest> digest = wait(fixture.client.digest(u"app"_s, u"1"_s, {}));
        QVERIFY2(digest.error().message.contains(part), qPrintable(digest.error().message));
        QCOMPARE(digest.error().kind, kind);
        QCOMPARE(realm.seen().first().headers.contains("authorization"), hasLogin);
    }

    void identityTokens_data()
    {
        QTest::addColumn<bool>("hasForm");
        QTest::newRow("by form") << true;
        QTest::newRow("as a password where there is no form") << false;
    }

    void identityTokens()
    {
        QFETCH(bool, hasForm);
        const ScriptedImage image("1");
        const ScriptedServer realm([hasForm](const SeenRequest &request) -> Answer {
            if (request.method == "POST" && !hasForm)
                return 404;
            return {200, R"({"access_token":"planted-token"})"};
        });
        MemoryCredentialStore store;
        RegistryFixture fixture(
            [&](const SeenRequest &request) {
                if (request.header("authorization") != "Bearer planted-token")
                    return Answer(401).with("WWW-Authenticate", bearer(realm.url()));
                return image.answer(request, "1");
            },
            &store);
        QVERIFY(wait(store.save(
            fixture.server.domain(), Credentials::refresh(u"bob"_s, "planted-identity"), {})));
        const Result<TagDigest> digest = wait(fixture.client.digest(u"app"_s, u"1"_s, {}));
        QVERIFY2(digest, qPrintable(errorText(digest)));
        const SeenRequest form = realm.seen().first();
        QCOMPARE(form.method, "POST");
        QVERIFY(!form.target.contains("planted"));
        QVERIFY(form.body.contains("grant_type=refresh_token&refresh_token=planted-identity"));
        if (!hasForm)
            QCOMPARE(realm.seen().last().header("authorization"),
                "Basic " + QByteArray("bob:planted-identity").toBase64());
    }

    void realmsThatAreNotSafe_data()
    {
        QTest::addColumn<QByteArray>("realm");
        QTest::newRow("a file") << "file:///etc/passwd"_ba;
        QTest::newRow("no address") << "token"_ba;
        QTest::newRow("plain http elsewhere") << "http://tokens.example/t"_ba;
    }

    void realmsThatAreNotSafe()
    {
        QFETCH(QByteArray, realm);
        MemoryCredentialStore store;
        RegistryFixture fixture(
            [&](const SeenRequest &) {
                return Answer(401).with("WWW-Authenticate", "Bearer realm=\"" + realm + '"');
            },
            &store);
        QVERIFY(wait(store.save(
            fixture.server.domain(), Credentials::basic(u"bob"_s, "planted-password"), {})));
        const Result<TagDigest> digest = wait(fixture.client.digest(u"app"_s, u"1"_s, {}));
        QVERIFY2(digest.error().kind == ErrorKind::Rejected
                || digest.error().kind == ErrorKind::Protocol,
            qPrintable(digest.error().text()));
    }

    void nothingWrittenHoldsASecret_data()
    {
        QTest::addColumn<QByteArray>("entry"); // of Docker's config.json; empty: Pinion's own store
        const QByteArray login = QByteArray("bob:planted-password").toBase64();
        QTest::newRow("a login of Pinion's own") << QByteArray();
        QTest::newRow("a login of Docker's") << QByteArray("\"auth\": \"" + login + '"');
        QTest::newRow("user and password of Podman's")
            << "\"username\": \"bob\", \"password\": \"planted-password\""_ba;
        QTest::newRow("an identity token") << QByteArray("\"auth\": \""
            + QByteArray("bob:").toBase64() + "\", \"identitytoken\": \"planted-identity\"");
        QTest::newRow("a registry token") << "\"registrytoken\": \"planted-bearer\""_ba;
    }

    /// Plants secrets wherever one can be, lets everything be written that is ever written, and
    /// looks for them.
    void nothingWrittenHoldsASecret()
    {
        QFETCH(QByteArray, entry);
        const LogCatcher log;
        const QTemporaryDir folder;
        const ScriptedImage image("1");
        QStringList errors;
        int failures = 0;
        const ScriptedServer storage([&](const SeenRequest &) -> Answer {
            if (++failures < 3)
                return Answer(503).with("Set-Cookie", "planted-cookie");
            return {200, image.config};
        });
        const ScriptedServer realm([](const SeenRequest &) -> Answer {
            return {200, R"({"token":"planted-token","refresh_token":"planted-refresh"})"};
        });
        MemoryCredentialStore store;
        {
            RegistryCache cache(folder.path());
            RegistryFixture fixture(
                [&](const SeenRequest &request) {
                    if (!request.headers.contains("authorization"))
                        return Answer(401).with("WWW-Authenticate", bearer(realm.url()));
                    if (request.path().contains("/blobs/"))
                        return Answer(307).with("Location",
                            storage.url(u"/b?X-Amz-Signature=planted-signature"_s).toEncoded());
                    if (request.path().endsWith("/manifests/bad"))
                        return Answer(403,
                            R"({"errors":[{"code":"DENIED","message":"token=planted-echo of )"
                                + request.header("authorization") + R"("}]})");
                    return image.answer(request, "1");
                },
                &store, &cache);
            const QString domain = fixture.server.domain();
            if (entry.isEmpty())
                QVERIFY(
                    wait(store.save(domain, Credentials::basic(u"bob"_s, "planted-password"), {})));
            else
                fixture.useDockerLogin(
                    "{\"auths\": {\"" + domain.toUtf8() + "\": {" + entry + "}}}");
            const Result<TagDetails> details = wait(fixture.client.details(u"app"_s, u"1"_s, {}));
            QVERIFY2(details, qPrintable(errorText(details)));
            for (const QString &tag : {u"bad"_s, u"gone"_s})
                errors += errorText(wait(fixture.client.details(u"app"_s, tag, {})));
        }
        QVERIFY(!errors.contains(QString()));
        QVERIFY(log.text().contains(u"/v2/app/manifests/1"_s));
        const QByteArray encodedLogin = QByteArray("bob:planted-password").toBase64();
        int files = 0;
        QDirIterator all(folder.path(), QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden,
            QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QFileInfo info(all.next());
            constexpr auto Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
                | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
            QVERIFY2(!(info.permissions() & Others), qPrintable(info.filePath()));
            if (!info.isFile())
                continue;
            ++files;
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains("planted") && !bytes.contains(encodedLogin),
                qPrintable(info.filePath()));
        }
        QCOMPARE(files, 3);
        const QString written = log.text() + errors.join(u'\n');
        QVERIFY2(!written.contains(u"planted"_s), qPrintable(written));
        QVERIFY(!written.contains(QString::fromLatin1(encodedLogin)));
    }
};

QTEST_GUILESS_MAIN(TestRegistryAuth)
#include "tst_registryauth.moc"
