// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/followreason.h"

#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct RefusalWord
{
    QLatin1StringView reason;
    WaitKind kind;
    QLatin1StringView sentence; ///< empty: made from what is asked for
};

// In the order in which the server looks at an offer.
constexpr std::array RefusalWords{
    RefusalWord{"UnfulfilledRole"_L1, WaitKind::Role,
        "The offers are for other roles than the app accepts"_L1},
    RefusalWord{"UnfulfilledConstraint"_L1, WaitKind::Constraint,
        "No free node satisfies the constraints of the app"_L1},
    RefusalWord{"NoCorrespondingReservationFound"_L1, WaitKind::Reservation,
        "Waiting for the node that holds its volume"_L1},
    RefusalWord{
        "AgentMaintenance"_L1, WaitKind::Maintenance, "The nodes that fit are in maintenance"_L1},
    RefusalWord{"InsufficientCpus"_L1, WaitKind::Resources, {}},
    RefusalWord{"InsufficientMemory"_L1, WaitKind::Resources, {}},
    RefusalWord{"InsufficientDisk"_L1, WaitKind::Resources, {}},
    RefusalWord{"InsufficientGpus"_L1, WaitKind::Resources, {}},
    RefusalWord{"InsufficientPorts"_L1, WaitKind::Ports, "No node offers the ports of the app"_L1},
    RefusalWord{"DeclinedScarceResources"_L1, WaitKind::ScarceResources,
        "Offers with GPUs are kept for apps that use them"_L1},
};

const RefusalWord *wordFor(const QString &reason)
{
    const auto word = std::find_if(RefusalWords.begin(), RefusalWords.end(),
        [&reason](const RefusalWord &row) { return row.reason == reason; });
    return word == RefusalWords.end() ? nullptr : &*word;
}

QString number(double value)
{
    return QString::number(value, 'g', 4);
}

/// The offers of this launch alone: the summaries go back to the time before it.
std::vector<UnusedOffer> recentOffers(const QueueEntry &entry)
{
    std::vector<UnusedOffer> recent;
    for (const UnusedOffer &offer : entry.offers) {
        if (!entry.since.isValid() || !offer.at.isValid() || offer.at >= entry.since)
            recent.push_back(offer);
    }
    return recent;
}

/// Each offer counts once, under the first reason that the server looks at.
std::vector<RejectedOffers> funnelOf(const std::vector<UnusedOffer> &offers)
{
    std::vector<RejectedOffers> funnel;
    int left = int(offers.size());
    std::vector<bool> isCounted(offers.size(), false);
    for (const RefusalWord &word : RefusalWords) {
        RejectedOffers row{QString(word.reason), 0, left};
        for (std::size_t i = 0; i < offers.size(); ++i) {
            if (isCounted[i] || !offers[i].reasons.contains(word.reason))
                continue;
            isCounted[i] = true;
            ++row.declined;
        }
        left -= row.declined;
        funnel.push_back(row);
    }
    return funnel;
}

template <typename Value> double best(const std::vector<UnusedOffer> &offers, Value value)
{
    double most = -1;
    for (const UnusedOffer &offer : offers)
        most = std::max(most, value(offer));
    return most;
}

QString resourceSentence(
    const QString &reason, const WaitFacts &facts, const std::vector<UnusedOffer> &offers)
{
    const auto tell = [](const QString &wanted, const QString &most) {
        return most.isEmpty() ? u"No node has %1 free"_s.arg(wanted)
                              : u"No node has %1 free; the best offer had %2"_s.arg(wanted, most);
    };
    const bool isKnown = facts.app != nullptr;
    if (reason == "InsufficientMemory"_L1) {
        const double most = best(offers, [](const UnusedOffer &offer) { return offer.mem; });
        return tell(isKnown ? amountText(facts.app->mem) + u" of memory"_s : u"enough memory"_s,
            most < 0 ? QString() : amountText(most));
    }
    if (reason == "InsufficientCpus"_L1) {
        const double most = best(offers, [](const UnusedOffer &offer) { return offer.cpus; });
        return tell(isKnown ? number(facts.app->cpus) + u" CPUs"_s : u"enough CPUs"_s,
            most < 0 ? QString() : number(most));
    }
    if (reason == "InsufficientDisk"_L1) {
        const double most = best(offers, [](const UnusedOffer &offer) { return offer.disk; });
        return tell(u"enough disk"_s, most < 0 ? QString() : amountText(most));
    }
    return tell(u"enough GPUs"_s, QString());
}

