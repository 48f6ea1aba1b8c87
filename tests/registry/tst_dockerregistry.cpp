// SPDX-License-Identifier: GPL-3.0-or-later
// Against Debian's docker-registry, which listens on the loopback interface for the time of the
// test.
#include "tokenserver.h"

#include "registry/registryclient.h"
#include "support/certificates.h"
#include "support/registryprocess.h"
#include "support/waiting.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

/// A client with all that belongs to it, for one question or a few.
struct Visitor
{
    explicit Visitor(const QString &domain, RegistryScheme scheme = RegistryScheme::Http,
        CredentialStore *store = nullptr, const TlsOptions &tls = TlsOptions())
        : http(httpOptions(tls))
        , logins(LoginPlaces(), store)
        , client(http, registryOptions(domain, scheme), &logins)
    { }

    static HttpOptions httpOptions(const TlsOptions &tls)
    {
        HttpOptions options;
        options.tls = tls;
        return options;
    }

    static RegistryOptions registryOptions(const QString &domain, RegistryScheme scheme)
    {
        RegistryOptions options;
        options.domain = domain;
        options.scheme = scheme;
        return options;
    }

    HttpClient http;
    LoginFinder logins;
    RegistryClient client;
};

/// The digest that another list of media types leads to.
QString digestWith(const QString &domain, const QString &tag, const QByteArray &accept)
{
    HttpClient http;
    HttpRequest request(
        QUrl(u"http://%1/v2/demo/app/manifests/%2"_s.arg(domain, tag)), HttpMethod::Head);
    request.headers.set("Accept", accept);
    const Result<HttpResponse> response = wait(http.send(request, {}));
    return response ? QString::fromLatin1(response->headers.value("Docker-Content-Digest"))
                    : QString();
}

QByteArray reversed(const QByteArray &list)
{
    QByteArrayList types = list.split(',');
    std::reverse(types.begin(), types.end());
    return types.join(", ");
}

} // namespace

class TestDockerRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = RegistryProcess::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        m_registry = std::make_unique<RegistryProcess>();
        ImagePusher pusher(*m_registry);
        const QString path = u"demo/app"_s;
        m_pushed[u"1.0"_s] = pusher.image(path, u"1.0"_s, "1.0", false);
        m_pushed[u"1.1"_s] = pusher.image(path, u"1.1"_s, "1.1", true);
        const ImagePusher::Pushed arm = pusher.image(path, u"arm"_s, "1.0", false, "arm64");
        const ImagePusher::Pushed ociArm = pusher.image(path, u"ociarm"_s, "1.1", true, "arm64");
        m_pushed[u"list"_s]
            = pusher.index(path, u"list"_s, {{"arm64", arm}, {"amd64", m_pushed[u"1.0"_s]}}, false);
        m_pushed[u"index"_s] = pusher.index(
            path, u"index"_s, {{"amd64", m_pushed[u"1.1"_s]}, {"arm64", ociArm}}, true);
        m_certificates = std::make_unique<Certificates>(m_folder.path());
    }

    void lists()
    {
        Visitor visitor(m_registry->domain());
        Result<TagList> list = wait(visitor.client.tags(u"demo/app"_s, {}, {}));
        QVERIFY2(list, qPrintable(errorText(list)));
        list->tags.sort();
        QCOMPARE(list->tags,
            (QStringList{u"1.0"_s, u"1.1"_s, u"arm"_s, u"index"_s, u"list"_s, u"ociarm"_s}));
        const Result<QStringList> repositories = wait(visitor.client.repositories({}, {}));
        QCOMPARE(*repositories, QStringList{u"demo/app"_s});
    }

    void findsHttpByItself()
    {
        Visitor visitor(m_registry->domain(), RegistryScheme::Https);
        const Result<RegistryInfo> info = wait(visitor.client.ping({}));
        QVERIFY2(info, qPrintable(errorText(info)));
        QCOMPARE(info->address.scheme(), u"http"_s);
        QCOMPARE(info->apiVersion, u"registry/2.0"_s);
    }

    void images_data()
    {
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("image");
        QTest::addColumn<int>("platforms");
        QTest::newRow("schema 2") << u"1.0"_s << u"1.0"_s << 0;
        QTest::newRow("OCI") << u"1.1"_s << u"1.1"_s << 0;
        QTest::newRow("Docker's list") << u"list"_s << u"1.0"_s << 2;
        QTest::newRow("OCI index") << u"index"_s << u"1.1"_s << 2;
    }

    void images()
    {
        QFETCH(QString, tag);
        QFETCH(QString, image);
        QFETCH(int, platforms);
        Visitor visitor(m_registry->domain());
        const Result<TagDigest> digest = wait(visitor.client.digest(u"demo/app"_s, tag, {}));
        QVERIFY2(digest, qPrintable(errorText(digest)));
        QCOMPARE(digest->digest, m_pushed[tag].digest);
        QCOMPARE(digest->mediaType.toLatin1(), m_pushed[tag].mediaType);
        QCOMPARE(digest->size, m_pushed[tag].bytes.size());
        const Result<TagDetails> details = wait(visitor.client.details(u"demo/app"_s, tag, {}));
        QVERIFY2(details, qPrintable(errorText(details)));
        QCOMPARE(details->top.digest, m_pushed[tag].digest);
        QCOMPARE(int(details->platforms.size()), platforms);
        QCOMPARE(details->platformDigest, m_pushed[image].digest);
        QCOMPARE(details->downloadSize, m_pushed[image].downloadSize);
        QCOMPARE(details->version, image);
        QCOMPARE(details->config.built.toString(Qt::ISODate), u"2024-01-02T03:04:05Z"_s);
        QCOMPARE(details->config.exposedPorts, QStringList{u"8080/tcp"_s});
        const Result<TagDetails> byDigest
            = wait(visitor.client.details(u"demo/app"_s, m_pushed[tag].digest, {}));
        QVERIFY2(byDigest, qPrintable(errorText(byDigest)));
        QCOMPARE(byDigest->platformDigest, details->platformDigest);
    }

    void onlyAPushMovesATag()
    {
        ImagePusher pusher(*m_registry);
        const QString domain = m_registry->domain();
        Visitor visitor(domain);
        const QString path = u"demo/moving"_s;
        pusher.image(path, u"latest"_s, "old", true);
        pusher.image(path, u"fixed"_s, "fixed", true);
        const Result<TagDigest> before = wait(visitor.client.digest(path, u"latest"_s, {}));
        const Result<TagDigest> fixed = wait(visitor.client.digest(path, u"fixed"_s, {}));
        const ImagePusher::Pushed fresh = pusher.image(path, u"latest"_s, "new", true);
        const TagDigest known = *before;
        const TagDigest knownFixed = *fixed;
        const Result<TagDigest> after
            = wait(visitor.client.digestSince(path, u"latest"_s, known, {}));
        QVERIFY2(after, qPrintable(errorText(after)));
        QVERIFY(!after->isSameAs(known));
        QCOMPARE(after->digest, fresh.digest);
        const Result<TagDigest> still
            = wait(visitor.client.digestSince(path, u"fixed"_s, knownFixed, {}));
        QVERIFY2(still, qPrintable(errorText(still)));
        QVERIFY(still->isSameAs(knownFixed));
    }

    void orderOfAcceptDoesNotMatter_data() { images_data(); }

    void orderOfAcceptDoesNotMatter()
    {
        QFETCH(QString, tag);
        const QString domain = m_registry->domain();
        QCOMPARE(digestWith(domain, tag, manifestAccept()), m_pushed[tag].digest);
        QCOMPARE(digestWith(domain, tag, reversed(manifestAccept())), m_pushed[tag].digest);
    }

    void anotherAcceptIsAnotherDigest()
    {
        // Why there is one list for all: this registry hands out a child of the list here.
        const QByteArray single = "application/vnd.docker.distribution.manifest.v2+json";
        QCOMPARE(digestWith(m_registry->domain(), u"list"_s, single), m_pushed[u"1.0"_s].digest);
    }

    void whatIsNotThere_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("reference");
        QTest::newRow("tag") << u"demo/app"_s << u"9.9"_s;
        QTest::newRow("digest") << u"demo/app"_s << u"sha256:"_s + QString(64, u'0');
        QTest::newRow("repository") << u"demo/none"_s << u"1"_s;
    }

    void whatIsNotThere()
    {
        QFETCH(QString, path);
        QFETCH(QString, reference);
        Visitor visitor(m_registry->domain());
        const Result<TagDigest> digest = wait(visitor.client.digest(path, reference, {}));
        QCOMPARE(digest.error().kind, ErrorKind::NotFound);
        QVERIFY2(digest.error().message.contains(reference), qPrintable(digest.error().message));
        if (reference == "1"_L1)
            QCOMPARE(wait(visitor.client.tags(path, {}, {})).error().kind, ErrorKind::NotFound);
    }

    void passwords_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<bool>("isLetIn");
        QTest::newRow("right") << u"alice"_s << "s3:cret"_ba << true;
        QTest::newRow("wrong") << u"alice"_s << "guess"_ba << false;
        QTest::newRow("none") << QString() << ""_ba << false;
    }

    void passwords()
    {
        QFETCH(QString, user);
        QFETCH(QByteArray, password);
        QFETCH(bool, isLetIn);
        if (!m_closed)
            m_closed = std::make_unique<RegistryProcess>(passwordSetup());
        MemoryCredentialStore store;
        if (!user.isEmpty())
            QVERIFY(wait(store.save(m_closed->domain(), Credentials::basic(user, password), {})));
        Visitor visitor(m_closed->domain(), RegistryScheme::Http, &store);
        const Result<TagDigest> digest = wait(visitor.client.digest(u"demo/app"_s, u"1.0"_s, {}));
        QCOMPARE(digest.has_value(), isLetIn);
        if (isLetIn)
            return;
        QCOMPARE(digest.error().kind, ErrorKind::Unauthorized);
        QCOMPARE(digest.error().message.contains(u"refused the login"_s), !user.isEmpty());
        QVERIFY(!digest.error().text().contains(u"guess"_s));
    }

    void encrypted_data()
    {
        QTest::addColumn<bool>("wantsClient");
        QTest::addColumn<bool>("knowsAuthority");
        QTest::addColumn<bool>("showsClient");
        QTest::addColumn<bool>("isLetIn");
        QTest::newRow("own authority") << false << true << false << true;
        QTest::newRow("unknown authority") << false << false << false << false;
        QTest::newRow("client certificate") << true << true << true << true;
        QTest::newRow("client certificate missing") << true << true << false << false;
    }

    void encrypted()
    {
        QFETCH(bool, wantsClient);
        QFETCH(bool, knowsAuthority);
        QFETCH(bool, showsClient);
        QFETCH(bool, isLetIn);
        m_certificates->sign(u"server"_s,
            {u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s, u"extendedKeyUsage=serverAuth"_s});
        m_certificates->sign(u"client"_s, {u"extendedKeyUsage=clientAuth"_s});
        RegistrySetup setup;
        setup.dataFolder = m_registry->dataFolder();
        setup.tls = u"    certificate: %1\n    key: %2\n"_s.arg(
            m_certificates->path(u"server.crt"_s), m_certificates->path(u"server.key"_s));
        if (wantsClient)
            setup.tls += u"    clientcas: [ %1 ]\n"_s.arg(m_certificates->path(u"ca.crt"_s));
        const RegistryProcess registry(setup);
        TlsFiles files;
        if (knowsAuthority)
            files.caCertificates += m_certificates->path(u"ca.crt"_s);
        if (showsClient) {
            files.clientCertificate = m_certificates->path(u"client.crt"_s);
            files.clientKey = m_certificates->path(u"client.key"_s);
        }
        Visitor visitor(registry.domain(), RegistryScheme::Https, nullptr, *loadTlsOptions(files));
        const Result<TagDigest> digest = wait(visitor.client.digest(u"demo/app"_s, u"1.0"_s, {}));
        QVERIFY2(digest.has_value() == isLetIn, qPrintable(errorText(digest)));
        if (!isLetIn)
            QCOMPARE(digest.error().kind, ErrorKind::Tls);
    }

    void tokens_data()
    {
        QTest::addColumn<Credentials>("login");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("result");
        const Credentials good = Credentials::basic(u"alice"_s, "s3cret");
        QTest::newRow("with a login") << good << u"demo/app"_s << QString();
        QTest::newRow("with an identity token")
            << Credentials::refresh(u"alice"_s, "identity") << u"demo/app"_s << QString();
        QTest::newRow("a wrong password")
            << Credentials::basic(u"alice"_s, "guess") << u"demo/app"_s << u"refused the login"_s;
        QTest::newRow("anonymous, public") << Credentials() << u"demo/public"_s << u"has no tag"_s;
        QTest::newRow("anonymous, private") << Credentials() << u"demo/app"_s << u"needs a login"_s;
        QTest::newRow("no right to it") << good << u"demo/secret"_s << u"refused the login"_s;
    }

    void tokens()
    {
        QFETCH(Credentials, login);
        QFETCH(QString, path);
        QFETCH(QString, result);
        TokenServer tokens(*m_certificates);
        RegistrySetup setup;
        setup.dataFolder = m_registry->dataFolder();
        setup.auth = tokens.registryAuth();
        const RegistryProcess registry(setup);
        MemoryCredentialStore store;
        if (!login.isEmpty())
            QVERIFY(wait(store.save(registry.domain(), login, {})));
        Visitor visitor(registry.domain(), RegistryScheme::Http, &store);
        for (int round = 0; round < 3; ++round) {
            const Result<TagDigest> digest = wait(visitor.client.digest(path, u"1.0"_s, {}));
            QCOMPARE(digest.has_value(), result.isEmpty());
            if (!digest)
                QVERIFY2(
                    digest.error().message.contains(result), qPrintable(digest.error().message));
        }
        if (result.isEmpty())
            QCOMPARE(tokens.handedOut(), 1);
    }

    void oldTokensAreReplaced()
    {
        TokenServer tokens(*m_certificates);
        tokens.makeNextStale();
        RegistrySetup setup;
        setup.dataFolder = m_registry->dataFolder();
        setup.auth = tokens.registryAuth();
        const RegistryProcess registry(setup);
        MemoryCredentialStore store;
        const Credentials login = Credentials::basic(u"alice"_s, "s3cret");
        QVERIFY(wait(store.save(registry.domain(), login, {})));
        Visitor visitor(registry.domain(), RegistryScheme::Http, &store);
        const Result<TagDigest> digest = wait(visitor.client.digest(u"demo/app"_s, u"1.0"_s, {}));
        QVERIFY2(digest, qPrintable(errorText(digest)));
        QCOMPARE(tokens.handedOut(), 2);
    }

private:
    [[nodiscard]] RegistrySetup passwordSetup() const
    {
        const QByteArray line = runProgram(u"perl"_s,
            {u"-e"_s,
                u"print 'alice:' . crypt('s3:cret', '$2b$05$' . 'abcdefghijklmnopqrstuu')"_s});
        QFile file(m_folder.filePath(u"htpasswd"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write htpasswd");
        file.write(line + '\n');
        RegistrySetup setup;
        setup.dataFolder = m_registry->dataFolder();
        setup.auth
            = u"  htpasswd: {realm: 'a \"realm\", with comma', path: %1}\n"_s.arg(file.fileName());
        return setup;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<RegistryProcess> m_registry;
    std::unique_ptr<RegistryProcess> m_closed;
    std::unique_ptr<Certificates> m_certificates;
    QHash<QString, ImagePusher::Pushed> m_pushed;
};

QTEST_GUILESS_MAIN(TestDockerRegistry)
#include "tst_dockerregistry.moc"
