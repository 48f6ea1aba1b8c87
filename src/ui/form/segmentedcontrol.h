// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QHBoxLayout;
class QToolButton;
QT_END_NAMESPACE

namespace Pinion {

/// A row of buttons of which one, or none, is down. Arrow keys move between them.
class SegmentedControl : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentedControl(QWidget *parent = nullptr);

    QToolButton *addSegment(const QString &id, const QString &text, const QString &toolTip = {});
    /// Shows a choice without reporting it; an unknown id means none.
    void setCurrent(const QString &id);
    [[nodiscard]] QToolButton *segment(const QString &id) const;
    [[nodiscard]] QList<QToolButton *> segments() const { return m_segments; }
    void setAccessibleTexts(const QString &name, const QString &description);

signals:
    /// The user chose this one.
    void chosen(const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour(QToolButton *button);

    QHBoxLayout *m_row;
    QButtonGroup *m_group;
    QList<QToolButton *> m_segments;
};

} // namespace Pinion
