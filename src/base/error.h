// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pinion {

enum class ErrorKind {
    Cancelled,
    TimedOut,
    Network,
    Tls,
    Unauthorized,
    NotFound,
    Conflict,
    Rejected,
    Protocol,
    Io,
    Invalid,
};

/// Why an operation did not succeed, in words for the user.
/// `message` is one whole sentence that names the thing concerned; `hint` says what to do next and
/// may be empty. Neither ever holds a secret. Problems inside the user's file are findings, not
/// errors.
struct Error
{
    ErrorKind kind = ErrorKind::Invalid;
    QString message;
    QString hint;
    int httpStatus = 0; ///< 0 when no HTTP answer was involved.

    Error(ErrorKind errorKind, QString text, QString whatToDo = {})
        : kind(errorKind)
        , message(std::move(text))
        , hint(std::move(whatToDo))
    { }

    /// Message and hint as one text.
    [[nodiscard]] QString text() const
    {
        return hint.isEmpty() ? message : QString(message + u' ' + hint);
    }
};

} // namespace Pinion
