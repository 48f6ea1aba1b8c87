// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/writepermit.h"
#include "ui/deploy/reviewcase.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class ChangesView;
class ReviewGuard;

/// The last look before something is sent: where to, what it does to what runs, what changes, what
/// is wrong, and what is sent. Sends nothing itself; accepted when somebody wants it deployed.
/// Ctrl+Enter does what the button does, but never on a guarded target, where no button is the
/// default and the name has to be typed.
class ReviewDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ReviewDialog(ReviewCase review, QWidget *parent = nullptr);

    [[nodiscard]] const ReviewCase &review() const { return m_review; }
    /// The leave to send it, once accepted. Errors: those of DeployGuard::permit().
    [[nodiscard]] Result<WritePermit> permit() const;
    [[nodiscard]] ChangesView &changes() const { return *m_changes; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addForecast(QVBoxLayout &lines);
    void addNotes(QVBoxLayout &lines);
    void addFindings(QVBoxLayout &lines);
    void addButtons(QVBoxLayout &lines);
    QLabel *addText(QVBoxLayout &lines, const QString &name, const QString &text);
    void updateButton();

    ReviewCase m_review;
    ChangesView *m_changes;
    ReviewGuard *m_guard = nullptr;
    QLabel *m_reasons = nullptr;
    QPushButton *m_deploy = nullptr;
};

} // namespace Pinion
