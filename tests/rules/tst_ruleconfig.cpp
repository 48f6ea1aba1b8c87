// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "rules/ruleconfig.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class RuleConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void hasDefaults();
    void readsEverySetting();
    void readsTheCluster();
    void readsTheDocumentedExample();
    void takesNullForAbsent();
    void readsSuppressions();
    void refuses_data();
    void refuses();
    void keepsInvalidSuppressions_data();
    void keepsInvalidSuppressions();
    void matchesGlobs_data();
    void matchesGlobs();
    void addsSuppressions_data();
    void addsSuppressions();
    void leavesDamagedFilesAlone();
    void readsBackWhatItWrote();
    void takesBackWhatItWrote();
};

namespace {

SuppressionEntry someEntry()
{
    SuppressionEntry entry;
    entry.rule = u"image-latest-tag"_s;
    entry.id = u"/shop/api"_s;
    entry.suppression.reason = u"moves on purpose in this sandbox"_s;
    return entry;
}

} // namespace

void RuleConfigTest::hasDefaults()
{
    const RuleConfig config = RuleConfig::builtIn();
    QVERIFY(config.path.isEmpty());
    QVERIFY(!config.isRoot);
    QCOMPARE(config.version, DefaultMarathonVersion);
    QVERIFY(config.levels.isEmpty());
    QVERIFY(config.suppressions.empty());
    QCOMPARE(config.parameters.allowedExtraKeys.size(), 4);
    QCOMPARE(RuleConfig::parse("{}", u"/a/.pinion.json"_s)->path, u"/a/.pinion.json"_s);
}

void RuleConfigTest::readsEverySetting()
{
    const Result<RuleConfig> config = RuleConfig::parse(R"({
        "pinion": 1, "root": true, "failOn": "warning",
        "cluster": {"marathonVersion": "1.8.222"},
        "images": {"immutableRepositories": ["registry.example.com/**"],
                   "extraChannelWords": ["blue"], "notChannelWords": ["stage"],
                   "integerTags": "build", "floatingComponents": 1},
        "rules": {"image-latest-tag": "warning", "image-not-digest-pinned": "info",
                  "image-channel-tag": "off",
                  "image-no-tag": {"severity": "info"},
                  "meta-unknown-field": {"severity": "error", "allowedExtraKeys": ["^team-"]}}
    })",
        u".pinion.json"_s);
    QVERIFY2(config, config ? "" : qPrintable(config.error().message));
    QVERIFY(config->isRoot);
    QCOMPARE(config->failOn, Severity::Warning);
    QCOMPARE(config->version, (MarathonVersion{1, 8, 222}));
    QCOMPARE(
        config->parameters.images.immutableRepositories, QStringList{u"registry.example.com/**"_s});
    QCOMPARE(config->parameters.images.extraChannelWords, QStringList{u"blue"_s});
    QCOMPARE(config->parameters.images.notChannelWords, QStringList{u"stage"_s});
    QVERIFY(config->parameters.images.integerTagsAreBuilds);
    QCOMPARE(config->parameters.images.floatingComponents, 1);
    QCOMPARE(config->levels.value(u"image-latest-tag"_s), Severity::Warning);
    QCOMPARE(config->levels.value(u"image-no-tag"_s), Severity::Info);
    QVERIFY(config->levels.contains(u"image-channel-tag"_s));
    QVERIFY(!config->levels.value(u"image-channel-tag"_s));
    QCOMPARE(config->levels.value(u"meta-unknown-field"_s), Severity::Error);
    QCOMPARE(config->parameters.allowedExtraKeys, QStringList{u"^team-"_s});
}

