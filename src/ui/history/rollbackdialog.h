// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/target.h"
#include "ui/history/rollback.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QRadioButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

/// What a way back leaves open: the number of instances, and which image where the tag of the
/// earlier version moves. What follows is the review; nothing is sent from here.
class RollBackDialog : public QDialog
{
    Q_OBJECT

public:
    RollBackDialog(const Target &target, WayBack way, const EarlierImage &image,
        const QString &change, QWidget *parent = nullptr);

    [[nodiscard]] WayBack way() const;

private:
    void addInstances(QVBoxLayout &lines);
    void addImage(QVBoxLayout &lines);
    void addButtons(QVBoxLayout &lines);

    WayBack m_way;
    EarlierImage m_image;
    QCheckBox *m_keeps = nullptr;
    QRadioButton *m_thatRan = nullptr;
};

} // namespace Pinion
