// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "cli/checkreporter.h"
#include "cli/command.h"
#include "cli/configcache.h"
#include "cli/inputs.h"

#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    Option{"--format", "text|json", "how to write the findings; text by default"},
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

    [[nodiscard]] ExitCode judge(const FindingCounts &counts, const RuleConfig &config) const
    {
        if (m_isAsked && !m_asked)
            return ExitCode::Clean; // never
        const Severity least = m_isAsked ? *m_asked : config.failOn.value_or(Severity::Error);
        const bool isReached = counts.errors > 0
            || (least <= Severity::Warning && counts.warnings > 0)
            || (least <= Severity::Info && counts.infos > 0);
        return isReached ? ExitCode::Found : ExitCode::Clean;
    }

private:
    bool m_isAsked;
    std::optional<Severity> m_asked;
};

/// One run of the command: the files in their order, and what they add up to.
class CheckRun
{
public:
    CheckRun(const Arguments &arguments, Console &console)
        : m_console(console)
        , m_reporter(
              arguments.value("--format") == "json" ? jsonReporter(console) : textReporter(console))
        , m_threshold(arguments.value("--fail-on"))
    { }

    [[nodiscard]] Result<ExitCode> run(const Inputs &inputs, ConfigCache &configs)
    {
        QList<int> found(inputs.folders.size(), 0);
        for (const Input &input : inputs.files) {
            const Result<const RuleConfig *> config = configs.forFile(input.path);
            if (!config)
                return tl::make_unexpected(config.error());
            Result<QByteArray> bytes = readFile(input.path);
            const FileReport report = bytes ? examine(input.path, std::move(*bytes), **config)
                                            : unreadable(input.path, bytes.error());
            if (input.folder >= 0) {
                if (report.isNoDefinition())
                    continue;
                ++found[input.folder];
            }
            add(report, **config);
        }
        m_reporter->finish(m_summary);
        for (qsizetype i = 0; i < found.size(); ++i) {
            if (found[i] == 0)
                missing(inputs.folders[i]);
        }
        return m_code;
    }

private:
    void add(const FileReport &report, const RuleConfig &config)
    {
        const FindingCounts counts = countFindings(report.check.findings);
        ++m_summary.files;
        m_summary.counts.errors += counts.errors;
        m_summary.counts.warnings += counts.warnings;
        m_summary.counts.infos += counts.infos;
        m_summary.counts.suppressed += counts.suppressed;
        m_summary.templatedValues += report.check.templatedValues;
        m_code = worse(m_code, m_threshold.judge(counts, config));
        if (report.problem) {
            ++m_summary.filesWithProblem;
            m_console.complain(complaint(report.path, *report.problem));
            m_code = worse(m_code, ExitCode::Unreadable);
        }
        m_reporter->add(report);
    }

    void missing(const QString &folder)
    {
        m_console.complain(
            u"pinion-cli: no Marathon definition found in %1; name the files, or another folder."_s
                .arg(printable(folder)));
        m_code = worse(m_code, ExitCode::Unreadable);
    }

    Console &m_console;
    std::unique_ptr<CheckReporter> m_reporter;
    Threshold m_threshold;
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
        return CheckRun(arguments, console).run(collectInputs(paths), configs);
    });
    if (code)
        return *code;
    console.complain(u"pinion-cli: "_s + printable(code.error().text()));
    return ExitCode::Usage;
}

} // namespace

constinit const Command CheckCommand{
    .name = "check",
    .operands = "FILE|DIR…",
    .summary = "tells what Marathon would refuse, and what is unsafe",
    .help = "Checks files, and all *.json files below folders (hidden ones and node_modules are "
            "left out). JSON files in folders that hold no Marathon definition are passed over; "
            "files that are named must hold one.\n"
            "\n"
            "The exit code is 1 when a finding reaches the level of --fail-on, and 3 when a file "
            "cannot be read, is not JSON or no definition was found, whatever --fail-on says. "
            "Findings go to standard output, unreadable files to standard error.\n"
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
