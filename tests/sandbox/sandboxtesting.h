// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/api/marathonapi.h"
#include "sandbox/core/sandboxmarathon.h"

#include <nlohmann/json.hpp>

namespace Pinion {

using Json = nlohmann::ordered_json;

/// A Marathon without sockets, spoken to in its own REST, with a record of its events.
class Talk
{
public:
    explicit Talk(SandboxSettings settings = {}, int agents = 3);

    SandboxMarathon marathon;
    QList<SandboxEvent> events;

    SandboxAnswer ask(
        const QByteArray &method, const QByteArray &target, const QByteArray &body = {});
    /// The answer's body; a discarded value for one that is no JSON.
    Json json(const QByteArray &method, const QByteArray &target, const QByteArray &body = {});
    Json get(const QByteArray &target) { return json("GET", target); }
    /// Carries out all that is due now.
    void settle() { marathon.settle(); }
    /// Lets the clock run until no deployment is left; false after an hour.
    bool finish();
    /// Creates an app and waits until it runs.
    bool run(const QByteArray &app);

    /// "Scheduled", "deployment_info" …: types, or conditions for instance_changed_event.
    [[nodiscard]] QStringList story() const;
    [[nodiscard]] QStringList types() const;
    [[nodiscard]] Json event(qsizetype index) const;
    /// The first deployment's actions: "RestartApplication", one line per step.
    QStringList plan();
};

/// {"id": …, "cmd": "sleep 1000", …members}
[[nodiscard]] QByteArray appBody(const QByteArray &id, const QByteArray &members = {});

} // namespace Pinion
