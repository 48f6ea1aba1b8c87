// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inparallel.h"
#include "base/textfile.h"
#include "cli/baselineupdate.h"
#include "cli/command.h"
#include "cli/configcache.h"
#include "cli/imagefiles.h"
#include "cli/inputs.h"
#include "cli/registryoptions.h"
#include "cli/reports.h"
#include "cli/settingstext.h"
#include "inspect/scopes.h"
#include "rules/profiles.h"

#include <QFile>
#include <QFileInfo>

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
    Option{"--profile", "NAME",
        "start from this profile (default, dev, staging, production, strict) instead of the "
        "project's"},
    Option{"--print-config", {}, "check nothing; show the settings for each file and their origin"},
    Option{"--baseline", "FILE", "the list of known findings, instead of the project's"},
    Option{"--write-baseline", "[=FILE]",
        "write the findings of this run to the baseline, .pinion-baseline.json by default"},
    Option{"--reason", "TEXT", "why the findings that --write-baseline adds may stay"},
    Option{"--new-only", {}, "leave findings of the baseline out of the reports"},
    Option{"--online", {}, "ask the registries about the images, and judge by what they say"},
    PlainHttpOption,
    CaOption,
    UserOption,
    PasswordOption,
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
        , m_isNewOnly(arguments.has("--new-only"))
    { }

    /// Judges by what registries have said.
    void judgeBy(const ImageFiles *images) { m_images = images; }
    /// Also writes the findings to a baseline.
    void update(BaselineUpdate *baseline) { m_baseline = baseline; }

    [[nodiscard]] Result<ExitCode> run(const Inputs &inputs, ConfigCache &configs)
    {
        QList<int> found(inputs.folders.size(), 0);
        std::vector<const RuleConfig *> settings;
        for (const Input &input : inputs.files) {
            const Result<const RuleConfig *> config = configs.forFile(input.path);
            if (!config)
                return tl::make_unexpected(config.error());
            settings.push_back(*config);
        }
        size_t next = 0;
        const auto examined
            = [&](size_t index) { return report(inputs.files[index], *settings[index]); };
        const auto take = [&](FileReport report) {
            const Input &input = inputs.files[next++];
            if (report.isNoDefinition() && (input.folder >= 0 || m_skipsOthers))
                return;
            if (input.folder >= 0)
                ++found[input.folder];
            add(report);
        };
        inParallel(inputs.files.size(), examined, take);
        for (qsizetype i = 0; i < found.size(); ++i) {
            if (found[i] == 0)
                missing(inputs.folders[i]);
        }
        return m_reports.finish(m_summary, m_console).and_then([this] { return finish(); });
    }

private:
    /// Called from several threads at once.
    [[nodiscard]] FileReport report(const Input &input, const RuleConfig &config)
    {
        Result<QByteArray> bytes = readFile(input.path);
        FileReport report = !bytes ? unreadable(input.path, bytes.error())
            : m_images ? examine(input.path, std::move(*bytes), informed(config), &m_scopes)
                       : examine(input.path, std::move(*bytes), config, &m_scopes);
        report.failsFrom = m_threshold.level(config);
        return report;
    }

    [[nodiscard]] RuleConfig informed(RuleConfig config) const
    {
        for (const ImageSighting &sighting : m_images->sightings())
            config.facts.images.insert(sighting.reference, m_images->facts(sighting, config));
        return config;
    }

    void add(FileReport &report)
    {
        const FindingCounts counts = countFindings(report.check.findings);
        ++m_summary.files;
        m_summary.counts += counts;
        m_summary.templatedValues += report.check.templatedValues;
        m_code = worse(m_code, judge(counts, report.failsFrom));
        if (report.problem) {
            ++m_summary.filesWithProblem;
            m_console.complain(complaint(report.path, *report.problem));
            m_code = worse(m_code, ExitCode::Unreadable);
        }
        if (m_baseline)
            m_baseline->add(report);
        if (m_isNewOnly)
            std::erase_if(report.check.findings, [](const Finding &f) { return f.isInBaseline(); });
        m_reports.add(report, m_console);
    }

    /// What the baseline knows from now on is no reason to fail.
    [[nodiscard]] Result<ExitCode> finish() const
    {
        if (!m_baseline)
            return m_code;
        return m_baseline->write().map([this](const QString &told) {
            m_console.complain(u"pinion-cli: "_s + printable(told));
            return m_code == ExitCode::Found ? ExitCode::Clean : m_code;
        });
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
    bool m_isNewOnly;
    const ImageFiles *m_images = nullptr;
    BaselineUpdate *m_baseline = nullptr;
    ScopeCache m_scopes;
    CheckSummary m_summary;
    ExitCode m_code = ExitCode::Clean;
};

