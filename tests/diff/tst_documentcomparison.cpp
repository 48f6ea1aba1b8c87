// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/documentcomparison.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestDocumentComparison : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
};

void TestDocumentComparison::finds_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("differences");
    QTest::addColumn<int>("same");
    const auto row = [](const char *name, const char *before, const char *after,
                         const char *differences, int same) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after)
                            << QString::fromUtf8(differences) << same;
    };
    const char *const app = R"({"id": "/a", "cmd": "x"})";
    row("one app, the same", app, R"({"cmd": "x", "id": "a"})", "", 1);
    row("one app, changed", app, R"({"id": "/a", "cmd": "y"})", "changed /a: /cmd", 0);
    row("one app, renamed", app, R"({"id": "/b", "cmd": "x"})", "changed /b: /id", 0);
    row("a list in another order", R"([{"id": "/a", "cmd": "x"}, {"id": "/b", "cmd": "x"}])",
        R"([{"id": "/b", "cmd": "y"}, {"id": "/a", "cmd": "x"}])", "changed /b: /cmd", 1);
    row("one more, one less", R"([{"id": "/a", "cmd": "x"}, {"id": "/b", "cmd": "x"}])",
        R"([{"id": "/b", "cmd": "x"}, {"id": "/c", "cmd": "x"}])",
        "added /c: /id /cmd | removed /a", 1);
    row("an answer against a file", R"({"app": {"id": "/a", "cmd": "x", "tasksRunning": 1}})", app,
        "", 1);
    row("a list against one", R"({"apps": [{"id": "/a", "cmd": "x"}, {"id": "/b", "cmd": "x"}]})",
        R"({"id": "/b", "cmd": "y"})", "changed /b: /cmd | removed /a", 0);
    const char *const group = R"({"id": "/g", "apps": [{"id": "a", "cmd": "x"}], "groups": [
        {"id": "h", "apps": [{"id": "b", "cmd": "x"}]}]})";
    row("in a group", group, R"({"id": "/g", "groups": [
        {"id": "h", "apps": [{"id": "/g/h/b", "cmd": "y"}]}], "apps": [{"id": "a", "cmd": "x"}]})",
        "changed /g/h/b: /cmd", 3);
    row("a group by itself", group, R"({"id": "/g", "dependencies": ["/db"], "apps": [
        {"id": "a", "cmd": "x"}], "groups": [{"id": "h", "apps": [{"id": "b", "cmd": "x"}]}]})",
        "changed /g: /dependencies//db", 3);
    row("a role that the group gives", R"({"id": "/g", "enforceRole": false, "apps": [
        {"id": "a", "cmd": "x"}]})",
        R"({"id": "/g", "enforceRole": true, "apps": [
        {"id": "a", "cmd": "x"}]})",
        "changed /g: /enforceRole | changed /g/a: /role", 0);
    row("a renamed group", R"({"id": "/stage", "apps": [{"id": "a", "cmd": "x"}]})",
        R"({"id": "/prod", "apps": [{"id": "a", "cmd": "x", "instances": 2}]})",
        "changed /prod: /id | changed /prod/a: /id /instances", 0);
    row("pods in groups do not count", R"({"id": "/g", "apps": [], "pods": [
        {"id": "p", "containers": []}]})",
        R"({"id": "/g", "apps": []})", "", 1);
    row("no definition", R"({"a": 1, "b": [1]})", R"({"b": [2], "a": 1.0})", "changed : /b/0", 0);
    row("no definition, the same", R"({"a": 1})", R"({"a": 1.0})", "", 1);
}

void TestDocumentComparison::finds()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, differences);
    QFETCH(int, same);
    const JsonTree one = JsonTree::parse(before);
    const JsonTree other = JsonTree::parse(after);
    const DocumentComparison result = compareDocuments({one}, {other}, {});
    QStringList told;
    for (const DefinitionDifference &difference : result.differences) {
        QString text = changeName(difference.kind) + u' ' + difference.id;
        QStringList places;
        for (const Change &change : difference.comparison.changes())
            places.append(change.place.toString().replace(u"~1"_s, u"/"_s));
        if (difference.kind != ChangeKind::Removed)
            text += u": "_s + places.join(u' ');
        told.append(text);
    }
    QCOMPARE(told.join(u" | "_s), differences);
    QCOMPARE(result.same, same);
}

QTEST_GUILESS_MAIN(TestDocumentComparison)
#include "tst_documentcomparison.moc"
