// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/target.h"

#include <QWidget>

namespace Pinion {

/// The band on top of a dialog that says where something is about to happen: the target's colour,
/// kind, name and host. Unlike the strip of the window it stays with the target that it was made
/// for, whatever is chosen meanwhile.
class TargetBand : public QWidget
{
    Q_OBJECT

public:
    explicit TargetBand(const Target &target, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Target m_target;
};

} // namespace Pinion
