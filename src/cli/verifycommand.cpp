// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/imagefiles.h"
#include "cli/jsonwriter.h"
#include "cli/registryoptions.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    Option{"--format", "text|json", "how to write the result; text by default"},
    PlainHttpOption,
    CaOption,
    UserOption,
    PasswordOption,
};

enum class PinState : quint8 {
    Holds, ///< the tag points to the pinned digest, or the pinned digest is there
    Unmoved, ///< no digest in the file, but the tag has not moved as far as is known
    New, ///< no digest in the file, and nobody looked before
    Moved,
    Gone,
    Unknown,
};

struct PinVerdict
{
    PinState state = PinState::Unknown;
    QString detail; ///< a clause for people
    QString current; ///< digest
};

/// For references with a digest.
PinVerdict judgePinned(const ImageSighting &seen, const QString &digest)
{
    const QString now = seen.tag ? seen.tag->digest : QString();
    if (seen.isDigestMissing)
        return {PinState::Gone, u"the pinned digest is gone from the registry"_s, now};
    if (seen.isTagMissing)
        return {PinState::Gone, u"the tag is gone, the pinned digest is still there"_s, {}};
    if (seen.tag && now != digest && !seen.pinsPlatform)
        return {PinState::Moved, u"the tag now means %1"_s.arg(now), now};
    return {PinState::Holds, u"holds"_s, now.isEmpty() ? digest : now};
}

/// For tags alone; `isKnown`: somebody has looked at this one before.
PinVerdict judgeTag(const ImageFacts &facts, bool isKnown)
{
    switch (facts.evidence) {
    case ImageEvidence::Moved:
        return {PinState::Moved, u"was %1, is %2"_s.arg(facts.recordedDigest, facts.currentDigest),
            facts.currentDigest};
    case ImageEvidence::Gone:
        return {PinState::Gone, u"the tag is gone from the registry"_s, {}};
    case ImageEvidence::Missing:
        return {PinState::Gone, u"the tag is not in the registry"_s, {}};
    case ImageEvidence::Stable:
        return !isKnown ? PinVerdict{PinState::New,
                   u"not pinned, remembered as %1"_s.arg(facts.currentDigest), facts.currentDigest}
                        : PinVerdict{PinState::Unmoved, u"not pinned, but has not moved"_s,
                            facts.currentDigest};
    case ImageEvidence::NotAsked:
        break;
    }
    return {};
}

QString stateName(PinState state)
{
    switch (state) {
    case PinState::Holds:
        return u"holds"_s;
    case PinState::Unmoved:
        return u"unmoved"_s;
    case PinState::New:
        return u"new"_s;
    case PinState::Moved:
        return u"moved"_s;
    case PinState::Gone:
        return u"gone"_s;
    case PinState::Unknown:
        return u"unknown"_s;
    }
    Q_UNREACHABLE();
}

class VerifyRun
{
public:
    VerifyRun(const Arguments &arguments, Console &console)
        : m_arguments(arguments)
        , m_console(console)
        , m_files(console)
    { }

    [[nodiscard]] Result<ExitCode> run()
    {
        if (const Result<void> read = m_files.read(m_arguments.words()); !read)
            return tl::make_unexpected(read.error());
        if (const Result<void> asked = m_files.ask(m_arguments, m_files.questions()); !asked)
            return tl::make_unexpected(asked.error());
        m_json.beginObject();
        m_json.member("schema", qint64(1));
        m_json.key("images");
        m_json.beginArray();
        for (const ImageFile &file : m_files.files()) {
            for (const ImagePlace &place : file.places)
                add(file, place);
        }
        m_json.endArray();
        m_json.endObject();
        m_console.print(m_arguments.value("--format") == "json" ? m_json.take() : m_text);
        return worse(m_code, m_files.code());
    }

private:
    void add(const ImageFile &file, const ImagePlace &place)
    {
        const ImageSighting *seen = m_files.sighting(place.reference());
        const auto image = ImageReference::parse(place.reference());
        PinVerdict verdict{PinState::Unknown, u"could not be checked"_s, {}};
        if (!image || !seen)
            verdict.detail = u"is not a reference that can be checked"_s;
        else if (!seen->problem && !image->digest.isEmpty())
            verdict = judgePinned(*seen, image->digest);
        else if (!seen->problem)
            verdict = judgeTag(m_files.facts(*seen, *file.config), isKnown(file, *image));
        if (verdict.state == PinState::Moved || verdict.state == PinState::Gone)
            m_code = worse(m_code, ExitCode::Found);
        tell(file, place, verdict);
    }

    [[nodiscard]] bool isKnown(const ImageFile &file, const ImageReference &image) const
    {
        const QString reference = image.withTag(image.tag);
        return file.config->facts.images.contains(reference)
            || m_files.ledger().find(ledgerKey(image));
    }

    void tell(const ImageFile &file, const ImagePlace &place, const PinVerdict &verdict)
    {
        const bool isBad = verdict.state == PinState::Moved || verdict.state == PinState::Gone;
        m_text
            += printable(u"%1: %2: %3: "_s.arg(file.path, place.owner, place.reference())).toUtf8();
        m_text += m_console.toned(isBad ? Tone::Error : Tone::Plain, printable(verdict.detail));
        m_text += '\n';
        m_json.beginObject();
        m_json.member("path", file.path);
        m_json.member("app", place.owner);
        m_json.member("image", place.reference());
        m_json.member("state", stateName(verdict.state));
        m_json.key("digest");
        if (verdict.current.isEmpty())
            m_json.null();
        else
            m_json.value(verdict.current);
        m_json.endObject();
    }

    const Arguments &m_arguments;
    Console &m_console;
    ImageFiles m_files;
    JsonWriter m_json;
    QByteArray m_text;
    ExitCode m_code = ExitCode::Clean;
};

ExitCode runVerify(const Arguments &arguments, Console &console)
{
    const Result<ExitCode> code = VerifyRun(arguments, console).run();
    if (code)
        return *code;
    console.complain(u"pinion-cli: "_s + printable(code.error().text()));
    return ExitCode::Usage;
}

} // namespace

constinit const Command VerifyCommand{
    .name = "verify",
    .operands = "FILE…",
    .summary = "tells whether tags and digests still mean the same images",
    .help = "Asks the registries about every image of the files. A tag with a digest must still "
            "point to it; a digest must still be there; a tag alone is compared with what the "
            "project's image lock and your own ledger know of it.\n"
            "\n"
            "The exit code is 1 when a tag has moved or something is gone, and 3 when a file "
            "cannot be read or a registry did not answer.",
    .leastWords = 1,
    .mostWords = -1,
    .options = Options,
    .run = runVerify,
};

} // namespace Pinion
