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
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    lines->addWidget(text);
    auto *ask = new QLabel(tr("Type “%1” to go on:").arg(step.name), this);
    ask->setTextFormat(Qt::PlainText);
    m_line = new QLineEdit(this);
    m_line->setObjectName(u"typedName"_s);
    m_line->setAccessibleName(ask->text());
    m_line->setMinimumHeight(28);
    ask->setBuddy(m_line);
    lines->addWidget(ask);
    lines->addWidget(m_line);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_go = buttons->addButton(step.verb, QDialogButtonBox::DestructiveRole);
    m_go->setObjectName(u"typedNameGo"_s);
    m_go->setEnabled(false);
    for (QPushButton *button : {m_go, buttons->button(QDialogButtonBox::Cancel)})
        button->setAutoDefault(false);
    connect(m_line, &QLineEdit::textChanged, this, [this, name = step.name](const QString &typed) {
        m_go->setEnabled(!name.isEmpty() && typed == name);
    });
    lines->addWidget(buttons);
    connect(m_go, &QPushButton::clicked, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString TypedNameDialog::typed() const
{
    return m_line->text();
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
