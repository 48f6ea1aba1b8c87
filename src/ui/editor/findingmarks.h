// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/finding.h"

#include <QObject>

namespace Pinion {

class Analysis;
class JsonEditor;
class ScrollMarks;

/// Shows the findings in the JSON text: squiggles, gutter icons and marks beside the scroll bar.
class FindingMarks : public QObject
{
    Q_OBJECT

public:
    FindingMarks(Analysis &analysis, JsonEditor &editor);

    /// The part of a finding's range that is underlined: one line at most, and of an object or
    /// array only its bracket, since a whole app under a wave says nothing.
    [[nodiscard]] static TextRange underlined(const Finding &finding, const QByteArray &text);

private:
    void refresh();

    Analysis &m_analysis;
    JsonEditor &m_editor;
    ScrollMarks *m_scrollMarks;
};

} // namespace Pinion
