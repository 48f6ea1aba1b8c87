// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "marathon/facts.h"
#include "marathon/marathonversion.h"
#include "marathon/placeholder.h"

#include <QByteArray>
#include <QString>

#include <string_view>
#include <vector>

namespace Pinion {

/// What a Marathon's answer depends on.
struct ServerSettings
{
    MarathonVersion version = DefaultMarathonVersion;
    ServerFacts facts;
    /// Texts that stand for others: what they will hold is not judged.
    Placeholders placeholders = {};

    [[nodiscard]] bool isPlaceholder(JsonNode node) const
    {
        return node.isString() && placeholders.areIn(node.stringOr());
    }
};

/// The steps in which Marathon takes in a body. A step runs only when all earlier ones passed, so
/// one answer holds the faults of one step.
enum class Phase : quint8 {
    Text, ///< the bytes are no JSON; 400
    Reader, ///< types, ranges, patterns, required members; 422 with "Invalid JSON"
    Legacy, ///< members of the time before 1.5; 422
    Rewriting, ///< contradictions met while rewriting them; 500
    Canonical, ///< rules on the rewritten definition; 422
    Conversion, ///< combinations that the internal model cannot hold; 500
    Model, ///< rules on the internal model; 422
    RootGroup, ///< rules on all apps together, on updates, on groups; 422
};

/// One fault of a body.
struct Violation
{
    std::string_view rule; ///< id of the ServerRule, e.g. "server-command-missing"
    /// As the server names it, "/container/portMappings(0)". Empty in a 500, in a 422 that is but a
    /// sentence, and for the document itself in the phase Reader.
    QString path;
    QString message; ///< the server's text, word for word
    JsonNode place; ///< what the author wrote that is at fault; the body where nothing was written
    bool isAtKey = false; ///< the place's key is to be marked, not its value
};

/// What Marathon would say to a body.
struct Verdict
{
    Phase phase = Phase::Text; ///< of the violations
    std::vector<Violation> violations; ///< empty: accepted
    int refusedStatus = 422; ///< HTTP status if there are violations

    [[nodiscard]] bool isAccepted() const { return violations.empty(); }
};

/// The JSON body of Marathon's error answer to a verdict that is not accepted: messages grouped by
/// path, each path once. Compact, UTF-8.
[[nodiscard]] QByteArray answerBody(const Verdict &verdict);

/// One refusal that Marathon knows. Users read of it in the rule reference.
struct ServerRule
{
    std::string_view id; ///< "server-" and kebab-case, stable
    Phase phase = Phase::Canonical;
    std::string_view title; ///< "Neither cmd, args nor image"
    std::string_view why; ///< what the rule asks, in plain words
    std::string_view remedy;
    /// Patches (RFC 7396) of {"id": "/t/app", "cmd": "sleep 10"}, or whole bodies where they have
    /// an id of their own together with containers, apps or groups.
    std::string_view failing = {};
    std::string_view passing = {};
    std::string_view source = "The server's validation, 1.10";
    std::string_view features = {}; ///< that the examples' server has, comma-separated
    /// First release with this rule. The examples speak to it or to the default, whichever is
    /// newer.
    MarathonVersion since = {};
};

} // namespace Pinion
