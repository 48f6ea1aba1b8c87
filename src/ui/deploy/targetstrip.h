// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/target.h"

#include <QWidget>

namespace Pinion {

/// The band that says where things happen: the target's colour, name and host. Production and
/// disaster recovery have chevrons at both ends as well, so that it does not depend on colour.
class TargetStrip : public QWidget
{
    Q_OBJECT

public:
    explicit TargetStrip(const Target &target, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Target m_target;
};

/// "PRODUCTION": the kind in letters that cannot be overlooked.
[[nodiscard]] QString kindInCapitals(const Target &target);

} // namespace Pinion
