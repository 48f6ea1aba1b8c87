// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/imageevidence.h"
#include "inspect/imagelock.h"
#include "inspect/imagelockupdate.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QString ListType = u"application/vnd.docker.distribution.manifest.list.v2+json"_s;
const QString ImageType = u"application/vnd.docker.distribution.manifest.v2+json"_s;
const QString Repository = u"registry.example.com/shop/api"_s;

QString digest(char letter)
{
    return u"sha256:"_s + QString(64, QLatin1Char(letter));
}

/// A registry in a table: one repository whose tags are all images of one platform, but "multi".
class TableSource final : public TagSource
{
public:
    QMap<QString, QString> digests; ///< by tag
    QSet<QString> orphans; ///< digests without a tag
    std::optional<Error> trouble;
    int heads = 0;

    [[nodiscard]] Task<TagList> tags(
        ImageReference /*repository*/, std::stop_token /*stop*/) override
    {
        if (trouble)
            co_return tl::make_unexpected(*trouble);
        TagList list;
        list.tags = digests.keys();
        co_return list;
    }

    [[nodiscard]] Task<TagDigest> digest(
        ImageReference /*repository*/, QString tagOrDigest, std::stop_token /*stop*/) override
    {
        ++heads;
        if (trouble)
            co_return tl::make_unexpected(*trouble);
        const bool isTag = digests.contains(tagOrDigest);
        if (!isTag && !digests.values().contains(tagOrDigest) && !orphans.contains(tagOrDigest))
            co_return fail(ErrorKind::NotFound, u"It is not there."_s);
        TagDigest answer;
        answer.digest = isTag ? digests.value(tagOrDigest) : tagOrDigest;
        answer.mediaType = tagOrDigest == "multi"_L1 ? ListType : ImageType;
        co_return answer;
    }

    [[nodiscard]] Task<TagDetails> details(
        ImageReference repository, QString tagOrDigest, std::stop_token stop) override
    {
        const bool isList = tagOrDigest == "multi"_L1;
        Result<TagDigest> top = co_await digest(repository, tagOrDigest, stop);
        if (!top)
            co_return tl::make_unexpected(top.error());
        TagDetails details;
        details.top = *top;
        details.kind = isList ? ManifestKind::Index : ManifestKind::Image;
        details.platform = platform();
        if (isList)
            details.platforms = {platform(), Platform::parse(u"linux/arm64"_s)};
        details.platformDigest = isList ? ::digest('f') : top->digest;
        details.platformMediaType = ImageType;
        co_return details;
    }

    [[nodiscard]] Platform platform() const override { return Platform::parse(u"linux/amd64"_s); }
    [[nodiscard]] QDateTime now() const override
    {
        return QDateTime(QDate(2026, 5, 20), QTime(8, 0), Qt::UTC);
    }
    [[nodiscard]] QStringList warnings() const override { return {}; }
};

ImageSighting sight(TableSource &source, const QString &reference)
{
    ImageQuestion question{reference, true, true};
    return *QCoro::waitFor(sightImage(question, &source, std::stop_token()));
}

EvidencePolicy policy()
{
    return {30, 30, QDate(2026, 5, 20)};
}

QString evidenceName(const ImageFacts &facts)
{
    switch (facts.evidence) {
    case ImageEvidence::NotAsked:
        return u"not asked"_s;
    case ImageEvidence::Stable:
        return facts.isYoung ? u"young"_s : u"stable"_s;
    case ImageEvidence::Moved:
        return u"moved"_s;
    case ImageEvidence::Gone:
        return u"gone"_s;
    case ImageEvidence::Missing:
        return u"missing"_s;
    }
    Q_UNREACHABLE();
}

Ledger ledgerOf(const QString &key, std::initializer_list<std::pair<QString, QDate>> readings)
{
    Ledger ledger;
    for (const auto &[seen, day] : readings) {
        TagDigest tag;
        tag.digest = seen;
        tag.mediaType = ImageType;
        ledger.add({key, tag, QDateTime(day, QTime(8, 0), Qt::UTC)});
    }
    return ledger;
}

} // namespace

