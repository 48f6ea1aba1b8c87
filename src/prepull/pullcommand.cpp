// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/pullcommand.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// Relative paths only, the image only as "$PINION_IMAGE", the result by renaming, and no end after
// a success but in mode "job": Marathon would start whatever ends again.
constexpr const char *Command = R"sh(cd "${MESOS_SANDBOX:-.}" || exit 50; rm -f pinion.rc
if [ -d .docker ] || [ -f .dockercfg ]; then HOME=$PWD; export HOME; fi
W=; command -v timeout >/dev/null 2>&1 && W="timeout ${PINION_PULL_SECONDS:-1800}"
n=0; r=51
if command -v docker >/dev/null 2>&1; then
  while :; do
    n=$((n+1)); $W docker pull "$PINION_IMAGE" >pinion.log 2>&1; s=$?
    if [ $s -eq 0 ]; then r=20; elif [ $s -eq 124 ]; then r=56; else
      case $(cat pinion.log) in
        *"ocker daemon"*|*docker.sock*) r=52;;
        *"no space left"*) r=55;;
        *"manifest unknown"*|*" not found"*) r=53;;
        *denied*|*unauthorized*|*"no basic auth"*) r=54;;
        *"no such host"*|*x509*|*"i/o timeout"*|*"connection refused"*|*"deadline exceeded"*) r=57;;
        *) r=50;;
      esac
    fi
    tail -n 20 pinion.log
    case $r in 50|57) [ $n -lt "${PINION_TRIES:-2}" ] && { sleep 15; continue; };; esac
    break
  done
fi
echo $r >pinion.tmp && mv pinion.tmp pinion.rc
[ "$PINION_MODE" = job ] && { [ $r -eq 20 ] && exit 0; exit $r; }
[ "$PINION_MODE" = fail ] && [ $r -ne 20 ] && exit $r
while :; do sleep 3600; done)sh";

constexpr const char *Check
    = R"sh(f="${MESOS_SANDBOX:-.}/pinion.rc"; [ -f "$f" ] && exit "$(cat "$f")"; exit 10)sh";
constexpr const char *Health
    = R"sh([ "$(cat "${MESOS_SANDBOX:-.}/pinion.rc" 2>/dev/null)" = 20 ])sh";

constexpr std::array Failures{
    PullFailure{
        50, "Docker said something unexpected", "See the task's output for Docker's words."},
    PullFailure{51, "there is no docker program on this agent",
        "An agent that only runs the Mesos containerizer has none."},
    PullFailure{52, "Docker's daemon cannot be reached",
        "It may be down, or the task's user may not use its socket."},
    PullFailure{53, "the registry has no such image or tag", "Check the image's name."},
    PullFailure{54, "sign-in refused by the registry",
        "The agent lacks a login, has a wrong one, or the repository does not exist."},
    PullFailure{55, "no space left on the agent's disk", "Free some space on the agent."},
    PullFailure{56, "the pull took longer than allowed", "Allow more time for a pull."},
    PullFailure{57, "the registry cannot be reached from this agent",
        "Check the agent's network, its name resolution and the registry's certificate."},
};

/// What the command looks for, in its order.
struct FailureWords
{
    int code;
    std::string_view words;
};
constexpr std::array Words{
    FailureWords{52, "ocker daemon"},
    FailureWords{52, "docker.sock"},
    FailureWords{55, "no space left"},
    FailureWords{53, "manifest unknown"},
    FailureWords{53, " not found"},
    FailureWords{54, "denied"},
    FailureWords{54, "unauthorized"},
    FailureWords{54, "no basic auth"},
    FailureWords{57, "no such host"},
    FailureWords{57, "x509"},
    FailureWords{57, "i/o timeout"},
    FailureWords{57, "connection refused"},
    FailureWords{57, "deadline exceeded"},
};
constexpr int UnknownFailure = 50;

} // namespace

QString pullModeName(PullMode mode)
{
    switch (mode) {
    case PullMode::Hold:
        return u"hold"_s;
    case PullMode::Fail:
        return u"fail"_s;
    case PullMode::Job:
        return u"job"_s;
    }
    Q_UNREACHABLE();
}

QByteArray pullCommand(PullUser user)
{
    const QByteArray command(Command);
    if (user == PullUser::AsIs)
        return command;
    // -n: without a leave it is to fail, not to wait for a password.
    return QByteArray(command).replace("$W docker pull", "$W sudo -n docker pull");
}

QByteArray pullCheckCommand()
{
    return Check;
}

QByteArray pullHealthCommand()
{
    return Health;
}

std::span<const PullFailure> pullFailures()
{
    return Failures;
}

const PullFailure *findPullFailure(int code)
{
    const auto row = std::find_if(Failures.begin(), Failures.end(),
        [code](const PullFailure &failure) { return failure.code == code; });
    return row == Failures.end() ? nullptr : &*row;
}

int pullCodeOf(const QByteArray &words)
{
    const auto row = std::find_if(Words.begin(), Words.end(), [&words](const FailureWords &known) {
        return words.contains(QByteArrayView(known.words.data(), qsizetype(known.words.size())));
    });
    return row == Words.end() ? UnknownFailure : row->code;
}

QString digestIn(const QByteArray &words)
{
    static const QRegularExpression line(
        u"^Digest: (sha256:[0-9a-f]{64})\\s*$"_s, QRegularExpression::MultilineOption);
    QString digest;
    QRegularExpressionMatchIterator matches = line.globalMatch(QString::fromUtf8(words));
    while (matches.hasNext())
        digest = matches.next().captured(1);
    return digest;
}

std::optional<int> exitStatusIn(const QString &message)
{
    static const QRegularExpression status(u"exited with status (\\d{1,3})\\b"_s);
    const QRegularExpressionMatch match = status.match(message);
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

} // namespace Pinion
