// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/linesdialog.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace Pinion {

LinesDialog::LinesDialog(const QString &title, const QString &text, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(text, this))
{
    setWindowTitle(title);
    resize(560, 360);
    auto *label = new QLabel(tr("Value of %1; line breaks are kept:").arg(title), this);
    label->setWordWrap(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(title);
    m_text->setTabChangesFocus(true);
    m_text->moveCursor(QTextCursor::End);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Take over"));
    buttons->button(QDialogButtonBox::Ok)->setToolTip(tr("Ctrl+Enter"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(label);
    column->addWidget(m_text, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Enter alone writes a line.
    const auto *take = new QShortcut(Qt::CTRL | Qt::Key_Return, this);
    connect(take, &QShortcut::activated, this, &QDialog::accept);
    m_text->setFocus();
}

QString LinesDialog::text() const
{
    return m_text->toPlainText();
}

} // namespace Pinion

#include "moc_linesdialog.cpp"
