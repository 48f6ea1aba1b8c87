// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/tagorder.h"

#include <QRegularExpression>

#include <vector>

namespace Pinion {

/// What somebody types to find tags, in any case of letters; everything has to fit:
///
///     alpine        part of the tag
///     1.4.*         the whole tag, with * for any characters and ? for one
///     >=1.4 <2      versions within bounds; pre-releases count as the version that they lead to
class TagQuery
{
public:
    TagQuery() = default;
    explicit TagQuery(const QString &text);

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] bool matches(const TagKey &key) const;

private:
    struct Bound
    {
        QString comparison; ///< "<", "<=", ">", ">=" or "="
        QStringList numbers;
    };

    void add(const QString &word);

    QStringList m_parts;
    std::vector<QRegularExpression> m_globs;
    std::vector<Bound> m_bounds;
};

} // namespace Pinion
