// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "cli/command.h"
#include "cli/configcache.h"
#include "cli/guidedfixes.h"
#include "cli/imagefiles.h"

#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    Option{"--safe", "", "apply only the fixes that need no decision, and never ask"},
    Option{"--dry-run", "", "write nothing; print the changes as a unified diff"},
    Option{"--answer", "POINTER=VALUE",
        "answer the question of the finding at POINTER, which counts from the file's root; may be "
        "given several times. Where a finding's fixes ask nothing, VALUE is the number of one"},
};

struct FixedFile
{
    QByteArray before;
    FixOutcome outcome;
};

class FixRun
{
public:
    FixRun(const Arguments &arguments, Console &console, GivenAnswers answers)
        : m_console(console)
        , m_answers(std::move(answers))
        , m_isSafeOnly(arguments.has("--safe"))
        , m_isDryRun(arguments.has("--dry-run"))
    { }

    /// Nothing is written before all files are through, so that a wrong answer changes none.
    [[nodiscard]] Result<ExitCode> run(const QList<QByteArray> &words)
    {
        std::vector<FixedFile> files;
        for (const QByteArray &word : words) {
            const QString path = QFile::decodeName(word);
            const Result<QByteArray> bytes = readFile(path);
            if (!bytes) {
                refuse(unreadable(path, bytes.error()));
                continue;
            }
            Result<FixOutcome> outcome = m_configs.forFile(path).and_then(
                [&](const RuleConfig *config) { return fix(path, *bytes, *config); });
            if (!outcome)
                return tl::make_unexpected(outcome.error());
            files.push_back({*bytes, std::move(*outcome)});
        }
        if (const QStringList unused = m_answers.unused(); !unused.isEmpty())
            return fail(ErrorKind::Invalid,
                u"--answer %1: no finding there asks anything."_s.arg(unused.first()),
                u"\"pinion-cli check --format json\" shows the pointers of the findings."_s);
        for (const FixedFile &file : files)
            finish(file);
        return m_code;
    }

private:
    Result<FixOutcome> fix(const QString &path, const QByteArray &bytes, const RuleConfig &config)
    {
        m_answers.beginFile();
        return fixAll(
            path, bytes, config, [this](const FileReport &report, const Finding &finding) {
                return choose(report, finding);
            });
    }

    Result<std::optional<Choice>> choose(const FileReport &report, const Finding &finding)
    {
        if (m_isSafeOnly)
            return std::nullopt;
        Result<std::optional<Choice>> given = m_answers.choose(finding);
        if (!given || *given || !m_console.canAsk())
            return given;
        return askForChoice(m_console, report, finding);
    }

    void finish(const FixedFile &file)
    {
        const FileReport &rest = file.outcome.rest;
        if (rest.isNoDefinition()) {
            refuse(rest);
            return;
        }
        if (m_isDryRun) {
            m_console.print(fileDiff(rest.path, file.before, rest.bytes()));
        } else if (rest.bytes() != file.before) {
            if (const Result<void> saved = writeFile(rest.path, rest.bytes()); !saved) {
                refuse(unreadable(rest.path, saved.error()));
                return;
            }
        }
        tell(file.outcome);
        if (rest.problem)
            refuse(rest);
    }

    void refuse(const FileReport &report)
    {
        m_console.complain(complaint(report.path, *report.problem));
        m_code = worse(m_code, ExitCode::Unreadable);
    }

    void tell(const FixOutcome &outcome)
    {
        const QString path = printable(outcome.rest.path);
        const QString verb = m_isDryRun ? u"would fix"_s : u"fixed"_s;
        for (const AppliedFix &applied : outcome.applied)
            say(u"%1: %2: %3 [%4]"_s.arg(
                path, verb, printable(plainTitle(applied.title)), applied.rule));
        if (outcome.applied.empty())
            say(u"%1: nothing to fix without a decision"_s.arg(path));
        for (const Finding &finding : outcome.rest.check.findings) {
            if (!finding.suppressed)
                tellRemaining(outcome.rest, finding);
        }
    }

    void tellRemaining(const FileReport &report, const Finding &finding)
    {
        const TextPosition position = report.lines.position(finding.range.begin);
        say(u"%1:%2:%3: remains: %4: %5 [%6]"_s.arg(printable(report.path))
                .arg(position.line)
                .arg(position.column)
                .arg(severityName(finding.severity), printable(finding.message), finding.rule));
        if (m_isSafeOnly)
            return;
        const QStringList ways = waysToAnswer(finding);
        for (const QString &way : ways)
            say(u"      "_s + printable(way));
        if (finding.severity == Severity::Error && !ways.isEmpty())
            m_code = worse(m_code, ExitCode::Found);
    }

    // With a diff on standard output, the report goes beside it.
    void say(const QString &line)
    {
        if (m_isDryRun)
            m_console.complain(line);
        else
            m_console.printLine(line);
    }

    Console &m_console;
    ConfigCache m_configs;
    GivenAnswers m_answers;
    bool m_isSafeOnly;
    bool m_isDryRun;
    ExitCode m_code = ExitCode::Clean;
};

ExitCode runFix(const Arguments &arguments, Console &console)
{
    if (arguments.has("--safe") && arguments.has("--answer")) {
        console.complain(u"pinion-cli: --safe asks nothing; leave out --safe or --answer."_s);
        return ExitCode::Usage;
    }
    const Result<ExitCode> code
        = GivenAnswers::parse(arguments.values("--answer")).and_then([&](GivenAnswers answers) {
              return FixRun(arguments, console, std::move(answers)).run(arguments.words());
          });
    if (code)
        return *code;
    console.complain(u"pinion-cli: "_s + printable(code.error().text()));
    return ExitCode::Usage;
}

} // namespace

constinit const Command FixCommand{
    .name = "fix",
    .operands = "FILE…",
    .summary = "applies fixes, touching no more bytes than they need",
    .help = "Applies the safe fixes of all findings until none is left, then those whose question "
            "is answered: with --answer, or at the keyboard when there is one. Suppressed findings "
            "stay as they are. If an answer does not fit, no file is written.\n"
            "\n"
            "The exit code is 0 when no error is left that waits for an answer, and 1 otherwise. "
            "With --safe nothing waits for an answer; errors that have no fix do not count here, "
            "\"pinion-cli check\" tells them. It is 3 when a file is still not JSON or holds no "
            "Marathon definition.",
    .leastWords = 1,
    .mostWords = -1,
    .options = Options,
    .run = runFix,
};

} // namespace Pinion
