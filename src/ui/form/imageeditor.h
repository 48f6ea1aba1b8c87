// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/formbinder.h"
#include "ui/form/imagebadge.h"
#include "ui/form/lineeditors.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Pinion {

/// An image reference: its parts in colours of their own, a mark that says whether it can come to
/// mean another image, and the way to the tags that there are.
class ImageEditor final : public LineEditor
{
    Q_OBJECT

public:
    ImageEditor(
        FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent = nullptr);
    void setEditable(bool isEditable) override;
    void setAccessibleTexts(const QString &name, const QString &description) override;
    void refreshFindings() override;

protected:
    void lineChanged() override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] ImageBadge badge() const;
    void colourParts();
    void showBadge();

    FormBinder &m_binder;
    JsonPointer m_pointer;
    QLabel *m_shape;
    QLabel *m_badge;
    QPushButton *m_pick;
};

} // namespace Pinion
