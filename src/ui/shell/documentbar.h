// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/workspace.h"
#include "ui/shell/messagebar.h"

#include <QTimer>

namespace Pinion {

/// The one message bar of a document. Of all there is to say it shows the most urgent: what another
/// program did to the file, a syntax mistake, what kind of text this is, a note.
class DocumentBar : public MessageBar
{
    Q_OBJECT

public:
    DocumentBar(AppDocument &document, Workspace &workspace, QWidget *parent = nullptr);

    /// A passing remark; the next change of the document takes it away.
    void showNote(const QString &text);
    /// A failure that the user has to know about, with what can be done.
    void showFailure(const Message &message);

signals:
    void goToRequested(Pinion::TextRange range);
    void showDifferencesRequested();
    void saveAgainRequested();

private:
    void documentChanged();
    void refresh();
    [[nodiscard]] std::optional<Message> conflictMessage();
    [[nodiscard]] std::optional<Message> syntaxMessage();
    [[nodiscard]] std::optional<Message> kindMessage() const;

    AppDocument &m_document;
    Workspace &m_workspace;
    QTimer m_syntaxPause; ///< somebody typing makes a mistake with every other key
    std::optional<Message> m_failure;
    QString m_note;
};

/// Why a text is not something that Marathon runs, as the end of a sentence; empty if it is.
[[nodiscard]] QString whyNoDefinition(const DocumentSnapshot &snapshot);

} // namespace Pinion
