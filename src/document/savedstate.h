// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <optional>

namespace Pinion {

/// What is kept of an open document from one run to the next, and across a crash.
struct SavedDocument
{
    QString path; ///< absolute; empty for a document without a file
    QString untitledName;
    std::optional<QByteArray> unsaved; ///< text that is not on disk, byte for byte
    QByteArray diskHash; ///< of the bytes that were on disk when this was kept; see contentHash
    qsizetype cursor = 0; ///< byte offset
    QDateTime keptAt;

    [[nodiscard]] QString displayName() const;
    friend bool operator==(const SavedDocument &, const SavedDocument &) = default;
};

/// The open documents and the one in front.
struct Session
{
    QList<SavedDocument> documents;
    qsizetype current = 0;

    friend bool operator==(const Session &, const Session &) = default;
};

/// SHA-256 in hexadecimal.
[[nodiscard]] QByteArray contentHash(const QByteArray &bytes);

[[nodiscard]] QByteArray toJson(const SavedDocument &document);
/// Errors: Invalid for anything that toJson did not write.
[[nodiscard]] Result<SavedDocument> savedDocumentFromJson(const QByteArray &json);

[[nodiscard]] QByteArray toJson(const Session &session);
[[nodiscard]] Result<Session> sessionFromJson(const QByteArray &json);

/// Writes a file that only its owner can read (0600), in one step, with the folders on the way.
/// Unsaved texts are as confidential as the files they belong to. Errors: Io.
[[nodiscard]] Result<void> writePrivateFile(const QString &path, const QByteArray &bytes);

} // namespace Pinion
