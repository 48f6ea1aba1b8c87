// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/lineeditors.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Pinion {

/// An image reference: its parts in colours of their own, a mark that says whether it can come to
/// mean another image, and a way to exchange the tag alone.
class ImageEditor final : public LineEditor
{
    Q_OBJECT

public:
    explicit ImageEditor(const FieldSpec &spec, QWidget *parent = nullptr);
    void setEditable(bool isEditable) override;
    void setAccessibleTexts(const QString &name, const QString &description) override;

protected:
    void lineChanged() override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void colourParts();
    void showBadge();
    void openTagLine();
    void applyTag();

    QLabel *m_shape;
    QLabel *m_badge;
    QPushButton *m_setTag;
    QLineEdit *m_tag;
};

} // namespace Pinion
