// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/wordmarks.h"

#include <QTest>

using namespace Pinion;

namespace {

/// The line with brackets around what is marked.
QByteArray shown(QByteArray line, const std::vector<TextRange> &marks)
{
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
        line.insert(mark->end, '>').insert(mark->begin, '<');
    return line;
}

} // namespace

class TestWordMarks : public QObject
{
    Q_OBJECT

private slots:
    void marks_data();
    void marks();
};

void TestWordMarks::marks_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    const auto row = [](const char *name, const char *before, const char *after, const char *left,
                         const char *right) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(left)
                            << QByteArray(right);
    };
    row("a tag", "shop/orders:1.4.1", "shop/orders:1.4.2", "shop/orders:1.4.<1>",
        "shop/orders:1.4.<2>");
    row("a word more", "java -jar x.jar", "java -Xmx1g -jar x.jar", "java -jar x.jar",
        "java -<Xmx1g ->jar x.jar");
    row("the same", "abc def", "abc def", "abc def", "abc def");
    row("nothing in common", "\"alpha\"", "\"beta gamma\"", "<\"alpha\">", "<\"beta gamma\">");
    row("numbers", "512", "768", "<512>", "<768>");
    row("from nothing", "", "abc", "", "<abc>");
    row("not inside a letter", "caf\xc3\xa9 one", "caf\xc3\xa8 one", "<caf\xc3\xa9> one",
        "<caf\xc3\xa8> one");
    row("signs only", "[]", "{}", "<[]>", "<{}>");
}

void TestWordMarks::marks()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    const WordMarks marks = wordMarks(before, after);
    QCOMPARE(shown(before, marks.before), left);
    QCOMPARE(shown(after, marks.after), right);
    for (const TextRange &mark : marks.after)
        QVERIFY(!mark.isEmpty());
}

QTEST_GUILESS_MAIN(TestWordMarks)
#include "tst_wordmarks.moc"
