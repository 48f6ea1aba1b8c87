// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/deploy/reviewcase.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLineEdit;
QT_END_NAMESPACE

namespace Pinion {

/// What a guarded target wants besides a press: warnings accepted, and the name of what is changed,
/// typed. Shows nothing for other targets.
class ReviewGuard : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewGuard(const ReviewCase &review, QWidget *parent = nullptr);

    [[nodiscard]] int acceptedWarnings() const;
    /// Nothing is wanted, or the name stands there, letter for letter.
    [[nodiscard]] bool isTyped() const;
    [[nodiscard]] QString typed() const;

signals:
    void changed();

private:
    void addName();
    void addWarnings();

    const ReviewCase &m_review;
    QCheckBox *m_warnings = nullptr;
    QLineEdit *m_name = nullptr;
};

} // namespace Pinion
