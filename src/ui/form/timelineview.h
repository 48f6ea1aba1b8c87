// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "ui/form/rolloutmath.h"

#include <QWidget>

namespace Pinion {

/// A drawing that says the same as its sentence, which stands below it and is its accessible text.
class SentenceDrawing : public QWidget
{
    Q_OBJECT

public:
    explicit SentenceDrawing(QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void setSentence(const QString &sentence);
    void paintEvent(QPaintEvent *event) override;
    virtual void paintPicture(QPainter &painter, const QRect &area) = 0;
    [[nodiscard]] virtual int pictureHeight() const = 0;

private:
    QString m_sentence;
};

/// When a health check restarts an instance: start-up time, then the failures in a row.
class TimelineView final : public SentenceDrawing
{
    Q_OBJECT

public:
    using SentenceDrawing::SentenceDrawing;
    void setCheck(JsonNode check);

protected:
    void paintPicture(QPainter &painter, const QRect &area) override;
    [[nodiscard]] int pictureHeight() const override { return 34; }

private:
    double m_grace = 0;
    double m_interval = 0;
    int m_failures = 0;
};

/// How a deploy replaces the instances, in four frames.
class RolloutView final : public SentenceDrawing
{
    Q_OBJECT

public:
    using SentenceDrawing::SentenceDrawing;
    void setRollout(int instances, const RolloutNumbers &numbers, const QString &sentence);

protected:
    void paintPicture(QPainter &painter, const QRect &area) override;
    [[nodiscard]] int pictureHeight() const override { return 44; }

private:
    int m_instances = 0;
    RolloutNumbers m_numbers;
};

} // namespace Pinion
