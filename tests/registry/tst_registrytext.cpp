// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/authchallenge.h"
#include "registry/bearertokens.h"
#include "registry/digest.h"
#include "registry/imageconfig.h"
#include "registry/paging.h"
#include "registry/refusal.h"
#include "registry/registryfacts.h"
#include "registry/vendorhelp.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

const QDateTime Now(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);

/// "basic realm=b|bearer realm=…": sorted, for comparing.
QString written(const QList<AuthChallenge> &challenges)
{
    QStringList all;
    for (const AuthChallenge &challenge : challenges) {
        QStringList parts;
        for (auto i = challenge.parameters.begin(); i != challenge.parameters.end(); ++i)
            parts += QString::fromUtf8(i.key() + '=' + i.value());
        parts.sort();
        parts.prepend(QString::fromUtf8(challenge.scheme));
        all += parts.join(u' ');
    }
    return all.join(u'|');
}

} // namespace

class TestRegistryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void challenges_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("expected");
        QTest::newRow("escapes") << "Basic realm=\"Pinion \\\"test\\\" realm, x\""_ba
                                 << uR"(basic realm=Pinion "test" realm, x)"_s;
        QTest::newRow("blank in the service")
            << R"(Bearer realm="http://127.0.0.1:5506/token",service="a test registry")"_ba
            << u"bearer realm=http://127.0.0.1:5506/token service=a test registry"_s;
        QTest::newRow("comma in quotes")
            << R"(Bearer realm="r",service="s",scope="repository:demo/app:pull,push")"_ba
            << u"bearer realm=r scope=repository:demo/app:pull,push service=s"_s;
        QTest::newRow("error") << R"(Bearer realm="r",scope="x",error="insufficient_scope")"_ba
                               << u"bearer error=insufficient_scope realm=r scope=x"_s;
        QTest::newRow("three")
            << R"(Negotiate, Bearer realm="http://x/token",service="a,b", Basic realm="b")"_ba
            << u"negotiate|bearer realm=http://x/token service=a,b|basic realm=b"_s;
        QTest::newRow("two without a blank")
            << R"(Bearer realm="r",scope="*",Basic realm="b",service="c")"_ba
            << u"bearer realm=r scope=*|basic realm=b service=c"_s;
        QTest::newRow("bare values, lower case")
            << "bearer Realm=https://h/t,Service=x"_ba << u"bearer realm=https://h/t service=x"_s;
        QTest::newRow("blanks round the signs")
            << R"(Basic  realm = "b" , charset="UTF-8")"_ba << u"basic charset=UTF-8 realm=b"_s;
        QTest::newRow("base64") << R"(Negotiate YWJj==, Basic realm="b")"_ba
                                << u"negotiate|basic realm=b"_s;
        QTest::newRow("scheme alone") << "BASIC"_ba << u"basic"_s;
        QTest::newRow("empty") << ""_ba << QString();
        QTest::newRow("open quotes") << "Basic realm=\"b"_ba << u"basic realm=b"_s;
        QTest::newRow("signs only") << R"(,,="",,)"_ba << QString();
    }

    void challenges()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, expected);
        QCOMPARE(written(parseChallenges(header)), expected);
    }

    void bestChallenges()
    {
        QVERIFY(bestChallenge(parseChallenges("Basic realm=b, Bearer realm=r"))->isBearer());
        QVERIFY(bestChallenge(parseChallenges("Bearer service=x, Basic realm=b"))->isBasic());
        QVERIFY(!bestChallenge(parseChallenges("Bearer")));
        QVERIFY(!bestChallenge(parseChallenges("Negotiate")));
    }

    void links_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("next");
        QTest::newRow("usual") << R"(</v2/a/tags/list?last=b&n=2>; rel="next")"_ba
                               << "/v2/a/tags/list?last=b&n=2"_ba;
        QTest::newRow("bare") << "<x>;rel=next"_ba
                              << "x"_ba;
        QTest::newRow("upper case") << R"(<x>; REL="NEXT")"_ba
                                    << "x"_ba;
        QTest::newRow("several words") << R"(<x>; rel="last next")"_ba
                                       << "x"_ba;
        QTest::newRow("the second") << R"(<a>; rel="prev", <b>; rel="next")"_ba
                                    << "b"_ba;
        QTest::newRow("comma inside") << R"(<a?x=1,2>; title="a,b"; rel="next")"_ba
                                      << "a?x=1,2"_ba;
        QTest::newRow("another relation") << R"(<a>; rel="nextish")"_ba
                                          << ""_ba;
        QTest::newRow("none") << "<a>"_ba
                              << ""_ba;
        QTest::newRow("open") << "<a; rel=next"_ba
                              << ""_ba;
        QTest::newRow("empty") << ""_ba
                               << ""_ba;
    }

    void links()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, next);
        QCOMPARE(nextLink(header), next);
    }

    void pages_data()
    {
        QTest::addColumn<QByteArray>("link");
        QTest::addColumn<QString>("next");
        QTest::addColumn<bool>("isBroken");
        const QString base = u"https://r:5000/v2/a/b/tags/list"_s;
        QTest::newRow("relative") << "/v2/a/b/tags/list?last=x&n=2"_ba << base + u"?last=x&n=2"_s
                                  << false;
        QTest::newRow("absolute") << "https://r:5000/v2/a/b/tags/list?next_page=abc"_ba
                                  << base + u"?next_page=abc"_s << false;
        QTest::newRow("inner host") << "http://inner:8080/v2/a/b/tags/list?last=x&n=2"_ba
                                    << base + u"?n=2&last=x"_s << false;
        QTest::newRow("inner path") << "/repository/docker/v2/a/b/tags/list?n=2&last=x%2Fy"_ba
                                    << base + u"?n=2&last=x%2Fy"_s << false;
        QTest::newRow("elsewhere without cursor")
            << "https://evil/x?next_page=1"_ba << QString() << true;
        QTest::newRow("with a login")
            << "https://u:p@r:5000/v2/a/b/tags/list?last=x"_ba << base + u"?last=x"_s << false;
    }

    void pages()
    {
        QFETCH(QByteArray, link);
        QFETCH(QString, next);
        QFETCH(bool, isBroken);
        const QUrl asked(u"https://r:5000/v2/a/b/tags/list?n=1000"_s);
        const NextPage page = nextPage(asked, '<' + link + R"(>; rel="next")");
        QCOMPARE(page.url.toString(QUrl::FullyEncoded), next);
        QCOMPARE(page.isBroken, isBroken);
    }

    void digests()
    {
        const QString empty
            = u"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s;
        QCOMPARE(digestOf(""), empty);
        QVERIFY(isDigest(empty) && isDigestOf(empty, "") && !isDigestOf(empty, "x"));
        QVERIFY(!isDigest(empty.chopped(1)) && !isDigest(empty.toUpper()) && !isDigest(u"1.2"_s));
        QVERIFY(isDigest(u"sha512:"_s + QString(128, u'a'))
            && !isDigest(u"md5:"_s + QString(32, u'a')));
    }

    void manifests_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<ManifestKind>("kind");
        QTest::addColumn<qint64>("size");
        const QByteArray image
            = R"("config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:c","size":10},)"
              R"("layers":[{"size":100},{"size":1000}])";
        QTest::newRow("OCI without a type in the body")
            << "{" + image + "}"
            << "application/vnd.oci.image.manifest.v1+json; charset=utf-8"_ba << ManifestKind::Image
            << qint64(1110);
        QTest::newRow("no type anywhere")
            << "{" + image + "}"
            << "application/json"_ba << ManifestKind::Image << qint64(1110);
        QTest::newRow("an index without type") << R"({"manifests":[]})"_ba
                                               << ""_ba << ManifestKind::Index << qint64(0);
        QTest::newRow("an artifact") << R"({"artifactType":"x",)" + image + "}"
                                     << ""_ba << ManifestKind::Other << qint64(1110);
        QTest::newRow("a chart")
            << R"({"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json","size":1}})"_ba
            << ""_ba << ManifestKind::Other << qint64(1);
        QTest::newRow("schema 1") << R"({"schemaVersion":1,"architecture":"amd64","history":[]})"_ba
                                  << "application/vnd.docker.distribution.manifest.v1+prettyjws"_ba
                                  << ManifestKind::Schema1 << qint64(0);
        QTest::newRow("something else")
            << R"({"a":1})"_ba
            << "application/json"_ba << ManifestKind::Other << qint64(0);
    }

    void manifests()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, contentType);
        QFETCH(ManifestKind, kind);
        QFETCH(qint64, size);
        const Result<Manifest> manifest = parseManifest(json, contentType);
        QVERIFY(manifest);
        QCOMPARE(manifest->kind, kind);
        QCOMPARE(manifest->downloadSize(), size);
    }

    void noManifests()
    {
        for (const char *text : {"", "[]", "<html>", "{", "\xff"})
            QCOMPARE(parseManifest(text, "").error().kind, ErrorKind::Protocol);
    }

    void schema1Date()
    {
        QByteArray image = R"({"created":"2020-02-03T04:05:06.5Z","os":"windows"})";
        image.replace('"', "\\\"");
        QByteArray json
            = "{'schemaVersion':1,'architecture':'arm64','history':[{'v1Compatibility':'%1'}]}";
        json.replace('\'', '"').replace("%1", image);
        const Result<Manifest> manifest = parseManifest(json, "");
        QCOMPARE(manifest->schema1Created.date(), QDate(2020, 2, 3));
        QCOMPARE(manifest->schema1Platform.text(), u"windows/arm64"_s);
    }

    void platforms_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("digest");
        QTest::newRow("amd64") << u"linux/amd64"_s << u"sha256:1"_s;
        QTest::newRow("arm64 means v8") << u"linux/arm64/v8"_s << u"sha256:2"_s;
        QTest::newRow("arm64 without variant") << u"linux/arm64"_s << u"sha256:2"_s;
        QTest::newRow("exact variant") << u"linux/arm/v6"_s << u"sha256:3"_s;
        QTest::newRow("arm means v7") << u"linux/arm/v7"_s << u"sha256:4"_s;
        QTest::newRow("not there") << u"windows/amd64"_s << QString();
        QTest::newRow("attestations are not there") << u"unknown/unknown"_s << QString();
    }

    void platforms()
    {
        QFETCH(QString, wanted);
        QFETCH(QString, digest);
        const Result<Manifest> index = parseManifest(R"({"manifests":[
            {"digest":"sha256:1","platform":{"os":"linux","architecture":"amd64"}},
            {"digest":"sha256:2","platform":{"os":"linux","architecture":"arm64"}},
            {"digest":"sha256:3","platform":{"os":"linux","architecture":"arm","variant":"v6"}},
            {"digest":"sha256:4","platform":{"os":"linux","architecture":"arm"}},
            {"digest":"sha256:5","platform":{"os":"unknown","architecture":"unknown"},
             "annotations":{"vnd.docker.reference.type":"attestation-manifest"}}]})",
            "");
        QCOMPARE(index->children.size(), 4);
        const Descriptor *child = index->childFor(Platform::parse(wanted));
        QCOMPARE(child ? child->digest : QString(), digest);
    }

    void buildDates_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("date");
        QTest::newRow("Go's") << u"2024-01-02T03:04:05.678901234Z"_s << u"2024-01-02T03:04:05Z"_s;
        QTest::newRow("whole seconds") << u"2024-01-02T03:04:05Z"_s << u"2024-01-02T03:04:05Z"_s;
        QTest::newRow("with an offset")
            << u"2024-01-02T03:04:05.5+02:00"_s << u"2024-01-02T01:04:05Z"_s;
        QTest::newRow("epoch") << u"1970-01-01T00:00:00Z"_s << QString();
        QTest::newRow("buildpacks") << u"1980-01-01T00:00:01Z"_s << QString();
        QTest::newRow("zero") << u"0001-01-01T00:00:00Z"_s << QString();
        QTest::newRow("future") << u"2099-01-01T00:00:00Z"_s << QString();
        QTest::newRow("none") << QString() << QString();
        QTest::newRow("not a date") << u"yesterday"_s << QString();
    }

    void buildDates()
    {
        QFETCH(QString, text);
        QFETCH(QString, date);
        QCOMPARE(believableBuildDate(text, Now).toString(Qt::ISODate), date);
    }

    void configsLoseTheirSecrets()
    {
        const Result<ImageConfig> config = parseImageConfig(
            R"({"created":"2024-01-02T03:04:05Z","os":"linux","architecture":"arm64","variant":"v8",
                "config":{"Env":["TOKEN=hunter2"],"Cmd":["--password=hunter2"],"Healthcheck":{},
                "ExposedPorts":{"8080/tcp":{}},"Labels":{"org.label-schema.vcs-ref":"abc"}}})",
            Now);
        QVERIFY(config);
        QVERIFY(config->hasHealthcheck);
        QCOMPARE(config->exposedPorts, QStringList{u"8080/tcp"_s});
        QCOMPARE(imageNote(u"revision"_s, Manifest(), *config), u"abc"_s);
        const QByteArray kept = writeImageConfig(*config);
        QVERIFY(!kept.contains("hunter2"));
        const Result<ImageConfig> again = parseImageConfig(kept, Now);
        QCOMPARE(again->built, config->built);
        QCOMPARE(again->platform, config->platform);
        QCOMPARE(again->labels, config->labels);
        QCOMPARE(again->exposedPorts, config->exposedPorts);
    }

    void tokens_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<int>("lifetime");
        QTest::newRow("token") << R"({"token":"t","expires_in":300})"_ba
                               << "t"_ba << 300;
        QTest::newRow("access_token") << R"({"access_token":"t"})"_ba
                                      << "t"_ba << 60;
        QTest::newRow("both") << R"({"access_token":"a","token":"t"})"_ba
                              << "t"_ba << 60;
        QTest::newRow("short") << R"({"token":"t","expires_in":1})"_ba
                               << "t"_ba << 60;
        QTest::newRow("none") << R"({"expires_in":300})"_ba
                              << ""_ba << 0;
        QTest::newRow("html") << "<html>"_ba
                              << ""_ba << 0;
    }

    void tokens()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, token);
        QFETCH(int, lifetime);
        const Result<BearerToken> parsed = parseBearerToken(json, Now);
        QCOMPARE(parsed ? parsed->token.reveal() : QByteArray(), token);
        QCOMPARE(parsed ? parsed->lifetime : 0, lifetime);
        if (!parsed)
            return;
        QVERIFY(!parsed->isStale(Now));
        QVERIFY(parsed->isStale(Now.addSecs(lifetime - 5)));
    }

    void tokenClocks()
    {
        const auto issued = [](const char *date) {
            return parseBearerToken(
                QByteArray("{\"token\":\"t\",\"issued_at\":\"") + date + "\"}", Now)
                ->issued;
        };
        QCOMPARE(issued("2026-01-02T03:04:00Z"), Now.addSecs(-5));
        QCOMPARE(issued("2020-01-02T03:04:00Z"), Now);
        QCOMPARE(issued("2030-01-02T03:04:00Z"), Now);
    }

    void refusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("part");
        const auto body = [](const char *code, const char *message) -> QByteArray {
            return QByteArray("{'errors':[{'code':'%1','message':'%2'}]}")
                .replace('\'', '"')
                .replace("%1", code)
                .replace("%2", message);
        };
        QTest::newRow("tag") << 404 << body("MANIFEST_UNKNOWN", "manifest unknown")
                             << ErrorKind::NotFound << u"reg/a has no tag 1.0."_s;
        QTest::newRow("repository")
            << 404 << body("NAME_UNKNOWN", "x") << ErrorKind::NotFound << u"no repository reg/a"_s;
        QTest::newRow("accept")
            << 404
            << body("MANIFEST_UNKNOWN",
                   "OCI manifest found, but accept header does not support OCI manifests")
            << ErrorKind::Protocol << u"not asked for"_s;
        QTest::newRow("html") << 404 << "<html>"_ba << ErrorKind::NotFound << u"has no tag"_s;
        QTest::newRow("login") << 401 << ""_ba << ErrorKind::Unauthorized << u"needs a login"_s;
        QTest::newRow("denied") << 403 << body("DENIED", "scan found hunter2=1 token=hunter2")
                                << ErrorKind::Unauthorized << u"may not be read"_s;
        QTest::newRow("rate") << 429 << body("TOOMANYREQUESTS", "pull rate limit")
                              << ErrorKind::Rejected << u"asked too often (“pull rate limit”)"_s;
        QTest::newRow("trouble") << 503 << "down"_ba << ErrorKind::Network << u"answered 503"_s;
        QTest::newRow("https only") << 400 << "Client sent an HTTP request to an HTTPS server."_ba
                                    << ErrorKind::Protocol << u"https only"_s;
        QTest::newRow("bad name") << 400 << body("NAME_INVALID", "invalid name")
                                  << ErrorKind::Rejected << u"invalid name"_s;
        QTest::newRow("policy") << 412 << body("PRECONDITION", "immutable") << ErrorKind::Conflict
                                << u"immutable"_s;
        QTest::newRow("odd") << 418 << ""_ba << ErrorKind::Protocol << u"answered 418"_s;
    }

    void refusals()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, part);
        HttpResponse response;
        response.status = status;
        response.body = body;
        RegistryQuestion question;
        question.domain = u"reg"_s;
        question.path = u"a"_s;
        question.reference = u"1.0"_s;
        const Error error = refusal(response, question);
        QCOMPARE(error.kind, kind);
        QCOMPARE(error.httpStatus, status);
        QVERIFY2(error.message.contains(part), qPrintable(error.message));
        QVERIFY(error.message.endsWith(u'.') && error.hint.endsWith(u'.'));
        QVERIFY(!error.text().contains(u"token=hunter2"_s));
    }

    void rateLimits()
    {
        const auto limit = parseRateLimit("100;w=21600", "20;w=21600");
        QVERIFY(limit);
        QCOMPARE(limit->limit, 100);
        QCOMPARE(limit->remaining, 20);
        QCOMPARE(limit->window, 21'600);
        QVERIFY(!parseRateLimit("", ""));
        QVERIFY(!parseRateLimit("many", "few"));
    }

    void hubTags()
    {
        const Result<VendorTags> list = parseHubTags(
            R"({"count":2,"next":"page 2","results":[{"name":"1.0","digest":"sha256:1",
                "tag_last_pushed":"2024-01-02T03:04:05.678901Z","full_size":7},
                {"name":"old","last_updated":"2020-01-02T03:04:05.000Z"}]})");
        QVERIFY(list);
        QVERIFY(!list->isComplete);
        QCOMPARE(list->tags[0].pushed.date(), QDate(2024, 1, 2));
        QCOMPARE(list->tags[0].size, 7);
        QCOMPARE(list->tags[1].pushed.date(), QDate(2020, 1, 2));
        QVERIFY(!parseHubTags("{}"));
    }

    void harborArtifacts()
    {
        const Result<VendorTags> list = parseHarborArtifacts(
            R"([{"digest":"sha256:1","size":9,"tags":[{"name":"1.0","push_time":"2024-01-02T03:04:05.678Z",
                "immutable":true},{"name":"1","push_time":"0001-01-01T00:00:00.000Z"}]},{"tags":null}])");
        QVERIFY(list);
        QCOMPARE(list->tags.size(), 2);
        QCOMPARE(list->tags[0].isImmutable, std::optional(true));
        QCOMPARE(list->tags[1].isImmutable, std::nullopt);
        QVERIFY(!list->tags[1].pushed.isValid());
        QVERIFY(!parseHarborArtifacts("<html>"));
    }

    void quayHistory()
    {
        const QByteArray json
            = R"({"tags":[{"name":"1.0","manifest_digest":"sha256:a","start_ts":1000,"end_ts":2000},
                 {"name":"1.0","manifest_digest":"sha256:b","start_ts":2000}],"has_additional":false})";
        const Result<QList<TagLifetime>> history = parseQuayHistory(json);
        QCOMPARE(history->size(), 2);
        QCOMPARE(history->first().digest, u"sha256:b"_s);
        QVERIFY(!history->first().until.isValid());
        QCOMPARE(history->last().until.toSecsSinceEpoch(), 2000);
        const Result<VendorTags> tags = parseQuayTags(json);
        QCOMPARE(tags->tags.size(), 1);
        QVERIFY(tags->isComplete);
    }

    void vendors()
    {
        RegistryInfo harbor;
        harbor.service = u"harbor-registry"_s;
        QCOMPARE(vendorOf(u"docker.io"_s, {}), Vendor::DockerHub);
        QCOMPARE(vendorOf(u"quay.io"_s, {}), Vendor::Quay);
        QCOMPARE(vendorOf(u"eu.gcr.io"_s, {}), Vendor::Google);
        QCOMPARE(vendorOf(u"notgcr.io"_s, {}), Vendor::Unknown);
        QCOMPARE(vendorOf(u"reg.example.com"_s, harbor), Vendor::Harbor);
    }
};

QTEST_GUILESS_MAIN(TestRegistryText)
#include "tst_registrytext.moc"
