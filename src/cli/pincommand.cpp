// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "cli/command.h"
#include "cli/imagefiles.h"
#include "cli/registryoptions.h"
#include "cli/textlayout.h"
#include "inspect/pintarget.h"
#include "marathon/tagclass.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    Option{"--digest-only", "", "write the digest without a tag"},
    Option{"--tag-only", "", "write a fixed tag without a digest"},
    Option{"--to", "TAG", "pin this tag instead of the one in the file; for one repository"},
    Option{"--dry-run", "", "write nothing; print the changes as a unified diff"},
    PlainHttpOption,
    CaOption,
    UserOption,
    PasswordOption,
};

PinMode modeOf(const Arguments &arguments)
{
    return arguments.has("--digest-only") ? PinMode::DigestOnly
        : arguments.has("--tag-only")     ? PinMode::TagOnly
                                          : PinMode::TagAndDigest;
}

class PinRun
{
public:
    PinRun(const Arguments &arguments, Console &console)
        : m_arguments(arguments)
        , m_console(console)
        , m_files(console)
        , m_mode(modeOf(arguments))
        , m_to(QString::fromUtf8(arguments.value("--to")))
        , m_isDryRun(arguments.has("--dry-run"))
    { }

    /// Nothing is written before all images are through.
    [[nodiscard]] Result<ExitCode> run()
    {
        if (const Result<void> read = m_files.read(m_arguments.words()); !read)
            return tl::make_unexpected(read.error());
        Result<std::vector<ImageQuestion>> questions = this->questions();
        if (!questions)
            return tl::make_unexpected(questions.error());
        if (const Result<void> asked = m_files.ask(m_arguments, std::move(*questions)); !asked)
            return tl::make_unexpected(asked.error());
        std::vector<TextEdits> edits;
        for (const ImageFile &file : m_files.files())
            edits.push_back(editsOf(file));
        for (size_t i = 0; i < edits.size(); ++i)
            finish(m_files.files()[i], edits[i]);
        return worse(m_code, m_files.code());
    }

private:
    /// What is asked for: the images of the files, or the tag that they are all to have.
    [[nodiscard]] Result<std::vector<ImageQuestion>> questions() const
    {
        std::vector<ImageQuestion> questions = m_files.questions();
        if (m_to.isEmpty()) {
            std::erase_if(questions,
                [](const ImageQuestion &question) { return question.reference.contains(u'@'); });
            return questions;
        }
        QStringList repositories;
        for (ImageQuestion &question : questions) {
            const auto image = ImageReference::parse(question.reference);
            repositories.append(image->repository());
            question.reference = image->withTag(m_to);
            question.wantsEqualTag = isMutable(classifyTag(m_to).tagClass);
        }
        repositories.removeDuplicates();
        if (repositories.size() > 1)
            return fail(ErrorKind::Invalid,
                u"--to is for one repository; the files name %1."_s.arg(
                    repositories.join(u" and "_s)));
        if (const QString problem = ImageReference::problem(u"a:"_s + m_to); !problem.isEmpty())
            return fail(ErrorKind::Invalid, u"--to %1: %2."_s.arg(m_to, problem));
        return questions;
    }

    TextEdits editsOf(const ImageFile &file)
    {
        TextEdits all;
        for (const ImagePlace &place : file.places) {
            Result<TextEdits> edits = editsOf(file, place);
            if (!edits) {
                refuse(file, place, edits.error());
                continue;
            }
            all.insert(all.end(), edits->begin(), edits->end());
        }
        return all;
    }

    Result<TextEdits> editsOf(const ImageFile &file, const ImagePlace &place)
    {
        const Result<ImageReference> image = ImageReference::parse(place.reference());
        const auto tagClass
            = classifyImage(place.reference(), file.config->parameters.images).tagClass;
        if (!image || tagClass == TagClass::Templated) {
            return fail(ErrorKind::Invalid,
                tagClass == TagClass::Templated ? u"it has a placeholder."_s
                                                : image.error().message);
        }
        const bool isPinned = !image->digest.isEmpty() && m_to.isEmpty();
        const Result<PinTarget> target
            = isPinned ? PinTarget{image->tag, image->digest, {}} : targetOf(place, *image);
        if (!target)
            return tl::make_unexpected(target.error());
        return pinEdits(place, *target, isPinned ? pinnedMode(*image) : m_mode)
            .map([&](TextEdits edits) {
                tell(file, place, *target, edits);
                return edits;
            });
    }

