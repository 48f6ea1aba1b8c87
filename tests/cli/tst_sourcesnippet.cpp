// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sourcesnippet.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

// The part of the shown line that stands above the mark; one column per character.
QString markedText(const SourceSnippet &shown)
{
    const qsizetype begin = shown.underline.indexOf(u'^');
    return shown.line.mid(begin, shown.underline.size() - begin);
}

} // namespace

class TestSourceSnippet : public QObject
{
    Q_OBJECT

private slots:
    void showsOneLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qsizetype>("begin");
        QTest::addColumn<qsizetype>("end");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("underline");

        const auto row = [](const char *name, QByteArray text, qsizetype begin, qsizetype end,
                             const QString &line, const QString &underline) {
            QTest::newRow(name) << text << begin << end << line << underline;
        };
        row("middle line", "{\n  \"a\": 1\n}", 4, 7, u"  \"a\": 1"_s, u"  ^~~"_s);
        row("first byte", "[1]", 0, 1, u"[1]"_s, u"^"_s);
        row("place without length", "[1 2]", 3, 3, u"[1 2]"_s, u"   ^"_s);
        row("end of the text", "[1", 2, 2, u"[1"_s, u"  ^"_s);
        row("behind the end", "[1", 9, 12, u"[1"_s, u"  ^"_s);
        row("empty text", "", 0, 0, u""_s, u"^"_s);
        row("CR LF", "[\r\n1\r\n]", 3, 4, u"1"_s, u"^"_s);
        row("mark over several lines ends with the first", "[\n1]", 0, 4, u"["_s, u"^"_s);
        row("tabs", "\t\t\"a\": 1", 2, 5, u"        \"a\": 1"_s, u"        ^~~"_s);
        row("letters of two bytes", "\"äöü\": é", 10, 12, u"\"äöü\": é"_s, u"       ^"_s);
        row("wide letters", "\"日本\": 1", 10, 11, u"\"日本\": 1"_s, u"        ^"_s);
        row("combining mark", "\"e\xcc\x81\": 1", 7, 8, u"\"e\u0301\": 1"_s, u"     ^"_s);
        row("picture", "\"\xf0\x9f\x90\xb3\": 1", 8, 9, u"\"🐳\": 1"_s, u"      ^"_s);
        row("byte order mark", "\xef\xbb\xbf[x]", 4, 5, u"[x]"_s, u" ^"_s);
        row("control characters cannot act", "[\x1b[31m]", 1, 2, u"[\uFFFD[31m]"_s, u" ^"_s);
        row("invalid bytes", "[\xff]", 1, 2, u"[\uFFFD]"_s, u" ^"_s);
    }
    void showsOneLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(qsizetype, begin);
        QFETCH(qsizetype, end);
        const SourceSnippet shown = snippet(text, {begin, end});
        QTEST(shown.line, "line");
        QTEST(shown.underline, "underline");
    }

    void clipsLongLines_data()
    {
        QTest::addColumn<qsizetype>("before");
        QTest::addColumn<qsizetype>("length");
        QTest::addColumn<qsizetype>("after");

        for (const qsizetype before : {0, 10, 39, 40, 41, 99, 100, 5'000'000}) {
            for (const qsizetype length : {1, 30, 60, 61, 200}) {
                for (const qsizetype after : {0, 1, 50, 100, 300'000})
                    QTest::addRow("%lld + %lld + %lld", qlonglong(before), qlonglong(length),
                        qlonglong(after))
                        << before << length << after;
            }
        }
    }
    void clipsLongLines()
    {
        QFETCH(qsizetype, before);
        QFETCH(qsizetype, length);
        QFETCH(qsizetype, after);
        const QByteArray text
            = QByteArray(before, 'b') + QByteArray(length, 'm') + QByteArray(after, 'a');
        const SourceSnippet shown = snippet(text, {before, before + length});

        QVERIFY(shown.line.size() <= 101);
        QCOMPARE(shown.line.size() >= 99, before + length + after >= 99);
        QVERIFY(shown.underline.size() <= shown.line.size());
        const QString marked = markedText(shown);
        QVERIFY(marked.startsWith(u'm'));
        QVERIFY(!marked.contains(u'a') && !marked.contains(u'b'));
    }

    void cutsBetweenCharacters()
    {
        QByteArray text;
        for (int i = 0; i < 3000; ++i)
            text += "ü";
        for (qsizetype at : {2000, 2002, 3000}) {
            const SourceSnippet shown = snippet(text, {at, at + 2});
            QVERIFY(!shown.line.contains(QChar::ReplacementCharacter));
            QCOMPARE(markedText(shown), u"ü"_s);
        }
    }
};

QTEST_APPLESS_MAIN(TestSourceSnippet)

#include "tst_sourcesnippet.moc"
