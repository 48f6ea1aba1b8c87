// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcechecks.h"

#include <QFileInfo>
#include <QLibraryInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype MaxSourceLines = 400;
constexpr qsizetype MaxHeaderLines = 200;

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(
        text, QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
}

QString complaint(const QString &text, qsizetype offset, const QString &message)
{
    const qsizetype line = QStringView(text).first(offset).count(u'\n') + 1;
    return u"line %1: %2"_s.arg(line).arg(message);
}

QStringList complainAboutMatches(
    const QString &text, const QRegularExpression &expression, const QString &message)
{
    QStringList complaints;
    for (const QRegularExpressionMatch &match : expression.globalMatch(text))
        complaints += complaint(text, match.capturedStart(),
            message.contains("%1"_L1) ? message.arg(match.captured().simplified()) : message);
    return complaints;
}

bool isHeader(const SourceFile &file)
{
    return file.path.endsWith(".h"_L1);
}

/// "json" for "src/json/jsontree.h", "form" never: the folder is the library's.
QString folderOf(const SourceFile &file)
{
    return file.path.section(u'/', 1, 1);
}

/// The mains build the program from all parts and may include anything.
bool isMain(const SourceFile &file)
{
    return file.path.endsWith("/main.cpp"_L1);
}

bool isInModule(const QString &header, const QString &module)
{
    static const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    return QFileInfo::exists(headers + "/Qt"_L1 + module + u'/' + header);
}

QString complaintAboutOwnHeader(const QString &header, const QString &folder, const Layer &layer)
{
    static const QRegularExpression generated(u"^(moc_\\w+\\.cpp|\\w+\\.moc|ui_\\w+\\.h)$"_s);
    const QString target = header.section(u'/', 0, 0);
    if (generated.match(header).hasMatch() || target == folder || layer.folders.contains(target))
        return {};
    if (!header.contains(u'/'))
        return u"\"%1\" lacks its folder"_s.arg(header);
    return u"%1 may not use %2 (\"%3\")"_s.arg(folder, target, header);
}

QString complaintAboutLibraryHeader(
    const QString &header, const QString &folder, const Layer &layer)
{
    if (header.startsWith("Qsci/"_L1))
        return layer.mayUseQScintilla ? QString() : u"%1 may not use QScintilla"_s.arg(folder);
    if (!header.startsWith(u'Q'))
        return {};
    for (const QString &module : layer.qtModules) {
        if (isInModule(header, module) || header.startsWith("Qt"_L1 + module + u'/'))
            return {};
    }
    return u"%1 may not use <%2>"_s.arg(folder, header);
}

QSet<QString> wordsOf(const QString &text)
{
    const QStringList words = text.split(QRegularExpression(u"[^A-Za-z]+"_s), Qt::SkipEmptyParts);
    return QSet<QString>(words.begin(), words.end());
}

Result<LayerTable> onlyDownwards(const LayerTable &table)
{
    for (auto row = table.begin(); row != table.end(); ++row) {
        for (const QString &used : row->folders) {
            if (!table.contains(used))
                return fail(
                    ErrorKind::Invalid, u"%1 uses %2, which has no row."_s.arg(row.key(), used));
            if (table[used].level >= row->level)
                return fail(ErrorKind::Invalid,
                    u"%1 uses %2, which is not below it."_s.arg(row.key(), used));
        }
    }
    return table;
}

} // namespace

Result<LayerTable> parseLayerTable(const QString &markdown)
{
    static const QRegularExpression row
        = pattern(u"^\\| *(\\d+) *\\| *`(\\w+)` *\\|([^|\\n]*)\\|([^|\\n]*)\\|$"_s);
    LayerTable table;
    for (const QRegularExpressionMatch &match : row.globalMatch(markdown)) {
        const QString libraries = match.captured(4).trimmed();
        Layer layer;
        layer.level = match.capturedView(1).toInt();
        layer.folders = wordsOf(match.captured(3));
        layer.mayUseQScintilla = libraries.contains("QScintilla"_L1);
        layer.qtModules = wordsOf(libraries.section(u',', 0, 0)) - QSet<QString>{u"Qt"_s};
        table.insert(match.captured(2), layer);
    }
    if (table.isEmpty())
        return fail(ErrorKind::Invalid, u"There is no layer table."_s);
    return onlyDownwards(table);
}

QString codeOnly(const QString &text)
{
    static const QRegularExpression commentOrLiteral
        = pattern(u"//[^\\n]*|/\\*.*?\\*/|R\"(\\w*)\\(.*?\\)\\1\""
                  "|\"(?:\\\\.|[^\"\\\\\\n])*\"|(?<![0-9a-fA-F])'(?:\\\\.|[^'\\\\\\n])+'"_s);
    QString code = text;
    for (const QRegularExpressionMatch &match : commentOrLiteral.globalMatch(text)) {
        for (qsizetype i = match.capturedStart(); i < match.capturedEnd(); ++i) {
            if (code[i] != u'\n')
                code[i] = u' ';
        }
    }
    return code;
}

