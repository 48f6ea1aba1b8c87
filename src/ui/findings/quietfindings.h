// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "rules/finding.h"

#include <QList>

namespace Pinion {

/// What a new document is not told yet: that something is missing where nobody has been. Each such
/// finding waits until its field was left once, or all end waiting when the document is saved or
/// its findings are asked for.
class QuietFindings
{
public:
    void begin() { m_isOn = true; }
    /// Answers whether findings were kept back until now.
    bool end();
    /// The field at `pointer`, with all that is below it, has been left. Answers whether that may
    /// matter.
    bool fieldLeft(const JsonPointer &pointer);
    [[nodiscard]] bool isQuiet(const Finding &finding, const JsonTree &tree) const;

private:
    bool m_isOn = false;
    QList<JsonPointer> m_left;
};

} // namespace Pinion
