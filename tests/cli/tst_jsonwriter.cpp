// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/jsonwriter.h"
#include "json/jsontree.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestJsonWriter : public QObject
{
    Q_OBJECT

private slots:
    void writesInOrder()
    {
        JsonWriter json;
        json.beginObject();
        json.member("z", qint64(-1));
        json.member("a", true);
        json.key("list");
        json.beginArray();
        json.value(u"x"_s);
        json.null();
        json.beginObject();
        json.endObject();
        json.beginArray();
        json.endArray();
        json.endArray();
        json.member("end", false);
        json.endObject();
        QCOMPARE(json.take(), QByteArray(R"({
  "z": -1,
  "a": true,
  "list": [
    "x",
    null,
    {},
    []
  ],
  "end": false
}
)"));
    }

    void anyTextIsValidJson_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("quotes") << u"a \"b\" \\ c"_s;
        QTest::newRow("control characters") << u"\n\t\x1b\x01"_s;
        QTest::newRow("NUL") << QString(u"a"_s + QChar(0) + u'b');
        QTest::newRow("half of a pair") << QString(QChar(0xd83d));
        QTest::newRow("picture") << u"🐳"_s;
    }
    void anyTextIsValidJson()
    {
        QFETCH(QString, text);
        JsonWriter json;
        json.value(text);
        const QByteArray bytes = json.take();
        const JsonTree tree = JsonTree::parse(bytes);
        QVERIFY2(tree.isValid(), bytes.constData());
        QCOMPARE(tree.root().toString(), QString::fromUtf8(text.toUtf8()));
    }
};

QTEST_APPLESS_MAIN(TestJsonWriter)

#include "tst_jsonwriter.moc"
