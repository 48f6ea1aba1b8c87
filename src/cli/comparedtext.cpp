// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/comparedtext.h"

#include "base/textfile.h"
#include "cli/filereport.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Pinion {

std::optional<ComparedText> ComparedText::read(
    const QByteArray &word, Console &console, ExitCode &code)
{
    ComparedText text;
    text.path = QFile::decodeName(word);
    Result<QByteArray> bytes = readFile(text.path);
    if (!bytes) {
        console.complain(complaint(text.path, *unreadable(text.path, bytes.error()).problem));
        code = worse(code, ExitCode::Unreadable);
        return std::nullopt;
    }
    text.tree = std::make_unique<const JsonTree>(JsonTree::parse(std::move(*bytes)));
    if (const auto problem = syntaxProblem(*text.tree, LineIndex(text.tree->bytes()))) {
        console.complain(complaint(text.path, *problem));
        code = worse(code, ExitCode::Unreadable);
        return std::nullopt;
    }
    ConfigCache configs;
    const Result<const RuleConfig *> config = configs.forFile(text.path);
    if (!config) {
        console.complain(u"pinion-cli: "_s + printable(config.error().text()));
        code = worse(code, ExitCode::Usage);
        return std::nullopt;
    }
    text.config = **config;
    return text;
}

ServerSettings ComparedText::server() const
{
    return {config.version, config.facts.server, config.parameters.placeholders};
}

} // namespace Pinion
