// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "json/jsontree.h"
#include "json/lineindex.h"
#include "json/textstyle.h"
#include "marathon/definition.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <memory>

namespace Pinion {

/// A text with everything derived from its bytes; immutable, shared by views and worker threads.
struct DocumentSnapshot
{
    explicit DocumentSnapshot(QByteArray bytes);

    JsonTree tree;
    LineIndex lines;
    TextStyle style;
    Definitions definitions; ///< nodes of `tree`

    [[nodiscard]] bool isValid() const { return tree.isValid(); }
};

/// An open file. Its bytes are the truth; the form, the JSON pane and the fixes are views and edits
/// of them. All changes go through `apply`, onto one undo stack.
class AppDocument : public QObject
{
    Q_OBJECT

public:
    explicit AppDocument(QObject *parent = nullptr);
    ~AppDocument() override;

    // ---- content

    [[nodiscard]] const QByteArray &bytes() const;
    [[nodiscard]] const JsonTree &tree() const { return m_snapshot->tree; }
    [[nodiscard]] std::shared_ptr<const DocumentSnapshot> snapshot() const { return m_snapshot; }
    /// The newest snapshot whose text was JSON; the form shows it while the text is broken.
    [[nodiscard]] std::shared_ptr<const DocumentSnapshot> lastValidSnapshot() const
    {
        return m_lastValid;
    }
    [[nodiscard]] bool isValid() const { return m_snapshot->isValid(); }
    /// Counts every change of the bytes; late answers of workers are recognised by it.
    [[nodiscard]] quint64 revision() const { return m_revision; }

    // ---- changes

    /// Applies edits (all relative to the bytes as they are now) as one undo step called `title`.
    /// `origin` is the view that already shows the change and skips its echo. Does nothing for no
    /// edits or edits that change nothing. Errors: Invalid for overlapping edits or ranges outside.
    Result<void> apply(
        const QString &title, const TextEdits &edits, const QObject *origin = nullptr);
    /// Like apply for one edit of somebody typing: adjacent ones merge until 1.5 s pass, the place
    /// changes, or `endTyping` is called.
    void type(const QString &title, const TextEdit &edit, const QObject *origin);
    void endTyping();
    /// Sets a value (creating what is missing on the way) as one undo step. `after` lists the
    /// siblings behind which a new member goes. Errors: those of setValue and insertMember.
    Result<void> setField(const QString &title, const JsonPointer &pointer,
        const QByteArray &literal, const QList<QByteArray> &after = {});
    /// Removes a value, and the objects that become empty if `removeEmptied` says so.
    Result<void> removeField(const QString &title, const JsonPointer &pointer,
        const QList<JsonPointer> &removeEmptied = {});
    /// Replaces the whole text by its last valid state, as one undo step.
    void restoreLastValid();
    [[nodiscard]] QUndoStack *undoStack() { return &m_undoStack; }

    // ---- file

    [[nodiscard]] const QString &path() const { return m_path; } ///< empty for a new document
    [[nodiscard]] QString displayName() const; ///< file name, or "Untitled 1"
    void setUntitledName(const QString &name);
    /// Dirty means: the bytes differ from those on disk (or, for a new document, from nothing).
    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] bool isReadOnly() const; ///< the file exists and cannot be written
    [[nodiscard]] const QByteArray &savedBytes() const { return m_savedBytes; }
    [[nodiscard]] QDateTime savedAt() const { return m_savedAt; }

    /// Reads a file. Errors: those of readFile.
    Result<void> load(const QString &path);
    /// Starts with this content and no file; the document is dirty unless it is empty.
    void loadUntitled(const QByteArray &bytes);
    Result<void> save();
    Result<void> saveAs(QString path); ///< by value: callers may pass path() itself
    /// Takes the bytes on disk as they are now; undoable.
    Result<void> reload();
    /// Puts back an unsaved state (hot exit, recovery): `bytes` become the text, `savedBytes` stay
    /// what is on disk.
    void restoreUnsaved(const QByteArray &bytes);

    enum class DiskState { Same, Changed, Deleted };
    /// Compares the disk with what was last read or written, by content.
    [[nodiscard]] DiskState checkDisk() const;
    /// After "Keep mine": the disk content as it is now no longer counts as changed.
    void acceptDiskState();

signals:
    /// The bytes changed by this edit; emitted once per edit, in an order in which they can be
    /// replayed. `changed` follows once per step.
    void edited(const Pinion::TextEdit &edit, const QObject *origin);
    /// The snapshot is new.
    void changed();
    void dirtyChanged(bool isDirty);
    void pathChanged(const QString &path);
    void saved();

private:
    friend class TextEditCommand;
    static constexpr int TypingPause = 1500; ///< ms until a new undo step begins

    void applyNow(const TextEdits &edits, const QObject *origin);
    void reset(const QByteArray &bytes);
    void updateDirty();

    std::shared_ptr<const DocumentSnapshot> m_snapshot;
    std::shared_ptr<const DocumentSnapshot> m_lastValid;
    QUndoStack m_undoStack;
    quint64 m_revision = 0;
    int m_typingGroup = 1;
    QTimer m_typingTimer;
    QString m_path;
    QString m_untitledName;
    QByteArray m_savedBytes;
    QDateTime m_savedAt;
    bool m_wasDirty = false;
};

} // namespace Pinion
