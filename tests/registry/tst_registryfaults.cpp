// SPDX-License-Identifier: GPL-3.0-or-later
// The client against the sandbox's registry, which is made to answer in all the ways that
// registries do.
#include "sandboxregistrybench.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

const QString App = u"team/app"_s;
const QString List = u"/v2/team/app/tags/list"_s;
const QStringList Abc{u"a"_s, u"b"_s, u"c"_s};

using Strike = std::function<void(SandboxRegistryBench &)>;

/// How a listing comes out.
struct ListRow
{
    const char *name = "";
    Strike strike = {};
    QStringList tags = Abc;
    bool isComplete = true;
    int asked = 1; ///< requests for the list
};

/// How a listing fails.
struct FailureRow
{
    const char *name = "";
    SandboxFault fault = {};
    ErrorKind kind = ErrorKind::Network;
    QString part = {}; ///< of the message and the hint
};

Strike paged(LinkForm form)
{
    return [form](SandboxRegistryBench &bench) {
        bench.manners().pageSize = 2;
        bench.manners().link = form;
    };
}

Strike faulty(std::function<void(SandboxFault &)> how)
{
    return [how](SandboxRegistryBench &bench) {
        SandboxFault fault;
        fault.path = List;
        how(fault);
        bench.fault(fault);
    };
}

SandboxAnswer tooMany(const QByteArray &retryAfter)
{
    const SandboxAnswer answer = SandboxAnswer::json(
        429, "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow down\"}]}");
    return retryAfter.isEmpty() ? answer : answer.with("Retry-After", retryAfter);
}

std::vector<ListRow> listRows()
{
    std::vector<ListRow> rows{
        {"all at once"},
        {"page by page", paged(LinkForm::Relative), Abc, true, 2},
        {"an absolute link", paged(LinkForm::Absolute), Abc, true, 2},
        {"a link among others", paged(LinkForm::AmongOthers), Abc, true, 2},
        {"a cursor of its own", paged(LinkForm::OwnCursor), Abc, true, 2},
        {"the address behind a proxy", paged(LinkForm::InnerHost), Abc, true, 2},
        {"the path behind a proxy", paged(LinkForm::InnerPath), Abc, true, 2},
        {"a link elsewhere", paged(LinkForm::Elsewhere), Abc.first(2), false, 1},
        {"a link that leads back", paged(LinkForm::Back), Abc.first(2), false, 1},
        {"no link although there is more", paged(LinkForm::None), Abc.first(2), true, 1},
    };
    rows.push_back({"a page without news",
        [](SandboxRegistryBench &bench) {
            bench.manners().pageSize = 1;
            bench.manners().repeatsPages = true;
        },
        Abc.first(1), false, 2});
    rows.push_back({"null instead of a list",
        [](SandboxRegistryBench &bench) {
            for (const QString &tag : Abc)
                bench.registry.store().removeTag(App, tag);
            bench.manners().hasNullTags = true;
        },
        {}});
    rows.push_back({"entries that are no names", [](SandboxRegistryBench &bench) {
                        bench.manners().oddTags = {"null", "\"\"", "7", "\"sha256:00\"", "\"a\""};
                    }});
    rows.push_back({"no page as large as that",
        [](SandboxRegistryBench &bench) { bench.manners().largestPage = 100; }, Abc, true, 2});
    rows.push_back({"asked too often, once",
        faulty([](SandboxFault &fault) { fault.answer = tooMany("7"); }), Abc, true, 2});
    rows.push_back({"trouble twice", faulty([](SandboxFault &fault) {
                        fault.answer = SandboxFault::page(503, u"Service Unavailable"_s);
                        fault.times = 2;
                    }),
        Abc, true, 3});
    rows.push_back(
        {"cut once", faulty([](SandboxFault &fault) { fault.cutAfter = -3; }), Abc, true, 2});
    rows.push_back({"a late answer", faulty([](SandboxFault &fault) { fault.delay = 200; })});
    rows.push_back({"a late body", faulty([](SandboxFault &fault) { fault.bodyDelay = 200; })});
    rows.push_back({"byte by byte", faulty([](SandboxFault &fault) { fault.pieceSize = 1; })});
    rows.push_back({"redirected to another host", [](SandboxRegistryBench &bench) {
                        SandboxFault fault;
                        fault.path = List;
                        fault.answer = SandboxAnswer{307,
                            {{"Location", bench.other.url().toEncoded() + List.toLatin1()}}, {}};
                        bench.fault(fault);
                    }});
    return rows;
}

