// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruletesting.h"

#include "rules/configstack.h"
#include "rules/profiles.h"

#include <QSet>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

/// What several files, their bases, profiles and overrides come down to.
class OverridesTest : public QObject
{
    Q_OBJECT

private slots:
    void profilesNameRules();
    void profilesSetLevels_data();
    void profilesSetLevels();
    void nearestFileWins();
    void basesLieBelow();
    void circlesAreRefused();
    void lockedRulesStay();
    void filesChooseOverrides();
    void idsChooseOverrides();
    void lastOverrideWins();
    void commandLineChoosesTheProfile();
    void newLevelTakesBackTheMilderOne();
    void neverListsAddUp();
};

namespace {

ConfigFile fileOf(const QByteArray &text, const QString &path = u"/p/.pinion.json"_s)
{
    const Result<ConfigFile> file = ConfigFile::parse(text, path);
    if (!file)
        qFatal("%s", qPrintable(file.error().message));
    return *file;
}

RuleConfig settledFrom(std::vector<ConfigFile> files, const QString &document = u"/p/app.json"_s,
    const QString &profile = {})
{
    return RuleConfig::settled(
        std::make_shared<const ConfigStack>(std::move(files), profile), document);
}

RuleConfig settledFrom(const QByteArray &text, const QString &document = u"/p/app.json"_s)
{
    return settledFrom(std::vector{fileOf(text)}, document);
}

std::optional<Severity> levelOf(const RuleConfig &config, const QString &rule)
{
    const Rule *row = findRule(rule);
    return row ? effectiveLevel(*row, row->severity, config.levels) : std::nullopt;
}

/// True if there are rules about the same matter: "health-…".
bool hasFamily(const QString &id)
{
    const QByteArray prefix = id.section(u'-', 0, 0).toUtf8() + '-';
    const auto rules = allRules();
    return std::any_of(rules.begin(), rules.end(),
        [&prefix](const Rule &rule) { return rule.id.starts_with(prefix.toStdString()); });
}

} // namespace

void OverridesTest::profilesNameRules()
{
    QCOMPARE(profiles().size(), size_t(5));
    QVERIFY(profileSettings(*findProfile(u"default")).empty());
    for (const Profile &profile : profiles()) {
        QSet<QString> keys;
        for (const Setting &setting : profileSettings(profile)) {
            if (setting.isWeak)
                continue;
            QVERIFY2(!keys.contains(setting.key), qPrintable(setting.key));
            keys.insert(setting.key);
            const QString id = setting.key.section(u'.', 1, 1);
            if (setting.key.startsWith(u"rules.") && hasFamily(id))
                QVERIFY2(findRule(id), qPrintable(id));
        }
    }
}

void OverridesTest::profilesSetLevels_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("level");

    QTest::newRow("default") << u"default"_s << u"image-latest-tag"_s << u"error"_s;
    QTest::newRow("dev lowers errors about tags")
        << u"dev"_s << u"image-latest-tag"_s << u"warning"_s;
    QTest::newRow("dev turns warnings into advice")
        << u"dev"_s << u"meta-unknown-field"_s << u"info"_s;
    QTest::newRow("dev keeps errors") << u"dev"_s << u"meta-duplicate-key"_s << u"error"_s;
    QTest::newRow("dev keeps what Marathon refuses") << u"dev"_s << u"schema-type"_s << u"error"_s;
    QTest::newRow("staging keeps the image rules")
        << u"staging"_s << u"image-force-pull-mutable"_s << u"error"_s;
    QTest::newRow("production") << u"production"_s << u"image-channel-tag"_s << u"error"_s;
    QTest::newRow("strict wants digests")
        << u"strict"_s << u"image-not-digest-pinned"_s << u"warning"_s;
    QTest::newRow("strict raises advice")
        << u"strict"_s << u"image-tag-unclassified"_s << u"warning"_s;
}

void OverridesTest::profilesSetLevels()
{
    QFETCH(QString, profile);
    QFETCH(QString, rule);
    QFETCH(QString, level);

    const RuleConfig config = settledFrom("{\"profile\": \"" + profile.toUtf8() + "\"}");
    QCOMPARE(config.profile, profile);
    QCOMPARE(levelOf(config, rule), severityFromName(level));
    const bool isStrict = profile == u"strict" || profile == u"production";
    QCOMPARE(
        config.failOn.value_or(Severity::Error), isStrict ? Severity::Warning : Severity::Error);
}

