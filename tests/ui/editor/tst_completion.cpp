// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/completion.h"
#include "ui/editor/cursorcontext.h"

#include <QTest>

#include <algorithm>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Place = CursorContext::Place;

namespace {

/// A text with the cursor shown as '|'.
struct Marked
{
    explicit Marked(QByteArray marked)
        : offset(marked.indexOf('|'))
        , text(marked.remove(offset, 1))
    { }
    qsizetype offset;
    QByteArray text;
};

QStringList offered(const QByteArray &marked)
{
    const Marked place(marked);
    QStringList texts;
    for (const CompletionItem &item :
        completionsAt(DocumentSnapshot(place.text), place.offset).items)
        texts << QString::fromUtf8(item.text);
    return texts;
}

/// The text after choosing an item, with the cursor shown as '|'.
QByteArray chosen(const QByteArray &marked, const QByteArray &item)
{
    const Marked place(marked);
    const Completions completions = completionsAt(DocumentSnapshot(place.text), place.offset);
    const auto found = std::ranges::find(completions.items, item, &CompletionItem::text);
    if (found == completions.items.end())
        return "not offered";
    QByteArray insertion = found->insertion;
    insertion.insert(found->caret, '|');
    return applied(place.text, TextEdit{completions.range, insertion});
}

} // namespace

class TestCompletion : public QObject
{
    Q_OBJECT

private slots:
    void context_data();
    void context();
    void offersKeysThatAreMissing();
    void offersNoServerFields();
    void narrowsByWhatIsTyped();
    void offersValues_data();
    void offersValues();
    void insertsWhatFits_data();
    void insertsWhatFits();
    void findsTheAppInAGroup();
    void everyItemExplainsItself();
};

void TestCompletion::context_data()
{
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<Place>("place");
    QTest::addColumn<QString>("container");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("typed");
    QTest::newRow("empty object") << "{|}"_ba << Place::Key << u""_s << ""_ba
                                  << ""_ba;
    QTest::newRow("open key") << "{\"cp|"_ba << Place::Key << u""_s << ""_ba
                              << "cp"_ba;
    QTest::newRow("value") << "{\"a\": |}"_ba << Place::Value << u""_s << "a"_ba
                           << ""_ba;
    QTest::newRow("word") << "{\"a\": tr|}"_ba << Place::Value << u""_s << "a"_ba
                          << "tr"_ba;
    QTest::newRow("open text") << "{\"a\": \"x|\n}"_ba << Place::Value << u""_s << "a"_ba
                               << "x"_ba;
    QTest::newRow("nested") << "{\"a\": {\"b\": [1, {\"c\": |"_ba << Place::Value << u"/a/b/1"_s
                            << "c"_ba
                            << ""_ba;
    QTest::newRow("after a container") << "{\"a\": {}, \"|"_ba << Place::Key << u""_s << ""_ba
                                       << ""_ba;
    QTest::newRow("comma missing") << "{\"a\": 1\n\"b|\n}"_ba << Place::Key << u""_s << ""_ba
                                   << "b"_ba;
    QTest::newRow("comma missing after an object")
        << "{\"a\": {}\n\"b|\n}"_ba << Place::Key << u""_s << ""_ba
        << "b"_ba;
    QTest::newRow("escaped quote") << "{\"a\\\"b\": |"_ba << Place::Value << u""_s << "a\"b"_ba
                                   << ""_ba;
    QTest::newRow("outside") << "|{}"_ba << Place::Other << u""_s << ""_ba
                             << ""_ba;
    QTest::newRow("brackets that nobody opened") << "]}|"_ba << Place::Other << u""_s << ""_ba
                                                 << ""_ba;
}

void TestCompletion::context()
{
    QFETCH(QByteArray, marked);
    const Marked place(marked);
    const CursorContext context = contextAt(place.text, place.offset);
    QTEST(context.place, "place");
    QTEST(context.container.toString(), "container");
    QTEST(context.key, "key");
    QTEST(context.typed, "typed");
}

void TestCompletion::offersKeysThatAreMissing()
{
    const QStringList keys = offered("{\"id\": \"/a\", \"cpus\": 1, |}");
    QVERIFY(keys.contains(u"mem"_s));
    QVERIFY(keys.contains(u"container"_s));
    QVERIFY(!keys.contains(u"id"_s));
    QVERIFY(!keys.contains(u"cpus"_s));
    QVERIFY(offered("{\"container\": {\"docker\": {|}}}").contains(u"forcePullImage"_s));
    QVERIFY2(offered("{\"env\": {|}}").isEmpty(), "the keys of env are free");
    QVERIFY(offered("{\"nonsense\": {|}}").isEmpty());
    QVERIFY(offered("|").isEmpty());
}

