// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QWidget>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
QT_END_NAMESPACE

namespace Ui {
class SignInForm;
}

namespace Pinion {

/// What stands in the place of a table that cannot be shown: what happened, why, and what to do
/// next, a login among it.
class TagNotice : public QWidget
{
    Q_OBJECT

public:
    struct Button
    {
        QString text;
        std::function<void()> run;
    };
    struct Text
    {
        std::optional<Icon> icon;
        Theme::Role role = Theme::Role::HelpText;
        QString title;
        QString detail;
        QList<Button> buttons;
    };

    explicit TagNotice(QWidget *parent = nullptr);
    ~TagNotice() override;

    void showNotice(const Text &text);
    /// The same with fields for a login. What has been typed stays if they are there already.
    void showSignIn(const Text &text, const QString &user, bool hasKeychain);
    [[nodiscard]] bool isSignInShown() const;
    void focusSignIn();

signals:
    void signInRequested(const QString &user, const QString &password, bool lasts);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showText(const Text &text);
    void updateIcon();
    void submit();

    std::optional<Icon> m_iconShown;
    Theme::Role m_role = Theme::Role::HelpText;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_detail;
    QWidget *m_form;
    QHBoxLayout *m_buttons;
    std::unique_ptr<Ui::SignInForm> m_ui;
};

} // namespace Pinion