    /// What is pinned already stays as it is.
    static PinMode pinnedMode(const ImageReference &image)
    {
        return image.tag.isEmpty() ? PinMode::DigestOnly : PinMode::TagAndDigest;
    }

    [[nodiscard]] Result<PinTarget> targetOf(
        const ImagePlace &place, const ImageReference &image) const
    {
        const QString reference = m_to.isEmpty() ? place.reference() : image.withTag(m_to);
        const ImageSighting *seen = m_files.sighting(reference);
        if (!seen || seen->problem)
            return fail(ErrorKind::Network, u"what it means is not known."_s);
        const QString kept
            = m_to.isEmpty() ? (image.tag.isEmpty() ? u"latest"_s : image.tag) : m_to;
        return pinTarget(*seen, kept, place.runtime, m_mode);
    }

    void tell(const ImageFile &file, const ImagePlace &place, const PinTarget &target,
        const TextEdits &edits)
    {
        const QString where = printable(file.path + u": "_s + place.owner);
        if (edits.empty()) {
            say(u"%1: %2 is pinned already"_s.arg(where, printable(place.reference())));
            return;
        }
        const auto image = ImageReference::parse(place.reference());
        const auto text = pinnedReference(*image, target,
            image->digest.isEmpty() || !m_to.isEmpty() ? m_mode : pinnedMode(*image),
            place.runtime);
        const QString after = text.value_or(place.reference());
        say(u"%1: %2%3%4"_s.arg(where, printable(place.reference()),
            after == place.reference() ? QString() : u" → "_s + printable(after),
            place.isForced() ? u", forced pull off"_s : QString()));
        const ImageSighting *seen = m_files.sighting(place.reference());
        if (seen && seen->details && seen->tag && target.digest != seen->tag->digest) {
            say(u"      the image for %1 only, because Mesos pulls no list of platforms by its "
                "digest"_s.arg(seen->details->platform.text()));
        }
    }

    void refuse(const ImageFile &file, const ImagePlace &place, const Error &error)
    {
        m_console.complain(printable(u"%1: %2: %3 is not pinned: %4"_s.arg(
            file.path, place.owner, place.reference(), error.text())));
        m_code = worse(m_code, ExitCode::Found);
    }

    void finish(const ImageFile &file, const TextEdits &edits)
    {
        const QByteArray &before = file.tree->bytes();
        const Result<QByteArray> after = applied(before, edits);
        if (!after || *after == before)
            return;
        if (m_isDryRun) {
            m_console.print(fileDiff(file.path, before, *after));
        } else if (const Result<void> saved = writeFile(file.path, *after); !saved) {
            m_console.complain(printable(saved.error().text()));
            m_code = worse(m_code, ExitCode::Unreadable);
        }
    }

    // With a diff on standard output, the report goes beside it.
    void say(const QString &line)
    {
        if (m_isDryRun)
            m_console.complain(line);
        else
            m_console.printLine(line);
    }

    const Arguments &m_arguments;
    Console &m_console;
    ImageFiles m_files;
    PinMode m_mode;
    QString m_to;
    bool m_isDryRun;
    ExitCode m_code = ExitCode::Clean;
};

ExitCode runPin(const Arguments &arguments, Console &console)
{
    if (arguments.has("--digest-only") && arguments.has("--tag-only")) {
        console.complain(u"pinion-cli: give --digest-only or --tag-only, not both."_s);
        return ExitCode::Usage;
    }
    const Result<ExitCode> code = PinRun(arguments, console).run();
    if (code)
        return *code;
    console.complain(u"pinion-cli: "_s + printable(code.error().text()));
    return ExitCode::Usage;
}

} // namespace

constinit const Command PinCommand{
    .name = "pin",
    .operands = "FILE…",
    .summary = "writes the digests of all images, so that they cannot move",
    .help = "Asks the registries what the images of the files mean now, and writes that down: a "
            "tag that people can read and the digest that decides. A tag that moves is replaced by "
            "a fixed one with the same digest, where there is one. A forced pull is turned off. "
            "Nothing else in the files changes; placeholders stay, and so do images that have a "
            "digest, unless --to names another tag.\n"
            "\n"
            "Apps of type MESOS and pods are pulled by Mesos itself, which by digest takes the "
            "image of one platform in Docker's schema 2 format only. For those the digest is that "
            "of linux/amd64.\n"
            "\n"
            "The exit code is 1 when an image could not be pinned, and 3 when a file cannot be "
            "read or written or a registry did not answer.",
    .leastWords = 1,
    .mostWords = -1,
    .options = Options,
    .run = runPin,
};

} // namespace Pinion
