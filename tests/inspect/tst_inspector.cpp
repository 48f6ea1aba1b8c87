// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "inspect/inspector.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class InspectorTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void usesTheBuiltInSettings();
    void takesTheNearestFile();
    void tellsWhatIsWrongWithTheFile();
    void namesThePlaceForSuppressions();
    void checksRelativeToTheFile();
    void seesASuppressionItWrote();
    void checksUntitledDocuments();

private:
    [[nodiscard]] QString place(const QString &relative) const
    {
        return QDir(m_folder->path()).filePath(relative);
    }
    void write(const QString &relative, const QByteArray &bytes) const
    {
        const QString path = place(relative);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QVERIFY(writeFile(path, bytes));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

// One finding: the tag.
const QByteArray Latest
    = R"({"id": "/shop/api", "cpus": 1, "mem": 128, "taskKillGracePeriodSeconds": 20,
        "container": {"docker": {"image": "shop/api:latest"}},
        "healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}]})";

QByteArray suppressionFor(const QByteArray &files)
{
    return R"({"suppressions": [{"rule": "image-latest-tag", "files": [")" + files
        + R"("], "reason": "a sandbox that nobody relies on"}]})";
}

} // namespace

void InspectorTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void InspectorTest::usesTheBuiltInSettings()
{
    write(u"a/app.json"_s, Latest);
    const Result<RuleConfig> config = configFor(place(u"a/app.json"_s));
    QVERIFY(config);
    QCOMPARE(config->path, QString());
    QVERIFY(configFor({})->path.isEmpty());
}

void InspectorTest::takesTheNearestFile()
{
    write(u".pinion.json"_s, R"({"root": true, "failOn": "info"})");
    write(u"prod/.pinion.json"_s, R"({"failOn": "error"})");
    write(u"prod/eu/app.json"_s, Latest);
    write(u"staging/app.json"_s, Latest);
    const Result<RuleConfig> prod = configFor(place(u"prod/eu/app.json"_s));
    QVERIFY(prod);
    QCOMPARE(prod->failOn, Severity::Error);
    QCOMPARE(prod->path, place(u"prod/.pinion.json"_s));
    const Result<RuleConfig> staging = configFor(place(u"staging/app.json"_s));
    QVERIFY(staging);
    QCOMPARE(staging->failOn, Severity::Info);
    QCOMPARE(configFor(place(u"prod/new.json"_s))->failOn, Severity::Error);
}

void InspectorTest::tellsWhatIsWrongWithTheFile()
{
    write(u".pinion.json"_s, "{\n \"rule\": {}}");
    const Result<RuleConfig> config = configFor(place(u"app.json"_s));
    QVERIFY(!config);
    QCOMPARE(config.error().message,
        u".pinion.json, line 2, column 2: \"rule\" is not a setting; did you mean \"rules\"?"_s);
}

void InspectorTest::namesThePlaceForSuppressions()
{
    write(u"a/app.json"_s, Latest);
    QCOMPARE(configPathFor(place(u"a/app.json"_s)), place(u"a/.pinion.json"_s));
    write(u".pinion.json"_s, "{}");
    QCOMPARE(configPathFor(place(u"a/app.json"_s)), place(u".pinion.json"_s));
    QCOMPARE(configPathFor({}), QString());
}

void InspectorTest::checksRelativeToTheFile()
{
    write(u".pinion.json"_s, suppressionFor("prod/*.json"));
    const JsonTree tree = JsonTree::parse(Latest);
    const auto suppressed = [&](const QString &relative) {
        const Result<RuleConfig> config = configFor(place(relative));
        return countFindings(inspect(tree, place(relative), *config).findings).suppressed;
    };
    QCOMPARE(suppressed(u"prod/app.json"_s), 1);
    QCOMPARE(suppressed(u"prod/eu/app.json"_s), 0);
    QCOMPARE(suppressed(u"staging/app.json"_s), 0);
}

void InspectorTest::seesASuppressionItWrote()
{
    const QString document = place(u"app.json"_s);
    const JsonTree tree = JsonTree::parse(Latest);
    const Findings before = inspect(tree, document, *configFor(document)).findings;
    QCOMPARE(before.size(), size_t(1));

    SuppressionEntry entry;
    entry.rule = before.front().rule;
    entry.id = before.front().app;
    entry.pointer = before.front().pointer.toString();
    entry.suppression.reason = u"the sandbox always runs the newest"_s;
    const Result<QByteArray> text = withSuppression({}, entry);
    QVERIFY(text);
    QVERIFY(writeFile(configPathFor(document), *text));

    const Findings after = inspect(tree, document, *configFor(document)).findings;
    QCOMPARE(countFindings(after), (FindingCounts{.suppressed = 1}));
}

void InspectorTest::checksUntitledDocuments()
{
    const JsonTree tree = JsonTree::parse(Latest);
    const CheckResult result = inspect(tree, {}, RuleConfig::builtIn());
    QCOMPARE(result.kind, DocumentKind::App);
    QCOMPARE(result.findings.size(), size_t(1));
}

QTEST_APPLESS_MAIN(InspectorTest)
#include "tst_inspector.moc"