void TestCompletion::offersNoServerFields()
{
    const QStringList keys = offered("{|}");
    QVERIFY(!keys.contains(u"tasksRunning"_s));
    QVERIFY(!keys.contains(u"version"_s));
    QVERIFY(!keys.contains(u"uris"_s));
}

void TestCompletion::narrowsByWhatIsTyped()
{
    const QStringList keys = offered("{\"C|");
    QVERIFY(keys.contains(u"cpus"_s));
    QVERIFY(keys.contains(u"container"_s));
    QVERIFY(!keys.contains(u"mem"_s));
}

void TestCompletion::offersValues_data()
{
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("container type")
        << "{\"container\": {\"type\": \"|\"}}"_ba << QStringList{u"DOCKER"_s, u"MESOS"_s};
    QTest::newRow("no quotes yet")
        << "{\"container\": {\"type\": |}}"_ba << QStringList{u"DOCKER"_s, u"MESOS"_s};
    QTest::newRow("switch") << "{\"container\": {\"docker\": {\"privileged\": |}}}"_ba
                            << QStringList{u"true"_s, u"false"_s};
    QTest::newRow("begun") << "{\"container\": {\"docker\": {\"privileged\": f|}}}"_ba
                           << QStringList{u"false"_s};
    QTest::newRow("in a list") << "{\"healthChecks\": [{\"protocol\": \"MESOS_T|"_ba
                               << QStringList{u"MESOS_TCP"_s};
    QTest::newRow("free text") << "{\"cmd\": \"|\"}"_ba << QStringList{};
}

void TestCompletion::offersValues()
{
    QFETCH(QByteArray, marked);
    QTEST(offered(marked), "values");
}

void TestCompletion::insertsWhatFits_data()
{
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("text field") << "{\"cm|\n}"_ba
                                << "cmd"_ba
                                << "{\"cmd\": \"|\"\n}"_ba;
    QTest::newRow("object") << "{\n  |\n}"_ba
                            << "container"_ba
                            << "{\n  \"container\": {|}\n}"_ba;
    QTest::newRow("list") << "{|}"_ba
                          << "healthChecks"_ba
                          << "{\"healthChecks\": [|]}"_ba;
    QTest::newRow("number") << "{|}"_ba
                            << "mem"_ba
                            << "{\"mem\": |}"_ba;
    QTest::newRow("existing member") << "{\"c|pus\": 1}"_ba
                                     << "cpus"_ba
                                     << "{\"cpus\"|: 1}"_ba;
    QTest::newRow("before a member") << "{\n  |\n  \"id\": \"/a\"\n}"_ba
                                     << "cmd"_ba
                                     << "{\n  \"cmd\": \"|\",\n  \"id\": \"/a\"\n}"_ba;
    QTest::newRow("after a member") << "{\n  \"id\": \"/a\"\n  |\n}"_ba
                                    << "cmd"_ba
                                    << "{\n  \"id\": \"/a\",\n  \"cmd\": \"|\"\n}"_ba;
    QTest::newRow("colon style of the text") << "{\"id\":\"/a\",\"cpus\":1,|}"_ba
                                             << "cmd"_ba
                                             << "{\"id\":\"/a\",\"cpus\":1,\"cmd\":\"|\"}"_ba;
    QTest::newRow("value in quotes") << "{\"container\": {\"type\": \"DO|CK\"}}"_ba
                                     << "DOCKER"_ba
                                     << "{\"container\": {\"type\": \"DOCKER\"|}}"_ba;
    QTest::newRow("word") << "{\"container\": {\"docker\": {\"privileged\": t|}}}"_ba
                          << "true"_ba
                          << "{\"container\": {\"docker\": {\"privileged\": true|}}}"_ba;
}

void TestCompletion::insertsWhatFits()
{
    QFETCH(QByteArray, marked);
    QFETCH(QByteArray, item);
    QTEST(chosen(marked, item), "result");
}

void TestCompletion::findsTheAppInAGroup()
{
    const QByteArray group = R"({"id": "/shop", "apps": [{"id": "api", |}]})";
    QVERIFY(offered(group).contains(u"cpus"_s));
    QVERIFY(!offered(group).contains(u"apps"_s));
}

void TestCompletion::everyItemExplainsItself()
{
    const Completions keys = completionsAt(DocumentSnapshot("{}"), 1);
    QVERIFY(keys.items.size() > 10);
    for (const CompletionItem &item : keys.items) {
        QVERIFY2(!item.label.isEmpty(), item.text.constData());
        QVERIFY2(!item.help.isEmpty(), item.text.constData());
        QVERIFY(item.isKey);
    }
}

QTEST_APPLESS_MAIN(TestCompletion)

#include "tst_completion.moc"
