// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include "rules/rule.h"

#include <set>
#include <vector>

namespace Pinion {

/// One thing for which Marathon would refuse a document.
struct Refusal
{
    Violation violation;
    Phase phase = Phase::Reader;
    int status = 422;
};

/// Puts the definitions of a document before the server's rules, each as it would be sent: an app
/// or a pod by itself, a group with all that it holds. Placeholders are not judged.
class ServerJudge
{
public:
    explicit ServerJudge(const RuleContext &context);

    /// The server's rules are known from 1.5 on.
    [[nodiscard]] static bool knows(MarathonVersion version);
    [[nodiscard]] std::vector<Refusal> judge();

private:
    void lone(const Definition &definition);
    void app(JsonNode app, const ServerSettings &settings, const QString &base);
    void group(JsonNode body);
    void list(JsonNode array);
    void update(JsonNode body);
    void keep(Verdict verdict);
    /// Keeps what the readers said; false if the body cannot be judged any further.
    [[nodiscard]] bool keepReading(std::vector<Violation> violations);
    /// True if the readers refused something in the body.
    [[nodiscard]] bool isUnread(JsonNode body) const;
    [[nodiscard]] bool isListed() const;

    const RuleContext &m_context;
    ServerSettings m_settings;
    std::vector<Refusal> m_refusals;
    std::set<qsizetype> m_unread; ///< where the places begin that the readers refused
};

} // namespace Pinion