class TestImageEvidence : public QObject
{
    Q_OBJECT

private slots:
    void asksOnceAndOnlyWhatCanBeAnswered();
    void seesTags();
    void seesMissingTags();
    void believesNotFoundOnlyOfKnownRepositories();
    void seesDigests();
    void seesPlatformDigests();
    void findsEqualTags();
    void tellsTrouble();
    void facts_data();
    void facts();
    void factsOfDigests();
    void factsOfForms();
    void newsForTheLedger();
    void locks();
    void locksNothingDamaged();
};

void TestImageEvidence::asksOnceAndOnlyWhatCanBeAnswered()
{
    const JsonTree tree = JsonTree::parse(R"([
        {"id": "/a", "container": {"docker": {"image": "shop/api:1.2.3"}}},
        {"id": "/b", "container": {"type": "MESOS", "docker": {"image": "shop/api:1.2.3"}}},
        {"id": "/c", "container": {"docker": {"image": "shop/${NAME}:1"}}},
        {"id": "/d", "container": {"docker": {"image": "Not valid"}}},
        {"id": "/e", "container": {"docker": {"image": "shop/web"}}},
        {"id": "/f", "container": {"docker": {"image": "reg.example.com/web:1.2.3"}}}])");
    QStringList asked;
    for (const ImageQuestion &question : imageQuestions(findDefinitions(tree), RuleParameters())) {
        asked.append(question.reference + (question.wantsDetails ? u" details"_s : QString())
            + (question.wantsEqualTag ? u" equal"_s : QString()));
    }
    QCOMPARE(asked,
        QStringList({u"shop/api:1.2.3 details"_s, u"shop/web equal"_s,
            u"reg.example.com/web:1.2.3 details"_s}));
}

void TestImageEvidence::seesTags()
{
    TableSource source;
    source.digests = {{u"1.2.3"_s, digest('a')}};
    const ImageSighting seen = sight(source, Repository + u":1.2.3");
    QVERIFY(!seen.problem);
    QCOMPARE(seen.tag->digest, digest('a'));
    QVERIFY(seen.details);
}

void TestImageEvidence::seesMissingTags()
{
    TableSource source;
    source.digests = {{u"1.2.3"_s, digest('a')}};
    const ImageSighting seen = sight(source, Repository + u":9");
    QVERIFY(!seen.problem);
    QVERIFY(seen.isTagMissing);
    QVERIFY(!seen.tag);
}

void TestImageEvidence::believesNotFoundOnlyOfKnownRepositories()
{
    TableSource source;
    source.trouble = Error(ErrorKind::NotFound, u"There is no such repository."_s);
    const ImageSighting seen = sight(source, Repository + u":9");
    QVERIFY(seen.problem);
    QVERIFY(!seen.isTagMissing);
}

void TestImageEvidence::seesDigests()
{
    TableSource source;
    source.digests = {{u"1.2.3"_s, digest('b')}};
    source.orphans = {digest('a')};
    const ImageSighting moved = sight(source, Repository + u":1.2.3@" + digest('a'));
    QVERIFY(!moved.isDigestMissing);
    QCOMPARE(moved.tag->digest, digest('b'));
    QVERIFY(sight(source, Repository + u'@' + digest('c')).isDigestMissing);
    QVERIFY(!sight(source, Repository + u'@' + digest('b')).isDigestMissing);
}

void TestImageEvidence::seesPlatformDigests()
{
    TableSource source;
    source.digests = {{u"multi"_s, digest('a')}};
    source.orphans = {digest('f')};
    QVERIFY(sight(source, Repository + u":multi@" + digest('f')).pinsPlatform);
    QVERIFY(!sight(source, Repository + u":multi@" + digest('a')).pinsPlatform);
}

void TestImageEvidence::findsEqualTags()
{
    TableSource source;
    source.digests = {{u"latest"_s, digest('b')}, {u"1.2.2"_s, digest('a')},
        {u"1.2.3"_s, digest('b')}, {u"1.2"_s, digest('b')}};
    QCOMPARE(sight(source, Repository + u":latest").equalTag, u"1.2.3"_s);
    QCOMPARE(sight(source, Repository).equalTag, u"1.2.3"_s);
    source.digests.insert(u"latest"_s, digest('c'));
    QCOMPARE(sight(source, Repository + u":latest").equalTag, QString());
    for (int i = 0; i < 200; ++i)
        source.digests.insert(u"1.0.%1"_s.arg(i), digest('d'));
    source.heads = 0;
    QCOMPARE(sight(source, Repository + u":latest").equalTag, QString());
    QVERIFY2(source.heads < 20, qPrintable(QString::number(source.heads)));
}

