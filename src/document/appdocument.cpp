// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/appdocument.h"

#include "base/textfile.h"
#include "document/texteditcommand.h"
#include "json/jsonedit.h"
#include "json/jsonformat.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// An object or list written on one line is laid out like the rest of a text of several lines.
QByteArray inStyleOf(const DocumentSnapshot &snapshot, qsizetype depth, const QByteArray &literal)
{
    const bool isContainer = literal.startsWith('{') || literal.startsWith('[');
    if (!isContainer || !snapshot.style.isMultiLine || literal.contains('\n'))
        return literal;
    const JsonTree value = JsonTree::parse(literal);
    return value.isValid() ? formatted(value.root(), snapshot.style, depth) : literal;
}

} // namespace

DocumentSnapshot::DocumentSnapshot(QByteArray bytes)
    : tree(JsonTree::parse(std::move(bytes)))
    , lines(tree.bytes())
    , style(detectStyle(tree))
    , definitions(findDefinitions(tree))
{ }

AppDocument::AppDocument(QObject *parent)
    : QObject(parent)
    , m_snapshot(std::make_shared<const DocumentSnapshot>(QByteArray()))
    , m_lastValid(m_snapshot)
{
    m_typingTimer.setSingleShot(true);
    m_typingTimer.setInterval(TypingPause);
    connect(&m_typingTimer, &QTimer::timeout, this, &AppDocument::endTyping);
}

AppDocument::~AppDocument() = default;

const QByteArray &AppDocument::bytes() const
{
    return m_snapshot->tree.bytes();
}

Result<void> AppDocument::apply(const QString &title, const TextEdits &edits, const QObject *origin)
{
    Result<TextEdits> sorted = sortedEdits(edits, bytes().size());
    if (!sorted)
        return tl::make_unexpected(std::move(sorted.error()));
    const QByteArray after = applied(bytes(), *sorted).value_or(bytes());
    if (after == bytes())
        return {};
    endTyping();
    m_undoStack.push(new TextEditCommand(*this, title, std::move(*sorted), origin));
    return {};
}

void AppDocument::type(const QString &title, const TextEdit &edit, const QObject *origin)
{
    m_undoStack.push(new TextEditCommand(*this, title, {edit}, origin, m_typingGroup));
    m_typingTimer.start();
}

void AppDocument::endTyping()
{
    m_typingTimer.stop();
    ++m_typingGroup;
}

Result<void> AppDocument::setField(const QString &title, const JsonPointer &pointer,
    const QByteArray &literal, const QList<QByteArray> &after)
{
    const QByteArray value = inStyleOf(*m_snapshot, pointer.depth(), literal);
    const JsonNode parent = tree().at(pointer.parent());
    const bool isNewMember = !pointer.isRoot() && parent.isObject() && !tree().at(pointer);
    Result<TextEdit> edit = isNewMember ? insertMember(parent, pointer.last(), value, after)
                                        : setValue(tree(), pointer, value);
    if (!edit)
        return tl::make_unexpected(std::move(edit.error()));
    return apply(title, {*edit});
}

Result<void> AppDocument::removeField(
    const QString &title, const JsonPointer &pointer, const QList<JsonPointer> &removeEmptied)
{
    JsonNode node = tree().at(pointer);
    if (!node)
        return {};
    while (node.parent().childCount() == 1 && removeEmptied.contains(node.parent().pointer()))
        node = node.parent();
    Result<TextEdit> edit = removeNode(node);
    if (!edit)
        return tl::make_unexpected(std::move(edit.error()));
    return apply(title, {*edit});
}

void AppDocument::restoreLastValid()
{
    const TextEdit edit = difference(bytes(), m_lastValid->tree.bytes());
    const Result<void> result = apply(tr("Restore last valid text"), {edit});
    Q_ASSERT(result);
}

