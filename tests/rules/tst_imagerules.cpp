// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruletesting.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Hex = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const QByteArray Digest = "sha256:" + Hex;

/// An app and a pod that no rule finds fault with; the rows of the tests are merge patches over
/// them.
const QByteArray CleanApp = R"({
  "id": "/shop/api", "instances": 3, "cpus": 0.5, "mem": 512,
  "container": {
    "type": "DOCKER",
    "docker": {"image": "registry.example.com/shop/api:2.7.1"},
    "portMappings": [{"containerPort": 8080, "hostPort": 0, "name": "http"}]
  },
  "networks": [{"mode": "container/bridge"}],
  "constraints": [["hostname", "MAX_PER", "1"]],
  "healthChecks": [{"protocol": "MESOS_HTTP", "path": "/healthz", "portIndex": 0}],
  "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0.2}
})";
const QByteArray CleanPod = R"({
  "id": "/shop/edge",
  "scaling": {"kind": "fixed", "instances": 2},
  "scheduling": {"placement": {"constraints": [
    {"fieldName": "hostname", "operator": "MAX_PER", "value": "1"}
  ]}},
  "containers": [{
    "name": "web",
    "resources": {"cpus": 0.2, "mem": 128},
    "image": {"kind": "DOCKER", "id": "registry.example.com/shop/web:1.9.3"}
  }]
})";

/// What the rules of this family find, whatever others say of the same text.
Findings imageFindings(const QByteArray &text, const RuleConfig &config = RuleConfig::builtIn())
{
    Findings findings = checkText(text, config).findings;
    std::erase_if(
        findings, [](const Finding &finding) { return !finding.rule.startsWith("image-"_L1); });
    return findings;
}

QByteArray patched(const QByteArray &base, const QByteArray &patch)
{
    auto json = nlohmann::ordered_json::parse(base.toStdString());
    json.merge_patch(nlohmann::ordered_json::parse(patch.toStdString()));
    return QByteArray::fromStdString(json.dump(2));
}

QByteArray app(const QByteArray &image, bool isForced)
{
    return patched(CleanApp,
        R"({"container": {"docker": {"image": ")" + image + R"(", "forcePullImage": )"
            + (isForced ? "true" : "false") + "}}}");
}

QByteArray pod(const QByteArray &image, bool isForced)
{
    auto json = nlohmann::ordered_json::parse(CleanPod.toStdString());
    json["containers"][0]["image"]["id"] = image.toStdString();
    json["containers"][0]["image"]["forcePull"] = isForced;
    return QByteArray::fromStdString(json.dump(2));
}

Facts evidence(const QByteArray &image, ImageEvidence state)
{
    Facts facts;
    ImageFacts &entry = facts.images[QString::fromUtf8(image)];
    entry.evidence = state;
    entry.recordedDigest = QString::fromUtf8(Digest);
    entry.currentDigest = QString::fromUtf8(Digest).replace(u'f', u'e');
    return facts;
}

QStringList expected(const QString &rule)
{
    return rule.isEmpty() ? QStringList() : QStringList{rule};
}

} // namespace

class ImageRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void basesAreClean();
    void decides_data();
    void decides();
    void decidesByEvidence_data();
    void decidesByEvidence();
    void examples_data();
    void examples();
    void trustsDeclaredRepositories();
    void ruleThatIsOffLetsTheNextSpeak();
    void levelOfTemplatesStaysLow();
    void appcBeforeItsEnd();
    void messagesAreShort_data();
    void messagesAreShort();
    void pointsAtTheSwitch();
    void asksForATag_data();
    void asksForATag();
    void asksForADigest();
    void namesTheVariant();
    void refusesBadAnswers_data();
    void refusesBadAnswers();
    void writesTheSwitchToo();
    void touchesOnlyItsValues();
    void stripsOnlyWhatIsCertain_data();
    void stripsOnlyWhatIsCertain();
    void offersTheStopGap_data();
    void offersTheStopGap();
    void pinsToTheRecordedDigest();
    void usesTheEqualTag();
    void pinsTheDigestOfToday();
    void tellsMissingPlatforms();
    void tellsWhatMesosCannotPull_data();
    void tellsWhatMesosCannotPull();
    void replacesAppc_data();
    void replacesAppc();
    void fixesKeepTheLaw_data();
    void fixesKeepTheLaw();
};

void ImageRulesTest::basesAreClean()
{
    QCOMPARE(idsOf(checkText(CleanApp).findings), QStringList());
    QCOMPARE(idsOf(checkText(CleanPod).findings), QStringList());
}

