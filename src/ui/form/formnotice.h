// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/formbinder.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Pinion {

/// The bar above the form: why an edit was refused. Goes with the next change. What is wrong with
/// the text as a whole is said by the document's own bar.
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
    QString m_refusal;
    quint64 m_refusedAt = 0;
};

} // namespace Pinion
