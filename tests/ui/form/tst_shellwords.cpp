// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/shellwords.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestShellWords : public QObject
{
    Q_OBJECT

private slots:
    void splits_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("nothing") << u"  \n "_s << QStringList();
        QTest::newRow("blanks") << u" a  b\tc\nd "_s << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
        QTest::newRow("single quotes") << u"sh -c 'echo \"a b\" \\n'"_s
                                       << QStringList{u"sh"_s, u"-c"_s, u"echo \"a b\" \\n"_s};
        QTest::newRow("double quotes")
            << u"\"a \\\"b\\\" \\\\ \\x $\""_s << QStringList{u"a \"b\" \\ \\x $"_s};
        QTest::newRow("glued") << u"--name=\"x y\"'z'\\ w"_s << QStringList{u"--name=x yz w"_s};
        QTest::newRow("empty word") << u"a \"\" ''"_s << QStringList{u"a"_s, QString(), QString()};
        QTest::newRow("continued line")
            << u"java \\\n  -jar app.jar"_s << QStringList{u"java"_s, u"-jar"_s, u"app.jar"_s};
        QTest::newRow("continued in quotes") << u"\"a\\\nb\""_s << QStringList{u"ab"_s};
        QTest::newRow("comment") << u"a # b c\nd a#b"_s << QStringList{u"a"_s, u"d"_s, u"a#b"_s};
        QTest::newRow("backslash at the end") << u"a\\"_s << QStringList{u"a"_s};
    }
    void splits()
    {
        QFETCH(QString, line);
        const ShellWords found = splitShellWords(line);
        QTEST(found.words, "words");
        QVERIFY(!found.isOpenEnded);
    }

    void tellsWhatOnlyAShellDoes()
    {
        const ShellWords found = splitShellWords(u"run '$A' \"$HOME/x\" `id` a|b && \\$C"_s);
        QCOMPARE(found.shellOnly, (QStringList{u"$HOME/x"_s, u"`id`"_s, u"a|b"_s, u"&&"_s}));
    }

    void openQuotesGoToTheEnd()
    {
        const ShellWords found = splitShellWords(u"a 'b c"_s);
        QVERIFY(found.isOpenEnded);
        QCOMPARE(found.words, (QStringList{u"a"_s, u"b c"_s}));
    }
};

QTEST_APPLESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