QString pathOf(const Arguments &arguments, QByteArrayView option)
{
    return QFile::decodeName(arguments.value(option));
}

Result<ConfigRequest> requestOf(const Arguments &arguments)
{
    ConfigRequest request{pathOf(arguments, "--config"),
        QString::fromUtf8(arguments.value("--profile")), pathOf(arguments, "--baseline")};
    if (arguments.has("--profile") && !findProfile(request.profile)) {
        return fail(ErrorKind::Invalid,
            u"--profile: %1%2"_s.arg(noSuchProfile(request.profile),
                noSuchProfile(request.profile).endsWith(u'?') ? QString() : u"."_s));
    }
    // A baseline that is about to be written need not be there.
    if (arguments.has("--write-baseline") && !QFileInfo::exists(request.baseline))
        request.baseline.clear();
    return request;
}

/// Where --write-baseline writes: as it says, else where --baseline or the project reads.
Result<QString> baselinePath(const Arguments &arguments, const Inputs &inputs, ConfigCache &configs)
{
    for (const QByteArrayView option :
        {QByteArrayView("--write-baseline"), QByteArrayView("--baseline")}) {
        if (const QString path = pathOf(arguments, option); !path.isEmpty())
            return path;
    }
    const QString first = inputs.files.empty() ? QString() : inputs.files.front().path;
    return configs.forFile(first).map([](const RuleConfig *config) {
        return config->baseline.isEmpty() ? u".pinion-baseline.json"_s : config->baseline;
    });
}

Result<ExitCode> printConfigs(
    const Inputs &inputs, ConfigCache &configs, bool asJson, Console &console)
{
    for (const Input &input : inputs.files) {
        const Result<const RuleConfig *> config = configs.forFile(input.path);
        if (!config)
            return tl::make_unexpected(config.error());
        console.print(
            asJson ? settingsJson(input.path, **config) : settingsText(input.path, **config));
    }
    return ExitCode::Clean;
}

/// What cannot be read here is reported by the check itself.
Result<void> askAbout(
    ImageFiles &images, const Arguments &arguments, const Inputs &inputs, ConfigCache &configs)
{
    for (const Input &input : inputs.files) {
        const Result<const RuleConfig *> config = configs.forFile(input.path);
        if (!config)
            return tl::make_unexpected(config.error());
        if (Result<QByteArray> bytes = readFile(input.path))
            images.add(input.path, std::move(*bytes), *config);
    }
    return images.ask(arguments, images.questions());
}

Result<ExitCode> checkInputs(const Arguments &arguments, const Inputs &inputs, Console &console)
{
    const Result<ConfigRequest> request = requestOf(arguments);
    if (!request)
        return tl::make_unexpected(request.error());
    ConfigCache configs(*request);
    if (arguments.has("--print-config"))
        return printConfigs(inputs, configs, arguments.value("--format") == "json", console);
    Result<Reports> reports = Reports::make(arguments, console);
    if (!reports)
        return tl::make_unexpected(reports.error());
    CheckRun run(arguments, *reports, console);
    ImageFiles images(console);
    if (arguments.has("--online")) {
        if (const Result<void> asked = askAbout(images, arguments, inputs, configs); !asked)
            return tl::make_unexpected(asked.error());
        run.judgeBy(&images);
    }
    if (!arguments.has("--write-baseline"))
        return run.run(inputs, configs);
    const Result<QString> path = baselinePath(arguments, inputs, configs);
    if (!path)
        return tl::make_unexpected(path.error());
    BaselineUpdate update(*path, QString::fromUtf8(arguments.value("--reason")));
    run.update(&update);
    return run.run(inputs, configs);
}

ExitCode runCheck(const Arguments &arguments, Console &console)
{
    QStringList paths;
    for (const QByteArray &word : arguments.words())
        paths.append(QFile::decodeName(word));
    const Result<ExitCode> code = checkInputs(arguments, collectInputs(paths), console);
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
            "Findings of the baseline are counted apart and never fail the check. --write-baseline "
            "replaces the entries of the checked files by what is found now; adding entries needs "
            "a --reason, removing them does not.\n"
            "\n"
            "--online asks the registries what the images mean now, and compares that with the "
            "project's image lock and with your own ledger of earlier looks: tags that have moved "
            "or are gone become findings. What a registry does not answer is told on standard "
            "error and never a finding; without --online nothing goes out.\n"
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
