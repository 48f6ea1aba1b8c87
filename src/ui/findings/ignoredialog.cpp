// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/ignoredialog.h"

#include "ui_ignoredialog.h"

#include "ui/findings/levels.h"

#include <QDir>
#include <QPushButton>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

// Shorter reasons are refused by the rules about suppressions.
constexpr qsizetype ShortestReason = 10;

} // namespace

IgnoreDialog::IgnoreDialog(
    const Finding &finding, const QString &configPath, bool canLabel, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::IgnoreDialog>())
    , m_configPath(configPath)
{
    m_ui->setupUi(this);
    m_ui->findingLabel->setText(
        u"<b>%1</b> %2"_s.arg(levelName(finding), finding.message.toHtmlEscaped()));
    m_ui->placeBox->setEnabled(canLabel);
    m_ui->placeBox->setToolTip(
        canLabel ? QString() : tr("The finding belongs to no app or pod that could carry a label"));
    connect(m_ui->placeBox, &QComboBox::currentIndexChanged, this, &IgnoreDialog::showPlace);
    showPlace();
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
        m_ui->untilCheck->isChecked() ? m_ui->untilEdit->date() : QDate(),
        m_ui->placeBox->currentIndex() == 0 ? SuppressionSource::Config
                                            : SuppressionSource::InSource};
}

void IgnoreDialog::showPlace()
{
    m_ui->fileLabel->setText(m_ui->placeBox->currentIndex() == 0
            ? tr("The decision is written to %1, next to the definitions, so that it is shared and "
                 "reviewed with them.")
                  .arg(QDir::toNativeSeparators(m_configPath))
            : tr("A label travels with the file. Deploying it restarts all instances, and every "
                 "task can read it in its environment."));
}

void IgnoreDialog::validate()
{
    QPushButton *accept = m_ui->buttonBox->button(QDialogButtonBox::Ok);
    const bool isLongEnough = m_ui->reasonEdit->text().trimmed().size() >= ShortestReason;
    accept->setEnabled(isLongEnough);
    accept->setToolTip(isLongEnough
            ? QString()
            : tr("Give a reason of at least %n character(s) first", nullptr, int(ShortestReason)));
}

} // namespace Pinion

#include "moc_ignoredialog.cpp"
