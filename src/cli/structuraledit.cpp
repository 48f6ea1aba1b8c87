// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/structuraledit.h"

#include "base/textfile.h"
#include "cli/filereport.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

ExitCode complain(Console &console, const Error &error, ExitCode code)
{
    console.complain(u"pinion-cli: "_s + printable(error.text()));
    return code;
}

} // namespace

ExitCode editFile(const QByteArray &fileName, const QByteArray &pointer, Console &console,
    const StructuralEdit &edit)
{
    const Result<JsonPointer> place = JsonPointer::parse(pointer);
    if (!place)
        return complain(console, place.error(), ExitCode::Usage);

    const QString path = QFile::decodeName(fileName);
    const Result<QByteArray> before = readFile(path);
    if (!before)
        return complain(console, before.error(), ExitCode::Unreadable);
    const JsonTree tree = JsonTree::parse(*before);
    if (const auto problem = syntaxProblem(tree, LineIndex(*before))) {
        console.complain(complaint(path, *problem));
        return ExitCode::Unreadable;
    }

    const Result<QByteArray> after = edit(tree, *place);
    if (!after)
        return complain(console, after.error(), ExitCode::Usage);
    if (*after == *before)
        return ExitCode::Clean;
    const Result<void> saved = writeFile(path, *after);
    if (!saved)
        return complain(console, saved.error(), ExitCode::Unreadable);
    return ExitCode::Clean;
}

} // namespace Pinion
