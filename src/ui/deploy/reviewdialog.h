// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/writepermit.h"
#include "ui/deploy/reviewcase.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QHBoxLayout;
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
    /// `kept`: the same with the values kept that others have changed meanwhile, where there are
    /// such; it is what is shown first.
    explicit ReviewDialog(
        ReviewCase review, std::optional<ReviewCase> kept = {}, QWidget *parent = nullptr);

    [[nodiscard]] const ReviewCase &review() const { return m_review; }
    /// The leave to send it, once accepted. Errors: those of DeployGuard::permit().
    [[nodiscard]] Result<WritePermit> permit() const;
    [[nodiscard]] ChangesView &changes() const { return *m_changes; }
    /// Puts the focus on the button, where the target is not guarded.
    void focusDeploy();

signals:
    /// The image of an app is to be stored on the nodes first. The dialog has been left.
    void prepullRequested(const QString &app);
    /// There is nothing to deploy, but the instances are to be started anew.
    void restartRequested(const QString &app);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void addForecast(QVBoxLayout &lines);
    void addDrifts(QVBoxLayout &lines);
    void exchange();
    void addNotes(QVBoxLayout &lines);
    void addNewImages(QVBoxLayout &lines);
    void addFindings(QVBoxLayout &lines);
    void addButtons(QVBoxLayout &lines);
    void addRestart(QHBoxLayout &row);
    QLabel *addText(QVBoxLayout &lines, const QString &name, const QString &text);
    void updateButton();

    ReviewCase m_review;
    std::optional<ReviewCase> m_other; ///< what the choice about drifts leads to
    QWidget *m_inside = nullptr; ///< everything; made anew for the other one
    ChangesView *m_changes = nullptr;
    ReviewGuard *m_guard = nullptr;
    QLabel *m_reasons = nullptr;
    QPushButton *m_deploy = nullptr;
};

} // namespace Pinion
