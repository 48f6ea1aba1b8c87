// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/rewrite.h"
#include "rules/practice/workload.h"

#include <functional>

namespace Pinion {

// What the fixes and messages of several groups of rules share.

/// Host paths that may vanish with a restart, as the default of the parameter "ephemeralPaths".
inline constexpr std::string_view EphemeralPathsLiteral
    = R"(["/tmp/**", "/var/tmp/**", "/dev/shm/**", "/var/log/**"])";
inline constexpr std::string_view EphemeralPathsHelp
    = "Globs of host paths whose content may be lost.";

/// "1 instance", "3 instances".
[[nodiscard]] QString counted(double number, const QString &noun);
/// "Both instances", "All 3 instances": the beginning of a sentence.
[[nodiscard]] QString allInstances(double number);
/// 0.5, 30000: without an exponent.
[[nodiscard]] QString shown(double number);

/// A part of the document for the answer to a question: by the time it comes, the tree may be gone.
class Snapshot
{
public:
    explicit Snapshot(JsonNode part)
        : m_offset(part.range().begin)
        , m_bytes(part.literal().toByteArray())
    { }
    [[nodiscard]] Rewrite rewrite() const { return Rewrite(m_bytes, m_offset); }

private:
    qsizetype m_offset;
    QByteArray m_bytes;
};

/// Sets one value below an app or pod. Cheap where the value exists already.
[[nodiscard]] Result<TextEdits> settingEdits(
    JsonNode part, const JsonPointer &pointer, const QByteArray &literal);

/// A question whose answer is a whole number of at least `least`.
[[nodiscard]] FixQuestion askNumber(const QString &prompt, const QString &suggestion, qint64 least,
    const std::function<Result<TextEdits>(qint64)> &edits);
/// A question whose answer must not be empty; it arrives without blanks around it.
[[nodiscard]] FixQuestion askText(const QString &prompt, const QString &suggestion,
    const std::function<Result<TextEdits>(const QString &)> &edits);

/// Offers to write both members of the upgrade strategy: apps need both or none.
void offerUpgrade(Finding &finding, const Workload &workload, const QString &title, bool isSafe,
    const QByteArray &minimumHealth, const QByteArray &maximumOver);
/// The steps of the same.
void setUpgrade(
    Rewrite &rewrite, bool isPod, const QByteArray &minimumHealth, const QByteArray &maximumOver);

/// Where a port's number on the agent is written; the port itself if it is not.
[[nodiscard]] JsonNode hostPortPlace(const WorkloadPort &port);
/// Offers to leave the choice of all fixed ports to Marathon.
void offerFreePorts(Finding &finding, const Workload &workload);
/// True if a deployment of `instances` with ports of their own on each agent would wait for ever.
[[nodiscard]] bool wouldDeadlock(const Workload &workload, double instances);

/// A constraint as an app or a pod spells it.
[[nodiscard]] QByteArray constraintLiteral(
    bool isPod, const QString &field, const QString &op, const QString &value);
/// Where a workload's constraints stand, from its own node.
[[nodiscard]] JsonPointer constraintsPointer(bool isPod);

/// The writable host volume whose content outlives a task, or null. `ephemeral` are globs.
[[nodiscard]] const HostVolume *lastingHostVolume(
    const Workload &workload, const QStringList &ephemeral);

} // namespace Pinion