void ImageRulesTest::decides_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<QString>("unforced");
    QTest::addColumn<QString>("forced");

    const QString mutablePull = u"image-force-pull-mutable"_s;
    const QString leftOn = u"image-force-pull-left-on"_s;
    const QString invalid = u"image-invalid-reference"_s;
    QTest::newRow("X, a scheme") << "docker://shop/api:2.7.1"_ba << invalid << invalid;
    QTest::newRow("X, a short digest") << "shop/api@sha256:abc123"_ba << invalid << invalid;
    QTest::newRow("X, an empty tag") << "shop/api:"_ba << invalid << invalid;
    QTest::newRow("X, upper case") << "shop/Api:2.7.1"_ba << invalid << invalid;
    QTest::newRow("X, a blank inside") << "shop/api :2.7.1"_ba << invalid << invalid;
    QTest::newRow("N") << "shop/api"_ba << u"image-no-tag"_s << mutablePull;
    QTest::newRow("N, with a port")
        << "host.example:5000/api"_ba << u"image-no-tag"_s << mutablePull;
    QTest::newRow("L") << "shop/api:latest"_ba << u"image-latest-tag"_s << mutablePull;
    QTest::newRow("L, in capitals") << "shop/api:LATEST"_ba << u"image-latest-tag"_s << mutablePull;
    QTest::newRow("C, a branch") << "shop/api:master"_ba << u"image-channel-tag"_s << mutablePull;
    QTest::newRow("C, a snapshot")
        << "shop/api:1.4.0-SNAPSHOT"_ba << u"image-channel-tag"_s << mutablePull;
    QTest::newRow("F") << "python:3-alpine"_ba << u"image-floating-version"_s << mutablePull;
    QTest::newRow("U") << "shop/api:blue"_ba << u"image-tag-unclassified"_s << leftOn;
    QTest::newRow("P, a version") << "shop/api:2.7.1"_ba << QString() << leftOn;
    QTest::newRow("P, a commit") << "shop/api:master-4f2a91c"_ba << QString() << leftOn;
    QTest::newRow("D") << "shop/api@" + Digest << QString() << leftOn;
    QTest::newRow("DT") << "shop/api:latest@" + Digest << QString() << leftOn;
    QTest::newRow("T") << "shop/api:{{tag}}"_ba << QString() << leftOn;
}

void ImageRulesTest::decides()
{
    QFETCH(QByteArray, image);
    QFETCH(QString, unforced);
    QFETCH(QString, forced);

    QCOMPARE(idsOf(checkText(app(image, false)).findings), expected(unforced));
    QCOMPARE(idsOf(checkText(app(image, true)).findings), expected(forced));
    QCOMPARE(idsOf(checkText(pod(image, false)).findings), expected(unforced));
    QCOMPARE(idsOf(checkText(pod(image, true)).findings), expected(forced));
    const bool isTemplated = image.contains("{{");
    QCOMPARE(checkText(app(image, false)).templatedValues, isTemplated ? 1 : 0);
}

void ImageRulesTest::decidesByEvidence_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<bool>("isForced");
    QTest::addColumn<QString>("stable");
    QTest::addColumn<QString>("moved");
    QTest::addColumn<QString>("gone");

    const QString mutablePull = u"image-force-pull-mutable"_s;
    const QString leftOn = u"image-force-pull-left-on"_s;
    const QString tagMoved = u"image-tag-moved"_s;
    const QString noTag = u"image-no-tag"_s;
    const QString latest = u"image-latest-tag"_s;
    QTest::newRow("N") << "shop/api"_ba << false << noTag << noTag << noTag;
    QTest::newRow("L") << "shop/api:latest"_ba << false << latest << latest << latest;
    QTest::newRow("L, forced") << "shop/api:latest"_ba << true << mutablePull << mutablePull
                               << mutablePull;
    QTest::newRow("C") << "shop/api:stable"_ba << false << u"image-channel-tag"_s << tagMoved
                       << tagMoved;
    QTest::newRow("C, forced") << "shop/api:stable"_ba << true << mutablePull << mutablePull
                               << mutablePull;
    QTest::newRow("F") << "shop/api:2.7"_ba << false << u"image-floating-version"_s << tagMoved
                       << tagMoved;
    QTest::newRow("U") << "shop/api:blue"_ba << false << QString() << tagMoved << tagMoved;
    QTest::newRow("U, forced") << "shop/api:blue"_ba << true << leftOn << mutablePull
                               << mutablePull;
    QTest::newRow("P") << "shop/api:2.7.1"_ba << false << QString() << tagMoved << tagMoved;
    QTest::newRow("P, forced") << "shop/api:2.7.1"_ba << true << leftOn << mutablePull
                               << mutablePull;
    QTest::newRow("D") << "shop/api@" + Digest << false << QString() << QString() << tagMoved;
    QTest::newRow("D, forced") << "shop/api@" + Digest << true << leftOn << leftOn << tagMoved;
    QTest::newRow("DT") << "shop/api:2.7.1@" + Digest << false << QString() << QString()
                        << tagMoved;
}