void TestImageEvidence::tellsTrouble()
{
    TableSource source;
    source.trouble = Error(ErrorKind::Unauthorized, u"Who are you?"_s);
    std::vector<ImageQuestion> questions{{Repository + u":1", true, true}};
    const auto seen = QCoro::waitFor(sightImages(questions, &source, std::stop_token()));
    QCOMPARE(seen.size(), size_t(1));
    QCOMPARE(seen[0].problem->message, u"Who are you?"_s);
    QVERIFY(ledgerNews(seen, source.now()).empty());
    QCOMPARE(evidenceName(imageFacts(seen[0], {}, {}, policy())), u"not asked"_s);
}

void TestImageEvidence::facts_data()
{
    QTest::addColumn<Ledger>("ledger");
    QTest::addColumn<ImageFacts>("locked");
    QTest::addColumn<QString>("now"); // letter of the digest; empty: missing
    QTest::addColumn<QString>("evidence");
    const QString key = Repository + u":1.2.3";
    const QDate old(2026, 3, 1);
    const QDate recent(2026, 5, 10);
    const auto row = [](const char *name, const Ledger &ledger, const ImageFacts &locked,
                         const char *now, const char *evidence) {
        QTest::newRow(name) << ledger << locked << QString::fromLatin1(now)
                            << QString::fromLatin1(evidence);
    };
    const auto locked = [](char letter, const char *kind, ImageEvidence evidence) {
        ImageFacts facts;
        facts.recordedDigest = facts.currentDigest = digest(letter);
        facts.recordedKind = QString::fromLatin1(kind);
        facts.evidence = evidence;
        return facts;
    };
    const ImageFacts lockedA = locked('a', "image", ImageEvidence::Stable);
    row("first look", {}, {}, "a", "young");
    row("never there", {}, {}, "", "missing");
    row("seen for long", ledgerOf(key, {{digest('a'), old}}), {}, "a", "stable");
    row("seen since shortly", ledgerOf(key, {{digest('a'), recent}}), {}, "a", "young");
    row("moved since", ledgerOf(key, {{digest('a'), old}}), {}, "b", "moved");
    row("moved recently", ledgerOf(key, {{digest('a'), old}, {digest('b'), recent}}), {}, "b",
        "moved");
    row("moved long ago", ledgerOf(key, {{digest('a'), old.addDays(-9)}, {digest('b'), old}}), {},
        "b", "stable");
    row("was there", ledgerOf(key, {{digest('a'), old}}), {}, "", "gone");
    row("as locked", {}, lockedA, "a", "stable");
    row("not as locked", {}, lockedA, "b", "moved");
    row("locked and gone", {}, lockedA, "", "gone");
    row("the lock wins over the ledger", ledgerOf(key, {{digest('b'), old}}), lockedA, "a",
        "stable");
    row("locked in another form", {}, locked('a', "index", ImageEvidence::Stable), "b", "young");
    row("a move is not forgiven", {}, locked('a', "image", ImageEvidence::Moved), "a", "moved");
}

void TestImageEvidence::facts()
{
    QFETCH(Ledger, ledger);
    QFETCH(ImageFacts, locked);
    QFETCH(QString, now);
    QFETCH(QString, evidence);
    TableSource source;
    source.digests = {{u"other"_s, digest('e')}};
    if (!now.isEmpty())
        source.digests.insert(u"1.2.3"_s, digest(now[0].toLatin1()));
    const ImageSighting seen = sight(source, Repository + u":1.2.3");
    QCOMPARE(evidenceName(imageFacts(seen, ledger, locked, policy())), evidence);
}

void TestImageEvidence::factsOfDigests()
{
    TableSource source;
    source.digests = {{u"1.2.3"_s, digest('b')}};
    source.orphans = {digest('a')};
    const auto evidence = [&](char letter) {
        const QString reference = Repository + u":1.2.3@" + digest(letter);
        return evidenceName(imageFacts(sight(source, reference), {}, {}, policy()));
    };
    QCOMPARE(evidence('b'), u"stable"_s);
    QCOMPARE(evidence('a'), u"stable"_s); // the digest decides, whatever the tag does
    QCOMPARE(evidence('c'), u"gone"_s);
}