WaitReason offerReason(const WaitFacts &facts)
{
    WaitReason reason;
    const QueueEntry &entry = *facts.queued;
    const std::vector<UnusedOffer> offers = recentOffers(entry);
    const std::vector<RejectedOffers> all = offers.empty() ? entry.lastOffers : funnelOf(offers);
    const int before = facts.queuedFirst ? facts.queuedFirst->processedOffers : 0;
    const bool hasOffers = !offers.empty() || entry.processedOffers > before;
    if (!hasOffers && (entry.processedOffers == 0 || facts.waited >= std::chrono::minutes(2))) {
        reason.kind = WaitKind::NoOffers;
        reason.sentence = u"Mesos has made no offers for %1."_s.arg(durationText(facts.waited));
        return reason;
    }
    const int total = all.empty() ? 0 : all.front().processed;
    const RejectedOffers *worst = nullptr;
    int named = 0;
    for (const RejectedOffers &row : all) {
        named += row.declined;
        if (row.declined > 0)
            reason.funnel.push_back(row);
        if (row.declined > (worst ? worst->declined : 0))
            worst = &row;
    }
    const QString share = worst
        ? u" (%1 of %2 offers)."_s.arg(worst->declined).arg(std::max(total, named))
        : u"."_s;
    const RefusalWord *word = worst ? wordFor(worst->reason) : nullptr;
    reason.kind = word ? word->kind : WaitKind::OtherRefusal;
    if (!word)
        reason.sentence = u"Waiting for a node: the offers do not fit, for reasons that Marathon "
                          "does not tell."_s;
    else if (word->sentence.isEmpty())
        reason.sentence = resourceSentence(worst->reason, facts, offers) + share;
    else
        reason.sentence = word->sentence + share;
    return reason;
}

/// What a runtime says can be pages; the instance's row has all of it.
QString inShort(const QString &text)
{
    constexpr qsizetype Longest = 200;
    const QString line = text.simplified();
    return line.size() <= Longest ? line : QString(line.left(Longest - 1) + u'…');
}

QString failureText(const WaitFacts &facts)
{
    const QString where = facts.lastExitHost.isEmpty() ? QString() : u" on "_s + facts.lastExitHost;
    const QString why = facts.lastExit.isEmpty() ? u"."_s : u": "_s + inShort(facts.lastExit);
    const QString times = facts.failures == 1 ? u"once"_s : u"%1 times"_s.arg(facts.failures);
    // A server is not meant to; Marathon starts it again, and keeps no failure to show.
    const QString what = facts.isExitGood ? u"ended by itself, as if it were done,"_s : u"failed"_s;
    return u"The new version %1 %2%3%4"_s.arg(what, times, where, why)
        + (why.endsWith(u'.') ? QString() : u"."_s);
}

WaitReason delayReason(const WaitFacts &facts)
{
    WaitReason reason;
    const bool isDelayed = facts.queued && !facts.queued->isOverdue;
    reason.kind = isDelayed ? WaitKind::Delayed : WaitKind::Failing;
    reason.canTryNow = isDelayed;
    if (facts.failures > 0)
        reason.sentence = failureText(facts);
    if (isDelayed) {
        const QString next = durationText(facts.queued->timeLeft);
        reason.sentence += facts.failures > 0
            ? u" The next try comes in %1."_s.arg(next)
            : u"The launch is delayed after failures; the next try comes in %1."_s.arg(next);
    }
    if (facts.failures > 0 && facts.oldLeft > 0)
        reason.sentence += u" The old version still serves."_s;
    return reason;
}

const InstanceRow *longestStaging(const WaitFacts &facts)
{
    const InstanceRow *longest = nullptr;
    for (const InstanceRow &row : facts.instances) {
        const bool isStaging = row.isNew && row.state == InstanceState::Staging;
        if (isStaging && row.since.isValid() && (!longest || row.since < longest->since))
            longest = &row;
    }
    const bool isLong
        = longest && longest->since.secsTo(facts.now) >= qint64(facts.stagingIsLong.count());
    return isLong ? longest : nullptr;
}