void ImageRulesTest::decidesByEvidence()
{
    QFETCH(QByteArray, image);
    QFETCH(bool, isForced);
    QFETCH(QString, stable);
    QFETCH(QString, moved);
    QFETCH(QString, gone);

    const RuleConfig config = RuleConfig::builtIn();
    const auto check = [&](ImageEvidence state) {
        const Facts facts = evidence(image, state);
        const Findings ofApp = checkText(app(image, isForced), config, facts).findings;
        const Findings ofPod = checkText(pod(image, isForced), config, facts).findings;
        return idsOf(ofApp) == idsOf(ofPod) ? idsOf(ofApp) : QStringList{u"they differ"_s};
    };
    QCOMPARE(check(ImageEvidence::Stable), expected(stable));
    QCOMPARE(check(ImageEvidence::Moved), expected(moved));
    QCOMPARE(check(ImageEvidence::Gone), expected(gone));
    QCOMPARE(check(ImageEvidence::Missing), expected(gone));
}

void ImageRulesTest::examples_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<bool>("isReported");

    const auto row = [](const char *name, const QString &rule, const QByteArray &patch,
                         bool isReported) { QTest::newRow(name) << rule << patch << isReported; };
    const auto docker = [](const QByteArray &members) {
        return QByteArray(R"({"container": {"docker": )" + members + "}}");
    };
    row("no tag behind a port", u"image-no-tag"_s,
        docker(R"({"image": "registry.example.com:5000/shop/api"})"), true);
    row("a tag behind a port", u"image-no-tag"_s,
        docker(R"({"image": "registry.example.com:5000/shop/api:2.7.1"})"), false);
    row("latest", u"image-latest-tag"_s, docker(R"({"image": "shop/api:latest"})"), true);
    row("not latest", u"image-latest-tag"_s, docker(R"({"image": "shop/api:2.7.1"})"), false);
    row("a snapshot", u"image-channel-tag"_s, docker(R"({"image": "shop/api:1.4.0-SNAPSHOT"})"),
        true);
    row("a commit", u"image-channel-tag"_s, docker(R"({"image": "shop/api:master-4f2a91c"})"),
        false);
    row("a floating version", u"image-floating-version"_s,
        docker(R"({"image": "python:3-alpine"})"), true);
    row("a full version", u"image-floating-version"_s,
        docker(R"({"image": "python:3.12.4-alpine"})"), false);
    row("a forced pull of latest", u"image-force-pull-mutable"_s,
        docker(R"({"image": "repo/name:latest", "forcePullImage": true})"), true);
    row("neither", u"image-force-pull-mutable"_s,
        docker(R"({"image": "repo/name:1.8.2", "forcePullImage": false})"), false);
    row("a forced pull left on", u"image-force-pull-left-on"_s,
        docker(R"({"forcePullImage": true})"), true);
    row("a forced pull turned off", u"image-force-pull-left-on"_s,
        docker(R"({"forcePullImage": false})"), false);
    row("a digest that is none", u"image-invalid-reference"_s,
        docker(R"({"image": "shop/api@sha256:abc123"})"), true);
    row("a digest", u"image-invalid-reference"_s,
        docker(R"({"image": "shop/api@)" + Digest + "\"}"), false);
    row("a word", u"image-tag-unclassified"_s, docker(R"({"image": "shop/api:build-57"})"), true);
    row("a build number", u"image-tag-unclassified"_s,
        docker(R"({"image": "shop/api:build-1057"})"), false);
    row("appc", u"image-appc-unsupported"_s,
        R"({"container": {"type": "MESOS", "docker": null, "appc": {"image": "example.com/api"}}})",
        true);
    row("appc that is null", u"image-appc-unsupported"_s,
        R"({"container": {"type": "MESOS", "appc": null}})", false);
    row("Mesos engine, latest", u"image-latest-tag"_s,
        R"({"container": {"type": "MESOS", "docker": {"image": "shop/api:latest"}}})", true);
    row("no container at all", u"image-no-tag"_s, R"({"container": null, "networks": null})",
        false);
    row("an image that is no text", u"image-no-tag"_s, docker(R"({"image": 5})"), false);
    row("an empty image", u"image-invalid-reference"_s, docker(R"({"image": ""})"), false);
    row("a templated switch", u"image-force-pull-mutable"_s,
        docker(R"({"image": "shop/api:latest", "forcePullImage": "{{pull}}"})"), false);
}

