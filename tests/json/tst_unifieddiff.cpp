// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "json/unifieddiff.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestUnifiedDiff : public QObject
{
    Q_OBJECT

private slots:
    void equalTextsHaveNone() { QVERIFY(unifiedDiff("a\nb\n", "a\nb\n", "x", "y").isEmpty()); }

    void oneLineInContext()
    {
        const QByteArray before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        const QByteArray after = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n";
        QCOMPARE(unifiedDiff(before, after, "a/f", "b/f"),
            "--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    }

    void missingFinalNewlineIsSaid()
    {
        QCOMPARE(unifiedDiff("a", "b\n", "x", "y"),
            "--- x\n+++ y\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
    }

    void emptySides()
    {
        QCOMPARE(unifiedDiff("", "a\n", "x", "y"), "--- x\n+++ y\n@@ -0,0 +1 @@\n+a\n");
        QCOMPARE(unifiedDiff("a\n", "", "x", "y"), "--- x\n+++ y\n@@ -1 +0,0 @@\n-a\n");
    }

    /// The judge is git itself: whatever the two texts, applying the patch to the one gives the
    /// other.
    void gitAppliesIt()
    {
        const QString git = QStandardPaths::findExecutable(u"git"_s);
        if (git.isEmpty())
            QSKIP("git is not installed");
        QRandomGenerator random(20261122);
        for (int round = 0; round < 40; ++round) {
            const QByteArray before = randomText(random);
            const QByteArray after = mutated(before, random);
            if (before == after)
                continue;
            QTemporaryDir folder;
            QVERIFY(writeFile(folder.filePath(u"f"_s), before));
            QVERIFY(writeFile(folder.filePath(u"p"_s), unifiedDiff(before, after, "a/f", "b/f")));
            QProcess process;
            process.setWorkingDirectory(folder.path());
            process.start(git, {u"apply"_s, u"--whitespace=nowarn"_s, u"p"_s});
            QVERIFY(process.waitForFinished());
            const QByteArray complaint = process.readAllStandardError();
            QVERIFY2(process.exitCode() == 0, complaint.constData());
            QCOMPARE(readFile(folder.filePath(u"f"_s)).value(), after);
        }
    }

    void hugeDifferencesStayAffordable()
    {
        QByteArray before;
        QByteArray after;
        for (int i = 0; i < 20000; ++i) {
            before += "old " + QByteArray::number(i) + '\n';
            after += "new " + QByteArray::number(i) + '\n';
        }
        const QByteArray diff = unifiedDiff(before, after, "x", "y");
        QCOMPARE(diff.count("\n-old"), 20000);
        QCOMPARE(diff.count("\n+new"), 20000);
    }

private:
    static QByteArray randomText(QRandomGenerator &random)
    {
        QByteArray text;
        for (int i = random.bounded(1, 60); i > 0; --i)
            text
                += QByteArray::number(random.bounded(8)) + (random.bounded(9) == 0 ? "\r\n" : "\n");
        if (random.bounded(3) == 0)
            text.chop(1);
        return text;
    }
    static QByteArray mutated(const QByteArray &text, QRandomGenerator &random)
    {
        QList<QByteArray> lines = text.split('\n');
        for (int i = random.bounded(1, 8); i > 0; --i) {
            const auto at = random.bounded(int(lines.size()));
            if (random.bounded(2) == 0)
                lines.insert(at, "new " + QByteArray::number(random.bounded(5)));
            else
                lines[at] = "changed";
        }
        return lines.join('\n');
    }
};

QTEST_GUILESS_MAIN(TestUnifiedDiff)
#include "tst_unifieddiff.moc"
