// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/reviewguard.h"

#include "deploy/guard.h"
#include "ui/targets/targetbadge.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace Pinion {

ReviewGuard::ReviewGuard(const ReviewCase &review, QWidget *parent)
    : QWidget(parent)
    , m_review(review)
{
    setObjectName(u"reviewGuard"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(12);
    if (DeployGuard::asksFor(review.target, DeployAction::Deploy)) {
        addName();
        addWarnings();
        row->addStretch();
    }
    setVisible(m_name != nullptr);
}

void ReviewGuard::addName()
{
    const QString wanted = DeployGuard::nameToType(m_review.request.ids());
    auto *label = new QLabel(
        tr("&Type “%1” to deploy to %2").arg(wanted, kindInCapitals(m_review.target.kind)), this);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"typedName"_s);
    m_name->setMinimumWidth(180);
    label->setBuddy(m_name);
    layout()->addWidget(label);
    layout()->addWidget(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &ReviewGuard::changed);
}

void ReviewGuard::addWarnings()
{
    const int count = m_review.conditions.warnings;
    if (count == 0)
        return;
    m_warnings = new QCheckBox(tr("Accept %n warning(s)", nullptr, count), this);
    m_warnings->setObjectName(u"acceptWarnings"_s);
    layout()->addWidget(m_warnings);
    connect(m_warnings, &QCheckBox::toggled, this, &ReviewGuard::changed);
}

int ReviewGuard::acceptedWarnings() const
{
    return m_warnings && m_warnings->isChecked() ? m_review.conditions.warnings : 0;
}

bool ReviewGuard::isTyped() const
{
    return !m_name || m_name->text() == DeployGuard::nameToType(m_review.request.ids());
}

QString ReviewGuard::typed() const
{
    return m_name ? m_name->text() : QString();
}

} // namespace Pinion

#include "moc_reviewguard.cpp"