void ImageRulesTest::examples()
{
    QFETCH(QString, rule);
    QFETCH(QByteArray, patch);
    QFETCH(bool, isReported);

    const Findings findings = checkText(patched(CleanApp, patch)).findings;
    QCOMPARE(countOf(findings, rule), isReported ? 1 : 0);
    const auto images = std::count_if(findings.begin(), findings.end(),
        [](const Finding &finding) { return finding.rule.startsWith(u"image-"); });
    QVERIFY2(images <= 1, "one cause, one finding");
}

void ImageRulesTest::trustsDeclaredRepositories()
{
    RuleConfig config = RuleConfig::builtIn();
    config.parameters.images.immutableRepositories = {u"registry.example.com/**"_s};
    config.levels.insert(u"image-not-digest-pinned"_s, Severity::Info);
    const QByteArray name = "registry.example.com/shop/api";
    for (const QByteArray &tag : {":stable"_ba, ":3"_ba, ":blue"_ba, ":2.7.1"_ba}) {
        QCOMPARE(idsOf(checkText(app(name + tag, false), config).findings), QStringList());
        const QByteArray forced = app(name + tag, true);
        const Findings findings = checkText(forced, config).findings;
        QCOMPARE(idsOf(findings), QStringList{u"image-force-pull-left-on"_s});
        QVERIFY(findings.front().fixes.front().isSafe);
    }
    QCOMPARE(idsOf(checkText(app(name, false), config).findings), QStringList{u"image-no-tag"_s});
    QCOMPARE(idsOf(checkText(app(name + ":latest", false), config).findings),
        QStringList{u"image-latest-tag"_s});
    QCOMPARE(idsOf(checkText(app("other/api:2.7.1", false), config).findings),
        QStringList{u"image-not-digest-pinned"_s});
}

void ImageRulesTest::ruleThatIsOffLetsTheNextSpeak()
{
    RuleConfig config = RuleConfig::builtIn();
    config.levels.insert(u"image-force-pull-mutable"_s, std::nullopt);
    QCOMPARE(idsOf(checkText(app("shop/api:latest", true), config).findings),
        QStringList{u"image-latest-tag"_s});
}

void ImageRulesTest::levelOfTemplatesStaysLow()
{
    const QByteArray text = app("shop/api:${TAG}", true);
    QCOMPARE(checkText(text).findings.front().severity, Severity::Info);
    QVERIFY(!checkText(text).findings.front().fixes.front().isSafe);
    RuleConfig config = RuleConfig::builtIn();
    config.levels.insert(u"image-force-pull-left-on"_s, Severity::Error);
    QCOMPARE(checkText(text, config).findings.front().severity, Severity::Info);
    QCOMPARE(
        checkText(app("shop/api:2.7.1", true), config).findings.front().severity, Severity::Error);
}

void ImageRulesTest::appcBeforeItsEnd()
{
    RuleConfig config = RuleConfig::builtIn();
    config.version = {1, 8, 0};
    const auto appc = [](const QByteArray &labels) {
        return patched(CleanApp,
            R"({"container": {"type": "MESOS", "docker": null, "appc": {"image": "example.com/api")"
                + labels + "}}}");
    };
    const Findings findings = imageFindings(appc(""), config);
    QCOMPARE(idsOf(findings), (QStringList{u"image-appc-unsupported"_s, u"image-no-tag"_s}));
    QCOMPARE(findingOf(findings, u"image-appc-unsupported"_s)->severity, Severity::Info);
    const auto version = [&](const QByteArray &value) {
        return idsOf(imageFindings(appc(R"(, "labels": {"version": ")" + value + "\"}"), config));
    };
    QCOMPARE(version("2.7.1"), QStringList{u"image-appc-unsupported"_s});
    QVERIFY(version("latest").contains(u"image-latest-tag"_s));
    QVERIFY(version("2.7").contains(u"image-floating-version"_s));
    QCOMPARE(idsOf(imageFindings(appc(""))), QStringList{u"image-appc-unsupported"_s});
}

void ImageRulesTest::messagesAreShort_data()
{
    decides_data();
}

void ImageRulesTest::messagesAreShort()
{
    QFETCH(QByteArray, image);
    for (const bool isForced : {false, true}) {
        for (const ImageEvidence state :
            {ImageEvidence::NotAsked, ImageEvidence::Moved, ImageEvidence::Gone}) {
            const Facts facts = evidence(image, state);
            for (const Finding &finding :
                checkText(app(image, isForced), RuleConfig::builtIn(), facts).findings) {
                QVERIFY2(finding.message.size() <= 90, qPrintable(finding.message));
                QVERIFY2(!finding.message.contains(u'%'), qPrintable(finding.message));
                QVERIFY2(finding.message.endsWith(u'.'), qPrintable(finding.message));
            }
        }
    }
}

