// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/writepermit.h"
#include "settings/target.h"
#include "ui/cluster/appaction.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

/// Asks before an app of a target is changed: where, what that does, how many instances where that
/// is the question, and the name where the target wants it typed. Sends nothing.
class AppActionDialog : public QDialog
{
    Q_OBJECT

public:
    /// `instances`: to begin with, for scaling and resuming.
    AppActionDialog(const Target &target, RunningApp app, AppAction action, int instances,
        QWidget *parent = nullptr);

    [[nodiscard]] const RunningApp &app() const { return m_app; }
    [[nodiscard]] AppAction action() const { return m_action; }
    /// How many there are to be afterwards.
    [[nodiscard]] int instances() const;
    /// Errors: those of DeployGuard::permit().
    [[nodiscard]] Result<WritePermit> permit() const;

private:
    void addCount(QVBoxLayout &lines, int instances);
    void addName(QVBoxLayout &lines);
    void addButtons(QVBoxLayout &lines);
    void refresh();
    [[nodiscard]] DeployAction change() const;
    [[nodiscard]] QString question() const;
    [[nodiscard]] QString consequence() const;
    [[nodiscard]] QString verb() const;
    [[nodiscard]] QString name() const;

    Target m_target;
    RunningApp m_app;
    AppAction m_action;
    QLabel *m_consequence = nullptr;
    QSpinBox *m_count = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_do = nullptr;
};

} // namespace Pinion
