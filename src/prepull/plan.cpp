// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/plan.h"

#include "prepull/pullimage.h"

#include <QUrl>
#include <QUuid>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::chrono::seconds BetweenTries{15}; // the command's own pause
constexpr std::chrono::seconds Slack{60}; // for checks, polls and clocks
constexpr int MostApps = 50; // helpers that start at the same moment, at most

struct ViaWord
{
    PrepullVia via;
    QLatin1StringView name;
    QLatin1StringView title;
    int atOnce; ///< where nobody has said; Chronos and Eremetic are slow with many pinned tasks
    PrepullTaskNeed need;
};
constexpr std::array Vias{
    ViaWord{PrepullVia::Marathon, "marathon"_L1, "Marathon"_L1, MostApps, {0.1, 64, 0}},
    ViaWord{PrepullVia::Chronos, "chronos"_L1, "Chronos"_L1, 15, {0.1, 64, 16}},
    ViaWord{PrepullVia::Eremetic, "eremetic"_L1, "Eremetic"_L1, 15, {0.1, 128, 0}},
};

const ViaWord &wordOf(PrepullVia via)
{
    return *std::find_if(
        Vias.begin(), Vias.end(), [via](const ViaWord &row) { return row.via == via; });
}

Result<void> checkLimits(const PrepullWish &wish)
{
    using namespace std::chrono_literals;
    if (wish.pullTime < 1s || wish.pullTime > 24h)
        return fail(ErrorKind::Invalid, u"A pull may take between 1 second and 1 day."_s);
    if (wish.atOnce < 0)
        return fail(ErrorKind::Invalid, u"At least one host must pull at a time."_s);
    const QUrl credentials(wish.credentials, QUrl::StrictMode);
    if (!wish.credentials.isEmpty() && (!credentials.isValid() || credentials.scheme().isEmpty()))
        return fail(ErrorKind::Invalid,
            u"\"%1\" is not an address that an agent can fetch."_s.arg(wish.credentials),
            u"A file that lies on every agent is named like file:///etc/docker.tar.gz."_s);
    if (!credentials.userInfo().isEmpty())
        return fail(ErrorKind::Invalid,
            u"The address of the credentials holds a login, which everybody could read in the "
            "definition of the helper."_s);
    return {};
}

Result<void> checkEremetic(const PrepullWish &wish)
{
    if (wish.via != PrepullVia::Eremetic)
        return {};
    if (!wish.credentials.isEmpty() || wish.user == PullUser::Sudo)
        return fail(ErrorKind::Invalid,
            u"Eremetic starts containers only, as root: they take neither credentials of an agent "
            "nor sudo."_s);
    if (wish.helperImage.isEmpty())
        return {};
    return sendableImage(wish.helperImage).map([](const ImageReference &) {});
}

Result<void> checkHosts(const PrepullWish &wish, const std::vector<HostVerdict> &verdicts)
{
    for (const QString &host : wish.hosts) {
        const bool isKnown = std::any_of(verdicts.begin(), verdicts.end(),
            [&host](const HostVerdict &verdict) { return verdict.hostname == host; });
        if (!isKnown)
            return fail(ErrorKind::Invalid, u"No agent is called \"%1\"."_s.arg(host),
                u"Agents are named as the Mesos master lists them."_s);
    }
    return {};
}

} // namespace

QString viaName(PrepullVia via)
{
    return wordOf(via).name;
}

QString viaTitle(PrepullVia via)
{
    return wordOf(via).title;
}

std::optional<PrepullVia> viaFromName(QStringView name)
{
    const auto row = std::find_if(
        Vias.begin(), Vias.end(), [name](const ViaWord &word) { return word.name == name; });
    return row == Vias.end() ? std::nullopt : std::optional(row->via);
}

PrepullTaskNeed taskNeed(PrepullVia via)
{
    return wordOf(via).need;
}

std::chrono::seconds PrepullPlan::patience() const
{
    return pullTime * tries + BetweenTries * (tries - 1) + Slack;
}

std::chrono::seconds PrepullPlan::longest() const
{
    const int waves = int((hosts.size() + atOnce - 1) / std::max(atOnce, 1));
    return (startTime + patience()) * std::max(waves, 1);
}

Result<PrepullPlan> planPrepull(const PrepullWish &wish, const std::vector<HostVerdict> &verdicts,
    const QString &runId, const QDateTime &now)
{
    if (const Result<ImageReference> image = pullableImage(wish.image); !image)
        return tl::make_unexpected(image.error());
    if (const Result<void> limits = checkLimits(wish); !limits)
        return tl::make_unexpected(limits.error());
    if (const Result<void> helper = checkEremetic(wish); !helper)
        return tl::make_unexpected(helper.error());
    if (const Result<void> hosts = checkHosts(wish, verdicts); !hosts)
        return tl::make_unexpected(hosts.error());
    PrepullPlan plan;
    plan.runId = runId;
    plan.image = wish.image;
    plan.via = wish.via;
    for (const HostVerdict &verdict : verdicts) {
        const bool isWanted = wish.hosts.contains(verdict.hostname);
        if (verdict.isUsable() && (isWanted || wish.hosts.isEmpty()))
            plan.hosts.append(verdict.hostname);
        else
            plan.leftOut.push_back({verdict.hostname,
                verdict.isUsable() ? u"not chosen"_s : verdict.reason, isWanted});
        plan.coversAll &= !verdict.isUsable() || isWanted || wish.hosts.isEmpty();
    }
    if (plan.hosts.isEmpty() && wish.hosts.isEmpty())
        return fail(ErrorKind::NotFound, u"No agent can take a task now."_s,
            u"Look at the agents' states and their free resources."_s);
    const int usual = wish.atOnce > 0 ? wish.atOnce : wordOf(wish.via).atOnce;
    plan.atOnce = std::max(1, std::min(usual, int(plan.hosts.size())));
    plan.pullTime = wish.pullTime;
    plan.startTime = wish.startTime;
    plan.tries = wish.tries;
    plan.credentials = wish.credentials;
    plan.user = wish.user;
    plan.roles = wish.roles;
    plan.helperImage = wish.helperImage;
    plan.began = now;
    return plan;
}

QString newRunId()
{
    return QUuid::createUuid().toString(QUuid::Id128).first(12);
}

} // namespace Pinion