std::vector<FailureRow> failureRows()
{
    std::vector<FailureRow> rows;
    const auto row = [&rows](const char *name, ErrorKind kind, const QString &part,
                         std::function<void(SandboxFault &)> how) {
        FailureRow added{name, {}, kind, part};
        added.fault.path = List;
        added.fault.times = -1;
        how(added.fault);
        rows.push_back(added);
    };
    const auto answer
        = [&row](const char *name, ErrorKind kind, const QString &part, const SandboxAnswer &what) {
              row(name, kind, part, [&what](SandboxFault &fault) { fault.answer = what; });
          };
    const SandboxHeaders text{{"Content-Type", "text/html"}};
    answer("a page", ErrorKind::Protocol, u"sent a list that cannot be read"_s,
        {200, text, "<html>Sign in</html>"});
    answer("odd JSON", ErrorKind::Protocol, u"sent a list that cannot be read"_s,
        SandboxAnswer::json(200, "{\"tags\":7}"));
    answer("half of the JSON", ErrorKind::Protocol, u"sent a list that cannot be read"_s,
        SandboxAnswer::json(200, "{\"tags\":[\"a\""));
    answer("garbage", ErrorKind::Protocol, u"sent a list that cannot be read"_s,
        {200, text, QByteArray("\0\xff\xfe{\x01", 5)});
    row("another protocol", ErrorKind::Network, u"without an HTTP answer"_s,
        [](SandboxFault &fault) { fault.raw = "what?\r\n\r\n"; });
    row("cut", ErrorKind::Network, u"closed the connection before its answer was complete"_s,
        [](SandboxFault &fault) { fault.cutAfter = -3; });
    row("cut before the head", ErrorKind::Network, u"without an HTTP answer"_s,
        [](SandboxFault &fault) { fault.cutAfter = 0; });
    answer("no such repository", ErrorKind::NotFound, u"There is no repository"_s,
        SandboxAnswer::json(404, "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}"));
    answer("asked too often", ErrorKind::Rejected, u"was asked too often (“slow down”)"_s,
        tooMany({}));
    answer(
        "asked too often, for long", ErrorKind::Rejected, u"Wait 3600 seconds"_s, tooMany("3600"));
    answer("trouble", ErrorKind::Network, u"has a problem of its own: it answered 500"_s,
        {500, text, "<html>oops</html>"});
    answer("endless trouble", ErrorKind::Network, u"it answered 503"_s, {503, {}, {}});
    answer(
        "a login that nobody explains", ErrorKind::Unauthorized, u"needs a login"_s, {401, {}, {}});
    answer("forbidden", ErrorKind::Unauthorized, u"Ask those who run the registry"_s,
        SandboxAnswer::json(403, "{\"errors\":[{\"code\":\"DENIED\"}]}"));
    answer("redirected without end", ErrorKind::Protocol, u"redirects again and again"_s,
        {302, {{"Location", List.toLatin1()}}, {}});
    answer("redirected to a file", ErrorKind::Protocol, u"which is no web address"_s,
        {302, {{"Location", "file:///etc/passwd"}}, {}});
    return rows;
}

} // namespace

class RegistryFaultsTest : public QObject
{
    Q_OBJECT

private slots:
    void plainOneIsFoundAtOnce();
    void lists_data();
    void lists();
    void failures_data();
    void failures();
    void waitsAsTold_data();
    void waitsAsTold();
    void tellsUploads();
    void tellsTheRateLimit();
    void digests_data();
    void digests();
    void forgedBytes();
    void logins_data();
    void logins();
    void foreignHostsGetNoLogin_data();
    void foreignHostsGetNoLogin();
};

