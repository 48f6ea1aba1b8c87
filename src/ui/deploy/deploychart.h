// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/followstate.h"

#include <QWidget>

namespace Pinion {

/// How many instances were old, new and healthy over the time of a deployment. Each line has a
/// dash of its own, so that none depends on its colour.
class DeployChart : public QWidget
{
    Q_OBJECT

public:
    explicit DeployChart(QWidget *parent = nullptr);

    /// `end`: up to when the last sample holds.
    void setSamples(std::vector<FollowSample> samples, int wanted, const QDateTime &end);
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QSize sizeHint() const override { return {260, 140}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 96}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    using Count = int FollowSample::*;
    [[nodiscard]] int most() const;
    void drawLine(QPainter &painter, const QRectF &area, Count count, const QPen &pen) const;
    void drawGrid(QPainter &painter, const QRectF &area) const;
    void drawLegend(QPainter &painter, const QRectF &area) const;

    std::vector<FollowSample> m_samples;
    int m_wanted = 0;
    QDateTime m_end;
};

} // namespace Pinion