std::optional<WaitReason> startingReason(const WaitFacts &facts)
{
    WaitReason reason;
    for (const ReadinessResult &result : facts.readiness) {
        if (result.isReady)
            continue;
        reason.kind = WaitKind::NotReady;
        reason.sentence = result.status == 0
            ? u"The ready check \"%1\" does not succeed."_s.arg(result.name)
            : u"The ready check \"%1\" answers %2."_s.arg(result.name).arg(result.status);
        return reason;
    }
    if (const InstanceRow *row = longestStaging(facts)) {
        reason.kind = WaitKind::Staging;
        reason.sentence = u"%1 has been fetching the image for %2."_s.arg(
            row->host.isEmpty() ? u"A node"_s : row->host,
            durationText(std::chrono::seconds(row->since.secsTo(facts.now))));
        return reason;
    }
    return std::nullopt;
}

std::optional<WaitReason> healthReason(const WaitFacts &facts)
{
    int waiting = 0;
    QString cause;
    for (const InstanceRow &row : facts.instances) {
        const bool isUp
            = row.state == InstanceState::Running || row.state == InstanceState::Unhealthy;
        if (!row.isNew || !isUp)
            continue;
        ++waiting;
        if (cause.isEmpty())
            cause = row.lastMessage;
    }
    const bool hasChecks = facts.app && facts.app->healthChecks > 0;
    if (waiting == 0 || !hasChecks)
        return std::nullopt;
    WaitReason reason;
    reason.kind = WaitKind::NotHealthy;
    reason.sentence = waiting == 1 ? u"One new instance runs but is not healthy"_s
                                   : u"%1 new instances run but are not healthy"_s.arg(waiting);
    reason.sentence += cause.isEmpty() ? u"."_s : u": "_s + inShort(cause);
    return reason;
}

WaitReason restReason(const WaitFacts &facts)
{
    WaitReason reason;
    const bool isNewDone = facts.newHealthy >= facts.wanted;
    const bool isStarting
        = std::any_of(facts.instances.begin(), facts.instances.end(), [](const InstanceRow &row) {
              return row.isNew
                  && (row.state == InstanceState::Staging || row.state == InstanceState::Starting);
          });
    if (isStarting || (isNewDone && facts.oldLeft == 0))
        return reason;
    const auto dying = int(std::count_if(facts.instances.begin(), facts.instances.end(),
        [](const InstanceRow &row) { return !row.isNew && row.state == InstanceState::Killing; }));
    if (const int staying = isNewDone ? facts.oldLeft : dying; staying > 0) {
        reason.kind = WaitKind::OldStay;
        reason.sentence = staying == 1 ? u"Waiting for one old instance to end."_s
                                       : u"Waiting for %1 old instances to end."_s.arg(staying);
        return reason;
    }
    reason.kind = WaitKind::Stalled;
    reason.sentence = u"Marathon starts nothing and stops nothing. It may see no healthy instance, "
                      "and have no leave for an extra one (maximumOverCapacity)."_s;
    return reason;
}

} // namespace

QString durationText(std::chrono::seconds time)
{
    const auto seconds = std::max<long long>(0, time.count());
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (seconds < 3600)
        return seconds % 60 == 0 ? u"%1 min"_s.arg(seconds / 60)
                                 : u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
    return u"%1 h %2 min"_s.arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString amountText(double mebibytes)
{
    constexpr double LeastTebibyte = 999.5; // GiB: from there on three digits are not enough
    if (mebibytes < 1024)
        return number(mebibytes) + u" MiB"_s;
    const double gibibytes = mebibytes / 1024;
    return gibibytes < LeastTebibyte ? QString::number(gibibytes, 'g', 3) + u" GiB"_s
                                     : QString::number(gibibytes / 1024, 'g', 3) + u" TiB"_s;
}

WaitReason waitReason(const WaitFacts &facts)
{
    WaitReason reason;
    const bool isDelayed = facts.queued && !facts.queued->isOverdue
        && (facts.queued->timeLeft.count() > 0 || facts.failures > 0);
    // The queue still counts launches whose agents have said nothing yet, as while they fetch.
    const auto launched = std::count_if(facts.instances.begin(), facts.instances.end(),
        [](const InstanceRow &row) { return row.isNew && row.state == InstanceState::Staging; });
    if (isDelayed || facts.failures > 1)
        reason = delayReason(facts);
    else if (facts.queued && facts.queued->count > launched && facts.queued->isOverdue)
        reason = offerReason(facts);
    else if (std::optional<WaitReason> starting = startingReason(facts))
        reason = *starting;
    else if (std::optional<WaitReason> health = healthReason(facts))
        reason = *health;
    else
        reason = restReason(facts);
    reason.appId = facts.appId;
    return reason;
}

} // namespace Pinion