void RegistryFaultsTest::plainOneIsFoundAtOnce()
{
    const SandboxRegistryBench bench;
    HttpClient http;
    RegistryOptions options;
    options.domain = bench.registry.domain(); // on this machine: https first, then http
    RegistryClient client(http, options);
    QElapsedTimer timer;
    timer.start();
    const Result<RegistryInfo> info = wait(client.ping({}));
    QVERIFY2(info, qPrintable(errorText(info)));
    QCOMPARE(info->address.scheme(), u"http"_s);
    QVERIFY(timer.elapsed() < 8000); // less than the patience for a connection
}

void RegistryFaultsTest::lists_data()
{
    QTest::addColumn<int>("index");
    const std::vector<ListRow> rows = listRows();
    for (int index = 0; index < int(rows.size()); ++index)
        QTest::newRow(rows[std::size_t(index)].name) << index;
}

void RegistryFaultsTest::lists()
{
    QFETCH(int, index);
    const ListRow row = listRows()[std::size_t(index)];
    SandboxRegistryBench bench;
    if (row.strike)
        row.strike(bench);
    QStringList seen;
    const Result<TagList> list
        = wait(bench.client->tags(App, [&seen](const QStringList &page) { seen += page; }, {}));
    QVERIFY2(list, qPrintable(errorText(list)));
    QCOMPARE(list->tags, row.tags);
    QCOMPARE(seen, row.tags);
    QCOMPARE(list->isComplete, row.isComplete);
    QCOMPARE(bench.asked(List), row.asked);
}

void RegistryFaultsTest::failures_data()
{
    QTest::addColumn<int>("index");
    const std::vector<FailureRow> rows = failureRows();
    for (int index = 0; index < int(rows.size()); ++index)
        QTest::newRow(rows[std::size_t(index)].name) << index;
}

void RegistryFaultsTest::failures()
{
    QFETCH(int, index);
    const FailureRow row = failureRows()[std::size_t(index)];
    SandboxRegistryBench bench;
    bench.fault(row.fault);
    const Result<TagList> list = wait(bench.client->tags(App, {}, {}));
    QVERIFY(!list);
    QVERIFY2(list.error().text().contains(row.part), qPrintable(list.error().text()));
    QCOMPARE(list.error().kind, row.kind);
    // Four attempts, and Qt by itself asks a connection that ends up to four times.
    QVERIFY(bench.asked(List) <= 16);
    QVERIFY(bench.other.requests().isEmpty());
}

