// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/definition.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestPlaceholder : public QObject
{
    Q_OBJECT

private slots:
    void isTemplated_data();
    void isTemplated();
    void longTextsEndSoon_data();
    void longTextsEndSoon();
};

void TestPlaceholder::isTemplated_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    for (const char *text : {"${TAG}", "repo/app:${TAG}", "${a.b:-c}", "{{tag}}",
             "repo/app:{{ .Tag }}", "<%= tag %>", "x<%tag%>y", "@TAG@", "repo/app:@BUILD_NUMBER@",
             "@project.version@", "__TAG__", "repo/app:__BUILD_NUMBER__", "%TAG%", "%BUILD_NUMBER%",
             "<your image>", "repo/app:<tag>", "<the id of your-app.v2>", "${}", "a__B__c"})
        QTest::addRow("%s", text) << QString::fromUtf8(text) << true;
    for (const char *text : {"", "a", "repo/app:1.2.3", "$TAG", "$(date)", "${TAG", "$}{", "{TAG}",
             "{{tag}", "{{tag", "}}{{", "<%tag", "%><%", "user@example.com", "@hostname", "a@b@c",
             "p@ss@word", "@@", "@1A@", "@ A@", "__init__", "____", "a__b", "__TAG_", "__TAG",
             "%20", "%C3%A9%20", "%H%M%S", "%Y-%m-%d", "100%", "%d%s", "1 < 2 > 0", "<>", "a <b",
             "<-a>", "< a>", "<a >", "repo@sha256:abc", "é", "%", "$", "<", "@", "_", "{"})
        QTest::addRow("not %s", text) << QString::fromUtf8(text) << false;
}

void TestPlaceholder::isTemplated()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(Pinion::isTemplated(text), expected);
}

void TestPlaceholder::longTextsEndSoon_data()
{
    QTest::addColumn<QString>("piece");
    for (const char *piece : {"${", "{{", "<%", "@A", "__A", "%A", "<a", "_", "@", "%", "<", "a"})
        QTest::addRow("%s", piece) << QString::fromLatin1(piece);
}

void TestPlaceholder::longTextsEndSoon()
{
    QFETCH(QString, piece);
    // Quadratic work on this many characters would take minutes.
    const QString text = piece.repeated(500'000 / piece.size());
    const bool isOpen = piece == u"@A" || piece == u"__A" || piece == u"%A";
    QCOMPARE(Pinion::isTemplated(text), isOpen && piece != u"%A");
}

QTEST_APPLESS_MAIN(TestPlaceholder)
#include "tst_placeholder.moc"
