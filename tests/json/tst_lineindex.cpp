// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/lineindex.h"

#include <QTest>

using namespace Pinion;

class TestLineIndex : public QObject
{
    Q_OBJECT

private slots:
    void positions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qsizetype>("offset");
        QTest::addColumn<qsizetype>("line");
        QTest::addColumn<qsizetype>("column");

        const auto row
            = [](const char *name, QByteArray text, qsizetype offset, qsizetype line,
                  qsizetype column) { QTest::newRow(name) << text << offset << line << column; };
        row("empty text", "", 0, 1, 1);
        row("first byte", "abc\ndef", 0, 1, 1);
        row("line end belongs to its line", "abc\ndef", 3, 1, 4);
        row("second line", "abc\ndef", 4, 2, 1);
        row("CR LF counts once", "a\r\nb\r\nc", 6, 3, 1);
        row("between CR and LF", "a\r\nb", 2, 1, 3);
        row("lone CR ends a line", "a\rb", 2, 2, 1);
        row("mixed ends", "a\rb\nc\r\nd", 7, 4, 1);
        row("behind the final newline", "a\n", 2, 2, 1);
        row("columns count bytes", "\xC3\xA4x", 2, 1, 3);
        row("past the end is clamped", "ab", 99, 1, 3);
        row("before the start is clamped", "ab", -5, 1, 1);
    }
    void positions()
    {
        QFETCH(QByteArray, text);
        QFETCH(qsizetype, offset);
        const TextPosition position = LineIndex(text).position(offset);
        QTEST(position.line, "line");
        QTEST(position.column, "column");
    }

    void thereAndBack()
    {
        const QByteArray text = "{\r\n  \"a\": 1,\n\r  \"b\": 2\n}";
        const LineIndex lines(text);
        for (qsizetype offset = 0; offset <= text.size(); ++offset)
            QCOMPARE(lines.offset(lines.position(offset)), offset);
    }
};

QTEST_APPLESS_MAIN(TestLineIndex)
#include "tst_lineindex.moc"
