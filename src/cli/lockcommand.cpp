// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "cli/command.h"
#include "cli/imagefiles.h"
#include "cli/registryoptions.h"
#include "cli/textlayout.h"
#include "inspect/imagelock.h"
#include "inspect/imagelockupdate.h"

#include <QDir>
#include <QFileInfo>

#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    Option{"--update", "", "ask the registries and write the lock; without it nothing goes out"},
    Option{"--accept", "", "with --update: lock tags that have moved to where they point now"},
    PlainHttpOption,
    CaOption,
    UserOption,
    PasswordOption,
};

class LockRun
{
public:
    LockRun(const Arguments &arguments, Console &console)
        : m_arguments(arguments)
        , m_console(console)
        , m_files(console)
    { }

    [[nodiscard]] Result<ExitCode> run()
    {
        if (const Result<void> read = m_files.read(m_arguments.words()); !read)
            return tl::make_unexpected(read.error());
        if (!m_arguments.has("--update"))
            return tellUnlocked();
        for (const ImageFile &file : m_files.files()) {
            if (file.config->path.isEmpty())
                return fail(ErrorKind::Invalid,
                    u"%1 belongs to no project, so there is no place for its lock."_s.arg(
                        file.path),
                    u"Put a .pinion.json ({} will do) into the project's folder."_s);
        }
        if (const Result<void> asked = m_files.ask(m_arguments, m_files.questions()); !asked)
            return tl::make_unexpected(asked.error());
        return writeLocks();
    }

private:
    [[nodiscard]] ExitCode tellUnlocked()
    {
        ExitCode code = m_files.code();
        for (const ImageFile &file : m_files.files()) {
            for (const ImageQuestion &question :
                imageQuestions(file.definitions, file.config->parameters)) {
                const QString &reference = question.reference;
                if (reference.contains(u'@') || file.config->facts.images.contains(reference))
                    continue;
                m_console.printLine(printable(u"%1: %2 is not locked"_s.arg(file.path, reference)));
                code = worse(code, ExitCode::Found);
            }
        }
        return code;
    }

    [[nodiscard]] Result<ExitCode> writeLocks()
    {
        std::map<QString, std::vector<ImageSighting>> byLock;
        for (const ImageFile &file : m_files.files()) {
            const QString lock = QFileInfo(file.config->path).absoluteDir().filePath(ImageLockPath);
            for (const ImagePlace &place : file.places) {
                if (const ImageSighting *seen = m_files.sighting(place.reference()))
                    byLock[lock].push_back(*seen);
            }
        }
        ExitCode code = m_files.code();
        for (const auto &[path, sightings] : byLock) {
            const Result<ExitCode> written = writeLock(path, sightings);
            if (!written)
                return written;
            code = worse(code, *written);
        }
        return code;
    }

    [[nodiscard]] Result<ExitCode> writeLock(
        const QString &path, const std::vector<ImageSighting> &sightings)
    {
        QByteArray before;
        if (QFileInfo::exists(path)) {
            const Result<QByteArray> bytes = readFile(path);
            if (!bytes)
                return tl::make_unexpected(bytes.error());
            before = *bytes;
        }
        const Result<ImageLockUpdate> update
            = updateImageLock(before, path, sightings, m_arguments.has("--accept"), m_files.now());
        if (!update)
            return tl::make_unexpected(update.error());
        if (!QDir().mkpath(QFileInfo(path).path()))
            return fail(ErrorKind::Io, u"%1 cannot be made."_s.arg(QFileInfo(path).path()));
        if (const Result<void> saved = writeFile(path, update->bytes); !saved)
            return tl::make_unexpected(saved.error());
        return tell(*update);
    }

    ExitCode tell(const ImageLockUpdate &update)
    {
        const auto list = [this](QStringList references, const QString &what) {
            references.removeDuplicates();
            for (const QString &reference : references)
                m_console.printLine(printable(reference + u": "_s + what));
        };
        list(update.added, u"locked"_s);
        list(update.accepted, u"moved, locked to the new digest"_s);
        list(update.moved, u"moved, still locked to the old digest (--accept takes the new one)"_s);
        list(update.gone, u"gone from the registry"_s);
        list(update.missing, u"not in the registry"_s);
        list(update.confirmed, u"unchanged"_s);
        const bool isGood
            = update.moved.isEmpty() && update.gone.isEmpty() && update.missing.isEmpty();
        return isGood ? ExitCode::Clean : ExitCode::Found;
    }

    const Arguments &m_arguments;
    Console &m_console;
    ImageFiles m_files;
};

ExitCode runLock(const Arguments &arguments, Console &console)
{
    const Result<ExitCode> code = LockRun(arguments, console).run();
    if (code)
        return *code;
    console.complain(u"pinion-cli: "_s + printable(code.error().text()));
    return code.error().kind == ErrorKind::Io ? ExitCode::Unreadable : ExitCode::Usage;
}

} // namespace

constinit const Command LockCommand{
    .name = "lock",
    .operands = "FILE|DIR…",
    .summary = "keeps what tags point to in the project's image lock",
    .help = "The image lock, .pinion/image-lock.json beside the project's .pinion.json, is meant "
            "to be committed: from then on everybody's check notices when a tag moves, without "
            "asking a registry. Images with a digest need no lock.\n"
            "\n"
            "Without --update it only tells which images are not locked. A tag that has moved "
            "stays locked to its old digest until --accept.\n"
            "\n"
            "The exit code is 1 when an image is not locked, has moved or is gone, and 3 when a "
            "file cannot be read or written or a registry did not answer.",
    .leastWords = 1,
    .mostWords = -1,
    .options = Options,
    .run = runLock,
};

} // namespace Pinion