void ImageRulesTest::pointsAtTheSwitch()
{
    const QByteArray text = app("shop/api:latest", true);
    const Findings findings = checkText(text).findings;
    const Finding &finding = findings.front();
    QCOMPARE(finding.app, u"/shop/api"_s);
    QCOMPARE(finding.pointer.toString(), u"/container/docker/image"_s);
    QCOMPARE(text.mid(finding.range.begin, finding.range.length()), "\"shop/api:latest\""_ba);
    QCOMPARE(finding.related.size(), size_t(1));
    const RelatedPlace &place = finding.related.front();
    QCOMPARE(place.pointer.toString(), u"/container/docker/forcePullImage"_s);
    QCOMPARE(text.mid(place.range.begin, place.range.length()), "true"_ba);
}

void ImageRulesTest::asksForATag_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QByteArray>("image");

    const QByteArray name = "registry.example.com:5000/shop/api";
    const QString digest = QString::fromUtf8(Digest);
    QTest::newRow("a tag") << u"2.7.1"_s << name + ":2.7.1";
    QTest::newRow("a tag with a colon") << u":2.7.1"_s << name + ":2.7.1";
    QTest::newRow("a tag among blanks") << u" 2.7.1 "_s << name + ":2.7.1";
    QTest::newRow("a tag with a digest") << u"2.7.1@"_s + digest << name + ":2.7.1@" + Digest;
    QTest::newRow("a moving tag with a digest")
        << u"latest@"_s + digest << name + ":latest@" + Digest;
    QTest::newRow("a digest") << digest << name + '@' + Digest;
    QTest::newRow("a digest with an at sign") << u'@' + digest << name + '@' + Digest;
    QTest::newRow("a whole reference") << u"other/api:1.0.0"_s << "other/api:1.0.0"_ba;
    QTest::newRow("a short reference") << u"nginx:1.25.3"_s << "nginx:1.25.3"_ba;
}

void ImageRulesTest::asksForATag()
{
    QFETCH(QString, answer);
    QFETCH(QByteArray, image);

    const QByteArray name = "registry.example.com:5000/shop/api";
    for (const QByteArray &text : {app(name, false), app(name + ":3", false)}) {
        const Findings findings = checkText(text).findings;
        const Fix &fix = findings.front().fixes.front();
        QVERIFY(!fix.isSafe);
        QVERIFY(fix.edits.empty());
        QVERIFY(fix.question->suggestion.isEmpty());
        QCOMPARE(
            fix.question->prompt, u"Which tag of registry.example.com:5000/shop/api should run?"_s);
        const QByteArray after = fixedText(text, fix, answer);
        QCOMPARE(
            JsonTree::parse(after).at(JsonPointer::of("/container/docker/image")).toUtf8(), image);
    }
}

void ImageRulesTest::asksForADigest()
{
    RuleConfig config = RuleConfig::builtIn();
    config.levels.insert(u"image-not-digest-pinned"_s, Severity::Info);
    const QByteArray name = "registry.example.com:5000/shop/api:2.7.1";
    const QString digest = QString::fromUtf8(Digest);
    for (const QByteArray &text : {app(name, false), pod(name, false)}) {
        const Findings findings = checkText(text, config).findings;
        QCOMPARE(idsOf(findings), QStringList{u"image-not-digest-pinned"_s});
        const Fix &fix = findings.front().fixes.front();
        QVERIFY(!fix.isSafe && fix.edits.empty());
        for (const QString &answer :
            QStringList{digest, u" @"_s + digest, u"shop/api@"_s + digest}) {
            const QByteArray after = fixedText(text, fix, answer);
            const QByteArray pinned = '"' + name + '@' + Digest + '"';
            QVERIFY2(after.contains(pinned), after.constData());
            QCOMPARE(idsOf(checkText(after, config).findings), QStringList());
        }
        for (const QString &answer : QStringList{{}, u"2.7.1"_s, u"sha256:abc"_s})
            QVERIFY(!fix.question->edits(answer));
    }
}

void ImageRulesTest::namesTheVariant()
{
    const auto messageOf = [](const QByteArray &image) {
        return checkText(app(image, false)).findings.front().message;
    };
    QVERIFY(messageOf("nginx:alpine").startsWith(u"'alpine' names no version"));
    QVERIFY(messageOf("shop/api:staging").startsWith(u"'staging' is moved on purpose"));
}