void TestImageEvidence::factsOfForms()
{
    TableSource source;
    source.digests = {{u"multi"_s, digest('a')}, {u"1.2.3"_s, digest('a')}};
    const ImageFacts facts = imageFacts(sight(source, Repository + u":multi"), {}, {}, policy());
    QCOMPARE(int(facts.form), int(ManifestForm::DockerList));
    QCOMPARE(facts.platforms, QStringList({u"linux/amd64"_s, u"linux/arm64"_s}));
    QCOMPARE(facts.platformDigest, digest('f'));
    QCOMPARE(int(facts.platformForm), int(ManifestForm::DockerImage));
}

void TestImageEvidence::newsForTheLedger()
{
    TableSource source;
    source.digests = {{u"1.2.3"_s, digest('a')}};
    const std::vector<LedgerNews> news
        = ledgerNews({sight(source, Repository + u":1.2.3"), sight(source, Repository + u":9"),
                         sight(source, Repository + u'@' + digest('a'))},
            source.now());
    QCOMPARE(news.size(), size_t(2));
    QCOMPARE(news[0].image, Repository + u":1.2.3");
    QCOMPARE(news[0].seen->digest, digest('a'));
    QVERIFY(!news[1].seen);
}

void TestImageEvidence::locks()
{
    TableSource source;
    source.digests = {{u"1.2.3"_s, digest('a')}, {u"1.2.4"_s, digest('a')}};
    const std::vector<ImageSighting> first{sight(source, Repository + u":1.2.4"),
        sight(source, Repository + u":1.2.3"), sight(source, Repository + u":9"),
        sight(source, Repository + u'@' + digest('a'))};
    const auto update = updateImageLock({}, u"lock"_s, first, false, source.now());
    QVERIFY(update);
    QCOMPARE(update->added.size(), 2);
    QCOMPARE(update->missing, QStringList(Repository + u":9"));
    QVERIFY(update->bytes.indexOf("1.2.3") < update->bytes.indexOf("1.2.4"));

    source.digests.insert(u"1.2.3"_s, digest('b'));
    source.digests.remove(u"1.2.4"_s);
    const std::vector<ImageSighting> second{
        sight(source, Repository + u":1.2.3"), sight(source, Repository + u":1.2.4")};
    const auto later
        = updateImageLock(update->bytes, u"lock"_s, second, false, source.now().addDays(1));
    QCOMPARE(later->moved, QStringList(Repository + u":1.2.3"));
    QCOMPARE(later->gone, QStringList(Repository + u":1.2.4"));
    const auto known
        = readImageLock(later->bytes, u"lock"_s, {30, 30, source.now().date().addDays(1)});
    QVERIFY2(known, known ? "" : qPrintable(known.error().message));
    QCOMPARE(evidenceName(known->value(Repository + u":1.2.3")), u"moved"_s);
    QCOMPARE(known->value(Repository + u":1.2.3").recordedDigest, digest('a'));
    QCOMPARE(evidenceName(known->value(Repository + u":1.2.4")), u"gone"_s);

    const auto accepted
        = updateImageLock(later->bytes, u"lock"_s, second, true, source.now().addDays(2));
    QCOMPARE(accepted->accepted, QStringList(Repository + u":1.2.3"));
    QVERIFY(!accepted->bytes.contains("observed"));
    QVERIFY(accepted->bytes.contains(digest('a').toUtf8()));
    const auto unchanged
        = updateImageLock(accepted->bytes, u"lock"_s, {second[0]}, false, source.now().addDays(2));
    QCOMPARE(unchanged->bytes, accepted->bytes);
}

void TestImageEvidence::locksNothingDamaged()
{
    const auto update = updateImageLock("{\"version\": 1,", u"lock"_s, {}, false, {});
    QVERIFY(!update);
    QVERIFY(update.error().message.startsWith(u"lock, line 1"));
}

QTEST_GUILESS_MAIN(TestImageEvidence)
#include "tst_imageevidence.moc"
