// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/credentialhelper.h"

#include "base/completion.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::chrono::seconds Patience(10);
constexpr std::chrono::milliseconds KillPatience(50);
constexpr qsizetype LongestAnswer = 65536;

struct Finisher
{
    Completion *completion;
    void operator()() const { completion->finish(); }
};

/// A helper that does not read its input is no failure, one that cannot be started is.
struct StartWatch
{
    Completion *completion;
    void operator()(QProcess::ProcessError error) const
    {
        if (error == QProcess::FailedToStart)
            completion->finish();
    }
};

Result<std::optional<Credentials>> readAnswer(
    const QString &program, const QByteArray &answer, bool isGood)
{
    // Helpers tell this on standard output, with exit code 1.
    if (!isGood && answer.contains("credentials not found"))
        return std::optional<Credentials>();
    const QJsonObject login = QJsonDocument::fromJson(answer.left(LongestAnswer)).object();
    const QString user = login["Username"_L1].toString();
    const QByteArray secret = login["Secret"_L1].toString().toUtf8();
    if (!isGood || secret.isEmpty())
        return fail(ErrorKind::Protocol, u"%1 could not tell the login."_s.arg(program),
            u"Try it in a terminal, or log in anew."_s);
    return user == "<token>"_L1 ? Credentials::refresh(QString(), secret)
                                : Credentials::basic(user, secret);
}

QString pathIn(const QProcessEnvironment &environment, const QString &program)
{
    const QStringList folders
        = environment.value(u"PATH"_s).split(QDir::listSeparator(), Qt::SkipEmptyParts);
    return QStandardPaths::findExecutable(program, folders);
}

} // namespace

Task<std::optional<Credentials>> askCredentialHelper(
    QString name, QString server, QProcessEnvironment environment, std::stop_token stop)
{
    const QString program = u"docker-credential-"_s + name;
    const QString path = pathIn(environment, program);
    if (path.isEmpty())
        co_return fail(ErrorKind::NotFound, u"The program %1 is not installed."_s.arg(program),
            u"The Docker configuration names it as the keeper of logins."_s);
    if (stop.stop_requested())
        co_return cancelled();

    Completion isOver;
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(QProcess::nullDevice());
    QTimer patience;
    patience.setSingleShot(true);
    // Queued: the process must not be deleted inside its own signals.
    QObject::connect(
        &process, &QProcess::finished, &patience, Finisher{&isOver}, Qt::QueuedConnection);
    QObject::connect(
        &process, &QProcess::errorOccurred, &patience, StartWatch{&isOver}, Qt::QueuedConnection);
    QObject::connect(&patience, &QTimer::timeout, &patience, Finisher{&isOver});
    const std::stop_callback<Finisher> onStop(stop, Finisher{&isOver});
    process.start(path, {u"get"_s});
    process.write(server.toUtf8());
    process.closeWriteChannel();
    patience.start(Patience);
    co_await isOver.wait();

    const bool isRunning = process.state() != QProcess::NotRunning;
    if (isRunning) {
        process.kill();
        process.waitForFinished(int(KillPatience.count()));
    }
    if (stop.stop_requested())
        co_return cancelled();
    if (isRunning)
        co_return fail(ErrorKind::TimedOut, u"%1 did not answer in time."_s.arg(program),
            u"It may be waiting for a password; unlock the keychain, then try again."_s);
    const bool isGood = process.error() != QProcess::FailedToStart
        && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    co_return readAnswer(program, process.readAllStandardOutput(), isGood);
}

} // namespace Pinion
