// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "cli/command.h"
#include "cli/configcache.h"
#include "cli/inputs.h"
#include "cli/reports.h"

#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    Option{"--format", "text|json|sarif|junit|github|gitlab|checkstyle",
        "how to write the findings to standard output; text by default"},
    Option{"--output", "FORMAT=FILE", "also write them to FILE in FORMAT; may be repeated"},
    Option{"--omit-suppressed", {},
        "leave suppressed findings out of SARIF and JUnit, for servers that show them as open"},
    Option{"--skip-others", {},
        "pass over named files that hold no Marathon definition, as in folders"},
    Option{"--hyperlinks", {}, "make the places in text output links that a terminal opens"},
    Option{"--fail-on", "error|warning|info|never",
        "the level from which on the exit code is 1; by default the project's \"failOn\", else "
        "error"},
    Option{"--config", "FILE", "take the settings from FILE instead of the nearest .pinion.json"},
};

/// Where findings begin to fail the check: as asked for, else as the project says, else errors.
class Threshold
{
public:
    explicit Threshold(const QByteArray &failOn)
        : m_isAsked(!failOn.isEmpty())
        , m_asked(severityFromName(QString::fromUtf8(failOn)))
    { }

    /// The level from which on a finding fails the check; nothing if none does.
    [[nodiscard]] std::optional<Severity> level(const RuleConfig &config) const
    {
        return m_isAsked ? m_asked : config.failOn.value_or(Severity::Error);
    }

private:
    bool m_isAsked;
    std::optional<Severity> m_asked; ///< nothing: never
};

ExitCode judge(const FindingCounts &counts, std::optional<Severity> failsFrom)
{
    if (!failsFrom)
        return ExitCode::Clean;
    const bool isReached = counts.errors > 0
        || (*failsFrom <= Severity::Warning && counts.warnings > 0)
        || (*failsFrom <= Severity::Info && counts.infos > 0);
    return isReached ? ExitCode::Found : ExitCode::Clean;
}

/// One run of the command: the files in their order, and what they add up to.
class CheckRun
{
public:
    CheckRun(const Arguments &arguments, Reports &reports, Console &console)
        : m_console(console)
        , m_reports(reports)
        , m_threshold(arguments.value("--fail-on"))
        , m_skipsOthers(arguments.has("--skip-others"))
    { }

    [[nodiscard]] Result<ExitCode> run(const Inputs &inputs, ConfigCache &configs)
    {
        QList<int> found(inputs.folders.size(), 0);
        for (const Input &input : inputs.files) {
            const Result<const RuleConfig *> config = configs.forFile(input.path);
            if (!config)
                return tl::make_unexpected(config.error());
            Result<QByteArray> bytes = readFile(input.path);
            FileReport report = bytes ? examine(input.path, std::move(*bytes), **config)
                                      : unreadable(input.path, bytes.error());
            report.failsFrom = m_threshold.level(**config);
            if (report.isNoDefinition() && (input.folder >= 0 || m_skipsOthers))
                continue;
            if (input.folder >= 0)
                ++found[input.folder];
            add(report);
        }
        for (qsizetype i = 0; i < found.size(); ++i) {
            if (found[i] == 0)
                missing(inputs.folders[i]);
        }
        return m_reports.finish(m_summary, m_console).map([this] { return m_code; });
    }

private:
    void add(const FileReport &report)
    {
        const FindingCounts counts = countFindings(report.check.findings);
        ++m_summary.files;
        m_summary.counts.errors += counts.errors;
        m_summary.counts.warnings += counts.warnings;
        m_summary.counts.infos += counts.infos;
        m_summary.counts.suppressed += counts.suppressed;
        m_summary.templatedValues += report.check.templatedValues;
        m_code = worse(m_code, judge(counts, report.failsFrom));
        if (report.problem) {
            ++m_summary.filesWithProblem;
            m_console.complain(complaint(report.path, *report.problem));
            m_code = worse(m_code, ExitCode::Unreadable);
        }
        m_reports.add(report);
    }

    void missing(const QString &folder)
    {
        m_console.complain(
            u"pinion-cli: no Marathon definition found in %1; name the files, or another folder."_s
                .arg(printable(folder)));
        m_code = worse(m_code, ExitCode::Unreadable);
    }

    Console &m_console;
    Reports &m_reports;
    Threshold m_threshold;
    bool m_skipsOthers;
    CheckSummary m_summary;
    ExitCode m_code = ExitCode::Clean;
};

ExitCode runCheck(const Arguments &arguments, Console &console)
{
    QStringList paths;
    for (const QByteArray &word : arguments.words())
        paths.append(QFile::decodeName(word));

    ConfigCache configs;
    Result<void> isConfigured;
    if (arguments.has("--config"))
        isConfigured = configs.useOnly(QFile::decodeName(arguments.value("--config")));
    const Result<ExitCode> code = isConfigured.and_then([&]() -> Result<ExitCode> {
        Result<Reports> reports = Reports::make(arguments, console);
        if (!reports)
            return tl::make_unexpected(reports.error());
        return CheckRun(arguments, *reports, console).run(collectInputs(paths), configs);
    });
    if (code)
        return *code;
    console.complain(u"pinion-cli: "_s + printable(code.error().text()));
    return code.error().kind == ErrorKind::Io ? ExitCode::Unreadable : ExitCode::Usage;
}

} // namespace

constinit const Command CheckCommand{
    .name = "check",
    .operands = "FILE|DIR…",
    .summary = "tells what Marathon would refuse, and what is unsafe",
    .help = "Checks files, and all *.json files below folders (hidden ones and node_modules are "
            "left out). JSON files in folders that hold no Marathon definition are passed over; "
            "files that are named must hold one, unless --skip-others is given.\n"
            "\n"
            "The exit code is 1 when a finding reaches the level of --fail-on, and 3 when a file "
            "cannot be read, is not JSON or no definition was found, whatever --fail-on says. "
            "Findings go to standard output, unreadable files to standard error.\n"
            "\n"
            "--output writes further reports beside the one on standard output, each to a file of "
            "its own; paths in them count from the root of the repository. A report that cannot be "
            "written makes the exit code 3.\n"
            "\n"
            "With --format json the output is one object: \"schema\" (1), \"files\" with path, "
            "kind, error and findings each, and \"summary\". Lines and columns count from 1, "
            "columns in bytes; the edits of a fix hold byte offsets from the start of the file. "
            "Fixes that must ask something are not listed.",
    .leastWords = 1,
    .mostWords = -1,
    .options = Options,
    .run = runCheck,
};

} // namespace Pinion
