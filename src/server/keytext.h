// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

namespace Pinion {

/// The key of a member without decoding it where that changes nothing. Valid while its tree lives.
class KeyText
{
public:
    explicit KeyText(JsonNode member)
    {
        const QByteArrayView literal = member.tree()->text(member.keyRange());
        if (literal.contains('\\')) {
            m_decoded = member.key();
            m_view = m_decoded;
        } else {
            m_view = literal.sliced(1, literal.size() - 2);
        }
    }
    [[nodiscard]] QByteArrayView view() const { return m_view; }

private:
    QByteArray m_decoded;
    QByteArrayView m_view;
};

} // namespace Pinion
