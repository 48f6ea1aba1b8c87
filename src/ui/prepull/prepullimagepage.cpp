// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagclass.h"
#include "prepull/pullimage.h"
#include "ui/prepull/prepullpages.h"
#include "ui/prepull/prepullsession.h"
#include "ui/targets/targetband.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

PrepullImagePage::PrepullImagePage(
    PrepullSession &session, const PrepullSubject &subject, QWidget *parent)
    : QWizardPage(parent)
    , m_session(session)
    , m_subject(subject)
    , m_image(new QLineEdit(subject.image, this))
    , m_verdict(new QLabel(this))
    , m_pin(new QPushButton(tr("&Pin it first"), this))
{
    setTitle(tr("Image"));
    setSubTitle(
        tr("Stores an image with Docker on the nodes, so that a deployment need not wait for it."));
    auto *label = new QLabel(tr("&Image"), this);
    label->setBuddy(m_image);
    m_image->setObjectName(u"prepullImage"_s);
    m_image->setPlaceholderText(u"registry.example.com/shop/orders:1.4.2"_s);
    m_verdict->setObjectName(u"prepullVerdict"_s);
    m_verdict->setWordWrap(true);
    m_pin->setObjectName(u"prepullPin"_s);
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(new TargetBand(session.target(), this));
    lines->addWidget(label);
    lines->addWidget(m_image);
    lines->addWidget(m_verdict);
    lines->addWidget(m_pin, 0, Qt::AlignLeft);
    lines->addStretch();
    connect(m_image, &QLineEdit::textChanged, this, &PrepullImagePage::judge);
    connect(m_pin, &QPushButton::clicked, this, &PrepullImagePage::pinRequested);
    if (!m_subject.useless.isEmpty())
        setButtonText(QWizard::CancelButton, tr("&Close"));
    judge();
}

void PrepullImagePage::judge()
{
    const QString image = m_image->text().trimmed();
    const Result<ImageReference> good = pullableImage(image);
    const bool isUseless = !m_subject.useless.isEmpty();
    m_isGood = good && !isUseless;
    m_image->setReadOnly(isUseless);
    if (isUseless)
        m_verdict->setText(
            m_subject.useless + u' ' + tr("Pre-pulling would not help, so nothing is done."));
    else if (image.isEmpty())
        m_verdict->setText(tr("Which image is to be pulled?"));
    else if (!good)
        m_verdict->setText(good.error().text());
    else
        m_verdict->setText(good->digest.isEmpty()
                ? tr("The tag is fixed: every node gets the same image.")
                : tr("The digest makes sure that every node gets the same image."));
    const bool isMoving
        = ImageReference::parse(image).has_value() && isMutable(classifyImage(image).tagClass);
    m_pin->setVisible(isMoving && !isUseless && m_subject.isInFront && image == m_subject.image);
    emit completeChanged();
}

bool PrepullImagePage::isComplete() const
{
    return m_isGood;
}

bool PrepullImagePage::validatePage()
{
    const QString image = m_image->text().trimmed();
    m_session.wish().image = image;
    // Of another image nobody knows which app it is for.
    m_session.setPlacement(image == m_subject.image ? m_subject.placement : AppPlacement());
    return m_isGood;
}

} // namespace Pinion
