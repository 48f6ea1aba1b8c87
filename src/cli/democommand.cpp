// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "cli/command.h"
#include "cli/textlayout.h"

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

ExitCode playStory(Console &console)
{
    const QByteArray answer = "--answer=/container/docker/image=1.8.2";
    Session session(console);
    session.say(u"A team runs three instances of orders.json. Its image tag moves with each build, "
                u"and every start pulls it again: when one instance dies at night, its replacement "
                u"comes up with another program than its neighbours."_s);
    session.play({"check", "orders.json"});
    session.say(u"A fixed tag cures it. First a look at what would change:"_s);
    session.play({"fix", "--dry-run", answer, "orders.json"});
    session.say(u"Two values, nothing else. Now for real:"_s);
    session.play({"fix", answer, "orders.json"});
    const ExitCode code = session.play({"check", "orders.json"});
    session.say(u"From here on a restart runs what runs now, and a new version comes when somebody "
                u"deploys it."_s);
    return code;
}

Result<ExitCode> playIn(const QTemporaryDir &folder, Console &console)
{
    if (!folder.isValid())
        return fail(ErrorKind::Io,
            u"No temporary folder could be made: %1."_s.arg(folder.errorString()),
            u"Free some space, or set TMPDIR to a folder that can be written."_s);
    const QString home = QDir::currentPath();
    const Result<void> written
        = readFile(u":/pinion/samples/orders.json"_s).and_then([&](const QByteArray &bytes) {
              return writeFile(folder.filePath(u"orders.json"_s), bytes);
          });
    if (!written)
        return tl::make_unexpected(written.error());
    QDir::setCurrent(folder.path());
    const ExitCode code = playStory(console);
    QDir::setCurrent(home); // a present folder cannot be removed everywhere
    return code;
}

ExitCode runDemo(const Arguments &, Console &console)
{
    const QTemporaryDir folder;
    const Result<ExitCode> code = playIn(folder, console);
    if (code)
        return *code;
    console.complain(u"pinion-cli: "_s + code.error().text());
    return ExitCode::Unreadable;
}

} // namespace

constinit const Command DemoCommand{
    .name = "demo",
    .operands = "",
    .summary = "plays check, diff and fix on an example in a temporary folder",
    .help = "Shows on a small app definition what Pinion is about: an image tag that moves, a "
            "forced pull, and how both are mended. Everything happens in a temporary folder that "
            "is removed at the end.",
    .leastWords = 0,
    .mostWords = 0,
    .options = {},
    .run = runDemo,
};

} // namespace Pinion
