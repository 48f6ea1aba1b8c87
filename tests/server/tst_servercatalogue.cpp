// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of the server's rules has a body that it refuses and one that it lets pass.
#include "server/canonicalpod.h"
#include "server/judge.h"
#include "server/judgegroup.h"
#include "server/judgepod.h"
#include "server/judgeupdate.h"
#include "server/reader.h"
#include "server/serverrules_app.h"
#include "verdicttesting.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

std::vector<ServerRule> allRows()
{
    std::vector<ServerRule> rows;
    for (const auto table : {readerServerRules(), appServerRules(), podServerRules(),
             groupServerRules(), updateServerRules()})
        rows.insert(rows.end(), table.begin(), table.end());
    return rows;
}

/// The rules that a verdict names.
QStringList rulesOf(const std::vector<Violation> &violations)
{
    QStringList rules;
    for (const Violation &violation : violations)
        rules.append(textOf(violation.rule));
    return rules;
}

/// What the server says to the example of a row: the readers first, and then the rules.
QStringList judged(const ServerRule &row, std::string_view example)
{
    ServerSettings settings;
    settings.version = std::max(row.since, DefaultMarathonVersion);
    settings.facts.features = textOf(row.features).split(u',', Qt::SkipEmptyParts);
    const QByteArray text = bytesOf(example);
    const bool isPod = text.contains("\"containers\"");
    const bool isGroup = text.contains("\"apps\"") || text.contains("\"scaleBy\"");
    const JsonTree tree = JsonTree::parse(isPod || isGroup ? text : patchedApp(text));
    if (isPod)
        return rulesOf(judgePod(tree.root(), settings).violations);
    if (isGroup)
        return rulesOf(judgeGroup(tree.root(), u"/"_s, settings).violations);
    if (const auto unread = readApp(tree.root(), settings.version); !unread.empty())
        return rulesOf(unread);
    return rulesOf(judgeApp(tree.root(), settings).violations);
}

// Rows that need more than a body, each with the body that is refused and the one that passes.

QStringList textJudged(const QByteArray &text)
{
    const JsonTree tree = JsonTree::parse(text);
    return rulesOf(readText(tree).violations);
}

QStringList groupJudged(const QByteArray &text)
{
    const JsonTree tree = JsonTree::parse(text);
    return rulesOf(judgeGroup(tree.root(), u"/g"_s, {}, false).violations);
}

QStringList patchJudged(const QByteArray &path)
{
    const JsonTree tree = JsonTree::parse(R"({"enforceRole":true})");
    return rulesOf(judgeGroupPatch(tree.root(), QString::fromUtf8(path)).violations);
}

QStringList listJudged(const QByteArray &text)
{
    const JsonTree tree = JsonTree::parse(text);
    return rulesOf(judgeUpdateList(tree.root(), {}).violations);
}

/// A change of an app whose data lie on a volume, on a server that has the role x itself.
QStringList updateJudged(const QByteArray &update)
{
    static const Json stored = Json::parse(
        R"({"id":"/t/app","cmd":"sleep 10","cpus":1,"role":"t","container":{"type":"MESOS",)"
        R"("volumes":[{"containerPath":"d","mode":"RW","persistent":{"size":10}}]}})");
    ServerSettings settings;
    settings.facts.mesosRole = u"x"_s;
    const JsonTree tree = JsonTree::parse(update);
    return rulesOf(judgeAppUpdate(tree.root(), stored, settings).violations);
}

QStringList podUpdateJudged(const QByteArray &changed)
{
    static const QByteArray before
        = R"({"id":"/t/pod","role":"t","containers":[{"name":"web","resources":{"cpus":1},)"
          R"("volumeMounts":[{"name":"data","mountPath":"data"}]}],)"
          R"("volumes":[{"name":"data","persistent":{"size":10}}]})";
    QByteArray after = before;
    if (changed.contains("role"))
        after.replace(R"("role":"t")", changed);
    else
        after.replace(R"("cpus":1)", changed);
    ServerSettings settings;
    settings.facts.mesosRole = u"x"_s;
    const JsonTree old = JsonTree::parse(before);
    const JsonTree tree = JsonTree::parse(after);
    return rulesOf(
        judgePodUpdate(tree.root(), canonicalPod(old.root(), settings), settings).violations);
}

struct Case
{
    std::string_view rule;
    QStringList (*judge)(const QByteArray &);
    const char *failing;
    const char *passing;
};

constexpr Case Cases[] = {
    {ReadEmptyRule, textJudged, "", "{}"},
    {ReadTextRule, textJudged, "{", "{}"},
    {"server-group-no-id", groupJudged, R"({"groups":[{"apps":[]}]})",
        R"({"groups":[{"id":"a","apps":[]}]})"},
    {"server-group-enforce-role-change", groupJudged, R"({"enforceRole":true,"apps":[]})",
        R"({"enforceRole":true})"},
    {"server-group-patch", patchJudged, "/g/sub", "/g"},
    {"server-update-version", updateJudged, R"({"version":"2020-01-01T00:00:00.000Z","cpus":1})",
        R"({"version":"2020-01-01T00:00:00.000Z","id":"/t/app"})"},
    {"server-update-id", listJudged, R"([{"cpus":1}])", R"([{"id":"/t/app","cpus":1}])"},
    {"server-update-resident", updateJudged, R"({"cpus":2})", R"({"instances":2})"},
    {"server-update-role", updateJudged, R"({"role":"x"})", R"({"role":"t"})"},
    {"server-pod-role-change", podUpdateJudged, R"("role":"x")", R"("role":"t")"},
    {"server-pod-resident-update", podUpdateJudged, R"("cpus":2)", R"("cpus":1)"},
};

} // namespace

class ServerCatalogueTest : public QObject
{
    Q_OBJECT

private slots:
    void firesAndIsSilent_data();
    void firesAndIsSilent();
};

void ServerCatalogueTest::firesAndIsSilent_data()
{
    QTest::addColumn<int>("index");
    const std::vector<ServerRule> rows = allRows();
    for (size_t i = 0; i < rows.size(); ++i)
        QTest::newRow(bytesOf(rows[i].id).constData()) << int(i);
}

void ServerCatalogueTest::firesAndIsSilent()
{
    QFETCH(int, index);
    const ServerRule row = allRows()[size_t(index)];
    const QString id = textOf(row.id);
    if (!row.failing.empty()) {
        QCOMPARE(judged(row, row.failing).contains(id), true);
        QCOMPARE(judged(row, row.passing), QStringList());
        return;
    }
    const Case *found = std::find_if(
        std::begin(Cases), std::end(Cases), [&row](const Case &own) { return own.rule == row.id; });
    QVERIFY(found != std::end(Cases));
    QCOMPARE(found->judge(found->failing).contains(id), true);
    QCOMPARE(found->judge(found->passing), QStringList());
}

QTEST_APPLESS_MAIN(ServerCatalogueTest)
#include "tst_servercatalogue.moc"
