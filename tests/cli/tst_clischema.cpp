// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QTest>

using namespace Qt::StringLiterals;

// An independent validator, Debian's python3-jsonschema, reads the schemas.
class TestCliSchema : public QObject
{
    Q_OBJECT

private slots:
    void validates_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QByteArray>("problem");
        QTest::newRow("app, sound") << cleanApp() << QByteArray();
        QTest::newRow("app, null is absent")
            << QByteArray("{\"id\": \"/a\", \"cmd\": null, \"upgradeStrategy\": null}")
            << QByteArray();
        QTest::newRow("app, wrong type")
            << QByteArray("{\"id\": \"/a\", \"cpus\": \"2\"}") << QByteArray("/cpus");
        QTest::newRow("app, out of range")
            << QByteArray("{\"id\": \"/a\", \"instances\": -1}") << QByteArray("/instances");
        QTest::newRow("app, map") << QByteArray("{\"id\": \"/a\", \"labels\": {\"x\": 1}}")
                                  << QByteArray("/labels/x");
        QTest::newRow("app, pattern") << QByteArray("{\"id\": \"/A b\"}") << QByteArray("/id");
        QTest::newRow("app, missing member")
            << QByteArray("{\"id\": \"/a\", \"upgradeStrategy\": {\"minimumHealthCapacity\": 1}}")
            << QByteArray("/upgradeStrategy");
        QTest::newRow("group, sound") << QByteArray(
            "{\"id\": \"/g\", \"groups\": [{\"id\": \"h\", \"apps\": [{\"id\": \"a\"}]}]}")
                                      << QByteArray();
        QTest::newRow("group, app inside a group") << QByteArray(
            "{\"id\": \"/g\", \"groups\": [{\"id\": \"h\", \"apps\": [{\"mem\": \"1\", "
            "\"id\": \"a\"}]}]}") << QByteArray("/groups/0/apps/0/mem");
        QTest::newRow("pod, no containers")
            << QByteArray("{\"id\": \"/p\", \"containers\": []}") << QByteArray("/containers");
    }
    void validates()
    {
        QFETCH(QByteArray, document);
        QFETCH(QByteArray, problem);
        const Workbench bench;
        const QString kind = QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0);
        const Run schema = bench.run({u"schema"_s, kind});
        QCOMPARE(schema.code, 0);
        bench.write(u"schema.json"_s, schema.out);
        bench.write(u"document.json"_s, document);
        const Run check = bench.runOther(QStringLiteral(PINION_PYTHON),
            {u"-c"_s,
                u"import json, jsonschema\n"
                u"schema = json.load(open('schema.json'))\n"
                u"jsonschema.Draft7Validator.check_schema(schema)\n"
                u"errors = "
                u"jsonschema.Draft7Validator(schema).iter_errors(json.load(open('document.json')))"
                u"\n"
                u"print(*['/' + '/'.join(map(str, error.absolute_path)) for error in errors], sep='\\n', end='')\n"_s});
        QVERIFY2(check.code == 0, check.err.constData());
        QCOMPARE(check.out, problem);
    }

    void unknownKind()
    {
        const Run run = Workbench().run({u"schema"_s, u"task"_s});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("app, group and pod"), run.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliSchema)
#include "tst_clischema.moc"