QStringList checkIncludes(const SourceFile &file, const LayerTable &table)
{
    static const QRegularExpression include
        = pattern(u"^\\s*#\\s*include\\s*([<\"])([^>\"\\n]+)"_s);
    const QString folder = folderOf(file);
    if (isMain(file))
        return {};
    if (!table.contains(folder))
        return {u"the folder %1 has no row in the layer table"_s.arg(folder)};

    QStringList complaints;
    for (const QRegularExpressionMatch &match : include.globalMatch(file.text)) {
        const QString header = match.captured(2);
        const QString problem = match.captured(1) == "\""_L1
            ? complaintAboutOwnHeader(header, folder, table[folder])
            : complaintAboutLibraryHeader(header, folder, table[folder]);
        if (!problem.isEmpty())
            complaints += complaint(file.text, match.capturedStart(2), problem);
    }
    return complaints;
}

QStringList checkForeignClasses(const SourceFile &file)
{
    static const QRegularExpression widgets(u"\\b(QWidget|QApplication|QDialog|QMainWindow)\\b"_s);
    static const QRegularExpression network(
        u"\\b(QNetwork\\w+|QSsl\\w+|QUdpSocket|QLocalSocket|QHostInfo)\\b"_s);
    static const QRegularExpression sockets(u"\\b(QTcp\\w+)\\b"_s);
    const QString folder = folderOf(file);
    const QString code = codeOnly(file.text);
    QStringList complaints;
    if (folder != "ui"_L1)
        complaints += complainAboutMatches(code, widgets, u"%1 belongs to ui"_s);
    if (folder != "net"_L1)
        complaints += complainAboutMatches(code, network, u"%1 belongs to net"_s);
    // The sandbox is a server: what net is to clients.
    if (folder != "net"_L1 && folder != "sandbox"_L1)
        complaints += complainAboutMatches(code, sockets, u"%1 belongs to net"_s);
    return complaints;
}

// g++ 12 destroys braced temporaries in the operand of co_await twice, and crashes on initializer
// lists there. Needless once the compiler floor is g++ 13.
QStringList checkCoroutineArguments(const SourceFile &file)
{
    static const QRegularExpression braced
        = pattern(u"\\bco_await\\b[^;]*?[(,]\\s*(?:[A-Z][\\w:]*(?:<[^;>]*>)?)?\\s*\\{"_s);
    return complainAboutMatches(
        codeOnly(file.text), braced, u"name the argument before co_await (%1)"_s);
}

QStringList checkSize(const SourceFile &file)
{
    const bool isTable = QFileInfo(file.path).fileName().startsWith("schema_"_L1);
    const qsizetype limit = isHeader(file) ? MaxHeaderLines : MaxSourceLines;
    const qsizetype lines = file.text.count(u'\n');
    if (isTable || lines <= limit)
        return {};
    return {u"%1 lines, the limit is %2: split it"_s.arg(lines).arg(limit)};
}

QStringList checkFirstLines(const SourceFile &file)
{
    QStringList complaints;
    if (!file.text.startsWith("// SPDX-License-Identifier: GPL-3.0-or-later\n"_L1))
        complaints += u"line 1: the licence identifier is missing"_s;
    if (isHeader(file) && !file.text.contains("\n#pragma once\n"_L1))
        complaints += u"#pragma once is missing"_s;
    return complaints;
}

QStringList checkObjectMacro(const SourceFile &file)
{
    static const QRegularExpression inlined = pattern(
        u"^[^\\n]*\\S[^\\n]*\\bQ_OBJECT\\b[^\\n]*$|^[^\\n]*\\bQ_OBJECT\\b[^\\n]*\\S[^\\n]*$"_s);
    return complainAboutMatches(
        codeOnly(file.text), inlined, u"Q_OBJECT needs a line of its own, or moc misses it"_s);
}

QStringList checkMocInclude(const SourceFile &source, const SourceFile &header)
{
    static const QRegularExpression macro = pattern(u"^\\s*Q_OBJECT\\s*$"_s);
    const QString include
        = u"#include \"moc_%1.cpp\""_s.arg(QFileInfo(header.path).completeBaseName());
    if (!codeOnly(header.text).contains(macro) || source.text.contains(include))
        return {};
    return {u"%1 is missing at the end"_s.arg(include)};
}

QStringList checkLinkedLibraries(const SourceFile &file, const LayerTable &table)
{
    static const QRegularExpression library = pattern(u"pinion_add_library\\((\\w+)([^)]*)\\)"_s);
    static const QRegularExpression dependency(u"\\b(Pinion|Qt6)::(\\w+)"_s);
    const QRegularExpressionMatch call = library.match(file.text);
    const QString folder = folderOf(file);
    if (call.captured(1) != folder)
        return {u"pinion_add_library(%1 …) is missing"_s.arg(folder)};

    const Layer layer = table.value(folder);
    QStringList complaints;
    for (const QRegularExpressionMatch &match : dependency.globalMatch(call.captured(2))) {
        const bool isOwn = match.captured(1) == "Pinion"_L1;
        const QSet<QString> &allowed = isOwn ? layer.folders : layer.qtModules;
        if (!allowed.contains(match.captured(2)))
            complaints += u"%1 may not link %2"_s.arg(folder, match.captured());
    }
    return complaints;
}

} // namespace Pinion
