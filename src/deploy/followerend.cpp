// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/follower.h"
#include "deploy/followreason.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

void DeploymentFollower::end(FollowPhase phase, const QString &message, const QDateTime &now)
{
    m_state.phase = phase;
    m_state.message = message;
    m_state.ended = now;
    if (phase == FollowPhase::Verified || phase == FollowPhase::NothingToDo
        || phase == FollowPhase::Removed)
        m_state.progress = 1;
}

void DeploymentFollower::markGone(const QDateTime &now)
{
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    m_endedAt = now;
    m_movedAt = now;
    m_state.phase = FollowPhase::Verifying;
    for (auto &[id, app] : m_apps)
        app.isSeenAfterEnd = false;
}

/// True if the deployment gave the app a version.
bool DeploymentFollower::hasChanged(const QString &id, const App &app) const
{
    const auto before = m_followed.before.find(id);
    return before == m_followed.before.end() || !sameVersion(before->second, app.last->version);
}

/// True if the plan was seen to do something with the app.
bool DeploymentFollower::isPlanned(const QString &id) const
{
    return std::any_of(m_steps.begin(), m_steps.end(), [&id](const DeploymentStep &step) {
        return std::any_of(step.begin(), step.end(),
            [&id](const DeploymentAction &action) { return action.app == id; });
    });
}

/// Why an app is not what was sent; empty where all are.
QString DeploymentFollower::foreignChange() const
{
    for (const auto &[id, app] : m_apps) {
        if (app.isMissing)
            return u"The deployment has ended, but %1 is gone from %2: somebody removed it."_s.arg(
                id, m_followed.target);
        if (m_followed.isReverse || sameVersion(app.last->version, m_followed.version))
            continue;
        // All rollbacks of one leader get the same version: going back twice ends where it began.
        if (!hasChanged(id, app) && isPlanned(id))
            return u"The deployment has ended, but %1 on %2 is what it was before: somebody rolled "
                   "it back."_s.arg(id, m_followed.target);
        if (hasChanged(id, app))
            return u"The deployment has ended, but %1 on %2 has another definition by now: "
                   "somebody changed it."_s.arg(id, m_followed.target);
    }
    return {};
}

void DeploymentFollower::judgeEnd(const QDateTime &now)
{
    const bool isAllSeen = std::all_of(
        m_apps.begin(), m_apps.end(), [](const auto &app) { return app.second.isSeenAfterEnd; });
    if (!isAllSeen)
        return;
    const bool isAllGone = std::all_of(
        m_apps.begin(), m_apps.end(), [](const auto &app) { return app.second.isMissing; });
    if (m_followed.removes && isAllGone) {
        end(FollowPhase::Removed,
            u"%1 is removed from %2."_s.arg(m_followed.apps.join(u", "_s), m_followed.target), now);
        return;
    }
    if (const QString foreign = foreignChange(); !foreign.isEmpty()) {
        end(FollowPhase::Superseded, foreign, now);
        return;
    }
    if (!m_cancelledBy.isEmpty()) {
        end(FollowPhase::Cancelled,
            u"The deployment did not finish: %1. Old and new instances may both be running."_s.arg(
                m_cancelledBy),
            now);
        return;
    }
    const bool isUntouched = !m_followed.isReverse
        && std::none_of(m_apps.begin(), m_apps.end(),
            [this](const auto &app) { return hasChanged(app.first, app.second); });
    if (isUntouched) {
        end(FollowPhase::NothingToDo,
            u"Nothing to deploy: %1 already runs this definition."_s.arg(m_followed.target), now);
        return;
    }
    judgeWhole(now);
}

void DeploymentFollower::judgeWhole(const QDateTime &now)
{
    const bool isWhole = m_state.newRunning == m_state.wanted
        && m_state.newHealthy == m_state.wanted && m_state.oldLeft == 0;
    if (isWhole) {
        if (!m_wholeSince.isValid())
            m_wholeSince = now;
        if (m_wholeSince.secsTo(now) >= verificationTime().count())
            end(FollowPhase::Verified, successSentence(now), now);
        return;
    }
    m_wholeSince = QDateTime();
    if (m_endedAt.secsTo(now) < std::max(m_patience.settling, verificationTime()).count())
        return;
    const QString what = m_state.newHealthy < m_state.wanted
        ? u"only %1 of %2 are healthy"_s.arg(m_state.newHealthy).arg(m_state.wanted)
        : u"%1 old instances still run"_s.arg(m_state.oldLeft);
    end(FollowPhase::EndedUnhealthy, u"Marathon ended the deployment, but %1."_s.arg(what), now);
}

std::chrono::seconds DeploymentFollower::verificationTime() const
{
    std::chrono::seconds longest = m_patience.plainVerification;
    for (const auto &[id, app] : m_apps) {
        if (app.last && app.last->healthChecks > 0)
            longest = std::max(longest, app.last->healthInterval);
    }
    return std::min(
        longest, std::max(m_patience.longestVerification, m_patience.plainVerification));
}

QString DeploymentFollower::successSentence(const QDateTime &now) const
{
    const bool hasChecks = std::any_of(m_apps.begin(), m_apps.end(),
        [](const auto &app) { return app.second.last && app.second.last->healthChecks > 0; });
    const QString names = m_followed.apps.size() <= 3 ? m_followed.apps.join(u", "_s)
                                                      : u"%1 apps"_s.arg(m_followed.apps.size());
    return u"%1 %2 on %3: %4 of %5 in %6."_s.arg(names,
        hasChecks ? (m_followed.apps.size() == 1 ? u"is healthy"_s : u"are healthy"_s)
                  : (m_followed.apps.size() == 1 ? u"runs"_s : u"run"_s),
        m_followed.target, QString::number(m_state.newHealthy), QString::number(m_state.wanted),
        durationText(std::chrono::seconds(m_state.began.secsTo(now))));
}

} // namespace Pinion
