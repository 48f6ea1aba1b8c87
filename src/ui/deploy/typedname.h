// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

/// What is to be confirmed, by typing a name or with a press.
struct NamedStep
{
    QString title; ///< "Abandon the deployment of orders?"
    QString text; ///< what it does
    QString verb; ///< of the button: "Abandon"
    QString name = {}; ///< to be typed, letter for letter; empty: nothing is
    QString otherVerb = {}; ///< of a better way, if there is one: "Choose in History…"
    std::function<void()> otherWay = {};
};

/// Asks before something that wants a second look. No button is the default one, so Enter does
/// nothing; where a name is to be typed, the one that goes on is off until it stands there.
class TypedNameDialog : public QDialog
{
    Q_OBJECT

public:
    TypedNameDialog(const NamedStep &step, QWidget *parent = nullptr);

    /// Opens one that goes away by itself; `go` gets what was typed.
    static void ask(
        const NamedStep &step, QWidget *parent, const std::function<void(const QString &)> &go);
    [[nodiscard]] QString typed() const;

private:
    void addName(QVBoxLayout &lines, const QString &name);
    void addButtons(QVBoxLayout &lines, const NamedStep &step);

    QLineEdit *m_line = nullptr;
    QPushButton *m_go = nullptr;
};

} // namespace Pinion
