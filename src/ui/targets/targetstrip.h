// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/targets/targetlink.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAbstractButton;
QT_END_NAMESPACE

namespace Pinion {

/// The coloured line across the window that says where a deployment would go and whether it can be
/// reached. Shown whenever there are targets; nothing hides it.
class TargetStrip : public QWidget
{
    Q_OBJECT

public:
    explicit TargetStrip(TargetLink &link, QWidget *parent = nullptr);

    /// All that it shows, as one sentence.
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void chooseRequested();
    void editRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void refresh();
    void placeButtons();
    void setNote(const QString &note);
    [[nodiscard]] QString word() const;
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QStringList details() const;

    TargetLink &m_link;
    QString m_note; ///< what happened to the choice, until the next one
    bool m_isWanted = false; ///< the focus was here when the window lost it
    QAbstractButton *m_again;
    QAbstractButton *m_edit;
};

} // namespace Pinion
