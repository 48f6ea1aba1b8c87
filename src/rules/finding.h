// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "json/jsonpointer.h"
#include "json/textedit.h"
#include "rules/fixedits.h"

#include <QDate>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace Pinion {

enum class Severity : quint8 { Info, Warning, Error };

/// "info", "warning", "error".
[[nodiscard]] QString severityName(Severity severity);
[[nodiscard]] std::optional<Severity> severityFromName(QStringView name);

/// Where a rule comes from. Refused findings are what Marathon's server would not accept.
enum class RuleFamily : quint8 {
    Syntax, ///< the text is not JSON; Marathon answers 400
    Refused, ///< Marathon answers 4xx or 5xx
    Practice, ///< accepted, but unsafe or unwise
    Policy, ///< about Pinion's own configuration and suppressions
};

/// What a guided fix must ask before it can act.
struct FixQuestion
{
    QString prompt; ///< "Which tag of shop/api should run?"
    QString suggestion; ///< initial text, may be empty
    /// The edits for an answer. Errors: Invalid, saying what is wrong with the answer.
    std::function<Result<TextEdits>(const QString &answer)> edits;
};

/// A remedy for one finding: applying it makes the finding vanish and causes no new error.
/// A safe fix never changes what runs except in the stated way and may run in batch; a guided one
/// is the author's choice, and asks first where it has a question.
struct Fix
{
    QString title; ///< a verb phrase: "Turn off forced pull"
    bool isSafe = false;
    FixEdits edits; ///< empty when there is a question
    std::optional<FixQuestion> question;
};

struct RelatedPlace
{
    QString message;
    JsonPointer pointer;
    TextRange range;
    QString file = {}; ///< path of another document of the same scope; empty: this document
};

/// What Marathon would answer to a definition with this fault.
struct ServerAnswer
{
    int status = 422; ///< of HTTP
    /// As the server names the place, "/container/portMappings(0)/hostPort"; empty where its answer
    /// names none (status 400 and 500).
    QString path;
    QString error; ///< the server's own text, word for word

    friend bool operator==(const ServerAnswer &, const ServerAnswer &) = default;
};

/// Where the decision to live with a finding is written down.
enum class SuppressionSource : quint8 {
    Config, ///< an entry of .pinion.json
    InSource, ///< a label of the definition
    Baseline, ///< the list of findings that were there when the project began to use Pinion
};

/// A finding that the project has decided to live with, and why.
struct Suppression
{
    QString reason;
    QString owner;
    QDate until; ///< last day of validity; invalid date for no end
    SuppressionSource source = SuppressionSource::Config;
    qsizetype entry = -1; ///< of Config: index into RuleConfig::suppressions
    JsonPointer label = {}; ///< of InSource: the label
};

/// Something wrong, or unwise, at one place of a document.
struct Finding
{
    QString rule; ///< stable kebab-case id
    RuleFamily family = RuleFamily::Practice;
    Severity severity = Severity::Warning;
    QString app; ///< absolute id of the app, pod or group concerned; may be empty
    JsonPointer pointer;
    TextRange range; ///< the offending token: the value, or the key where the key is at fault
    QString message; ///< one line: the fact, then the consequence
    std::vector<RelatedPlace> related;
    std::vector<Fix> fixes;
    std::optional<Suppression> suppressed;
    std::optional<ServerAnswer> answer; ///< of Refused findings

    /// True for one that is suppressed by the baseline; those are counted apart.
    [[nodiscard]] bool isInBaseline() const
    {
        return suppressed && suppressed->source == SuppressionSource::Baseline;
    }
};

using Findings = std::vector<Finding>;

struct FindingCounts
{
    int errors = 0;
    int warnings = 0;
    int infos = 0;
    int suppressed = 0; ///< by label or configuration
    int baselined = 0; ///< by the baseline

    FindingCounts &operator+=(const FindingCounts &other);
    friend bool operator==(const FindingCounts &, const FindingCounts &) = default;
};
[[nodiscard]] FindingCounts countFindings(const Findings &findings);

} // namespace Pinion
