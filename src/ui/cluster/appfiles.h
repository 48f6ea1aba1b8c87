// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"

namespace Pinion {

/// True if the text defines an app with this absolute id.
[[nodiscard]] bool defines(const DocumentSnapshot &snapshot, const QString &id);

/// The text of that app by itself, with the absolute id; empty: it is not there.
[[nodiscard]] QByteArray definitionOf(const DocumentSnapshot &snapshot, const QString &id);

/// The first of the files that defines the app; empty: none does. Reads them all, so it is for a
/// worker thread.
[[nodiscard]] QString fileDefining(const QStringList &paths, const QString &id);

/// A definition as a server tells it, laid out for people, without what only the server writes.
[[nodiscard]] QByteArray readableDefinition(const QByteArray &served);

} // namespace Pinion
