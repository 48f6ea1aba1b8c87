// SPDX-License-Identifier: GPL-3.0-or-later
#include "play/play.h"

#include "cli/textlayout.h"
#include "cli/waiting.h"
#include "sandbox/demo/demohost.h"

#include <QDir>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Plays commands in the present folder as if somebody typed them.
class Session
{
public:
    explicit Session(Console &console)
        : m_console(console)
    { }

    void say(const QString &text)
    {
        m_console.print(wrapped(text).toUtf8());
        m_console.printLine();
    }

    ExitCode play(const QList<QByteArray> &words)
    {
        m_console.print(
            m_console.toned(Tone::Strong, u"$ pinion-cli "_s + QString::fromUtf8(words.join(' '))));
        m_console.printLine();
        const ExitCode code = run(words, m_console);
        m_console.flush();
        m_console.printLine();
        return code;
    }

private:
    Console &m_console;
};

ExitCode playStory(const DemoPlaces &places, Console &console)
{
    const QByteArray repository = places.registry.toUtf8() + "/shop/orders";
    Session session(console);
    session.say(u"A team runs three instances of orders.json. Its image tag moves with each build, "
                "and every start pulls it again. Last night one instance died, and its replacement "
                "came up with another program than its neighbours:"_s);
    session.play({"status", "--target", "production", "/shop/orders"});
    session.play({"check", "orders.json"});
    session.say(u"What is there to go back to? The registry knows:"_s);
    session.play({"tags", repository});
    session.say(u"\"latest\" means 1.9.0 by now, and 1.8.2 is what the other two still run. A look "
                "at what pinning that one would change:"_s);
    session.play({"pin", "--to", "1.8.2", "--dry-run", "orders.json"});
    session.say(u"Two values, nothing else. Now for real:"_s);
    session.play({"pin", "--to", "1.8.2", "orders.json"});
    session.play({"check", "orders.json"});
    session.say(u"And out it goes. Production wants the name of the app typed:"_s);
    const ExitCode code = session.play(
        {"deploy", "--target", "production", "--wait", "--confirm", "orders", "orders.json"});
    session.say(u"From here on a restart runs what runs now, and a new version comes when somebody "
                "deploys it."_s);
    return code;
}

} // namespace

ExitCode playDemo(const Arguments &, Console &console)
{
    const OnlineScope online;
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        console.complain(u"pinion-cli: No temporary folder could be made: %1. Free some space, or "
                         "set TMPDIR to a folder that can be written."_s.arg(folder.errorString()));
        return ExitCode::Unreadable;
    }
    DemoHost host;
    const Result<DemoPlaces> places = host.start({}, folder.path());
    if (!places) {
        console.complain(u"pinion-cli: "_s + places.error().text());
        return ExitCode::Unreadable;
    }
    const QString home = QDir::currentPath();
    QDir::setCurrent(folder.path());
    const ExitCode code = playStory(*places, console);
    QDir::setCurrent(home); // a present folder cannot be removed everywhere
    return code;
}

} // namespace Pinion
