// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/textdialog.h"

#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

TextDialog::TextDialog(const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_text(new QTextBrowser(this))
{
    setObjectName(u"textDialog"_s);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(680, 560);
    m_text->setObjectName(u"text"_s);
    m_text->setAccessibleName(title);
    m_text->setOpenExternalLinks(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(m_text, 1);
    lines->addWidget(buttons);
}

void TextDialog::setHtml(const QString &html)
{
    m_text->setHtml(html);
}

void TextDialog::setMarkdown(const QString &markdown)
{
    m_text->setMarkdown(markdown);
}

} // namespace Pinion

#include "moc_textdialog.cpp"