void RuleConfigTest::readsTheCluster()
{
    const Result<RuleConfig> config = RuleConfig::parse(R"({
        "$schema": "https://example.com/schema.json", "partial": true, "registry": "lock",
        "cluster": {"agents": 24, "publicAgents": 2, "zones": 3, "portRanges": ["31000-32000", "80"],
                    "largestAgent": {"cpus": 16, "mem": 60000, "disk": 1000, "gpus": 1},
                    "features": {"secrets": true, "gpu_resources": false},
                    "serviceDiscovery": "none", "mesosRole": "web", "bridgeName": "br0",
                    "defaultNetworkName": "weave", "newGroupEnforceRole": "top",
                    "sanitizeResourceRoles": true},
        "images": {"maxEvidenceAge": "2w", "trustAfter": "5d"},
        "lb": {"groups": ["external"], "portRange": [9000, 9100], "wildcardGroup": true},
        "inlineSuppressions": {"allowed": false, "requireExpiry": true, "never": ["image-no-tag"]},
        "placeholders": ["\\[\\[.*\\]\\]"], "baseline": "known.json",
        "scopes": [{"name": "prod", "files": ["prod/**"], "complete": true}]
    })",
        u"/p/.pinion.json"_s);
    QVERIFY2(config, config ? "" : qPrintable(config.error().message));
    const ClusterFacts &cluster = config->facts.cluster;
    QCOMPARE(cluster.agents, 24);
    QCOMPARE(cluster.publicAgents, 2);
    QCOMPARE(cluster.zones, 3);
    QCOMPARE(cluster.portRanges.size(), size_t(2));
    QVERIFY(cluster.portRanges[0].contains(31500));
    QVERIFY(cluster.portRanges[1].contains(80));
    QCOMPARE(cluster.largestAgent.mem, 60000.0);
    QVERIFY(!cluster.hasServiceDiscovery);
    const ServerFacts &server = config->facts.server;
    QCOMPARE(server.features, QStringList{u"secrets"_s});
    QCOMPARE(server.mesosRole, u"web"_s);
    QCOMPARE(server.bridgeName, u"br0"_s);
    QCOMPARE(server.defaultNetworkName, u"weave"_s);
    QVERIFY(server.newGroupsEnforceRole);
    QVERIFY(server.sanitizesResourceRoles);
    QCOMPARE(config->maxEvidenceDays, 14);
    QCOMPARE(config->trustAfterDays, 5);
    QCOMPARE(config->parameters.lb.groups, QStringList{u"external"_s});
    QCOMPARE(config->parameters.lb.portRange.last, 9100);
    QVERIFY(config->parameters.lb.wildcardGroup);
    QVERIFY(config->parameters.isPartial);
    QVERIFY(config->parameters.placeholders.areIn(u"shop/api:[[tag]]"));
    QVERIFY(!config->inlineSuppressions.isAllowed);
    QVERIFY(config->inlineSuppressions.needsExpiry);
    QCOMPARE(config->inlineSuppressions.never, QStringList{u"image-no-tag"_s});
    QCOMPARE(config->registry, RegistryUse::Lock);
    QCOMPARE(config->baseline, u"/p/known.json"_s);
    QCOMPARE(config->scopes.size(), size_t(1));
    QVERIFY(config->scopes.front().isComplete);
}

void RuleConfigTest::readsTheDocumentedExample()
{
    const Result<QByteArray> page
        = readFile(QStringLiteral(PINION_SOURCE_DIR "/docs/configuration.md"));
    QVERIFY(page);
    const QByteArray opening = "```json\n";
    const qsizetype begin = page->indexOf(opening) + opening.size();
    const QByteArray example = page->mid(begin, page->indexOf("```", begin) - begin);
    const Result<RuleConfig> config = RuleConfig::parse(example, u".pinion.json"_s);
    QVERIFY2(config, config ? "" : qPrintable(config.error().message));
    QCOMPARE(config->suppressions.size(), size_t(1));
    QCOMPARE(config->suppressions.front().invalidBecause, QString());
}

void RuleConfigTest::takesNullForAbsent()
{
    const Result<RuleConfig> config = RuleConfig::parse(R"({"root": null, "images": null,
        "rules": {"image-no-tag": null}, "suppressions": null})",
        u".pinion.json"_s);
    QVERIFY2(config, config ? "" : qPrintable(config.error().message));
    QVERIFY(config->levels.isEmpty());
}

