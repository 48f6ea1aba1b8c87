// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Pinion {

/// A button of a message, named by what it does.
struct MessageButton
{
    QString text;
    std::function<void()> run;
};

/// What a message bar says.
struct Message
{
    enum class Kind { Info, Warning, Error };

    Kind kind = Kind::Info;
    QString text;
    QList<MessageButton> buttons = {};
    bool isDismissible = false;
};

/// One line across the top of what it concerns: what happened, and buttons with the next steps.
/// Hidden until there is something to say; never takes the focus.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(const Message &message);
    void clear();
    [[nodiscard]] QString text() const;

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    Message::Kind m_kind = Message::Kind::Info;
    QLabel *m_icon;
    QLabel *m_text;
    QWidget *m_buttons;
    QToolButton *m_close;
};

} // namespace Pinion
