// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/typedname.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

TypedNameDialog::TypedNameDialog(const NamedStep &step, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"typedNameDialog"_s);
    setWindowTitle(step.title);
    setMinimumWidth(460);
    auto *lines = new QVBoxLayout(this);
    lines->setSpacing(12);
    auto *text = new QLabel(step.text, this);
    text->setObjectName(u"typedNameText"_s);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    lines->addWidget(text);
    if (!step.name.isEmpty())
        addName(*lines, step.name);
    addButtons(*lines, step);
}

void TypedNameDialog::addName(QVBoxLayout &lines, const QString &name)
{
    auto *ask = new QLabel(tr("Type “%1” to go on:").arg(name), this);
    ask->setTextFormat(Qt::PlainText);
    m_line = new QLineEdit(this);
    m_line->setObjectName(u"typedName"_s);
    m_line->setAccessibleName(ask->text());
    m_line->setMinimumHeight(28);
    ask->setBuddy(m_line);
    lines.addWidget(ask);
    lines.addWidget(m_line);
    connect(m_line, &QLineEdit::textChanged, this,
        [this, name](const QString &typed) { m_go->setEnabled(typed == name); });
}

void TypedNameDialog::addButtons(QVBoxLayout &lines, const NamedStep &step)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_go = buttons->addButton(step.verb, QDialogButtonBox::DestructiveRole);
    m_go->setObjectName(u"typedNameGo"_s);
    m_go->setEnabled(m_line == nullptr);
    connect(m_go, &QPushButton::clicked, this, &QDialog::accept);
    if (step.otherWay) {
        QPushButton *other = buttons->addButton(step.otherVerb, QDialogButtonBox::ActionRole);
        other->setObjectName(u"typedNameOther"_s);
        connect(other, &QPushButton::clicked, this, [this, go = step.otherWay] {
            reject();
            go();
        });
    }
    for (QAbstractButton *button : buttons->buttons())
        static_cast<QPushButton *>(button)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    lines.addWidget(buttons);
}

QString TypedNameDialog::typed() const
{
    return m_line ? m_line->text() : QString();
}

void TypedNameDialog::ask(
    const NamedStep &step, QWidget *parent, const std::function<void(const QString &)> &go)
{
    auto *dialog = new TypedNameDialog(step, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, dialog, [dialog, go] { go(dialog->typed()); });
    dialog->open();
}

} // namespace Pinion

#include "moc_typedname.cpp"
