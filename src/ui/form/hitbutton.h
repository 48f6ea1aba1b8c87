// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace Pinion {

/// A tool button that is large enough to hit, and for its text. Not by a minimum size: to a layout
/// that would stand in for what the text needs.
class HitButton final : public QToolButton
{
public:
    HitButton(QSize smallest, QWidget *parent)
        : QToolButton(parent)
        , m_smallest(smallest)
    { }
    [[nodiscard]] QSize sizeHint() const override
    {
        return QToolButton::sizeHint().expandedTo(m_smallest);
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

private:
    QSize m_smallest;
};

} // namespace Pinion
