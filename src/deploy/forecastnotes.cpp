// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/forecastnotes.h"

#include "deploy/forecastroom.h"
#include "json/jsonformat.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString instances(int count)
{
    return count == 1 ? u"1 instance"_s : u"%1 instances"_s.arg(count);
}

QString roomText(const Forecast &forecast)
{
    if (forecast.extra == 0)
        return u"no extra room"_s;
    return u"needs %1 more"_s.arg(needText(forecast.extra, forecast.each));
}

QString createSentence(const Forecast &forecast)
{
    if (forecast.target == 0)
        return u"Creates it without instances."_s;
    return u"Creates it and starts %1; needs %2."_s.arg(
        instances(forecast.target), needText(forecast.target, forecast.each));
}

QString scaleSentence(const Forecast &forecast, int present)
{
    const int target = forecast.target;
    if (target == 0 && present == 0)
        return u"Stores the change; nothing runs, and nothing is started."_s;
    if (target == 0)
        return present == 1 ? u"Stops the only instance; nothing runs afterwards."_s
                            : u"Stops all %1 instances; nothing runs afterwards."_s.arg(present);
    if (target > present)
        return u"Starts %1 more, %2 in all; nothing restarts; %3."_s.arg(target - present)
            .arg(target)
            .arg(roomText(forecast));
    if (target < present)
        return u"Stops %1 of %2; nothing restarts."_s.arg(present - target).arg(present);
    return u"Keeps its %1; nothing restarts."_s.arg(instances(target));
}

QString restartSentence(const Forecast &forecast, const ForecastCase &given, int present)
{
    const RollingPlan &plan = *forecast.rolling;
    if (present == 0)
        return u"Starts %1 of the new definition; nothing runs yet; %2."_s.arg(
            instances(forecast.target), roomText(forecast));
    if (plan.isStalled)
        return u"Marathon would accept this and never finish: nothing may be stopped, and nothing "
               "can be started."_s;
    if (forecast.floor == 0 && plan.killNow >= present) {
        return present == 1
            ? u"The only instance stops first: a short outage."_s
            : u"All %1 stop first: an outage until the new ones are up."_s.arg(present);
    }
    const QString word = given.wanted.health == HealthSource::None ? u"running"_s : u"healthy"_s;
    QString text
        = u"Restarts %1 of %1, never below %2 %3"_s.arg(present).arg(forecast.floor).arg(word);
    if (given.wanted.isResident)
        return text + u", each on the agent that holds its volume."_s;
    if (plan.hasExtra && forecast.ceiling > present)
        return text + u"; Marathon adds 1 for a while: %1."_s.arg(roomText(forecast));
    text += u", %1 %2 at once; %3."_s.arg(forecast.ceiling > present ? u"up to"_s : u"at most"_s,
        QString::number(forecast.ceiling), roomText(forecast));
    return text;
}

/// Collects notes; the weightiest come out first, equals in the order in which they came in.
class Notes
{
public:
    void add(ForecastWeight weight, const QString &id, const QString &text)
    {
        m_notes.push_back({weight, id, text});
    }

    std::vector<ForecastNote> take()
    {
        std::stable_sort(m_notes.begin(), m_notes.end(),
            [](const ForecastNote &a, const ForecastNote &b) { return a.weight > b.weight; });
        return std::move(m_notes);
    }

private:
    std::vector<ForecastNote> m_notes;
};

void addHealth(Notes &notes, const Forecast &forecast, const ForecastCase &given, int present)
{
    if (forecast.impact == Impact::Nothing || forecast.target == 0)
        return;
    if (given.wanted.health == HealthSource::None)
        notes.add(ForecastWeight::Info, u"no-health-check"_s,
            u"Without a health check Marathon cannot see whether it works: what runs counts as "
            "healthy."_s);
    const std::optional<int> healthy = given.state.healthy;
    if (healthy && *healthy < present && given.running.health != HealthSource::None)
        notes.add(ForecastWeight::Warning, u"unhealthy-now"_s,
            u"Only %1 of %2 %3 healthy before you start."_s.arg(*healthy).arg(present).arg(
                *healthy == 1 ? u"is"_s : u"are"_s));
}

