// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/fixquestiondialog.h"

#include "ui_fixquestiondialog.h"

#include "ui/findings/fixpreview.h"
#include "ui/theme/theme.h"

#include <QPushButton>

namespace Pinion {

using namespace Qt::StringLiterals;

FixQuestionDialog::FixQuestionDialog(
    const Fix &fix, std::shared_ptr<const DocumentSnapshot> snapshot, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::FixQuestionDialog>())
    , m_question(fix.question.value_or(FixQuestion()))
    , m_snapshot(std::move(snapshot))
{
    m_ui->setupUi(this);
    setWindowTitle(fix.title);
    m_ui->promptLabel->setText(m_question.prompt);
    m_ui->answerEdit->setAccessibleName(m_question.prompt);
    m_ui->answerEdit->setText(m_question.suggestion);
    m_ui->answerEdit->selectAll();
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setText(tr("Apply"));
    connect(m_ui->answerEdit, &QLineEdit::textChanged, this, &FixQuestionDialog::validate);
    validate();
}

FixQuestionDialog::~FixQuestionDialog() = default;

void FixQuestionDialog::validate()
{
    const QString answer = m_ui->answerEdit->text();
    Result<TextEdits> edits = m_question.edits(answer);
    m_edits = edits.value_or(TextEdits());
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(!m_edits.empty());
    QString message;
    if (edits)
        message = fixPreview(m_snapshot->tree.bytes(), m_edits).toString();
    else if (!answer.isEmpty())
        message = edits.error().text();
    QPalette palette = this->palette();
    const Theme theme = Theme::of(this);
    palette.setColor(
        QPalette::WindowText, theme.color(edits ? Theme::Role::HelpText : Theme::Role::Error));
    m_ui->messageLabel->setPalette(palette);
    m_ui->messageLabel->setText(message);
    m_ui->answerEdit->setAccessibleDescription(message);
}

} // namespace Pinion

#include "moc_fixquestiondialog.cpp"
