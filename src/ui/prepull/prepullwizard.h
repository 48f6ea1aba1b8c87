// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/prepull/prepullsubject.h"

#include <QWizard>

namespace Pinion {

class PrepullSession;

/// Stores an image on the agents of a target, in five pages. Sends nothing before *Start*; while
/// something is under way it cannot be closed, only stopped.
class PrepullWizard : public QWizard
{
    Q_OBJECT

public:
    /// The session becomes the wizard's own.
    PrepullWizard(PrepullSession *session, const PrepullSubject &subject, QWidget *parent);

    enum Page { ImagePage, NodesPage, HowPage, RunPage, ResultPage };

    void reject() override;

signals:
    /// The image has to be pinned first.
    void pinRequested();
    void deployRequested();

private:
    void arrangeButtons(int page);

    PrepullSession &m_session;
    bool m_isClosing = false; ///< as soon as nothing is left
};

} // namespace Pinion
