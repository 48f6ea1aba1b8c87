// SPDX-License-Identifier: GPL-3.0-or-later
#include "play/play.h"

#include "cli/waiting.h"
#include "sandbox/demo/demoworld.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int MostAgents = 1000;
constexpr int LastPort = 65535 - 2; // two more follow

/// A whole number of an option; nothing if it is none, or out of range.
std::optional<int> numberOf(const Arguments &arguments, QByteArrayView option, int least, int most)
{
    bool isNumber = false;
    const int number = arguments.value(option).toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        return std::nullopt;
    return number;
}

Result<DemoOptions> optionsOf(const Arguments &arguments)
{
    DemoOptions options;
    if (arguments.has("--port")) {
        const std::optional<int> port = numberOf(arguments, "--port", 1, LastPort);
        if (!port)
            return fail(ErrorKind::Invalid, u"--port wants a number from 1 to %1."_s.arg(LastPort));
        options.port = quint16(*port);
    }
    if (arguments.has("--agents")) {
        const std::optional<int> agents = numberOf(arguments, "--agents", 1, MostAgents);
        if (!agents)
            return fail(
                ErrorKind::Invalid, u"--agents wants a number from 1 to %1."_s.arg(MostAgents));
        options.agents = *agents;
    }
    if (!arguments.has("--marathon-version"))
        return options;
    const auto version
        = MarathonVersion::parse(QString::fromUtf8(arguments.value("--marathon-version")));
    if (!version || *version < MarathonVersion{1, 4} || *version >= MarathonVersion{1, 12})
        return fail(ErrorKind::Invalid, u"--marathon-version wants one from 1.4 to 1.11."_s);
    options.version = *version;
    return options;
}

void tellPlaces(DemoWorld &world, Console &console)
{
    const auto line = [&console](const QString &name, const QString &place) {
        console.printLine(name.leftJustified(12) + place);
    };
    line(u"staging"_s, world.staging().url().toString());
    line(u"  Mesos"_s, world.staging().mesosUrl().toString());
    line(u"production"_s, world.production().url().toString());
    line(u"  Mesos"_s, world.production().mesosUrl().toString());
    line(u"registry"_s, world.registry().domain());
    console.printLine();
    console.printLine(u"Nothing here outlives this program. Ctrl+C ends it."_s);
    console.flush();
}

} // namespace

ExitCode serveSandbox(const Arguments &arguments, Console &console)
{
    const Result<DemoOptions> options = optionsOf(arguments);
    if (!options) {
        console.complain(u"pinion-cli: "_s + options.error().text());
        return ExitCode::Usage;
    }
    const OnlineScope online;
    DemoWorld world(*options);
    if (const Result<void> started = world.start(); !started) {
        console.complain(u"pinion-cli: "_s + started.error().text());
        return ExitCode::Unreadable;
    }
    tellPlaces(world, console);
    QCoreApplication::exec();
    return ExitCode::Clean;
}

std::span<const SuppliedCommand> playCommands()
{
    static constexpr std::array Supplied{
        SuppliedCommand{"demo", playDemo},
        SuppliedCommand{"sandbox", serveSandbox},
    };
    return Supplied;
}

} // namespace Pinion
