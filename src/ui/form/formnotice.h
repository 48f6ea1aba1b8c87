// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/formbinder.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Pinion {

/// The bar above the form: why it is read-only, or why an edit was refused.
class FormNotice : public QFrame
{
    Q_OBJECT

public:
    explicit FormNotice(FormBinder &binder, QWidget *parent = nullptr);
    void refresh();

private:
    void showRefusal(const QString &reason);
    void paintEvent(QPaintEvent *event) override;

    FormBinder &m_binder;
    QLabel *m_text;
    QPushButton *m_go;
    QPushButton *m_restore;
    QPushButton *m_dismiss;
    QString m_refusal;
    quint64 m_refusedAt = 0;
};

} // namespace Pinion
