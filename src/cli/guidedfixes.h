// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/console.h"
#include "cli/fixer.h"

namespace Pinion {

/// The answers given on the command line: POINTER=VALUE, where VALUE is what the fix asks for, or
/// the number of the fix where none of a finding's fixes asks anything.
class GivenAnswers
{
public:
    /// Errors: Invalid when one is not POINTER=VALUE.
    [[nodiscard]] static Result<GivenAnswers> parse(const QList<QByteArray> &texts);

    /// Answers serve each file anew.
    void beginFile();
    /// Nothing when no answer concerns the finding. Errors: an answer that does not fit.
    [[nodiscard]] Result<std::optional<Choice>> choose(const Finding &finding);
    /// The pointers of answers that nobody has asked for.
    [[nodiscard]] QStringList unused() const;

private:
    struct Answer
    {
        JsonPointer pointer;
        QString value;
        bool isTaken = false; ///< in this file
        bool wasTaken = false; ///< in any file
    };

    QList<Answer> m_answers;
};

/// One line for each guided fix, with the --answer that picks it.
[[nodiscard]] QStringList waysToAnswer(const Finding &finding);

/// A fix's title without the "…" that announces a question.
[[nodiscard]] QString plainTitle(const QString &title);

/// Shows the finding with its fixes and lets the author pick one, or none.
[[nodiscard]] std::optional<Choice> askForChoice(
    Console &console, const FileReport &report, const Finding &finding);

} // namespace Pinion
