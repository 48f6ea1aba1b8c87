// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/splitdialog.h"

#include "ui/form/shellwords.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

SplitDialog::SplitDialog(const QString &text, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(text, this))
    , m_words(new QListWidget(this))
    , m_note(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
    , m_whole(m_buttons->addButton(tr("Add as one argument"), QDialogButtonBox::ActionRole))
{
    setWindowTitle(tr("Paste a command line"));
    resize(600, 460);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    auto *hint = new QLabel(tr("Each argument is handed to the program as it is, without a shell. "
                               "The command line is split where a shell would split it:"),
        this);
    hint->setWordWrap(true);
    m_text->setFont(fixed);
    m_text->setAccessibleName(tr("Command line"));
    m_text->setTabChangesFocus(true);
    m_words->setFont(fixed);
    m_words->setAccessibleName(tr("Arguments"));
    m_words->setUniformItemSizes(true);
    m_note->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(hint);
    column->addWidget(m_text, 1);
    column->addWidget(m_words, 2);
    column->addWidget(m_note);
    column->addWidget(m_buttons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &SplitDialog::preview);
    connect(m_buttons, &QDialogButtonBox::accepted, this,
        [this] { take(splitShellWords(m_text->toPlainText()).words); });
    connect(m_whole, &QPushButton::clicked, this, [this] { take({m_text->toPlainText()}); });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_buttons->button(QDialogButtonBox::Ok)->setDefault(true);
    preview();
    m_buttons->button(QDialogButtonBox::Ok)->setFocus();
}

void SplitDialog::preview()
{
    const ShellWords found = splitShellWords(m_text->toPlainText());
    m_words->clear();
    for (qsizetype i = 0; i < found.words.size(); ++i)
        m_words->addItem(u"%1  %2"_s.arg(i).arg(QString(found.words[i]).replace(u'\n', u"↵"_s)));
    QStringList notes;
    if (found.isOpenEnded)
        notes << tr("A quotation mark has no partner.");
    if (!found.shellOnly.isEmpty())
        notes << tr("Only a shell understands %1; with arguments it stays as it is written.")
                     .arg(found.shellOnly.first(qMin(3, found.shellOnly.size())).join(u", "_s));
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
    QPushButton *ok = m_buttons->button(QDialogButtonBox::Ok);
    ok->setText(tr("Add %n argument(s)", nullptr, int(found.words.size())));
    ok->setEnabled(!found.words.isEmpty());
    m_whole->setEnabled(!m_text->toPlainText().isEmpty());
}

void SplitDialog::take(const QStringList &values)
{
    m_values = values;
    accept();
}

} // namespace Pinion

#include "moc_splitdialog.cpp"
