// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "marathon/schema.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestFieldReference : public QObject
{
    Q_OBJECT

private slots:
    void documentationIsCurrent();
    void everyFieldIsThere();
    void tablesAreWellFormed();
};

void TestFieldReference::documentationIsCurrent()
{
    const QString path = QStringLiteral(PINION_SOURCE_DIR "/docs/fields.md");
    const QByteArray expected = fieldReference().toUtf8();
    if (qEnvironmentVariableIntValue("PINION_UPDATE") == 1)
        QVERIFY(writeFile(path, expected));
    const auto actual = readFile(path);
    QVERIFY2(actual, "docs/fields.md cannot be read");
    QVERIFY2(*actual == expected,
        "docs/fields.md is older than the schema; run PINION_UPDATE=1 ctest -R tst_fieldreference");
}

void TestFieldReference::everyFieldIsThere()
{
    const QString reference = fieldReference();
    for (const SchemaRoot root : {SchemaRoot::App, SchemaRoot::Group, SchemaRoot::Pod}) {
        for (const FieldSpec *spec : fields(root))
            QVERIFY2(
                reference.contains(u"| `"_s + text(spec->pointer) + u'`'), spec->pointer.data());
    }
}

void TestFieldReference::tablesAreWellFormed()
{
    int rows = 0;
    const QString reference = fieldReference();
    for (const QStringView line : QStringView(reference).split(u'\n')) {
        if (!line.startsWith(u'|'))
            continue;
        const qsizetype bars = line.count(u'|') - line.count(u"\\|");
        QVERIFY2(bars == 7, qPrintable(line.toString()));
        ++rows;
    }
    QVERIFY(rows > 300);
}

QTEST_APPLESS_MAIN(TestFieldReference)
#include "tst_fieldreference.moc"
