// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "marathon/imagepin.h"

#include <QWidget>

#include <memory>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QCheckBox;
class QLabel;
QT_END_NAMESPACE

namespace Pinion {

/// What has been chosen in a list of tags.
struct PinSubject
{
    ImageReference repository; ///< as it is to be written
    PinTarget target; ///< without digest while that is not known
    bool canMove = false; ///< the tag can point to another image tomorrow
    QString note; ///< what else there is to know about the digest
    QString missing; ///< why there is no digest; empty: it is being looked up
};

/// The lower part of the tag picker: how to write what was chosen, and what comes of it.
class PinBar : public QWidget
{
    Q_OBJECT

public:
    explicit PinBar(QWidget *parent = nullptr);
    ~PinBar() override;

    /// What the document has now.
    void setCurrent(const QString &image, ImageRuntime runtime, bool isForced);
    void setMode(PinMode mode);
    [[nodiscard]] PinMode mode() const;
    /// Null: nothing is chosen.
    void setSubject(const PinSubject *subject);
    void setSameImage(const QStringList &tags);

    /// What would be written. Errors: Invalid; the text says why.
    [[nodiscard]] const Result<QString> &reference() const { return m_reference; }
    /// Only the digest is missing for it, and that is on its way.
    [[nodiscard]] bool isWaiting() const;
    [[nodiscard]] bool turnsForcedPullOff() const;

signals:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void update();
    void showResult();
    [[nodiscard]] QString remark() const;

    QString m_current;
    ImageRuntime m_runtime = ImageRuntime::Docker;
    std::unique_ptr<PinSubject> m_subject;
    Result<QString> m_reference;
    QLabel *m_same;
    QButtonGroup *m_modes;
    QLabel *m_result;
    QLabel *m_remark;
    QLabel *m_was;
    QCheckBox *m_forced;
};

} // namespace Pinion