void ImageRulesTest::refusesBadAnswers_data()
{
    QTest::addColumn<QString>("answer");

    for (const char *answer : {"", "  ", "latest", "3", "stable", "1.4.0-SNAPSHOT", "-1", "2.7.1@x",
             "sha256:abc", "other/api", "other/api:latest", "Other/Api:2.7.1", "http://a/b:1.0.0",
             "2.7.1 x", "9.9.9", "8.8.8"})
        QTest::newRow(answer[0] ? answer : "nothing") << QString::fromLatin1(answer);
}

void ImageRulesTest::refusesBadAnswers()
{
    QFETCH(QString, answer);

    Facts facts = evidence("shop/api:9.9.9", ImageEvidence::Gone);
    facts.images.insert(evidence("shop/api:8.8.8", ImageEvidence::Moved).images);
    const Findings findings
        = checkText(app("shop/api:latest", true), RuleConfig::builtIn(), facts).findings;
    const Result<TextEdits> edits = findings.front().fixes.front().question->edits(answer);
    QVERIFY(!edits);
    QCOMPARE(edits.error().kind, ErrorKind::Invalid);
    QVERIFY(edits.error().message.endsWith(u'.'));
    QVERIFY(!edits.error().hint.isEmpty());
}

void ImageRulesTest::writesTheSwitchToo()
{
    const QByteArray ofApp = app("shop/api:latest", true);
    const Findings appFindings = checkText(ofApp).findings;
    const QByteArray fixedApp = fixedText(ofApp, appFindings.front().fixes.front(), u"2.7.1"_s);
    QCOMPARE(fixedApp, app("shop/api:2.7.1", false));

    const QByteArray ofPod = pod("shop/web", true);
    const Findings podFindings = checkText(ofPod).findings;
    const QByteArray fixedPod = fixedText(ofPod, podFindings.front().fixes.front(), u"2.7.1"_s);
    QCOMPARE(fixedPod, pod("shop/web:2.7.1", false));
}

void ImageRulesTest::touchesOnlyItsValues()
{
    const QByteArray text
        = "{ \"id\":\"/shop/api\",\r\n\t\"cpus\":1.50 , \"container\" : { \"docker\":\r\n"
          "{\"forcePullImage\" :true,\"image\":  \"shop\\/api:latest\"} } }";
    const QByteArray after = QByteArray(text)
                                 .replace(" :true", " :false")
                                 .replace("shop\\/api:latest", "shop/api:2.7.1");
    const Findings findings = imageFindings(text);
    QCOMPARE(fixedText(text, findings.front().fixes.front(), u"2.7.1"_s), after);
}

void ImageRulesTest::stripsOnlyWhatIsCertain_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("a scheme") << "https://r.example.com/shop/api:2.7.1"_ba
                              << "r.example.com/shop/api:2.7.1"_ba;
    QTest::newRow("another scheme") << "docker://shop/api:2.7.1"_ba
                                    << "shop/api:2.7.1"_ba;
    QTest::newRow("blanks around") << " shop/api:2.7.1 "_ba
                                   << "shop/api:2.7.1"_ba;
    QTest::newRow("a scheme that hides latest") << "docker://shop/api:latest"_ba << QByteArray();
    QTest::newRow("blanks that hide a missing tag") << "shop/api "_ba << QByteArray();
    QTest::newRow("still wrong") << "docker://Shop/api:2.7.1"_ba << QByteArray();
    QTest::newRow("upper case") << "Shop/api:2.7.1"_ba << QByteArray();
}

void ImageRulesTest::stripsOnlyWhatIsCertain()
{
    QFETCH(QByteArray, image);
    QFETCH(QByteArray, after);

    const QByteArray text = app(image, false);
    const Findings findings = checkText(text).findings;
    QCOMPARE(idsOf(findings), QStringList{u"image-invalid-reference"_s});
    QCOMPARE(findings.front().fixes.size(), size_t(after.isEmpty() ? 0 : 1));
    if (after.isEmpty())
        return;
    QVERIFY(findings.front().fixes.front().isSafe);
    QCOMPARE(fixedText(text, findings.front().fixes.front(), {}), app(after, false));
}

void ImageRulesTest::offersTheStopGap_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<bool>("isOffered");

    QTest::newRow("no tag") << "shop/api"_ba << false;
    QTest::newRow("latest") << "shop/api:latest"_ba << false;
    QTest::newRow("a channel") << "shop/api:stable"_ba << true;
    QTest::newRow("a floating version") << "shop/api:3"_ba << true;
}

