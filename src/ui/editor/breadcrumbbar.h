// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

/// The path of the value at the cursor; a click on a part goes there. Where the path is too long,
/// its beginning is left out.
class BreadcrumbBar : public QWidget
{
    Q_OBJECT

public:
    explicit BreadcrumbBar(QWidget *parent = nullptr);

    void setPointer(const JsonPointer &pointer);
    /// What the text as a whole is called.
    void setRoot(const QString &name);

signals:
    void partClicked(const Pinion::JsonPointer &pointer);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    void addPart(const QString &text, const JsonPointer &pointer, bool isLast);

    JsonPointer m_pointer;
    QString m_root;
    QHBoxLayout *m_layout;
};

} // namespace Pinion