void RuleConfigTest::readsSuppressions()
{
    const Result<RuleConfig> config = RuleConfig::parse(R"({"suppressions": [
        {"rule": "image-latest-tag", "id": "/shop/*", "files": ["staging/**"],
         "pointer": "/container/**", "reason": "agreed with the shop team", "expires": "2027-01-31",
         "by": "ops"}]})",
        u".pinion.json"_s);
    QVERIFY2(config, config ? "" : qPrintable(config.error().message));
    QCOMPARE(config->suppressions.size(), size_t(1));
    const SuppressionEntry &entry = config->suppressions.front();
    QCOMPARE(entry.rule, u"image-latest-tag"_s);
    QCOMPARE(entry.id, u"/shop/*"_s);
    QCOMPARE(entry.files, QStringList{u"staging/**"_s});
    QCOMPARE(entry.pointer, u"/container/**"_s);
    QCOMPARE(entry.suppression.reason, u"agreed with the shop team"_s);
    QCOMPARE(entry.suppression.until, QDate(2027, 1, 31));
    QCOMPARE(entry.suppression.owner, u"ops"_s);
    QCOMPARE(entry.invalidBecause, QString());
}

void RuleConfigTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const QByteArray &text, const QString &what) {
        QTest::newRow(name) << text << u".pinion.json, line "_s + what;
    };
    row("text that is not JSON", "{\"root\": true,}", u"1, column 14: a comma stands before"_s);
    row("a list", "[]", u"1, column 1: an object is expected here."_s);
    row("an unknown setting", "{\n  \"rulez\": {}}",
        u"2, column 3: \"rulez\" is not a setting; did you mean \"rules\"?"_s);
    row("an unknown setting without a neighbour", "{\"colour\": 1}",
        u"1, column 2: \"colour\" is not a setting."_s);
    row("a setting twice", R"({"root": true, "root": false})", u"1, column 2: \"root\" occurs"_s);
    row("an unknown profile", R"({"profile": "stagng"})",
        u"1, column 13: there is no profile \"stagng\"; did you mean \"staging\"?"_s);
    row("a profile that is far from all", R"({"profile": "acme"})",
        u"1, column 13: there is no profile \"acme\"; there are default, dev, staging, "_s);
    row("a profile that is no text", R"({"profile": 1})",
        u"1, column 13: \"profile\" must be text."_s);
    row("half an agent", R"({"cluster": {"agents": 2.5}})",
        u"1, column 24: \"agents\" must be a whole number, 0 or more."_s);
    row("an agent with a negative size", R"({"cluster": {"largestAgent": {"mem": -1}}})",
        u"1, column 38: \"mem\" must be a number, 0 or more."_s);
    row("a range that runs backwards", R"({"cluster": {"portRanges": ["32000-31000"]}})",
        u"1, column 29: a range of ports is written \"31000-32000\"."_s);
    row("features that are no flags", R"({"cluster": {"features": {"secrets": "yes"}}})",
        u"1, column 26: \"features\" must be an object of feature names, each true or false."_s);
    row("an unknown part of the cluster", R"({"cluster": {"agent": 3}})",
        u"1, column 14: \"agent\" is not a setting; did you mean \"agents\"?"_s);
    row("an age without a unit", R"({"images": {"maxEvidenceAge": 30}})",
        u"1, column 31: \"maxEvidenceAge\" must be a number of days or weeks such as \"30d\""_s);
    row("one end of a range", R"({"lb": {"portRange": [10000]}})",
        u"1, column 22: \"portRange\" must be the first and the last port, as in"_s);
    row("a placeholder that is no pattern", R"({"placeholders": ["["]})",
        u"1, column 19: this is not a regular expression"_s);
    row("an unknown word for the registry", R"({"registry": "on"})",
        u"1, column 14: \"registry\" must be \"offline\", \"lock\" or \"online\"."_s);
    row("an unknown rule that is never suppressed",
        R"({"inlineSuppressions": {"never": ["sec-privilegd"]}})",
        u"1, column 35: there is no rule \"sec-privilegd\""_s);
    row("a parameter of the wrong type",
        R"({"rules": {"meta-unknown-field": {"allowedExtraKeys": "x"}}})",
        u"1, column 55: \"allowedExtraKeys\" must be a list."_s);
    row("a lock that is no flag", R"({"rules": {"image-no-tag": {"locked": 1}}})",
        u"1, column 39: \"locked\" must be true or false."_s);
    row("a name behind a rule that has none", R"({"rules": {"image-no-tag/mine": "off"}})",
        u"1, column 12: there is no rule \"image-no-tag/mine\"; only policy-… rules have names"_s);
    row("overrides that are no list", R"({"overrides": {}})",
        u"1, column 15: \"overrides\" must be a list."_s);
    row("an override for nothing", R"({"overrides": [{"profile": "dev"}]})",
        u"1, column 16: an override needs files or ids."_s);
    row("an override for a relative id", R"({"overrides": [{"ids": ["shop"]}]})",
        u"1, column 25: an id starts with /."_s);
    row("an override of the project", R"({"overrides": [{"files": ["a"], "root": true}]})",
        u"1, column 33: \"root\" cannot differ here."_s);
    row("an override by id of what documents share",
        R"({"overrides": [{"ids": ["/a"], "failOn": "info"}]})",
        u"1, column 32: \"failOn\" cannot differ here."_s);
    row("scopes that are no list", R"({"scopes": {}})",
        u"1, column 12: \"scopes\" must be a list."_s);
    row("a scope without files", R"({"scopes": [{"name": "prod"}]})",
        u"1, column 13: a scope needs files."_s);
    row("a scope that is half complete", R"({"scopes": [{"files": [], "complete": 1}]})",
        u"1, column 39: \"complete\" must be true or false."_s);
    row("an unknown base", R"({"extends": ["pinion:prod"]})",
        u"1, column 14: there is no profile \"prod\""_s);
    row("a base that is missing", R"({"extends": ["./missing.json"]})",
        u"1, column 14: \"./missing.json\" cannot be read: "_s);
    row("another form", R"({"pinion": 2})", u"1, column 12: \"pinion\" must be 1"_s);
    row("root as text", R"({"root": "yes"})", u"1, column 10: \"root\" must be true or false"_s);
    row("an unknown level to fail on", R"({"failOn": "never"})",
        u"1, column 12: \"failOn\" must"_s);
    row("a version that is none", R"({"cluster": {"marathonVersion": "new"}})",
        u"1, column 33: \"marathonVersion\" must be a release"_s);
    row("a version that is too old", R"({"cluster": {"marathonVersion": "1.3"}})",
        u"1, column 33: Marathon 1.4 is the oldest"_s);
    row("a version as a number", R"({"cluster": {"marathonVersion": 1.9}})",
        u"1, column 33: \"marathonVersion\" must"_s);
    row("words that are no list", R"({"images": {"extraChannelWords": "blue"}})",
        u"1, column 34: \"extraChannelWords\" must be a list of text"_s);
    row("words that are no text", R"({"images": {"extraChannelWords": [1]}})",
        u"1, column 34: \"extraChannelWords\" must be a list of text"_s);
    row("three floating components", R"({"images": {"floatingComponents": 3}})",
        u"1, column 35: \"floatingComponents\" must be 1 or 2"_s);
    row("an unknown word for integer tags", R"({"images": {"integerTags": "fixed"}})",
        u"1, column 28: \"integerTags\" must be"_s);
    row("an unknown rule", R"({"rules": {"image-lastest-tag": "off"}})",
        u"1, column 12: there is no rule \"image-lastest-tag\"; did you mean \"image-latest-tag\"?"_s);
    row("an unknown level", R"({"rules": {"image-latest-tag": "fatal"}})",
        u"1, column 32: a level must be"_s);
    row("a parameter of another rule", R"({"rules": {"image-no-tag": {"allowedExtraKeys": []}}})",
        u"1, column 29: \"allowedExtraKeys\" is not a setting of image-no-tag."_s);
    row("a pattern that is none",
        R"({"rules": {"meta-unknown-field": {"allowedExtraKeys": ["("]}}})",
        u"1, column 56: this is not a regular expression"_s);
    row("syntax rules that are off", R"({"rules": {"json-syntax": "off"}})",
        u"1, column 27: \"json-syntax\" cannot be off"_s);
    row("suppressions that are no list", R"({"suppressions": {}})",
        u"1, column 18: \"suppressions\" must be a list"_s);
    row("a mistyped member of a suppression", R"({"suppressions": [{"reasons": "x"}]})",
        u"1, column 20: \"reasons\" is not a setting; did you mean \"reason\"?"_s);
}

void RuleConfigTest::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);

    const Result<RuleConfig> config = RuleConfig::parse(text, u"/work/.pinion.json"_s);
    QVERIFY(!config);
    QCOMPARE(config.error().kind, ErrorKind::Invalid);
    QVERIFY2(config.error().message.startsWith(message), qPrintable(config.error().message));
}