void ImageRulesTest::offersTheStopGap()
{
    QFETCH(QByteArray, image);
    QFETCH(bool, isOffered);

    const QByteArray text = app(image, true);
    const std::vector<Fix> fixes = checkText(text).findings.front().fixes;
    QCOMPARE(fixes.size(), size_t(isOffered ? 2 : 1));
    if (isOffered) {
        QVERIFY(!fixes[1].isSafe);
        QCOMPARE(fixedText(text, fixes[1], {}), app(image, false));
    }
    RuleConfig strict = RuleConfig::builtIn();
    strict.levels.insert(u"image-channel-tag"_s, Severity::Error);
    strict.levels.insert(u"image-floating-version"_s, Severity::Error);
    QCOMPARE(checkText(text, strict).findings.front().fixes.size(), size_t(1));
    const Facts moved = evidence(image, ImageEvidence::Gone);
    QCOMPARE(
        checkText(text, RuleConfig::builtIn(), moved).findings.front().fixes.size(), size_t(1));
}

void ImageRulesTest::pinsToTheRecordedDigest()
{
    const Facts facts = evidence("shop/api:2.7.1", ImageEvidence::Moved);
    for (const bool isForced : {false, true}) {
        const QByteArray text = app("shop/api:2.7.1", isForced);
        const Findings findings = checkText(text, RuleConfig::builtIn(), facts).findings;
        const Fix &fix = findings.front().fixes.front();
        QVERIFY(fix.isSafe);
        QCOMPARE(fixedText(text, fix, {}), app("shop/api@" + Digest, false));
        QVERIFY(findings.front().related.back().message.contains(QString::fromUtf8(Digest)));
    }
    const Facts gone = evidence("shop/api:2.7.1", ImageEvidence::Gone);
    const Findings findings
        = checkText(app("shop/api:2.7.1", false), RuleConfig::builtIn(), gone).findings;
    QCOMPARE(findings.front().fixes.size(), size_t(1));
    QVERIFY(findings.front().fixes.front().question);
}

void ImageRulesTest::usesTheEqualTag()
{
    Facts facts = evidence("shop/api:2.7", ImageEvidence::Stable);
    facts.images[u"shop/api:2.7"_s].equalTag = u"2.7.1"_s;
    const QByteArray text = app("shop/api:2.7", false);
    const Findings findings = checkText(text, RuleConfig::builtIn(), facts).findings;
    const Fix &fix = findings.front().fixes.front();
    QVERIFY(fix.isSafe);
    QCOMPARE(fixedText(text, fix, {}), app("shop/api:2.7.1", false));

    facts.images[u"shop/api:2.7"_s].equalTag = u"latest"_s;
    const Findings others = checkText(text, RuleConfig::builtIn(), facts).findings;
    QVERIFY(others.front().fixes.front().question);
}

void ImageRulesTest::pinsTheDigestOfToday()
{
    Facts facts = evidence("shop/api:stable", ImageEvidence::Stable);
    facts.images[u"shop/api:stable"_s].currentDigest = QString::fromUtf8(Digest);
    const QByteArray text = app("shop/api:stable", true);
    const Findings findings = checkText(text, RuleConfig::builtIn(), facts).findings;
    const std::vector<Fix> &fixes = findings.front().fixes;
    const auto fix = std::find_if(fixes.begin(), fixes.end(),
        [](const Fix &each) { return each.title == u"Pin the digest that it has today"; });
    QVERIFY(fix != fixes.end());
    QVERIFY(!fix->isSafe); // agents may have an older image
    QCOMPARE(fixedText(text, *fix, {}), app("shop/api:stable@" + Digest, false));
}

void ImageRulesTest::tellsMissingPlatforms()
{
    Facts facts = evidence("shop/api:2.7.1", ImageEvidence::Stable);
    ImageFacts &image = facts.images[u"shop/api:2.7.1"_s];
    RuleConfig config = RuleConfig::builtIn();
    const auto ids
        = [&] { return idsOf(checkText(app("shop/api:2.7.1", false), config, facts).findings); };
    const QStringList missing{u"image-platform-missing"_s};
    image.platforms = {u"linux/arm64/v8"_s, u"windows/amd64"_s};
    QCOMPARE(ids(), missing);
    config.parameters.own.insert(missing.first(), {{u"platform"_s, u"linux/arm64"_s}});
    QCOMPARE(ids(), QStringList());
    image.platforms = {u"linux/amd64"_s};
    QCOMPARE(ids(), missing);
    config.parameters.own.clear();
    QCOMPARE(ids(), QStringList());
}

