// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pinion {

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"An editor for Marathon app definitions. Files stay byte for byte as they are, except "
        "for what is edited."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption demo(u"demo"_s,
        u"Open an example in a temporary folder, with clusters and a registry in a sandbox."_s);
    parser.addOption(demo);
    parser.addPositionalArgument(u"file"_s,
        u"Files or a folder to open. FILE#/container/docker/image goes to that value."_s,
        u"[file…]"_s);
    if (!parser.parse(arguments))
        return fail(ErrorKind::Invalid, parser.errorText(), u"Try --help."_s);

    CommandLine result;
    if (parser.isSet(help))
        result.answer = parser.helpText();
    else if (parser.isSet(version))
        result.answer = u"pinion %1\n"_s.arg(QLatin1StringView(PINION_VERSION));
    result.isDemo = parser.isSet(demo);
    for (const QString &argument : parser.positionalArguments())
        result.files.push_back(parseTarget(argument));
    return result;
}

FileTarget parseTarget(const QString &argument)
{
    const qsizetype mark = argument.lastIndexOf("#/"_L1);
    if (mark < 0 || QFileInfo::exists(argument))
        return {argument, {}};
    const Result<JsonPointer> pointer = JsonPointer::parse(argument.mid(mark + 1).toUtf8());
    if (!pointer)
        return {argument, {}};
    return {argument.left(mark), *pointer};
}

} // namespace Pinion
