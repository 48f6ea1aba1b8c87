// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>
#include <QString>
#include <QUrl>

namespace Pinion {

/// "pinion.net": one line per request, made of shown() and numbers. Nothing of a header or a body
/// goes there.
Q_DECLARE_LOGGING_CATEGORY(lcNet)

/// An address for people: without login, query (signed addresses carry their right there) and
/// fragment.
[[nodiscard]] QString shown(const QUrl &url);
/// "registry.example.com:5000"; without the port where it is the usual one.
[[nodiscard]] QString hostAndPort(const QUrl &url);
/// A text that a server sent, fit to be shown and logged: one line, not long, and without what
/// looks like a token, a password, a signature or the query of an address.
[[nodiscard]] QString redacted(const QString &text);
[[nodiscard]] QString redacted(const QByteArray &text);

} // namespace Pinion
