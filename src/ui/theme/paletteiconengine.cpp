// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/paletteiconengine.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace Pinion {

using namespace Qt::StringLiterals;

PaletteIconEngine::PaletteIconEngine(QString path, std::optional<Theme::Role> role)
    : m_path(std::move(path))
    , m_role(role)
{ }

QIconEngine *PaletteIconEngine::clone() const
{
    return new PaletteIconEngine(m_path, m_role);
}

QColor PaletteIconEngine::color(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    if (mode == QIcon::Selected)
        return palette.color(QPalette::HighlightedText);
    if (m_role)
        return Theme::of(nullptr).color(*m_role);
    return palette.color(QPalette::WindowText);
}

QPixmap PaletteIconEngine::rendered(
    const QString &path, const QColor &color, const QSize &size, qreal devicePixelRatio)
{
    const QString key = u"pinion:%1:%2:%3x%4@%5"_s.arg(path, color.name(QColor::HexArgb))
                            .arg(size.width())
                            .arg(size.height())
                            .arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QSvgRenderer renderer(path);
    if (!renderer.isValid() || size.isEmpty())
        return {};
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QPixmap PaletteIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    return rendered(m_path, color(mode), size, 1);
}

QPixmap PaletteIconEngine::scaledPixmap(
    const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale)
{
    return rendered(m_path, color(mode), size, scale);
}

void PaletteIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1;
    painter->drawPixmap(rect, rendered(m_path, color(mode), rect.size() * ratio, ratio));
}

} // namespace Pinion
