// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcechecks.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

const QDir Project(QStringLiteral(PINION_SOURCE_DIR));

SourceFile read(const QString &path)
{
    QFile file(Project.filePath(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return {path, QString::fromUtf8(file.readAll())};
}

QStringList sourcePaths(const QStringList &nameFilters)
{
    QStringList paths;
    QDirIterator files(
        Project.filePath(u"src"_s), nameFilters, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths += Project.relativeFilePath(files.next());
    paths.sort();
    return paths;
}

/// A small world for the samples: json below rules below ui.
LayerTable sampleTable()
{
    return parseLayerTable(u"| 1 | `json` | – | Qt Core |\n"
                           "| 3 | `rules` | json | Qt Core, tl::expected |\n"
                           "| 6 | `ui` | json rules | Qt Core Gui Widgets, QScintilla |\n"_s)
        .value_or(LayerTable());
}

QString lines(qsizetype count)
{
    return QString(count, u'\n');
}

/// Every check that looks at one file.
QStringList allComplaints(const SourceFile &file, const LayerTable &table)
{
    if (file.path.endsWith(".txt"_L1))
        return checkLinkedLibraries(file, table);
    return checkFirstLines(file) + checkIncludes(file, table) + checkForeignClasses(file)
        + checkCoroutineArguments(file) + checkSize(file) + checkObjectMacro(file);
}

} // namespace

class LayersTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFolderHasARow();
    void sources_data();
    void sources();
    void linkedLibraries_data();
    void linkedLibraries();
    void badTablesAreRefused_data();
    void badTablesAreRefused();
    void wrongSamplesAreFound_data();
    void wrongSamplesAreFound();
    void rightSamplesPass_data();
    void rightSamplesPass();
    void missingMocIncludeIsFound();

private:
    LayerTable m_table;
};

void LayersTest::initTestCase()
{
    const Result<LayerTable> table = parseLayerTable(read(u"docs/architecture.md"_s).text);
    QVERIFY2(table, table ? "" : qPrintable(table.error().text()));
    m_table = *table;
}

void LayersTest::everyFolderHasARow()
{
    const QStringList folders
        = QDir(Project.filePath(u"src"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    QCOMPARE(QStringList(m_table.keys()), folders);
}

void LayersTest::sources_data()
{
    QTest::addColumn<QString>("path");
    const QStringList paths = sourcePaths({u"*.h"_s, u"*.cpp"_s});
    QVERIFY(paths.size() > 20);
    for (const QString &path : paths)
        QTest::newRow(qPrintable(path)) << path;
}

void LayersTest::sources()
{
    QFETCH(QString, path);
    const SourceFile file = read(path);
    QStringList complaints = allComplaints(file, m_table);
    const QString header = path.chopped(path.endsWith(".cpp"_L1) ? 4 : 0) + ".h"_L1;
    if (QFileInfo::exists(Project.filePath(header)))
        complaints += checkMocInclude(file, read(header));
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
}

void LayersTest::linkedLibraries_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &folder : m_table.keys())
        QTest::newRow(qPrintable(folder)) << u"src/%1/CMakeLists.txt"_s.arg(folder);
}

void LayersTest::linkedLibraries()
{
    QFETCH(QString, path);
    const QStringList complaints = allComplaints(read(path), m_table);
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
}

void LayersTest::badTablesAreRefused_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::newRow("no table") << u"# Architecture\n"_s;
    QTest::newRow("a folder above")
        << u"| 0 | `base` | json | Qt Core |\n| 1 | `json` | base | Qt Core |\n"_s;
    QTest::newRow("a folder beside") << u"| 5 | `a` | b | Qt Core |\n| 5 | `b` | – | Qt Core |\n"_s;
    QTest::newRow("a folder without a row") << u"| 1 | `json` | base | Qt Core |\n"_s;
}

void LayersTest::badTablesAreRefused()
{
    QFETCH(QString, markdown);
    QVERIFY(!parseLayerTable(markdown));
}

