// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "json/jsontree.h"
#include "ui/shell/actiontable.h"
#include "ui/shell/commandline.h"
#include "ui/shell/editcommands.h"
#include "ui/shell/folderdialog.h"
#include "ui/shell/fuzzymatch.h"
#include "ui/shell/preferences.h"
#include "ui/shell/templates.h"

#include <QKeySequence>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestShellParts : public QObject
{
    Q_OBJECT

private slots:
    void fuzzyMatches_data();
    void fuzzyMatches();
    void fuzzyPrefersWordsAndShortTexts();
    void targets_data();
    void targets();
    void commandLine();
    void actionTableIsSound();
    void templateTextsAreJson();
    void duplicateGetsAnotherId();
    void preferencesAreKept();
    void folderIsCheckedWorstFirst();
};

void TestShellParts::fuzzyMatches_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("nothing typed") << u""_s << u"Memory"_s << true;
    QTest::newRow("start") << u"mem"_s << u"Memory"_s << true;
    QTest::newRow("letters in order") << u"fpi"_s << u"forcePullImage"_s << true;
    QTest::newRow("words in any order")
        << u"image docker"_s << u"container › docker › image"_s << true;
    QTest::newRow("missing letter") << u"memx"_s << u"Memory"_s << false;
    QTest::newRow("wrong order") << u"yrom"_s << u"Memory"_s << false;
}

void TestShellParts::fuzzyMatches()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    QFETCH(bool, matches);
    QCOMPARE(fuzzyScore(typed, text).has_value(), matches);
}

void TestShellParts::fuzzyPrefersWordsAndShortTexts()
{
    QVERIFY(*fuzzyScore(u"image", u"Image") > *fuzzyScore(u"image", u"Force pull image"));
    QVERIFY(
        *fuzzyScore(u"mem", u"Memory") > *fuzzyScore(u"mem", u"Maximum over capacity, element"));
}

void TestShellParts::targets_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("file") << u"a.json"_s << u"a.json"_s << QByteArray();
    QTest::newRow("file and value") << u"a.json#/container/docker/image"_s << u"a.json"_s
                                    << QByteArray("/container/docker/image");
    QTest::newRow("number sign in a name") << u"a#b.json"_s << u"a#b.json"_s << QByteArray();
    QTest::newRow("bad pointer") << u"a.json#/~9"_s << u"a.json#/~9"_s << QByteArray();
}

void TestShellParts::targets()
{
    QFETCH(QString, argument);
    QFETCH(QString, path);
    QFETCH(QByteArray, pointer);
    const FileTarget target = parseTarget(argument);
    QCOMPARE(target.path, path);
    QCOMPARE(target.pointer.toUtf8(), pointer);
}

void TestShellParts::commandLine()
{
    const auto parsed = parseCommandLine({u"pinion"_s, u"--demo"_s, u"a.json"_s, u"b.json#/id"_s});
    QVERIFY(parsed);
    QVERIFY(parsed->isDemo);
    QCOMPARE(parsed->files.size(), size_t(2));
    QVERIFY(parsed->answer.isEmpty());
    QVERIFY(!parseCommandLine({u"pinion"_s, u"--nonsense"_s}));
    QVERIFY(parseCommandLine({u"pinion"_s, u"--help"_s})->answer.contains(u"--demo"_s));
    QVERIFY(parseCommandLine({u"pinion"_s, u"--version"_s})->answer.startsWith(u"pinion "_s));
}

void TestShellParts::actionTableIsSound()
{
    QSet<QByteArrayView> ids;
    QSet<QString> keys;
    for (const ActionSpec &spec : actionSpecs()) {
        const QByteArrayView id(spec.id.data(), qsizetype(spec.id.size()));
        QVERIFY2(!ids.contains(id), spec.id.data());
        ids.insert(id);
        QVERIFY(spec.run);
        const auto shortcuts = shortcutsFromText(QString::fromLatin1(spec.shortcuts));
        for (const QKeySequence &key : shortcuts) {
            QVERIFY2(!key.isEmpty(), spec.id.data());
            QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
            keys.insert(key.toString());
        }
    }
    for (const MenuSpec &menu : menuSpecs()) {
        for (std::string_view item : menu.items) {
            if (item.starts_with("zoom:"))
                item.remove_prefix(5);
            const bool isSpecial = item == "-" || item == "recent" || item == "sections";
            const QByteArrayView id(item.data(), qsizetype(item.size()));
            QVERIFY2(isSpecial || ids.contains(id), item.data());
            ids.remove(id);
        }
    }
    QVERIFY2(ids.isEmpty(), "an action is in no menu");
}

