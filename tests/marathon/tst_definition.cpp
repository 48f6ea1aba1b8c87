// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/definition.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// "app /a, group /g": what was found, in order.
QString summary(const Definitions &definitions)
{
    QStringList parts;
    for (const Definition &item : definitions.items) {
        const QString root = item.root == SchemaRoot::App ? u"app"_s
            : item.root == SchemaRoot::Group              ? u"group"_s
                                                          : u"pod"_s;
        parts.append(item.id.isEmpty() ? root : QString(root + u' ' + item.id));
    }
    return parts.join(u", ");
}

} // namespace

class TestDefinition : public QObject
{
    Q_OBJECT

private slots:
    void find_data();
    void find();
    void enclosing_data();
    void enclosing();
    void enclosingInNothing();
    void absoluteId_data();
    void absoluteId();
    void deepDocuments_data();
    void deepDocuments();
    void longIdsDoNotMultiply();
    void nodesBelongToTheTree();
};

void TestDefinition::find_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("items");
    const auto row = [](const char *name, const QByteArray &text, const char *kind,
                         const char *items) {
        QTest::newRow(name) << text << QString::fromLatin1(kind) << QString::fromLatin1(items);
    };
    row("app", R"({"id":"/a","cmd":"x"})", "app", "app /a");
    for (const char *key : {"args", "container", "instances", "env", "fetch", "uris"}) {
        row(key, QByteArray(R"({"id":"b","%1":[]})").replace("%1", key), "app", "app /b");
    }
    row("relative id", R"({"id":"shop/web","cmd":"x"})", "app", "app /shop/web");
    row("id of another type", R"({"id":7,"cmd":"x"})", "app", "app");
    row("empty id", R"({"id":"","cmd":"x"})", "app", "app");
    row("id alone", R"({"id":"/a"})", "other", "");
    row("members without an id", R"({"cmd":"x","cpus":1})", "other", "");
    row("null means absent",
        R"({"id":"/a","cmd":null,"apps":null,"containers":null,"instances":1})", "app", "app /a");
    row("null id", R"({"id":null,"cmd":"x"})", "other", "");
    row("bad JSON with a recognisable app", R"({"id":"/a","cmd":"x",})", "app", "app /a");

    row("list of apps", R"([{"id":"/a"},{"id":"b"}])", "apps", "app /a, app /b");
    row("list with a pod", R"([{"id":"/a","containers":[]},{"id":"/b"}])", "apps",
        "pod /a, app /b");
    row("list with other values", R"([1,{"id":"/a"},null])", "apps", "app /a");
    row("empty list", "[]", "apps", "");
    row("list of numbers", "[1,2]", "other", "");

    row("answer with an app", R"({"app":{"id":"/a"}})", "response", "app /a");
    row("answer with apps", R"({"apps":[{"id":"/a"},{"id":"/b"}]})", "response", "app /a, app /b");
    row("answer with a pod", R"({"pod":{"id":"/p","containers":[]}})", "response", "pod /p");
    row("answer to a group pattern", R"({"*":[{"id":"/a/b"},{"id":"/a/c"}]})", "response",
        "app /a/b, app /a/c");
    row("order of the text", R"({"app":{"id":"/z"},"apps":[{"id":"/a"}],"pod":{"id":"/p"}})",
        "response", "app /z, app /a, pod /p");
    row("empty answer", R"({"apps":[]})", "response", "");
    row("answer with a null", R"({"app":null})", "other", "");
    row("app that is a text", R"({"app":"shop","version":1})", "other", "");

    row("pod", R"({"id":"/p","containers":[{"name":"c"}]})", "pod", "pod /p");
    row("pod wins over group", R"({"id":"/p","containers":[],"apps":[]})", "pod", "pod /p");
    row("pod without an id", R"({"containers":[]})", "pod", "pod");

    row("group", R"({"id":"/g","apps":[{"id":"a"},{"id":"/g/b"}]})", "group",
        "group /g, app /g/a, app /g/b");
    row("group without an id", R"({"groups":[{"id":"g","apps":[{"id":"a"}]}]})", "group",
        "group, group /g, app /g/a");
    row("nested groups",
        R"({"id":"/","apps":[{"id":"a"}],"groups":[{"id":"g","groups":[{"id":"../h","apps":[{"id":"b"}]}]}]})",
        "group", "group /, app /a, group /g, group /h, app /h/b");
    row("groups before apps in the text", R"({"id":"/","groups":[{"id":"g"}],"apps":[{"id":"a"}]})",
        "group", "group /, group /g, app /a");
    row("group inside without an id", R"({"id":"/g","groups":[{"apps":[{"id":"a"}]}]})", "group",
        "group /g, group, app /g/a");
    row("pods of a group", R"({"id":"/g","pods":[{"id":"p","containers":[]}]})", "group",
        "group /g, pod /g/p");
    row("states of pods",
        R"({"id":"/g","pods":[{"id":"/g/p","status":"STABLE","spec":{"id":"/g/p"}}]})", "group",
        "group /g, pod /g/p");
    row("members that are no objects", R"({"id":"/g","apps":[1,"x",null,{"id":"a"}],"groups":{}})",
        "group", "group /g, app /g/a");
    row("the same list twice", R"({"id":"/g","apps":[{"id":"a"}],"apps":[{"id":"b"}]})", "group",
        "group /g, app /g/a, app /g/b");

    row("package.json", R"({"name":"x","version":"1.0.0"})", "other", "");
    row("nothing", "", "other", "");
    row("text", R"("x")", "other", "");
    row("number", "7", "other", "");
}

void TestDefinition::find()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, kind);
    QFETCH(QString, items);
    const JsonTree tree = JsonTree::parse(text);
    const Definitions definitions = findDefinitions(tree);
    QCOMPARE(kindName(definitions.kind), kind);
    QCOMPARE(summary(definitions), items);
}

