// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/followstate.h"

#include <QWidget>

namespace Pinion {

/// The four stages of a deployment in one line, each with a sign of its own.
class StagesBar : public QWidget
{
    Q_OBJECT

public:
    explicit StagesBar(QWidget *parent = nullptr);

    void setStages(const std::array<Stage, 4> &stages);
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] static QString nameOf(const Stage &stage);
    void drawSign(QPainter &painter, const QRectF &box, StageState state) const;

    std::array<Stage, 4> m_stages;
};

} // namespace Pinion
