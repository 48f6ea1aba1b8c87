// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/taskscope.h"
#include "ui/targets/targetcheck.h"

#include <QWidget>

#include <memory>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace Ui {
class TargetsPage;
}

namespace Pinion {

/// Preferences › Targets: what each target is called, what kind it is, how it is reached and signed
/// in to. Changes apply at once. Of a target that comes from a project's file only what is personal
/// can be changed here; that is kept in the user's own file.
class TargetsPage : public QWidget
{
    Q_OBJECT

public:
    explicit TargetsPage(Targets &targets, QWidget *parent = nullptr);
    ~TargetsPage() override;

    /// The first one for an empty name; a new one where there is none.
    void showOrAdd(const QString &name);
    /// An empty one, ready to be filled in.
    void addTarget();

private:
    void fillChoices();
    void connectFields();
    void show(const QString &name);
    void loadList(const QString &name);
    void load();
    void loadOrigin();
    void loadSignIn();
    void enableFields();
    void store();
    void copyTarget();
    void removeTarget();
    void choose(QLineEdit *line, const QString &title);
    void showResult(const QString &text);
    void showProblem(const QString &problem);
    void showPoints(const std::vector<CheckedPoint> &points);
    void forgetPoints();
    /// What the fields say.
    [[nodiscard]] Target edited() const;
    static QCoro::Task<void> check(TargetsPage *self, Target target, std::stop_token stop);
    static QCoro::Task<void> signIn(
        TargetsPage *self, Target target, QString secret, bool lasts, std::stop_token stop);
    static QCoro::Task<void> signOut(TargetsPage *self, Target target, std::stop_token stop);
    static QCoro::Task<void> lookForLogin(TargetsPage *self, Target target, std::stop_token stop);

    Targets &m_targets;
    std::unique_ptr<Ui::TargetsPage> m_ui;
    std::optional<Target> m_shown; ///< as it is stored; nothing: a new one, or none
    bool m_isNew = false;
    bool m_isLoading = false;
    TaskScope m_loginScope;
    TaskScope m_checkScope;
};

} // namespace Pinion