void OverridesTest::nearestFileWins()
{
    const RuleConfig config = settledFrom(
        {fileOf(R"({"rules": {"image-no-tag": "info"},
            "suppressions": [{"rule": "image-latest-tag", "files": ["app.json"],
                              "reason": "near and agreed"}]})",
             u"/p/team/.pinion.json"_s),
            fileOf(
                R"({"failOn": "info", "rules": {"image-no-tag": "off", "image-latest-tag": "off"},
            "suppressions": [{"rule": "image-no-tag", "files": ["team/*"],
                              "reason": "far and agreed"}]})")},
        u"/p/team/app.json"_s);
    QCOMPARE(config.path, u"/p/team/.pinion.json"_s);
    QCOMPARE(levelOf(config, u"image-no-tag"_s), Severity::Info);
    QVERIFY(!levelOf(config, u"image-latest-tag"_s));
    QCOMPARE(config.failOn, Severity::Info);
    QCOMPARE(config.suppressions.size(), size_t(2));
    QCOMPARE(config.suppressions[0].base, QString());
    QCOMPARE(config.suppressions[1].base, u"team/"_s);

    const CheckResult result = checkText(
        R"({"id": "/a", "cmd": "exec ./a", "container": {"docker": {"image": "shop/api"}}})",
        config, {}, u"app.json"_s);
    const Finding *finding = findingOf(result.findings, u"image-no-tag"_s);
    QVERIFY(finding && finding->suppressed);
    QCOMPARE(finding->suppressed->reason, u"far and agreed"_s);
    QCOMPARE(finding->suppressed->entry, qsizetype(1));
}

void OverridesTest::basesLieBelow()
{
    ConfigFile file = fileOf(R"({"extends": ["pinion:strict", "./policy/acme.json"],
        "rules": {"image-channel-tag": "info"}})");
    const Result<void> read = readBases(file, [](const QString &path) -> Result<QByteArray> {
        if (path == u"/p/policy/acme.json")
            return R"({"extends": ["base.json"], "rules": {"image-no-tag": "info",
                             "image-channel-tag": "error"}})"_ba;
        if (path == u"/p/policy/base.json")
            return R"({"rules": {"image-no-tag": "off", "image-latest-tag": "info"}})"_ba;
        return fail(ErrorKind::NotFound, path);
    });
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    const RuleConfig config = settledFrom(std::vector{file});
    QCOMPARE(levelOf(config, u"image-no-tag"_s), Severity::Info);
    QCOMPARE(levelOf(config, u"image-latest-tag"_s), Severity::Info);
    QCOMPARE(levelOf(config, u"image-channel-tag"_s), Severity::Info);
    QCOMPARE(levelOf(config, u"image-not-digest-pinned"_s), Severity::Warning);
    QCOMPARE(config.profile, u"default"_s);
}

void OverridesTest::circlesAreRefused()
{
    ConfigFile file = fileOf(R"({"extends": ["b.json"]})", u"/p/a.json"_s);
    const Result<void> read = readBases(file,
        [](const QString &) -> Result<QByteArray> { return R"({"extends": ["./a.json"]})"_ba; });
    QVERIFY(!read);
    QCOMPARE(read.error().message,
        u"b.json, line 1, column 14: \"./a.json\" extends itself in a circle."_s);

    const Result<ConfigFile> huge
        = ConfigFile::parse(QByteArray(2 * 1024 * 1024, ' '), u"/p/.pinion.json"_s);
    QVERIFY(!huge);
    QCOMPARE(
        huge.error().message, u".pinion.json is larger than 1 MiB, so it is no configuration."_s);
}

void OverridesTest::lockedRulesStay()
{
    ConfigFile file = fileOf(R"({"extends": ["acme.json"], "profile": "dev",
        "rules": {"image-latest-tag": "off", "image-no-tag": "error"}})");
    QVERIFY(readBases(file, [](const QString &) -> Result<QByteArray> {
        return R"({"rules": {"image-latest-tag": {"severity": "error", "locked": true},
                             "image-no-tag": {"severity": "warning", "locked": true}}})"_ba;
    }));
    const ConfigStack stack({file});
    const RuleConfig config = settledFrom(std::vector{file});
    QCOMPARE(levelOf(config, u"image-latest-tag"_s), Severity::Error);
    QCOMPARE(levelOf(config, u"image-no-tag"_s), Severity::Error); // stricter is allowed
    const EffectiveSettings effective = stack.effective({});
    const EffectiveSetting &locked = effective.at(u"rules.image-latest-tag.severity"_s);
    QCOMPARE(locked.setting.origin.source, u"/p/acme.json"_s);
    QCOMPARE(locked.refused.size(), size_t(2)); // the profile and the file
    QCOMPARE(locked.refused.back().origin.line, qsizetype(2));
}

