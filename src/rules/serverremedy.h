// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/appview.h"

#include "rules/practice/rewrite.h"
#include "rules/serverjudge.h"

#include <functional>
#include <span>

namespace Pinion {

/// What a guided fix asks. The answer arrives without blanks around it and never empty.
struct RemedyQuestion
{
    QString title;
    QString prompt;
    QString suggestion;
    QString wanted; ///< what an answer must be: "the name of a port"
    std::function<bool(const QString &)> fits = {}; ///< none: anything goes
};

/// One refusal, what its fixes may look at, and the fixes that have been made so far.
class Remedy
{
public:
    Remedy(const Refusal &refusal, const RuleContext &context);

    [[nodiscard]] std::string_view rule() const { return m_refusal.violation.rule; }
    [[nodiscard]] const Violation &violation() const { return m_refusal.violation; }
    [[nodiscard]] JsonNode place() const { return m_refusal.violation.place; }
    /// The app, the pod or the group that holds the place.
    [[nodiscard]] JsonNode body() const { return m_body; }
    [[nodiscard]] const ServerSettings &settings() const { return m_settings; }
    /// The body as the server sees an app.
    [[nodiscard]] AppView app() const { return AppView(m_body, m_settings, QStringLiteral("/")); }
    [[nodiscard]] JsonPointer pointer(JsonNode node) const { return pointerWithin(m_body, node); }

    /// Steps on the body; their pointers count from there.
    void change(const QString &title, bool isSafe, const std::function<void(Rewrite &)> &steps);
    /// Removes a member or an element, "Remove NAME" unless there is a title.
    void remove(JsonNode node, bool isSafe, const QString &title = {});
    /// Writes another value, "Set NAME to VALUE" unless there is a title.
    void write(JsonNode node, const QByteArray &literal, bool isSafe, const QString &title = {});
    /// Steps that need an answer.
    void ask(const RemedyQuestion &question,
        const std::function<void(Rewrite &, const QString &)> &steps);
    /// The same for a string that the answer replaces.
    void askText(const RemedyQuestion &question, JsonNode node);

    [[nodiscard]] std::vector<Fix> takeFixes() { return std::move(m_carrier.fixes); }

private:
    const Refusal &m_refusal;
    ServerSettings m_settings;
    JsonNode m_body;
    Finding m_carrier; ///< of the fixes
};

/// How to mend what one rule refuses.
struct ServerFix
{
    std::string_view rule;
    void (*offer)(Remedy &remedy);
};

// The tables by theme that serverFixes() looks into.
[[nodiscard]] std::span<const ServerFix> identityFixes();
[[nodiscard]] std::span<const ServerFix> legacyFixes();
[[nodiscard]] std::span<const ServerFix> networkFixes();
[[nodiscard]] std::span<const ServerFix> checkFixes();
[[nodiscard]] std::span<const ServerFix> placementFixes();
[[nodiscard]] std::span<const ServerFix> volumeFixes();
[[nodiscard]] std::span<const ServerFix> podAndGroupFixes();

/// A whole number of at least `least` that fits 32 bits.
[[nodiscard]] std::function<bool(const QString &)> isNumberFrom(qint64 least);
[[nodiscard]] std::function<bool(const QString &)> isOneOf(const QStringList &texts);
/// What the schema allows in the field at this pointer of an app, "/portDefinitions/0/name".
[[nodiscard]] std::function<bool(const QString &)> fitsField(const char *pointer);
/// "name-2", or the next number that is not taken.
[[nodiscard]] QString freeName(const QString &name, const QStringList &taken);

} // namespace Pinion