void TestShellParts::templateTextsAreJson()
{
    for (const AppTemplate kind : {AppTemplate::WebService, AppTemplate::Worker,
             AppTemplate::ScheduledHelper, AppTemplate::Command, AppTemplate::Empty}) {
        const QByteArray text = newAppText({kind, u"/a/b"_s, u"r/\"%id\":1.0.0"_s, 9000});
        const JsonTree tree = JsonTree::parse(text);
        QVERIFY2(tree.isValid(), text.constData());
        QCOMPARE(tree.root()["id"].stringOr(), u"/a/b"_s);
        if (usesImage(kind))
            QCOMPARE(tree.at(JsonPointer::of("/container/docker/image")).stringOr(),
                u"r/\"%id\":1.0.0"_s);
        if (usesPort(kind))
            QCOMPARE(tree.at(JsonPointer::of("/container/portMappings/0/containerPort")).literal(),
                QByteArrayView("9000"));
    }
}

void TestShellParts::duplicateGetsAnotherId()
{
    const JsonTree one = JsonTree::parse("{ \"id\" : \"/a\", \"mem\": 1.0 }");
    QCOMPARE(*duplicatedApp(one.root(), u"/b"_s), QByteArray("{ \"id\" : \"/b\", \"mem\": 1.0 }"));
    const JsonTree many = JsonTree::parse("[{\"id\": \"/a\"}, {\"id\": \"/b\", \"mem\": 1.0}]");
    QCOMPARE(*duplicatedApp(many.root().element(1), u"/c"_s),
        QByteArray("{\n  \"id\": \"/c\",\n  \"mem\": 1.0\n}\n"));
}

void TestShellParts::preferencesAreKept()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"p.conf"_s);
    {
        Preferences preferences(path);
        QCOMPARE(preferences.theme(), Preferences::ThemeChoice::System);
        QVERIFY(preferences.hotExit());
        QVERIFY(!preferences.defaultView());
        int changes = 0;
        connect(&preferences, &Preferences::changed, &preferences, [&changes] { ++changes; });
        preferences.setTheme(Preferences::ThemeChoice::Dark);
        preferences.setTheme(Preferences::ThemeChoice::Dark);
        QCOMPARE(changes, 1);
        preferences.setTextZoom(99);
        preferences.setDefaultView(ViewMode::Text);
        preferences.setShortcuts(u"file.new"_s, {QKeySequence(u"Ctrl+M"_s)});
        preferences.setShortcuts(u"file.open"_s, {});
    }
    Preferences preferences(path);
    QCOMPARE(preferences.theme(), Preferences::ThemeChoice::Dark);
    QCOMPARE(preferences.textZoom(), 12);
    QCOMPARE(preferences.defaultView(), ViewMode::Text);
    QCOMPARE(preferences.shortcuts(u"file.new"_s)->first(), QKeySequence(u"Ctrl+M"_s));
    QVERIFY(preferences.shortcuts(u"file.open"_s)->isEmpty());
    QVERIFY(!preferences.shortcuts(u"file.save"_s));
    preferences.restoreDefaults();
    QCOMPARE(preferences.theme(), Preferences::ThemeChoice::System);
    QVERIFY(preferences.shortcuts(u"file.new"_s));
    preferences.resetShortcuts();
    QVERIFY(!preferences.shortcuts(u"file.new"_s));
}

void TestShellParts::folderIsCheckedWorstFirst()
{
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &bytes) {
        QVERIFY(QDir().mkpath(QFileInfo(folder.filePath(name)).path()));
        QVERIFY(writeFile(folder.filePath(name), bytes));
    };
    write(u"a.json"_s, newAppText({AppTemplate::WebService, u"/a"_s, u"r/a:1.0.0"_s, 80}));
    write(u"sub/b.json"_s,
        "{\"id\": \"/b\", \"container\": {\"docker\": {\"image\": \"a:latest\", "
        "\"forcePullImage\": true}}}");
    write(u"package.json"_s, "{\"name\": \"x\"}");
    write(u".git/c.json"_s, "{\"id\": \"/c\", \"cmd\": \"x\"}");
    const std::atomic_bool cancelled = false;
    const QList<FileReport> reports = checkFolder(folder.path(), cancelled);
    QCOMPARE(reports.size(), 2);
    QCOMPARE(reports.first().path, folder.filePath(u"sub/b.json"_s));
    QVERIFY(reports.first().counts.errors > 0);
    QCOMPARE(reports.last().counts.errors, 0);
}

QTEST_MAIN(TestShellParts)
#include "tst_shellparts.moc"
