// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/diffrows.h"
#include "diff/documentcomparison.h"
#include "document/appdocument.h"
#include "rules/secretmask.h"

namespace Pinion {

/// One change, wherever it is: the definition, and the change in it or -1 for all of a definition
/// that is added or removed.
struct ChangeIndex
{
    int difference = -1;
    int change = -1;

    friend bool operator==(const ChangeIndex &, const ChangeIndex &) = default;
};

/// Two texts and what makes them differ. Immutable, and shared by the list and the view of it.
class ComparedTexts
{
public:
    /// What an open document is compared with.
    struct Other
    {
        QByteArray bytes; ///< JSON
        BodyOrigin origin = BodyOrigin::Written;
        QString name; ///< "on disk", "on staging"
    };

    ComparedTexts(const Other &other, std::shared_ptr<const DocumentSnapshot> document,
        const RuleConfig &config, const ServerSettings &server);
    ComparedTexts(const ComparedTexts &) = delete; // its nodes point into it
    ComparedTexts &operator=(const ComparedTexts &) = delete;

    [[nodiscard]] const DocumentComparison &comparison() const { return m_comparison; }
    [[nodiscard]] const QString &otherName() const { return m_name; }
    [[nodiscard]] const DocumentSnapshot &document() const { return *m_document; }
    /// Every change, weightiest first within its definition.
    [[nodiscard]] const std::vector<ChangeIndex> &changes() const { return m_changes; }
    [[nodiscard]] const DefinitionDifference &difference(ChangeIndex index) const
    {
        return m_comparison.differences[size_t(index.difference)];
    }
    /// Null for all of a definition.
    [[nodiscard]] const Change *change(ChangeIndex index) const;
    [[nodiscard]] IsHidden isHidden() const;
    /// The line of a value in the document, from 1; 0 where its author did not write it.
    [[nodiscard]] qsizetype documentLine(int difference, JsonNode value) const;
    /// The same in the other text; 0 also where that text is nothing that somebody reads.
    [[nodiscard]] qsizetype otherLine(int difference, JsonNode value) const;

private:
    JsonTree m_other;
    LineIndex m_otherLines;
    bool m_isRead; ///< the other text is a file, not an answer
    QString m_name;
    std::shared_ptr<const DocumentSnapshot> m_document;
    SecretMask m_mask;
    DocumentComparison m_comparison;
    std::vector<ChangeIndex> m_changes;
};

} // namespace Pinion