void TestDefinition::enclosing_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QString>("id");
    QTest::newRow("root") << QByteArray("") << u"/g"_s;
    QTest::newRow("member of the group") << QByteArray("/id") << u"/g"_s;
    QTest::newRow("list of apps") << QByteArray("/apps") << u"/g"_s;
    QTest::newRow("app") << QByteArray("/apps/0") << u"/g/a"_s;
    QTest::newRow("inside an app") << QByteArray("/apps/1/env/X") << u"/g/b"_s;
    QTest::newRow("not there yet") << QByteArray("/apps/0/container/docker/image") << u"/g/a"_s;
    QTest::newRow("past the end") << QByteArray("/apps/9/cpus") << u"/g"_s;
    QTest::newRow("not an index") << QByteArray("/apps/x") << u"/g"_s;
    QTest::newRow("app of a nested group") << QByteArray("/groups/0/apps/0/id") << u"/g/h/c"_s;
    QTest::newRow("nested group") << QByteArray("/groups/0/dependencies/0") << u"/g/h"_s;
}

void TestDefinition::enclosing()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QString, id);
    const JsonTree tree
        = JsonTree::parse(R"({"id":"/g","apps":[{"id":"a"},{"id":"b","env":{"X":"1"}}],
        "groups":[{"id":"h","apps":[{"id":"c"}],"dependencies":["x"]}]})");
    const Definitions definitions = findDefinitions(tree);
    const Definition *found = definitions.enclosing(JsonPointer::of(pointer));
    QVERIFY(found);
    QCOMPARE(found->id, id);
}

void TestDefinition::enclosingInNothing()
{
    const JsonTree list = JsonTree::parse(R"([{"id":"/a"}, 7])");
    const Definitions definitions = findDefinitions(list);
    QVERIFY(!definitions.enclosing(JsonPointer()));
    QVERIFY(!definitions.enclosing(JsonPointer::of("/1")));
    QVERIFY(definitions.enclosing(JsonPointer::of("/0/cpus")));
    QVERIFY(!Definitions().enclosing(JsonPointer()));
}

void TestDefinition::absoluteId_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("expected");
    QTest::newRow("absolute") << u"/a/b"_s << u"/x"_s << u"/a/b"_s;
    QTest::newRow("relative to the root") << u"a/b"_s << u"/"_s << u"/a/b"_s;
    QTest::newRow("relative to a group") << u"a"_s << u"/g/h"_s << u"/g/h/a"_s;
    QTest::newRow("parent") << u"../b"_s << u"/a/x"_s << u"/a/b"_s;
    QTest::newRow("never above the root") << u"../../../b"_s << u"/a"_s << u"/b"_s;
    QTest::newRow("parent inside") << u"/a/../b"_s << u"/"_s << u"/b"_s;
    QTest::newRow("empty parts") << u"/a//b/"_s << u"/"_s << u"/a/b"_s;
    QTest::newRow("dot") << u"./a/./b"_s << u"/g"_s << u"/g/a/b"_s;
    QTest::newRow("root") << u"/"_s << u"/g"_s << u"/"_s;
    QTest::newRow("only parent") << u".."_s << u"/"_s << u"/"_s;
    QTest::newRow("empty") << u""_s << u"/g"_s << u"/g"_s;
    QTest::newRow("placeholder") << u"${ENV}/a"_s << u"/"_s << u"/${ENV}/a"_s;
}

void TestDefinition::absoluteId()
{
    QFETCH(QString, id);
    QFETCH(QString, base);
    QFETCH(QString, expected);
    QCOMPARE(Pinion::absoluteId(id, base), expected);
}

void TestDefinition::deepDocuments_data()
{
    QTest::addColumn<QByteArray>("open");
    QTest::addColumn<QByteArray>("close");
    QTest::newRow("groups") << QByteArray(R"({"id":"a","groups":[)") << QByteArray("]}");
    QTest::newRow("arrays") << QByteArray("[") << QByteArray("]");
    QTest::newRow("unfinished groups") << QByteArray(R"({"id":"a","groups":[)") << QByteArray();
}

void TestDefinition::deepDocuments()
{
    QFETCH(QByteArray, open);
    QFETCH(QByteArray, close);
    constexpr int depth = 100'000;
    const JsonTree tree = JsonTree::parse(open.repeated(depth) + close.repeated(depth));
    const Definitions definitions = findDefinitions(tree);
    QVERIFY(definitions.items.size() < 1'000);
    for (const Definition &item : definitions.items)
        QVERIFY(item.id.size() < 1'000);
}

void TestDefinition::longIdsDoNotMultiply()
{
    const QByteArray longId(1'000'000, 'a');
    const QByteArray apps = QByteArray(R"({"id":"b"},)").repeated(1'000) + R"({"id":"c"})";
    const JsonTree tree = JsonTree::parse(R"({"id":"/)" + longId + R"(","apps":[)" + apps + "]}");
    const Definitions definitions = findDefinitions(tree);
    QCOMPARE(definitions.items.size(), 1'002U);
    QCOMPARE(definitions.items.back().id, u"/c"_s);
}

void TestDefinition::nodesBelongToTheTree()
{
    const JsonTree tree = JsonTree::parse(R"({"apps":[{"id":"/a"},{"id":"/b"}]})");
    const Definitions definitions = findDefinitions(tree);
    QCOMPARE(definitions.items.at(1).node.pointer().toUtf8(), QByteArray("/apps/1"));
    QCOMPARE(definitions.items.at(1).node, tree.at(JsonPointer::of("/apps/1")));
}

QTEST_APPLESS_MAIN(TestDefinition)
#include "tst_definition.moc"
