// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/imagefiles.h"

#include "base/textfile.h"
#include "cli/filereport.h"
#include "cli/inputs.h"
#include "cli/registryoptions.h"
#include "cli/waiting.h"
#include "json/unifieddiff.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

Result<void> ImageFiles::read(const QList<QByteArray> &words)
{
    QStringList paths;
    for (const QByteArray &word : words)
        paths.append(QFile::decodeName(word));
    for (const Input &input : collectInputs(paths).files) {
        Result<QByteArray> bytes = readFile(input.path);
        if (!bytes) {
            complain(complaint(input.path, *unreadable(input.path, bytes.error()).problem));
            continue;
        }
        const Result<const RuleConfig *> config = m_configs.forFile(input.path);
        if (!config)
            return tl::make_unexpected(config.error());
        add(input.path, std::move(*bytes), *config);
        const JsonTree &tree = *m_files.back().tree;
        if (const auto problem = syntaxProblem(tree, LineIndex(tree.bytes()))) {
            complain(complaint(input.path, *problem));
            m_files.pop_back();
        }
    }
    return {};
}

void ImageFiles::add(const QString &path, QByteArray bytes, const RuleConfig *config)
{
    ImageFile file;
    file.path = path;
    file.tree = std::make_unique<const JsonTree>(JsonTree::parse(std::move(bytes)));
    file.definitions = findDefinitions(*file.tree);
    file.places = imagePlaces(file.definitions);
    file.config = config;
    m_files.push_back(std::move(file));
}

std::vector<ImageQuestion> ImageFiles::questions() const
{
    std::vector<ImageQuestion> all;
    for (const ImageFile &file : m_files) {
        for (ImageQuestion &question : imageQuestions(file.definitions, file.config->parameters)) {
            const auto same = std::find_if(all.begin(), all.end(),
                [&](const ImageQuestion &other) { return other.reference == question.reference; });
            if (same == all.end())
                all.push_back(std::move(question));
            else
                same->wantsDetails = same->wantsDetails || question.wantsDetails;
        }
    }
    return all;
}

Result<void> ImageFiles::ask(const Arguments &arguments, std::vector<ImageQuestion> questions)
{
    QStringList references;
    for (const ImageQuestion &question : questions)
        references.append(question.reference);
    const OnlineScope online;
    const auto source = openRegistries(arguments, references);
    if (!source)
        return tl::make_unexpected(source.error());
    m_now = (*source)->now();
    // Projects differ in the platform that their images have to run on.
    while (!questions.empty()) {
        const QString platform = questions.front().platform;
        const auto others = std::stable_partition(questions.begin(), questions.end(),
            [&](const ImageQuestion &question) { return question.platform == platform; });
        const std::vector<ImageQuestion> rest(others, questions.end());
        questions.erase(others, questions.end());
        TagSource &view = (*source)->forPlatform(Platform::parse(platform));
        std::vector<ImageSighting> seen
            = resultOf(sightImages(std::move(questions), &view, std::stop_token()));
        std::move(seen.begin(), seen.end(), std::back_inserter(m_sightings));
        questions = rest;
    }
    for (const QString &warning : (*source)->warnings())
        m_console.complain(u"pinion-cli: "_s + printable(warning));
    for (const ImageSighting &sighting : m_sightings) {
        if (sighting.problem)
            complain(u"%1: %2"_s.arg(sighting.reference, sighting.problem->text()));
    }
    remember();
    return {};
}

void ImageFiles::remember()
{
    const LedgerFile file = LedgerFile::standard();
    Result<Ledger> ledger = file.read();
    if (ledger)
        m_ledger = std::move(*ledger);
    const Result<void> added = file.add(ledgerNews(m_sightings, m_now));
    if (!added)
        m_console.complain(u"pinion-cli: "_s + printable(added.error().text()));
}

const ImageSighting *ImageFiles::sighting(const QString &reference) const
{
    const auto found = std::find_if(m_sightings.begin(), m_sightings.end(),
        [&reference](const ImageSighting &seen) { return seen.reference == reference; });
    return found == m_sightings.end() ? nullptr : &*found;
}

ImageFacts ImageFiles::facts(const ImageSighting &sighting, const RuleConfig &config) const
{
    const EvidencePolicy policy{
        config.maxEvidenceDays, config.trustAfterDays, m_now.toUTC().date()};
    return imageFacts(sighting, m_ledger, config.facts.images.value(sighting.reference), policy);
}

void ImageFiles::complain(const QString &text)
{
    m_console.complain(printable(text));
    m_code = worse(m_code, ExitCode::Unreadable);
}

QByteArray fileDiff(const QString &path, const QByteArray &before, const QByteArray &after)
{
    // git apply and patch -p1 take names that start in the present folder.
    QString name = QDir::cleanPath(path);
    while (name.startsWith(u'/'))
        name.remove(0, 1);
    return unifiedDiff(before, after, "a/" + name.toUtf8(), "b/" + name.toUtf8());
}

} // namespace Pinion
