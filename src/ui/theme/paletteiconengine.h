// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QIconEngine>

#include <optional>

namespace Pinion {

/// Draws a monochrome SVG in a colour of the application palette (or of the theme) at the time of
/// drawing, so that one icon serves light, dark, disabled and selected.
class PaletteIconEngine : public QIconEngine
{
public:
    explicit PaletteIconEngine(QString path, std::optional<Theme::Role> role = {});

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(
        const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    [[nodiscard]] QIconEngine *clone() const override;
    [[nodiscard]] bool isNull() override { return false; }
    [[nodiscard]] QString key() const override { return QStringLiteral("PinionPaletteIcon"); }

    /// The file's shapes in one colour; `size` in device pixels. Null when there is no such file.
    [[nodiscard]] static QPixmap rendered(
        const QString &path, const QColor &color, const QSize &size, qreal devicePixelRatio);

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const;

    QString m_path;
    std::optional<Theme::Role> m_role;
};

} // namespace Pinion