void AppDocument::applyNow(const TextEdits &edits, const QObject *origin)
{
    Result<QByteArray> after = applied(bytes(), edits);
    Q_ASSERT(after);
    m_snapshot = std::make_shared<const DocumentSnapshot>(std::move(*after));
    if (m_snapshot->isValid())
        m_lastValid = m_snapshot;
    ++m_revision;
    // From the end backwards, so that the ranges of the edits still to come stay right.
    for (size_t i = edits.size(); i-- > 0;)
        emit edited(edits[i], origin);
    emit changed();
    updateDirty();
}

void AppDocument::reset(const QByteArray &bytes)
{
    m_undoStack.clear();
    endTyping();
    m_lastValid = std::make_shared<const DocumentSnapshot>(QByteArray());
    applyNow({{{0, this->bytes().size()}, bytes}}, nullptr);
}

void AppDocument::updateDirty()
{
    const bool isNow = isDirty();
    if (std::exchange(m_wasDirty, isNow) != isNow)
        emit dirtyChanged(isNow);
}

QString AppDocument::displayName() const
{
    return m_path.isEmpty() ? m_untitledName : QFileInfo(m_path).fileName();
}

void AppDocument::setUntitledName(const QString &name)
{
    m_untitledName = name;
    if (m_path.isEmpty())
        emit pathChanged(m_path); // what it is called changes with it
}

bool AppDocument::isDirty() const
{
    return bytes() != m_savedBytes;
}

bool AppDocument::isReadOnly() const
{
    const QFileInfo info(m_path);
    return !m_path.isEmpty() && info.exists() && !info.isWritable();
}

Result<void> AppDocument::load(const QString &path)
{
    Result<QByteArray> bytes = readFile(path);
    if (!bytes)
        return tl::make_unexpected(std::move(bytes.error()));
    m_path = path;
    m_savedBytes = *bytes;
    m_savedAt = QFileInfo(path).lastModified();
    reset(*bytes);
    emit pathChanged(m_path);
    return {};
}

void AppDocument::loadUntitled(const QByteArray &bytes)
{
    m_path.clear();
    m_savedBytes.clear();
    reset(bytes);
}

Result<void> AppDocument::save()
{
    if (m_path.isEmpty())
        return fail(ErrorKind::Invalid, tr("%1 has no file yet.").arg(displayName()),
            tr("Choose where to save it."));
    return saveAs(m_path);
}

Result<void> AppDocument::saveAs(QString path)
{
    if (Result<void> written = writeFile(path, bytes()); !written)
        return written;
    endTyping();
    m_savedBytes = bytes();
    m_savedAt = QDateTime::currentDateTime();
    m_undoStack.setClean();
    const bool isOtherPath = m_path != path;
    m_path = std::move(path);
    if (isOtherPath)
        emit pathChanged(m_path);
    updateDirty();
    emit saved();
    return {};
}

Result<void> AppDocument::reload()
{
    Result<QByteArray> disk = readFile(m_path);
    if (!disk)
        return tl::make_unexpected(std::move(disk.error()));
    m_savedBytes = *disk;
    m_savedAt = QFileInfo(m_path).lastModified();
    Result<void> result = apply(tr("Reload"), {difference(bytes(), *disk)});
    updateDirty();
    return result;
}

void AppDocument::restoreUnsaved(const QByteArray &bytes)
{
    const Result<void> result
        = apply(tr("Restore unsaved changes"), {difference(this->bytes(), bytes)});
    Q_ASSERT(result);
}

AppDocument::DiskState AppDocument::checkDisk() const
{
    if (m_path.isEmpty())
        return DiskState::Same;
    const Result<QByteArray> disk = readFile(m_path);
    if (!disk)
        return disk.error().kind == ErrorKind::NotFound ? DiskState::Deleted : DiskState::Same;
    return *disk == m_savedBytes ? DiskState::Same : DiskState::Changed;
}

void AppDocument::acceptDiskState()
{
    const Result<QByteArray> disk = readFile(m_path);
    m_savedBytes = disk.value_or(QByteArray());
    updateDirty();
}

} // namespace Pinion

#include "moc_appdocument.cpp"