void OverridesTest::filesChooseOverrides()
{
    const QByteArray text = R"({"profile": "production", "rules": {"image-no-tag": "error"},
        "overrides": [{"files": ["staging/**"], "profile": "staging",
                       "cluster": {"agents": 3}, "reason": "a small one"}]})";
    const RuleConfig staging = settledFrom(text, u"/p/staging/a/b.json"_s);
    QCOMPARE(staging.profile, u"staging"_s);
    QCOMPARE(staging.facts.cluster.agents, 3);
    QVERIFY(!staging.failOn);
    QCOMPARE(levelOf(staging, u"image-channel-tag"_s), Severity::Warning);
    const RuleConfig prod = settledFrom(text, u"/p/prod/b.json"_s);
    QCOMPARE(prod.profile, u"production"_s);
    QCOMPARE(prod.facts.cluster.agents, -1);
}

void OverridesTest::idsChooseOverrides()
{
    const RuleConfig config = settledFrom(R"({"overrides": [
        {"ids": ["/g/old"], "rules": {"image-latest-tag": "info", "image-channel-tag": "off"}},
        {"ids": ["/g/odd"], "images": {"notChannelWords": ["stable"]}}]})");
    const CheckResult result = checkText(R"({"id": "/g", "apps": [
        {"id": "old", "container": {"docker": {"image": "a:latest"}}},
        {"id": "older", "container": {"docker": {"image": "a:latest"}}},
        {"id": "old", "container": {"docker": {"image": "a:stable"}}},
        {"id": "odd", "container": {"docker": {"image": "a:stable"}}},
        {"id": "plain", "container": {"docker": {"image": "a:stable"}}}]})",
        config);
    QStringList seen;
    for (const Finding &finding : result.findings) {
        if (finding.rule.startsWith(u"image-latest") || finding.rule.startsWith(u"image-channel"))
            seen.append(finding.app + u' ' + finding.rule + u' ' + severityName(finding.severity));
    }
    QCOMPARE(seen,
        (QStringList{u"/g/old image-latest-tag info"_s, u"/g/older image-latest-tag error"_s,
            u"/g/plain image-channel-tag warning"_s}));
}

void OverridesTest::lastOverrideWins()
{
    const RuleConfig config = settledFrom(R"({"overrides": [
        {"ids": ["/a"], "rules": {"image-latest-tag": "info"}},
        {"files": ["*.json"], "rules": {"image-latest-tag": "warning"}}]})");
    const CheckResult result
        = checkText(R"({"id": "/a", "container": {"docker": {"image": "a:latest"}}})", config);
    QCOMPARE(findingOf(result.findings, u"image-latest-tag"_s)->severity, Severity::Warning);
}

void OverridesTest::commandLineChoosesTheProfile()
{
    const RuleConfig config
        = settledFrom({fileOf(R"({"profile": "strict", "rules": {"image-no-tag": "info"}})")},
            u"/p/app.json"_s, u"production"_s);
    QCOMPARE(config.profile, u"production"_s);
    QCOMPARE(levelOf(config, u"image-no-tag"_s), Severity::Info);
    QVERIFY(!levelOf(config, u"image-not-digest-pinned"_s));
    const RuleConfig bare = settledFrom({}, u"/p/app.json"_s, u"strict"_s);
    QCOMPARE(bare.profile, u"strict"_s);
    QVERIFY(bare.path.isEmpty());
}

void OverridesTest::newLevelTakesBackTheMilderOne()
{
    const Rule &rule = *findRule(u"image-force-pull-left-on");
    const auto mild = [&rule](const QByteArray &settings) {
        const RuleConfig config = settledFrom("{" + settings + "}");
        return effectiveLevel(rule, Severity::Info, config.levels);
    };
    QCOMPARE(mild(R"("profile": "production")"), Severity::Warning);
    QCOMPARE(mild(R"("profile": "production", "rules": {"image-force-pull-left-on": "error"})"),
        Severity::Info);
    QCOMPARE(mild(R"("rules": {"image-force-pull-left-on": {"minorSeverity": "error"}})"),
        Severity::Error);
    QVERIFY(!mild(R"("rules": {"image-force-pull-left-on": {"minorSeverity": "off"}})"));
}

void OverridesTest::neverListsAddUp()
{
    const RuleConfig config = settledFrom(
        {fileOf(R"({"inlineSuppressions": {"never": ["image-no-tag"]}})", u"/p/a/.pinion.json"_s),
            fileOf(R"({"inlineSuppressions": {"never": ["image-latest-tag"]}})")});
    QCOMPARE(
        config.inlineSuppressions.never, (QStringList{u"image-latest-tag"_s, u"image-no-tag"_s}));
}

QTEST_APPLESS_MAIN(OverridesTest)
#include "tst_overrides.moc"
