// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/documentbar.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pinion {

DocumentBar::DocumentBar(AppDocument &document, Workspace &workspace, QWidget *parent)
    : MessageBar(parent)
    , m_document(document)
    , m_workspace(workspace)
{
    m_syntaxPause.setSingleShot(true);
    m_syntaxPause.setInterval(600ms);
    connect(&m_syntaxPause, &QTimer::timeout, this, &DocumentBar::refresh);
    connect(&document, &AppDocument::changed, this, &DocumentBar::documentChanged);
    connect(&document, &AppDocument::saved, this, [this] {
        m_failure.reset();
        refresh();
    });
    connect(&workspace, &Workspace::conflictChanged, this, [this](AppDocument *changed) {
        if (changed == &m_document)
            refresh();
    });
    connect(this, &MessageBar::dismissed, this, [this] {
        m_note.clear();
        m_failure.reset();
        refresh();
    });
    refresh();
}

void DocumentBar::showNote(const QString &text)
{
    m_note = text;
    refresh();
}

void DocumentBar::showFailure(const Message &message)
{
    m_failure = message;
    refresh();
}

void DocumentBar::documentChanged()
{
    m_note.clear();
    if (m_document.isValid()) {
        m_syntaxPause.stop();
        refresh();
    } else {
        m_syntaxPause.start();
    }
}

void DocumentBar::refresh()
{
    std::optional<Message> message = m_failure;
    if (!message)
        message = conflictMessage();
    if (!message && !m_syntaxPause.isActive())
        message = syntaxMessage();
    if (!message && !m_note.isEmpty())
        message = Message{Message::Kind::Info, m_note, {}, true};
    if (!message)
        message = kindMessage();
    if (message)
        showMessage(*message);
    else
        clear();
}

std::optional<Message> DocumentBar::conflictMessage()
{
    const QString name = m_document.displayName();
    switch (m_workspace.conflict(m_document)) {
    case Workspace::Conflict::None:
        return std::nullopt;
    case Workspace::Conflict::Deleted:
        return Message{Message::Kind::Warning,
            tr("%1 is no longer on disk. Its text is safe here.").arg(name),
            {{tr("Save again"), [this] { emit saveAgainRequested(); }}}};
    case Workspace::Conflict::Changed:
        break;
    }
    return Message{Message::Kind::Warning,
        m_document.isDirty()
            ? tr("%1 was changed by another program, and it has changes of yours.").arg(name)
            : tr("%1 was changed by another program.").arg(name),
        {{tr("Show differences"), [this] { emit showDifferencesRequested(); }},
            {tr("Reload"), [this] { (void)m_workspace.takeDisk(m_document); }},
            {tr("Keep mine"), [this] { m_workspace.keepMine(m_document); }}}};
}

std::optional<Message> DocumentBar::syntaxMessage()
{
    const std::shared_ptr<const DocumentSnapshot> snapshot = m_document.snapshot();
    if (snapshot->isValid() || m_document.bytes().isEmpty())
        return std::nullopt;
    const SyntaxError error = snapshot->tree.errors().front();
    const qsizetype line = snapshot->lines.position(error.range.begin).line;
    const QString what = describe(error, m_document.bytes());
    const bool hadForm = m_document.lastValidSnapshot() != nullptr;
    const QString text = hadForm
        ? tr("Line %1: %2. The form is read-only until this is fixed.").arg(line).arg(what)
        : tr("Line %1: %2. The form appears when this is fixed.").arg(line).arg(what);
    Message message{Message::Kind::Error, text,
        {{tr("Go there"), [this, range = error.range] { emit goToRequested(range); }}}};
    if (hadForm)
        message.buttons.append(
            {tr("Restore last valid text"), [this] { m_document.restoreLastValid(); }});
    return message;
}

std::optional<Message> DocumentBar::kindMessage() const
{
    const std::shared_ptr<const DocumentSnapshot> snapshot = m_document.snapshot();
    if (!snapshot->isValid())
        return std::nullopt;
    if (snapshot->definitions.kind == DocumentKind::Pod)
        return Message{Message::Kind::Info,
            tr("This is a pod. Pods have no form yet; the checks that apply run on the text.")};
    const QString reason = whyNoDefinition(*snapshot);
    if (reason.isEmpty())
        return std::nullopt;
    return Message{Message::Kind::Info,
        tr("This is not a Marathon definition: %1. It can be edited as text.").arg(reason)};
}

QString whyNoDefinition(const DocumentSnapshot &snapshot)
{
    if (snapshot.definitions.kind != DocumentKind::Other)
        return {};
    const JsonNode root = snapshot.tree.root();
    if (root.isArray())
        return root.childCount() == 0 ? DocumentBar::tr("its list is empty")
                                      : DocumentBar::tr("its list holds no apps");
    if (!root.isObject())
        return DocumentBar::tr("its top level is a single value");
    if (root["id"].isAbsent())
        return DocumentBar::tr("it has no id");
    return DocumentBar::tr("besides its id it has nothing that an app is made of, such as cmd, "
                           "container or instances");
}

} // namespace Pinion

#include "moc_documentbar.cpp"
