// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QIcon>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListWidget;
QT_END_NAMESPACE

namespace Pinion {

/// One place to go to, or one thing to do.
struct JumpTarget
{
    QString text;
    QString detail; ///< where it is; searched as well
    QIcon icon;
    std::function<void()> go;
};

/// One box to reach anything by typing a few letters of it. A popup: it goes away by itself.
class JumpBox : public QFrame
{
    Q_OBJECT

public:
    explicit JumpBox(QWidget *parent = nullptr);

    void open(std::vector<JumpTarget> targets, const QString &prompt);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &typed);
    void goToCurrent();

    QLineEdit *m_input;
    QListWidget *m_list;
    QLabel *m_empty;
    std::vector<JumpTarget> m_targets;
};

} // namespace Pinion