void addOutage(Notes &notes, const Forecast &forecast, const ForecastCase &given, int present)
{
    if (present == 0 || forecast.target == 0 || !forecast.rolling)
        return;
    const RollingPlan &plan = *forecast.rolling;
    if (plan.isStalled) {
        const bool isBlind = given.running.health == HealthSource::Marathon;
        notes.add(ForecastWeight::Danger, u"stalls"_s,
            isBlind ? u"Since 1.10 Marathon counts only health that Mesos reports. This app's "
                      "checks are Marathon's own, so all of it counts as unhealthy; allow extra "
                      "instances (maximumOverCapacity), or use a MESOS_ check."_s
                    : u"No instance is healthy, and no more may run than there are: allow extra "
                      "instances (maximumOverCapacity)."_s);
    } else if (forecast.floor == 0 && given.state.healthy.value_or(present) > 0) {
        notes.add(ForecastWeight::Danger, u"outage"_s,
            u"For a time no instance works. A higher minimumHealthCapacity keeps some up."_s);
    }
    const int surplus = present - forecast.target;
    if (surplus > 0)
        notes.add(ForecastWeight::Warning, u"surplus"_s,
            u"Fewer instances together with other changes: %1 of %2 stop at once."_s
                .arg(std::max(surplus, plan.killNow))
                .arg(present));
}

void addRoom(Notes &notes, const Forecast &forecast, const ForecastCase &given)
{
    if (!forecast.room || forecast.extra == 0 || *forecast.room >= forecast.extra)
        return;
    const bool canFree = forecast.rolling && forecast.rolling->killNow > 0;
    if (*forecast.room > 0 || canFree) {
        notes.add(ForecastWeight::Warning, u"little-room"_s,
            u"The agents have room for %1 of %2 more; the others wait for it."_s.arg(*forecast.room)
                .arg(forecast.extra));
        return;
    }
    const bool isPlace = given.wanted.isUniquePerHost || given.wanted.hasFixedHostPort;
    notes.add(ForecastWeight::Danger, u"no-room"_s,
        isPlace ? u"Each agent takes one instance, and none without one has room: nothing can be "
                  "started before something stops. A minimumHealthCapacity below 1 lets it."_s
                : u"No agent has room for one more: it waits until something else frees %1."_s.arg(
                    needText(1, forecast.each)));
}

void addChanges(Notes &notes, const Forecast &forecast, const ForecastCase &given)
{
    const Comparison &comparison = given.comparison;
    for (const FieldEffect &effect : forecast.effects) {
        const Change &change = comparison.changes()[size_t(effect.change)];
        if (change.place == JsonPointer::of("/executorResources"))
            notes.add(ForecastWeight::Info, u"executor-resources"_s,
                u"Replacing a definition drops executorResources, whatever is sent."_s);
        const bool isSilent = change.kind == ChangeKind::Changed && given.running.exists
            && comparison.after().body() && !comparison.after().source(change.after);
        if (isSilent && effect.effect == RolloutEffect::Restart)
            notes.add(ForecastWeight::Warning, u"default"_s,
                u"%1 is left out and falls back to %2."_s.arg(
                    change.label, QString::fromUtf8(compact(change.after))));
    }
    const auto isStrategy = [&comparison](const FieldEffect &effect) {
        return JsonPointer::of("/upgradeStrategy")
            .contains(comparison.changes()[size_t(effect.change)].place);
    };
    if (forecast.rolling && given.running.exists
        && std::any_of(forecast.effects.begin(), forecast.effects.end(), isStrategy))
        notes.add(ForecastWeight::Info, u"new-strategy"_s,
            u"The new way to replace instances governs this very restart."_s);
}

} // namespace

QString forecastSentence(const Forecast &forecast, const ForecastCase &given)
{
    const int present = forecast.present.value_or(given.running.instances);
    switch (forecast.impact) {
    case Impact::Nothing:
        return forecast.effects.empty() ? u"Nothing to do: this is what runs."_s
                                        : u"Stores the change; what runs goes on as it is."_s;
    case Impact::Create:
        return createSentence(forecast);
    case Impact::Scale:
        return scaleSentence(forecast, present);
    case Impact::Restart:
        return restartSentence(forecast, given, present);
    }
    return {};
}

std::vector<ForecastNote> forecastNotes(const Forecast &forecast, const ForecastCase &given)
{
    Notes notes;
    const int present = forecast.present.value_or(given.running.instances);
    if (!given.state.deployments.isEmpty() && forecast.impact != Impact::Nothing)
        notes.add(ForecastWeight::Warning, u"locked"_s,
            u"Another deployment is changing it: Marathon would refuse this one until that has "
            "ended."_s);
    addOutage(notes, forecast, given, present);
    addRoom(notes, forecast, given);
    addHealth(notes, forecast, given, present);
    addChanges(notes, forecast, given);
    if (forecast.impact == Impact::Scale && forecast.target == 0 && present > 0)
        notes.add(ForecastWeight::Danger, u"suspend"_s, u"Afterwards nothing of it runs."_s);
    const bool isUnknown = !forecast.present && given.running.exists
        && (forecast.impact == Impact::Scale || forecast.impact == Impact::Restart);
    if (isUnknown)
        notes.add(ForecastWeight::Info, u"unknown"_s,
            u"How many instances run is not known; the numbers hold if all %1 do and are "
            "healthy."_s.arg(given.running.instances));
    return notes.take();
}

} // namespace Pinion
