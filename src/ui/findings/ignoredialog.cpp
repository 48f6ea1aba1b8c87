// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/ignoredialog.h"

#include "ui_ignoredialog.h"

#include "rules/ruleconfig.h"
#include "ui/findings/levels.h"

#include <QDir>
#include <QPushButton>

namespace Pinion {

using namespace Qt::StringLiterals;

IgnoreDialog::IgnoreDialog(const Finding &finding, const QString &configPath, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::IgnoreDialog>())
{
    m_ui->setupUi(this);
    m_ui->findingLabel->setText(u"<b>%1</b> %2"_s.arg(
        levelName(levelOf(finding)).toHtmlEscaped(), finding.message.toHtmlEscaped()));
    m_ui->fileLabel->setText(tr("The decision is written to %1, next to the definitions, so that "
                                "it is shared and reviewed with them.")
                                 .arg(QDir::toNativeSeparators(configPath)));
    m_ui->untilEdit->setMinimumDate(QDate::currentDate());
    m_ui->untilEdit->setDate(QDate::currentDate().addMonths(3));
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setText(tr("Ignore here"));
    connect(m_ui->reasonEdit, &QLineEdit::textChanged, this, &IgnoreDialog::validate);
    validate();
}

IgnoreDialog::~IgnoreDialog() = default;

Suppression IgnoreDialog::suppression() const
{
    return {m_ui->reasonEdit->text().trimmed(), m_ui->ownerEdit->text().trimmed(),
        m_ui->untilCheck->isChecked() ? m_ui->untilEdit->date() : QDate()};
}

void IgnoreDialog::validate()
{
    const QString problem = reasonProblem(m_ui->reasonEdit->text()).isEmpty()
        ? QString()
        : tr("Say in ten characters or more why it is right to live with this.");
    QPushButton *accept = m_ui->buttonBox->button(QDialogButtonBox::Ok);
    accept->setEnabled(problem.isEmpty());
    accept->setToolTip(problem);
    m_ui->problemLabel->setText(m_ui->reasonEdit->text().isEmpty() ? QString() : problem);
}

} // namespace Pinion

#include "moc_ignoredialog.cpp"
