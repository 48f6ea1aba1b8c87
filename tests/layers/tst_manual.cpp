// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

QString fileText(const QString &path)
{
    QFile file(QStringLiteral(PINION_SOURCE_DIR) + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// A manual page as it is read: macros at line starts and escapes are gone.
QString rendered(QString page)
{
    static const QRegularExpression macro(u"^\\.[A-Z]+ *"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression escape(u"\\\\(f.|&)|\""_s);
    return page.replace("\\-"_L1, "-"_L1).remove(escape).remove(macro);
}

QString string(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

bool hasWord(const QString &text, const QString &word)
{
    const QString pattern = u"(?<![\\w-])%1(?![\\w-])"_s.arg(QRegularExpression::escape(word));
    return text.contains(QRegularExpression(pattern));
}

} // namespace

/// The texts written by hand follow the command table and the version.
class ManualTest : public QObject
{
    Q_OBJECT

private slots:
    void commandsAreDescribed_data();
    void commandsAreDescribed();
    void versionIsTheSameEverywhere_data();
    void versionIsTheSameEverywhere();
    void wordsAreWhole();
};

void ManualTest::commandsAreDescribed_data()
{
    QTest::addColumn<QString>("word");
    for (const Command *command : commands()) {
        QTest::newRow(command->name.data()) << string(command->name);
        for (const Option &option : command->options)
            QTest::addRow("%s %s", command->name.data(), option.name.data()) << string(option.name);
    }
}

void ManualTest::commandsAreDescribed()
{
    QFETCH(QString, word);
    const QString page = rendered(fileText(u"packaging/linux/pinion-cli.1"_s));
    QVERIFY2(hasWord(page, word), qPrintable(u"pinion-cli.1 does not name "_s + word));
    const bool isOption = word.startsWith(u'-');
    QVERIFY(isOption || hasWord(fileText(u"README.md"_s), word));
}

void ManualTest::versionIsTheSameEverywhere_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    const QString version = QStringLiteral(PINION_VERSION);
    QTest::newRow("pinion-cli.1") << u"packaging/linux/pinion-cli.1"_s
                                  << u"\"Pinion %1\""_s.arg(version);
    QTest::newRow("pinion.1") << u"packaging/linux/pinion.1"_s << u"\"Pinion %1\""_s.arg(version);
    QTest::newRow("metainfo") << u"packaging/linux/io.github.pinion_editor.Pinion.metainfo.xml"_s
                              << u"<release version=\"%1\""_s.arg(version);
}

void ManualTest::versionIsTheSameEverywhere()
{
    QFETCH(QString, path);
    QFETCH(QString, expected);
    QVERIFY(fileText(path).contains(expected));
}

void ManualTest::wordsAreWhole()
{
    QVERIFY(hasWord(rendered(u".BI \\-\\-fail\\-on \" error\"\n"_s), u"--fail-on"_s));
    QVERIFY(!hasWord(u"--fail-on-info"_s, u"--fail-on"_s));
    QVERIFY(!hasWord(u"unset FILE"_s, u"set"_s));
}

QTEST_APPLESS_MAIN(ManualTest)
#include "tst_manual.moc"
