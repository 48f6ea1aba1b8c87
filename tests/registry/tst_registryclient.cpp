// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryfixture.h"

#include "registry/digest.h"
#include "registry/tagdetailqueue.h"
#include "registry/vendorhelp.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

class TestRegistryClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ping_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("result");
        QTest::newRow("open") << Answer(200).with("Docker-Distribution-Api-Version", "registry/2.0")
                              << u"registry/2.0"_s;
        QTest::newRow("closed") << Answer(401).with(
            "WWW-Authenticate", "Bearer realm=\"https://a/t\",service=\"svc\"")
                                << u"login svc"_s;
        QTest::newRow("not a registry") << Answer(404, "<html>") << u"is no image registry"_s;
        QTest::newRow("in trouble") << Answer(500, "oops") << u"answered 500"_s;
        QTest::newRow("https only")
            << Answer(400, "Client sent an HTTP request to an HTTPS server.") << u"https only"_s;
    }

    void ping()
    {
        QFETCH(Answer, answer);
        QFETCH(QString, result);
        RegistryFixture fixture([answer](const SeenRequest &) { return answer; });
        const Result<RegistryInfo> info = wait(fixture.client.ping({}));
        const QString told = !info ? info.error().text()
            : info->wantsLogin     ? u"login "_s + info->service
                                   : info->apiVersion;
        QVERIFY2(told.contains(result), qPrintable(told));
        QCOMPARE(fixture.server.seen().first().target, "/v2/");
    }

    void loopbackMayBePlain()
    {
        RegistryFixture fixture(
            [](const SeenRequest &) { return 200; }, nullptr, nullptr, RegistryScheme::Https);
        const Result<RegistryInfo> info = wait(fixture.client.ping({}));
        QVERIFY2(info, qPrintable(errorText(info)));
        QCOMPARE(info->address.scheme(), u"http"_s);
    }

    void namesThatNoRegistryTakes_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("reference");
        QTest::newRow("upper case") << u"Team/app"_s << u"1"_s;
        QTest::newRow("upwards") << u"../x"_s << u"1"_s;
        QTest::newRow("a query") << u"app?x=1"_s << u"1"_s;
        QTest::newRow("slash in the tag") << u"app"_s << u"a/b"_s;
        QTest::newRow("short digest") << u"app"_s << u"sha256:1234"_s;
        QTest::newRow("empty") << QString() << u"1"_s;
    }

    void namesThatNoRegistryTakes()
    {
        QFETCH(QString, path);
        QFETCH(QString, reference);
        RegistryFixture fixture([](const SeenRequest &) { return 200; });
        QCOMPARE(wait(fixture.client.digest(path, reference, {})).error().kind, ErrorKind::Invalid);
        QCOMPARE(
            wait(fixture.client.manifest(path, reference, {})).error().kind, ErrorKind::Invalid);
        QVERIFY(fixture.server.seen().isEmpty());
    }

    void unchangedDigest()
    {
        const ScriptedImage image("1");
        RegistryFixture fixture([&](const SeenRequest &r) { return image.answer(r, "1"); });
        const Result<TagDigest> first = wait(fixture.client.digest(u"app"_s, u"1"_s, {}));
        const TagDigest known = *first;
        const Result<TagDigest> again
            = wait(fixture.client.digestSince(u"app"_s, u"1"_s, known, {}));
        QVERIFY2(again, qPrintable(errorText(again)));
        QVERIFY(again->isSameAs(known));
        QCOMPARE(again->mediaType, known.mediaType);
        QVERIFY(fixture.server.seen().last().headers.contains("if-none-match"));
        TagDigest otherwise = known;
        otherwise.profile = u"another list"_s;
        QVERIFY(wait(fixture.client.digestSince(u"app"_s, u"1"_s, otherwise, {})));
        QVERIFY(!fixture.server.seen().last().headers.contains("if-none-match"));
    }

    void details_data()
    {
        QTest::addColumn<bool>("isCached");
        QTest::newRow("without a cache") << false;
        QTest::newRow("with a cache") << true;
    }

    void details()
    {
        QFETCH(bool, isCached);
        const QTemporaryDir folder;
        RegistryCache cache(folder.path());
        const ScriptedImage image("1.2.3");
        RegistryFixture fixture([&](const SeenRequest &r) { return image.answer(r, "1"); }, nullptr,
            isCached ? &cache : nullptr);
        for (int round = 0; round < 2; ++round) {
            fixture.server.forgetSeen();
            const Result<TagDetails> details = wait(fixture.client.details(u"app"_s, u"1"_s, {}));
            QVERIFY2(details, qPrintable(errorText(details)));
            QCOMPARE(details->top.digest, image.digest);
            QCOMPARE(details->platformDigest, image.digest);
            QCOMPARE(details->platform.text(), u"linux/amd64"_s);
            QCOMPARE(details->version, u"1.2.3"_s);
            QCOMPARE(details->config.built.date(), QDate(2024, 5, 6));
            QCOMPARE(details->downloadSize, 5000 + image.config.size());
            QVERIFY(isSchema2Image(details->platformMediaType));
        }
        QCOMPARE(int(fixture.server.seen().size()), isCached ? 1 : 2);
        if (isCached)
            QCOMPARE(fixture.server.seen().first().method, "HEAD");
    }

    void namesAreKept()
    {
        const QTemporaryDir folder;
        const QDateTime seen(QDate(2024, 5, 6), QTime(7, 8, 9), Qt::UTC);
        {
            RegistryCache cache(folder.path());
            QVERIFY(!cache.names(u"r.test/app"_s).seen.isValid());
            cache.keepNames(u"r.test/app"_s, {u"1.2"_s, u"bad\nname"_s, u"1.10"_s}, seen);
            QCOMPARE(cache.names(u"r.test/app"_s).tags.size(), 3);
        }
        RegistryCache cache(folder.path());
        QCOMPARE(cache.names(u"r.test/app"_s).seen, seen);
        QCOMPARE(cache.names(u"r.test/app"_s).tags, QStringList({u"1.2"_s, u"1.10"_s}));
        QVERIFY(cache.names(u"r.test/other"_s).tags.isEmpty());
    }

    void detailsOfAnIndex_data()
    {
        QTest::addColumn<QByteArray>("architecture");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("with our platform") << "amd64"_ba << true;
        QTest::newRow("without it") << "s390x"_ba << false;
    }

    void detailsOfAnIndex()
    {
        QFETCH(QByteArray, architecture);
        QFETCH(bool, isThere);
        const ScriptedImage image("1", architecture);
        QByteArray index = R"({"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
            {"digest":"DIGEST","platform":{"os":"linux","architecture":"ARCHITECTURE"}},
            {"digest":"sha256:x","platform":{"os":"unknown","architecture":"unknown"}}]})";
        index.replace("DIGEST", image.digest.toLatin1()).replace("ARCHITECTURE", architecture);
        RegistryFixture fixture([&](const SeenRequest &request) {
            return request.path() == "/v2/app/manifests/1" ? Answer(200, index)
                                                           : image.answer(request, "none");
        });
        const Result<TagDetails> details = wait(fixture.client.details(u"app"_s, u"1"_s, {}));
        QVERIFY2(details, qPrintable(errorText(details)));
        QCOMPARE(details->kind, ManifestKind::Index);
        QCOMPARE(details->top.digest, digestOf(index));
        QCOMPARE(details->platforms.size(), 1);
        QCOMPARE(details->platformDigest, isThere ? image.digest : QString());
    }

    void cancelWhileSlow()
    {
        Answer hangs;
        hangs.hangs = true;
        RegistryFixture fixture([hangs](const SeenRequest &request) {
            return request.path() == "/v2/" ? Answer(200) : hangs;
        });
        std::stop_source source;
        Task<TagDetails> task = fixture.client.details(u"app"_s, u"1"_s, source.get_token());
        QTRY_COMPARE(fixture.server.seen().size(), 2);
        source.request_stop();
        QVERIFY(task.isReady()); // at once, without a turn of the event loop
        QCOMPARE(QCoro::waitFor(task).error().kind, ErrorKind::Cancelled);
    }

    void clientGoes_data()
    {
        QTest::addColumn<QByteArray>("hangsAt");
        QTest::newRow("at the first contact") << "/v2/"_ba;
        QTest::newRow("later") << "/v2/app/manifests/1"_ba;
    }

    void clientGoes()
    {
        QFETCH(QByteArray, hangsAt);
        const ScriptedServer server([hangsAt](const SeenRequest &request) {
            Answer answer(200);
            answer.hangs = request.path() == hangsAt;
            return answer;
        });
        HttpClient http;
        RegistryOptions options;
        options.domain = server.domain();
        options.scheme = RegistryScheme::Http;
        auto client = std::make_unique<RegistryClient>(http, options);
        Task<TagDetails> first = client->details(u"app"_s, u"1"_s, {});
        Task<TagList> second = client->tags(u"app"_s, {}, {});
        const auto hasCome = [&](const SeenRequest &request) { return request.path() == hangsAt; };
        QTRY_VERIFY(std::any_of(server.seen().begin(), server.seen().end(), hasCome));
        client.reset();
        QVERIFY(first.isReady() && second.isReady());
        QVERIFY(!QCoro::waitFor(second));
        QCOMPARE(QCoro::waitFor(first).error().kind, ErrorKind::Cancelled);
    }

    void queueShowsVisibleFirst()
    {
        const ScriptedImage image("1");
        RegistryFixture fixture([&](const SeenRequest &request) {
            const bool isTag = request.path().contains("/manifests/t");
            return image.answer(request, isTag ? request.path().split('/').last() : "none");
        });
        QVERIFY(wait(fixture.client.ping({})));
        fixture.server.forgetSeen();
        TagDetailQueue queue(fixture.client, u"app"_s, 2);
        QStringList loaded;
        connect(&queue, &TagDetailQueue::loaded, this,
            [&loaded](const QString &tag) { loaded += tag; });
        QSignalSpy idle(&queue, &TagDetailQueue::becameIdle);
        QStringList tags;
        for (int i = 0; i < 20; ++i)
            tags += u"t%1"_s.arg(i);
        queue.append(tags);
        queue.prefer({u"t18"_s, u"t7"_s});
        queue.append(tags); // once is enough
        QVERIFY(idle.wait());
        QCOMPARE(loaded.size(), 20);
        QSet<QByteArray> first; // what was asked for, since answers may overtake one another
        for (const SeenRequest &request : fixture.server.seen()) {
            const QByteArray tag = request.path().split('/').last();
            if (tag.startsWith('t') && first.size() < 4)
                first.insert(tag);
        }
        QCOMPARE(first, (QSet<QByteArray>{"t0", "t1", "t18", "t7"}));
        QVERIFY(fixture.server.mostAtOnce() <= 2);
        QVERIFY(queue.isIdle());
    }

    void queueGivesUpWhenAskedTooOften()
    {
        RegistryFixture fixture([](const SeenRequest &request) {
            return request.path() == "/v2/" ? Answer(200) : Answer(429).with("Retry-After", "9999");
        });
        TagDetailQueue queue(fixture.client, u"app"_s, 2);
        QSignalSpy failed(&queue, &TagDetailQueue::failed);
        QSignalSpy idle(&queue, &TagDetailQueue::becameIdle);
        QStringList tags;
        for (int i = 0; i < 50; ++i)
            tags += u"t%1"_s.arg(i);
        queue.append(tags);
        QVERIFY(idle.wait());
        QCOMPARE(failed.size(), 50);
        QVERIFY(fixture.server.seen().size() < 6);
    }

    void queueEndsItsTasks()
    {
        Answer hangs;
        hangs.hangs = true;
        RegistryFixture fixture([hangs](const SeenRequest &request) {
            return request.path() == "/v2/" ? Answer(200) : hangs;
        });
        {
            TagDetailQueue queue(fixture.client, u"app"_s);
            queue.append({u"a"_s, u"b"_s});
            QTRY_COMPARE(fixture.server.seen().size(), 3);
        }
        QVERIFY(wait(fixture.client.ping({})));
    }

    void vendorPages_data()
    {
        QTest::addColumn<int>("vendor");
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("showsLogin");
        QTest::newRow("Docker Hub")
            << int(Vendor::DockerHub)
            << "/v2/namespaces/team/repositories/app/tags?page=1&page_size=100"_ba
            << R"({"results":[{"name":"1"}],"next":null})"_ba << false;
        QTest::newRow("Harbor")
            << int(Vendor::Harbor)
            << "/api/v2.0/projects/team/repositories/app%252Fsub/artifacts?with_tag=true&with_immutable_status=true&sort=-push_time&page=1&page_size=100"_ba
            << R"([{"tags":[{"name":"1"}]}])"_ba << true;
        QTest::newRow("Quay")
            << int(Vendor::Quay)
            << "/api/v1/repository/team/app/tag/?limit=100&page=1&onlyActiveTags=true"_ba
            << R"({"tags":[{"name":"1"}]})"_ba << false;
    }

    void vendorPages()
    {
        QFETCH(int, vendor);
        QFETCH(QByteArray, place);
        QFETCH(QByteArray, body);
        QFETCH(bool, showsLogin);
        const ScriptedServer server([body](const SeenRequest &) { return Answer(200, body); });
        HttpClient http;
        const auto help
            = makeVendorHelp(Vendor(vendor), http, server.url(), Credentials::basic(u"a"_s, "b"));
        const QString path = place.contains("%252F") ? u"team/app/sub"_s : u"team/app"_s;
        const Result<VendorTags> tags = wait(help->tags(path, {}));
        QVERIFY2(tags, qPrintable(errorText(tags)));
        QCOMPARE(tags->tags.size(), 1);
        QCOMPARE(server.seen().first().target, place);
        QCOMPARE(server.seen().first().headers.contains("authorization"), showsLogin);
    }
};

QTEST_GUILESS_MAIN(TestRegistryClient)
#include "tst_registryclient.moc"