void RuleConfigTest::keepsInvalidSuppressions_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("because");

    const QByteArray good = R"("rule": "image-no-tag", "id": "/a", "reason": "a good reason")";
    QTest::newRow("a good one") << good << QString();
    QTest::newRow("no rule") << R"("id": "/a", "reason": "a good reason")"_ba << u"names no rule"_s;
    QTest::newRow("an unknown rule")
        << R"("rule": "image-x", "id": "/a", "reason": "a good reason")"_ba << u"no such rule"_s;
    QTest::newRow("no place") << R"("rule": "image-no-tag", "reason": "a good reason")"_ba
                              << u"needs an id or files"_s;
    QTest::newRow("a relative id")
        << R"("rule": "image-no-tag", "id": "a", "reason": "a good reason")"_ba
        << u"starts with /"_s;
    QTest::newRow("a pointer without a slash")
        << good + R"(, "pointer": "container")" << u"pointer starts with /"_s;
    QTest::newRow("no reason") << R"("rule": "image-no-tag", "id": "/a")"_ba << u"no reason"_s;
    QTest::newRow("a short reason")
        << R"("rule": "image-no-tag", "id": "/a", "reason": "because"})"_ba.chopped(1)
        << u"does not say why"_s;
    QTest::newRow("an excuse")
        << R"("rule": "image-no-tag", "id": "/a", "reason": "TODO: fixme!!")"_ba
        << u"does not say why"_s;
    QTest::newRow("blanks") << R"("rule": "image-no-tag", "id": "/a", "reason": "             ")"_ba
                            << u"no reason"_s;
    QTest::newRow("a bad date") << good + R"(, "expires": "next week")" << u"must be a date"_s;
}

