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
        if (const std::optional<QByteArrayView> plain = member.plainKey()) {
            m_view = *plain;
        } else {
            m_decoded = member.key();
            m_view = m_decoded;
        }
    }
    [[nodiscard]] QByteArrayView view() const { return m_view; }

private:
    QByteArray m_decoded;
    QByteArrayView m_view;
};

} // namespace Pinion
