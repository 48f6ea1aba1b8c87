// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prepull/prepullwizard.h"

#include "ui/prepull/prepullpages.h"
#include "ui/prepull/prepullsession.h"

#include <QAbstractButton>

using namespace Qt::StringLiterals;

namespace Pinion {

PrepullWizard::PrepullWizard(
    PrepullSession *session, const PrepullSubject &subject, QWidget *parent)
    : QWizard(parent)
    , m_session(*session)
{
    session->setParent(this);
    setObjectName(u"prepullWizard"_s);
    setWindowTitle(tr("Pre-pull on %1").arg(session->target().name));
    setWizardStyle(ClassicStyle);
    setOption(NoBackButtonOnStartPage);
    setOption(NoDefaultButton, session->target().isGuarded());
    setMinimumSize(640, 480);
    resize(820, 600);
    auto *image = new PrepullImagePage(*session, subject, this);
    setPage(ImagePage, image);
    setPage(NodesPage, new PrepullNodesPage(*session, this));
    setPage(HowPage, new PrepullHowPage(*session, this));
    setPage(RunPage, new PrepullRunPage(*session, this));
    auto *result = new PrepullResultPage(*session, subject.isInFront, this);
    setPage(ResultPage, result);
    setButtonText(CustomButton1, tr("&Stop"));
    connect(this, &QWizard::currentIdChanged, this, &PrepullWizard::arrangeButtons);
    connect(this, &QWizard::customButtonClicked, session, &PrepullSession::stop);
    connect(image, &PrepullImagePage::pinRequested, this, [this] {
        reject();
        emit pinRequested();
    });
    connect(result, &PrepullResultPage::deployRequested, this, [this] {
        accept();
        emit deployRequested();
    });
    connect(session, &PrepullSession::runChanged, this, [this] {
        if (m_isClosing && !m_session.isBusy())
            QWizard::reject();
    });
}

void PrepullWizard::arrangeButtons(int page)
{
    QList<WizardButton> buttons{Stretch, BackButton, NextButton, CommitButton, FinishButton};
    if (page == RunPage)
        buttons = {Stretch, CustomButton1};
    else if (page != ResultPage)
        buttons.append(CancelButton);
    setOption(HaveCustomButton1, page == RunPage);
    setButtonLayout(buttons);
    if (page == RunPage)
        button(CustomButton1)->setEnabled(true);
}

void PrepullWizard::reject()
{
    if (!m_session.isBusy()) {
        QWizard::reject();
        return;
    }
    m_isClosing = true;
    if (QAbstractButton *stop = button(CustomButton1))
        stop->setEnabled(false);
    m_session.stop();
}

} // namespace Pinion

#include "moc_prepullwizard.cpp"
