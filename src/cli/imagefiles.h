// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/configcache.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "inspect/imageevidence.h"
#include "marathon/imageplace.h"

#include <memory>
#include <vector>

namespace Pinion {
class Arguments;
class RegistrySource;

/// A file whose images are to be asked about. The places point into the tree, which stays where it
/// is.
struct ImageFile
{
    QString path;
    std::unique_ptr<const JsonTree> tree;
    Definitions definitions;
    std::vector<ImagePlace> places;
    const RuleConfig *config = nullptr;
};

/// The files that a command works on and what registries say about their images.
class ImageFiles
{
public:
    explicit ImageFiles(Console &console)
        : m_console(console)
    { }

    /// Reads what can be read and complains about the rest. Errors: a bad .pinion.json.
    [[nodiscard]] Result<void> read(const QList<QByteArray> &words);
    /// A file that has been read already.
    void add(const QString &path, QByteArray bytes, const RuleConfig *config);
    /// All images, each once.
    [[nodiscard]] std::vector<ImageQuestion> questions() const;
    /// Asks, and remembers the answers in the user's ledger. What cannot be asked or remembered is
    /// complained about. Errors: those of openRegistries().
    [[nodiscard]] Result<void> ask(
        const Arguments &arguments, std::vector<ImageQuestion> questions);

    [[nodiscard]] const std::vector<ImageFile> &files() const { return m_files; }
    [[nodiscard]] const std::vector<ImageSighting> &sightings() const { return m_sightings; }
    /// Null for an image that nobody was asked about.
    [[nodiscard]] const ImageSighting *sighting(const QString &reference) const;
    /// What the ledger knew before.
    [[nodiscard]] const Ledger &ledger() const { return m_ledger; }
    [[nodiscard]] const QDateTime &now() const { return m_now; }
    /// The facts about an image, as a project's settings judge what was seen.
    [[nodiscard]] ImageFacts facts(const ImageSighting &sighting, const RuleConfig &config) const;
    /// Unreadable if anything could not be read.
    [[nodiscard]] ExitCode code() const { return m_code; }

private:
    void complain(const QString &text);
    void remember();

    Console &m_console;
    ConfigCache m_configs;
    std::vector<ImageFile> m_files;
    std::vector<ImageSighting> m_sightings;
    Ledger m_ledger;
    QDateTime m_now;
    ExitCode m_code = ExitCode::Clean;
};

/// The change to a file as a unified diff, with a name that "git apply" takes.
[[nodiscard]] QByteArray fileDiff(
    const QString &path, const QByteArray &before, const QByteArray &after);

} // namespace Pinion
