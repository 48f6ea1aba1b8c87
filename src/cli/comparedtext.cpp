// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/comparedtext.h"

#include "base/inparallel.h"
#include "base/textfile.h"
#include "cli/filereport.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The file, or what to say instead.
struct Reading
{
    std::optional<ComparedText> text;
    QString complaint;
    ExitCode code = ExitCode::Clean;
};

Reading readOne(const QString &path)
{
    Result<QByteArray> bytes = readFile(path);
    if (!bytes)
        return {
            {}, complaint(path, *unreadable(path, bytes.error()).problem), ExitCode::Unreadable};
    auto tree = std::make_unique<const JsonTree>(JsonTree::parse(std::move(*bytes)));
    if (const auto problem = syntaxProblem(*tree, LineIndex(tree->bytes())))
        return {{}, complaint(path, *problem), ExitCode::Unreadable};
    ConfigCache configs;
    const Result<const RuleConfig *> config = configs.forFile(path);
    if (!config)
        return {{}, u"pinion-cli: "_s + printable(config.error().text()), ExitCode::Usage};
    return {ComparedText{path, std::move(tree), **config}, {}, ExitCode::Clean};
}

} // namespace

std::vector<std::optional<ComparedText>> ComparedText::readAll(
    const QByteArrayList &words, Console &console, ExitCode &code)
{
    std::vector<std::optional<ComparedText>> texts;
    const auto take = [&](Reading reading) {
        if (!reading.text)
            console.complain(reading.complaint);
        code = worse(code, reading.code);
        texts.push_back(std::move(reading.text));
    };
    inParallel(
        size_t(words.size()),
        [&words](size_t index) { return readOne(QFile::decodeName(words[qsizetype(index)])); },
        take);
    return texts;
}

std::optional<ComparedText> ComparedText::read(
    const QByteArray &word, Console &console, ExitCode &code)
{
    return std::move(readAll({word}, console, code).front());
}

ServerSettings ComparedText::server() const
{
    return {config.version, config.facts.server, config.parameters.placeholders};
}

} // namespace Pinion
