// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace Pinion {

/// A point in time inside a tag: 20240530, 2024-05-30.1, 20240530-123000, 1716998400.
struct TagDate
{
    QString digits; ///< YYYYMMDDHHMMSS; what is not written is zero
    QString counter; ///< of several builds of one day
    bool hasTime = false; ///< hours and minutes are written
    QString others; ///< the tag without it

    /// A day in it, with or without a time. Dotted days count as versions, not as dates.
    [[nodiscard]] static std::optional<TagDate> find(const QString &tag);
    /// A day with its time, or a whole tag that is a Unix time in seconds or milliseconds.
    [[nodiscard]] static std::optional<TagDate> findTime(const QString &tag);
    [[nodiscard]] static std::optional<TagDate> unixTime(const QString &tag);
};

} // namespace Pinion