void RegistryFaultsTest::waitsAsTold_data()
{
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<qint64>("least"); // ms
    QTest::addColumn<qint64>("most");
    QTest::newRow("seconds") << QByteArray("7") << qint64(7000) << qint64(9000);
    QTest::newRow("a date") << QByteArray("Fri, 02 Jan 2026 03:04:15 GMT") << qint64(10'000)
                            << qint64(13'000);
    QTest::newRow("a date that is over")
        << QByteArray("Fri, 02 Jan 2026 03:04:00 GMT") << qint64(0) << qint64(400);
    QTest::newRow("nothing") << QByteArray() << qint64(200) << qint64(400);
    QTest::newRow("nonsense") << QByteArray("soon") << qint64(200) << qint64(400);
}

void RegistryFaultsTest::waitsAsTold()
{
    QFETCH(QByteArray, retryAfter);
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    SandboxRegistryBench bench;
    SandboxFault fault;
    fault.path = List;
    fault.answer = tooMany(retryAfter);
    bench.fault(fault);
    QVERIFY(wait(bench.client->tags(App, {}, {})));
    QCOMPARE(bench.clock.slept.size(), 1u);
    const qint64 waited = bench.clock.slept.front().count();
    QVERIFY2(waited >= least && waited <= most, qPrintable(QString::number(waited)));
}

void RegistryFaultsTest::tellsUploads()
{
    SandboxRegistryBench bench;
    bench.manners().tellsUploads = true;
    const Result<TagList> list = wait(bench.client->tags(App, {}, {}));
    QVERIFY2(list, qPrintable(errorText(list)));
    QCOMPARE(list->uploaded.size(), 3);
    QCOMPARE(list->uploaded.value(u"b"_s).toMSecsSinceEpoch(), 1'700'000'001'000);
}

void RegistryFaultsTest::tellsTheRateLimit()
{
    SandboxRegistryBench bench;
    bench.manners().headers
        = {{"RateLimit-Limit", "100;w=21600"}, {"RateLimit-Remaining", "7;w=21600"}};
    QVERIFY(!bench.client->rateLimit());
    QVERIFY(wait(bench.client->tags(App, {}, {})));
    QCOMPARE(bench.client->rateLimit()->limit, 100);
    QCOMPARE(bench.client->rateLimit()->remaining, 7);
    QCOMPARE(bench.client->rateLimit()->window, 21600);
}

void RegistryFaultsTest::digests_data()
{
    QTest::addColumn<RegistryManners>("manners");
    QTest::addColumn<int>("asked");
    const auto row = [](const char *name, int asked, auto how) {
        RegistryManners manners;
        how(manners);
        QTest::newRow(name) << manners << asked;
    };
    row("a good one", 1, [](RegistryManners &) {});
    row("no header", 2, [](RegistryManners &m) { m.digest = DigestHeader::Missing; });
    row("a header that is no digest", 2, [](RegistryManners &m) { m.digest = DigestHeader::Odd; });
    row("no HEAD", 2, [](RegistryManners &m) { m.headStatus = 405; });
    row("HEAD says that there is nothing", 2, [](RegistryManners &m) { m.headStatus = 404; });
}

void RegistryFaultsTest::digests()
{
    QFETCH(RegistryManners, manners);
    QFETCH(int, asked);
    SandboxRegistryBench bench;
    bench.manners() = manners;
    const Result<TagDigest> digest = wait(bench.client->digest(App, u"b"_s, {}));
    QVERIFY2(digest, qPrintable(errorText(digest)));
    QCOMPARE(digest->digest, bench.digests.value(u"b"_s));
    QCOMPARE(digest->profile, ManifestProfile);
    QCOMPARE(bench.asked(u"/v2/team/app/manifests/b"_s), asked);
    for (const SandboxRequest &request : bench.registry.requests().sliced(1))
        QCOMPARE(request.header("accept"), manifestAccept());
}

void RegistryFaultsTest::forgedBytes()
{
    SandboxRegistryBench bench;
    const QString digest = bench.digests.value(u"a"_s);
    const Result<Manifest> good = wait(bench.client->manifest(App, digest, {}));
    QVERIFY2(good, qPrintable(errorText(good)));
    bench.manners().forgesBodies = true;
    const Result<Manifest> forged = wait(bench.client->manifest(App, digest, {}));
    QCOMPARE(forged.error().kind, ErrorKind::Protocol);
    QVERIFY(forged.error().message.contains("other bytes"_L1));
    QCOMPARE(wait(bench.client->config(App, good->config, {})).error().kind, ErrorKind::Protocol);
}

void RegistryFaultsTest::logins_data()
{
    QTest::addColumn<RegistryChallenge>("challenge");
    QTest::addColumn<QByteArray>("password"); // empty: no login is known
    QTest::addColumn<bool>("isNeverContent");
    QTest::addColumn<QString>("part"); // of the error; empty: it works
    const auto row = [](const char *name, RegistryChallenge challenge, const char *password,
                         bool isNeverContent, const QString &part) {
        QTest::newRow(name) << challenge << QByteArray(password) << isNeverContent << part;
    };
    const QString wanted = u"needs a login"_s;
    const QString refused = u"refused the login"_s;
    row("Basic", RegistryChallenge::Basic, "right", false, {});
    row("Basic, wrong", RegistryChallenge::Basic, "wrong", false, refused);
    row("Basic, none", RegistryChallenge::Basic, "", false, wanted);
    row("Basic, again and again", RegistryChallenge::Basic, "right", true, refused);
    row("Bearer", RegistryChallenge::Bearer, "right", false, {});
    row("Bearer, wrong", RegistryChallenge::Bearer, "wrong", false, refused);
    row("Bearer, none", RegistryChallenge::Bearer, "", false, u"wants a login"_s);
    row("Bearer, again and again", RegistryChallenge::Bearer, "right", true, refused);
    row("two challenges", RegistryChallenge::Both, "right", false, {});
    row("two challenges, again and again", RegistryChallenge::Both, "right", true, refused);
    row("a challenge at the first contact only", RegistryChallenge::Unsaid, "right", false, {});
    row("the same, again and again", RegistryChallenge::Unsaid, "right", true, refused);
}

void RegistryFaultsTest::logins()
{
    QFETCH(RegistryChallenge, challenge);
    QFETCH(QByteArray, password);
    QFETCH(bool, isNeverContent);
    QFETCH(QString, part);
    SandboxRegistryBench bench;
    bench.registry.setAccess({challenge, "bob", "right", isNeverContent, 300, {}});
    if (!password.isEmpty())
        QVERIFY(bench.logIn(password));
    const Result<TagList> list = wait(bench.client->tags(App, {}, {}));
    QCOMPARE(list.has_value(), part.isEmpty());
    QVERIFY(bench.asked(List) <= 2);
    QVERIFY(bench.asked(u"/token"_s) <= 2);
    if (list)
        return;
    QCOMPARE(list.error().kind, ErrorKind::Unauthorized);
    QVERIFY2(list.error().text().contains(part), qPrintable(list.error().text()));
}

void RegistryFaultsTest::foreignHostsGetNoLogin_data()
{
    QTest::addColumn<RegistryChallenge>("challenge");
    QTest::addColumn<QString>("path"); // that is redirected; empty: the storage of blobs
    QTest::newRow("lists, Basic") << RegistryChallenge::Basic << List;
    QTest::newRow("lists, Bearer") << RegistryChallenge::Bearer << List;
    QTest::newRow("manifests, Basic") << RegistryChallenge::Basic << u"*/manifests/*"_s;
    QTest::newRow("manifests, Bearer") << RegistryChallenge::Bearer << u"*/manifests/*"_s;
    QTest::newRow("blobs, Basic") << RegistryChallenge::Basic << QString();
    QTest::newRow("blobs, Bearer") << RegistryChallenge::Bearer << QString();
    QTest::newRow("tokens") << RegistryChallenge::Bearer << u"/token"_s;
}

void RegistryFaultsTest::foreignHostsGetNoLogin()
{
    QFETCH(RegistryChallenge, challenge);
    QFETCH(QString, path);
    SandboxRegistryBench bench;
    bench.registry.setAccess({challenge, "bob", "planted-password", false, 300, {}});
    QVERIFY(bench.logIn("planted-password"));
    const QByteArray there = bench.other.url().toEncoded();
    if (path.isEmpty()) {
        bench.manners().storage = bench.other.url();
    } else {
        SandboxFault fault;
        fault.path = path;
        fault.times = -1;
        const QByteArray place
            = path.startsWith(u'*') ? "/v2/team/app/manifests/a"_ba : path.toLatin1();
        fault.answer = SandboxAnswer{307, {{"Location", there + place}}, {}};
        bench.fault(fault);
    }
    const Result<TagList> list = wait(bench.client->tags(App, {}, {}));
    const Result<TagDetails> details = wait(bench.client->details(App, u"a"_s, {}));
    // The other host's tokens are not the registry's.
    QCOMPARE(list.has_value() && details.has_value(), path != u"/token"_s);
    QVERIFY(!bench.other.requests().isEmpty());
    for (const SandboxRequest &request : bench.other.requests()) {
        QByteArray sent = request.target + '\n' + request.body;
        for (const auto &[name, value] : request.headers) {
            QVERIFY2(
                name.toLower() != "authorization" && name.toLower() != "cookie", name.constData());
            sent += '\n' + value;
        }
        for (const QByteArray &secret :
            {"planted"_ba, "sandbox-token"_ba, "bob:planted-password"_ba.toBase64()})
            QVERIFY2(!sent.contains(secret), sent.constData());
    }
}

QTEST_GUILESS_MAIN(RegistryFaultsTest)
#include "tst_registryfaults.moc"