void RuleConfigTest::keepsInvalidSuppressions()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, because);

    const Result<RuleConfig> config
        = RuleConfig::parse("{\"suppressions\": [{" + members + "}]}", u".pinion.json"_s);
    QVERIFY2(config, config ? "" : qPrintable(config.error().message));
    const QString invalid = config->suppressions.front().invalidBecause;
    QCOMPARE(invalid.isEmpty(), because.isEmpty());
    QVERIFY2(invalid.contains(because), qPrintable(invalid));
}

void RuleConfigTest::matchesGlobs_data()
{
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("matches");

    QTest::newRow("itself") << u"/shop/api"_s << u"/shop/api"_s << true;
    QTest::newRow("no prefix") << u"/shop"_s << u"/shop/api"_s << false;
    QTest::newRow("one component") << u"/shop/*"_s << u"/shop/api"_s << true;
    QTest::newRow("not two") << u"/shop/*"_s << u"/shop/eu/api"_s << false;
    QTest::newRow("part of a component") << u"/shop/api-*"_s << u"/shop/api-eu"_s << true;
    QTest::newRow("any number") << u"/shop/**"_s << u"/shop/eu/api"_s << true;
    QTest::newRow("none is a number") << u"/shop/**"_s << u"/shop"_s << true;
    QTest::newRow("in the middle") << u"/**/api"_s << u"/shop/eu/api"_s << true;
    QTest::newRow("twice") << u"a/**/b/**/c"_s << u"a/x/b/b/y/c"_s << true;
    QTest::newRow("files") << u"staging/*.json"_s << u"staging/api.json"_s << true;
    QTest::newRow("other files") << u"staging/*.json"_s << u"staging/api.yaml"_s << false;
}