void ImageRulesTest::tellsWhatMesosCannotPull_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<int>("form");
    QTest::addColumn<bool>("isReported");
    const QByteArray pinned = "shop/api:2.7.1@" + Digest;
    QTest::newRow("schema 2") << pinned << int(ManifestForm::DockerImage) << false;
    QTest::newRow("a list by digest") << pinned << int(ManifestForm::DockerList) << true;
    QTest::newRow("a list by tag") << "shop/api:2.7.1"_ba << int(ManifestForm::DockerList) << false;
    QTest::newRow("OCI") << "shop/api:2.7.1"_ba << int(ManifestForm::OciImage) << true;
    QTest::newRow("not asked") << pinned << int(ManifestForm::Unknown) << false;
}

void ImageRulesTest::tellsWhatMesosCannotPull()
{
    QFETCH(QByteArray, image);
    QFETCH(int, form);
    QFETCH(bool, isReported);
    Facts facts = evidence(image, ImageEvidence::Stable);
    ImageFacts &known = facts.images[QString::fromUtf8(image)];
    known.form = ManifestForm(form);
    const QString id = u"image-mesos-format"_s;
    const QByteArray text = pod(image, false);
    const auto check = [&] { return checkText(text, RuleConfig::builtIn(), facts).findings; };
    QCOMPARE(countOf(check(), id), isReported ? 1 : 0);
    QCOMPARE(countOf(checkText(app(image, false), RuleConfig::builtIn(), facts).findings, id), 0);
    if (!isReported)
        return;
    const QString platform = u"sha256:"_s + QString(64, u'9');
    known.platformDigest = platform;
    known.platformForm = ManifestForm::DockerImage;
    const Fix fix = check().front().fixes.front();
    QVERIFY(fix.isSafe);
    const QByteArray after = fixedText(text, fix, {});
    QVERIFY(after.contains(QByteArray("shop/api:2.7.1@" + platform.toUtf8())));
    QVERIFY(checkText(after, RuleConfig::builtIn(), facts).findings.empty());
    known.platformForm = ManifestForm::OciImage;
    QVERIFY(check().front().fixes.empty());
}

void ImageRulesTest::replacesAppc_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("alone")
        << R"({"id": "/a", "container": {"appc": {"image": "x"}}})"_ba
        << R"({"id": "/a", "container": {"docker": {"image": "shop/api:2.7.1"}}})"_ba;
    QTest::newRow("beside null")
        << R"({"id": "/a", "container": {"docker": null, "appc": {"image": "x"}, "type": "MESOS"}})"_ba
        << R"({"id": "/a", "container": {"docker": {"image": "shop/api:2.7.1"}, "type": "MESOS"}})"_ba;
    QTest::newRow("beside another image")
        << R"({"id": "/a", "container": {"appc": {}, "docker": {"image": "x:1.0.0"}}})"_ba
        << R"({"id": "/a", "container": {"docker": {"image": "shop/api:2.7.1"}}})"_ba;
    QTest::newRow("in a pod") << R"({"id": "/a", "containers": [{"name": "w", "resources": {}, )"
                                 R"("image": {"kind": "APPC", "id": "x"}}]})"_ba
                              << R"({"id": "/a", "containers": [{"name": "w", "resources": {}, )"
                                 R"("image": {"kind": "DOCKER", "id": "shop/api:2.7.1"}}]})"_ba;
}

void ImageRulesTest::replacesAppc()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, after);

    const Findings findings = imageFindings(text);
    QCOMPARE(idsOf(findings), QStringList{u"image-appc-unsupported"_s});
    QCOMPARE(findings.front().severity, Severity::Error);
    const Fix &fix = findings.front().fixes.front();
    QCOMPARE(fixedText(text, fix, u"shop/api:2.7.1"_s), after);
    QVERIFY(!fix.question->edits(u"shop/api"_s));
}

void ImageRulesTest::fixesKeepTheLaw_data()
{
    decides_data();
}

void ImageRulesTest::fixesKeepTheLaw()
{
    QFETCH(QByteArray, image);
    const RuleConfig config = RuleConfig::builtIn();
    for (const ImageEvidence state : {ImageEvidence::NotAsked, ImageEvidence::Stable,
             ImageEvidence::Moved, ImageEvidence::Gone, ImageEvidence::Missing}) {
        const Facts facts = evidence(image, state);
        for (const bool isForced : {false, true}) {
            for (const QByteArray &text : {app(image, isForced), pod(image, isForced)})
                QCOMPARE(brokenFixLaw(text, config, facts, u"2.8.4"_s), QString());
        }
    }
}

QTEST_APPLESS_MAIN(ImageRulesTest)
#include "tst_imagerules.moc"