// A check that cannot fail protects nothing: each one is shown a file it must complain about.
void LayersTest::wrongSamplesAreFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("complaint");
    const QString head = u"// SPDX-License-Identifier: GPL-3.0-or-later\n"_s;

    QTest::newRow("includes a higher layer")
        << u"src/json/a.cpp"_s << head + u"#include \"rules/rule.h\"\n"_s
        << u"line 2: json may not use rules (\"rules/rule.h\")"_s;
    QTest::newRow("includes without folder")
        << u"src/json/a.cpp"_s << head + u"#include \"jsontree.h\"\n"_s
        << u"line 2: \"jsontree.h\" lacks its folder"_s;
    QTest::newRow("folder without a row")
        << u"src/extra/a.cpp"_s << head << u"the folder extra has no row in the layer table"_s;
    QTest::newRow("Qt module of another row")
        << u"src/rules/a.cpp"_s << head + u"#include <QColor>\n"_s
        << u"line 2: rules may not use <QColor>"_s;
    QTest::newRow("widget header below ui")
        << u"src/json/a.cpp"_s << head + u"#include <QtWidgets/QMenu>\n"_s
        << u"line 2: json may not use <QtWidgets/QMenu>"_s;
    QTest::newRow("editor library below ui")
        << u"src/json/a.cpp"_s << head + u"#include <Qsci/qsciscintilla.h>\n"_s
        << u"line 2: json may not use QScintilla"_s;
    QTest::newRow("widget declared below ui")
        << u"src/rules/a.cpp"_s << head + u"\nclass QWidget;\n"_s
        << u"line 3: QWidget belongs to ui"_s;
    QTest::newRow("network in the window")
        << u"src/ui/a.cpp"_s << head + u"QNetworkReply *reply;\n"_s
        << u"line 2: QNetworkReply belongs to net"_s;
    QTest::newRow("braced type awaited")
        << u"src/ui/a.cpp"_s << head + u"co_await get(Request{1});\n"_s
        << u"line 2: name the argument before co_await (co_await get(Request{)"_s;
    QTest::newRow("braces awaited on two lines")
        << u"src/ui/a.cpp"_s << head + u"co_await client.get(url,\n    {1, 2});\n"_s
        << u"line 2: name the argument before co_await (co_await client.get(url, {)"_s;
    QTest::newRow("long source") << u"src/ui/a.cpp"_s << head + lines(400)
                                 << u"401 lines, the limit is 400: split it"_s;
    QTest::newRow("long header") << u"src/ui/a.h"_s << head + u"#pragma once\n"_s + lines(199)
                                 << u"201 lines, the limit is 200: split it"_s;
    QTest::newRow("no licence") << u"src/ui/a.cpp"_s << u"#include <QString>\n"_s
                                << u"line 1: the licence identifier is missing"_s;
    QTest::newRow("header without guard")
        << u"src/ui/a.h"_s << head << u"#pragma once is missing"_s;
    QTest::newRow("code behind Q_OBJECT")
        << u"src/ui/a.cpp"_s << head + u"class A { Q_OBJECT };\n"_s
        << u"line 2: Q_OBJECT needs a line of its own, or moc misses it"_s;
    QTest::newRow("links a higher layer")
        << u"src/json/CMakeLists.txt"_s
        << u"pinion_add_library(json\n    DEPENDS Pinion::rules)\n"_s
        << u"json may not link Pinion::rules"_s;
    QTest::newRow("links a foreign Qt module")
        << u"src/json/CMakeLists.txt"_s << u"pinion_add_library(json\n    DEPENDS Qt6::Gui)\n"_s
        << u"json may not link Qt6::Gui"_s;
    QTest::newRow("is no library")
        << u"src/json/CMakeLists.txt"_s << u"add_executable(json a.cpp)\n"_s
        << u"pinion_add_library(json …) is missing"_s;
}

void LayersTest::wrongSamplesAreFound()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, complaint);
    QCOMPARE(allComplaints({path, text}, sampleTable()), QStringList{complaint});
}

void LayersTest::rightSamplesPass_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const QString head = u"// SPDX-License-Identifier: GPL-3.0-or-later\n"_s;

    QTest::newRow("own folder, lower layer, Qt") << u"src/rules/a.cpp"_s
                                                 << head
            + u"#include \"rules/a.h\"\n#include \"json/b.h\"\n#include <QString>\n#include <vector>\n"_s;
    QTest::newRow("generated code") << u"src/json/a.cpp"_s << head + u"#include \"moc_a.cpp\"\n"_s;
    QTest::newRow("widgets in the window")
        << u"src/ui/a.cpp"_s
        << head + u"#include <QMenu>\n#include <Qsci/qsciscintilla.h>\nQWidget *widget;\n"_s;
    QTest::newRow("a main joins all parts")
        << u"src/json/main.cpp"_s << head + u"#include \"ui/a.h\"\n"_s;
    QTest::newRow("names in comments and literals") << u"src/json/a.cpp"_s
                                                    << head
            + u"// QWidget\n/* QNetworkReply\n*/ auto a = \"QWidget \\\" QDialog\"; auto b = R\"(\"QWidget)\"; auto c = 1'000;\n"_s;
    QTest::newRow("named argument awaited") << u"src/ui/a.cpp"_s
                                            << head
            + u"co_await get(std::move(request));\nco_return Thing{1};\nco_await each(items, [](Item item) { go(item); });\n"_s;
    QTest::newRow("long schema table") << u"src/json/schema_app.cpp"_s << head + lines(900);
    QTest::newRow("Q_OBJECT on its own line")
        << u"src/ui/a.cpp"_s << head + u"class A\n{\n    Q_OBJECT // for signals\n};\n"_s;
    QTest::newRow("links its row")
        << u"src/ui/CMakeLists.txt"_s
        << u"pinion_add_library(ui\n    SOURCES a.cpp\n    DEPENDS Pinion::json Qt6::Widgets)\n"_s;
}

void LayersTest::rightSamplesPass()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QCOMPARE(allComplaints({path, text}, sampleTable()), QStringList());
}

void LayersTest::missingMocIncludeIsFound()
{
    const SourceFile header{u"src/ui/a.h"_s, u"class A\n{\n    Q_OBJECT\n};\n"_s};
    const SourceFile plain{u"src/ui/a.h"_s, u"class A\n{\n    // Q_OBJECT is not needed\n};\n"_s};
    const SourceFile with{u"src/ui/a.cpp"_s, u"void f();\n#include \"moc_a.cpp\"\n"_s};
    const SourceFile without{u"src/ui/a.cpp"_s, u"void f();\n"_s};
    QCOMPARE(checkMocInclude(without, header),
        QStringList{u"#include \"moc_a.cpp\" is missing at the end"_s});
    QCOMPARE(checkMocInclude(with, header), QStringList());
    QCOMPARE(checkMocInclude(without, plain), QStringList());
}

QTEST_APPLESS_MAIN(LayersTest)
#include "tst_layers.moc"