void RuleConfigTest::matchesGlobs()
{
    QFETCH(QString, glob);
    QFETCH(QString, path);
    QFETCH(bool, matches);

    QCOMPARE(globMatches(glob, path), matches);
}

void RuleConfigTest::addsSuppressions_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");

    const QByteArray entry = R"({
      "rule": "image-latest-tag",
      "id": "/shop/api",
      "reason": "moves on purpose in this sandbox"
    })";
    QTest::newRow("no file yet") << QByteArray()
                                 << "{\n  \"pinion\": 1,\n  \"suppressions\": [\n    " + entry
            + "\n  ]\n}\n";
    QTest::newRow("a file without any")
        << "{\n  \"root\": true\n}\n"_ba
        << "{\n  \"root\": true,\n  \"suppressions\": [\n    " + entry + "\n  ]\n}\n";
    QTest::newRow("an empty list") << "{\n  \"suppressions\": []\n}"_ba
                                   << "{\n  \"suppressions\": [\n    " + entry + "\n  ]\n}";
    QTest::newRow("behind another one")
        << "{\n  \"suppressions\": [\n    {\"rule\": \"x\"}\n  ]\n}"_ba
        << "{\n  \"suppressions\": [\n    {\"rule\": \"x\"},\n    " + entry + "\n  ]\n}";
    QTest::newRow("all on one line")
        << R"({"suppressions":[]})"_ba
        << R"({"suppressions":[{"rule":"image-latest-tag","id":"/shop/api",)"
           R"("reason":"moves on purpose in this sandbox"}]})"_ba;
}

void RuleConfigTest::addsSuppressions()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);

    const Result<QByteArray> text = withSuppression(before, someEntry());
    QVERIFY2(text, text ? "" : qPrintable(text.error().message));
    QCOMPARE(*text, after);
}

void RuleConfigTest::leavesDamagedFilesAlone()
{
    for (const QByteArray &text : {"{"_ba, "[]"_ba, R"({"suppressions": {}})"_ba})
        QVERIFY(!withSuppression(text, someEntry()));
}

void RuleConfigTest::takesBackWhatItWrote()
{
    const QByteArray before = "{\n  \"suppressions\": [\n    {\"rule\": \"x\"}\n  ]\n}";
    SuppressionEntry entry = someEntry();
    entry.index = 1;
    const Result<QByteArray> with = withSuppression(before, entry);
    QVERIFY(with);
    const Result<QByteArray> without = withoutSuppression(*with, entry);
    QVERIFY(without);
    QCOMPARE(*without, before);
    entry.suppression.reason = u"another reason than that"_s;
    QVERIFY(!withoutSuppression(*with, entry));
    QVERIFY(!withoutSuppression("{", entry));
}

void RuleConfigTest::readsBackWhatItWrote()
{
    SuppressionEntry entry = someEntry();
    entry.files = {u"a \"b\".json"_s, u"c.json"_s};
    entry.pointer = u"/container/docker/image"_s;
    entry.suppression.owner = u"Zoë"_s;
    entry.suppression.until = QDate(2030, 2, 28);
    const Result<RuleConfig> config
        = withSuppression({}, entry).and_then([&entry](const QByteArray &once) {
              return withSuppression(once, entry).and_then([](const QByteArray &twice) {
                  return RuleConfig::parse(twice, u".pinion.json"_s);
              });
          });
    QVERIFY2(config, config ? "" : qPrintable(config.error().message));
    QCOMPARE(config->suppressions.size(), size_t(2));
    for (const SuppressionEntry &read : config->suppressions) {
        QCOMPARE(read.rule, entry.rule);
        QCOMPARE(read.id, entry.id);
        QCOMPARE(read.files, entry.files);
        QCOMPARE(read.pointer, entry.pointer);
        QCOMPARE(read.suppression.reason, entry.suppression.reason);
        QCOMPARE(read.suppression.owner, entry.suppression.owner);
        QCOMPARE(read.suppression.until, entry.suppression.until);
        QCOMPARE(read.invalidBecause, QString());
    }
}

QTEST_APPLESS_MAIN(RuleConfigTest)
#include "tst_ruleconfig.moc"
