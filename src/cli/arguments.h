// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>

#include <span>
#include <string_view>

namespace Pinion {

/// One option of a command, for parsing and for its help.
struct Option
{
    std::string_view name; ///< with the dashes: "--format"
    /// "FILE"; "text|json" lists the only values allowed; "[=FILE]" may be left out; empty: none.
    std::string_view value;
    std::string_view help;
};

/// What follows the command's name, kept as the bytes that the shell passed.
class Arguments
{
public:
    /// Errors: Invalid for unknown options, missing values and values that are not allowed.
    [[nodiscard]] static Result<Arguments> parse(
        const QList<QByteArray> &words, std::span<const Option> options);

    /// What is neither an option nor an option's value.
    [[nodiscard]] const QList<QByteArray> &words() const { return m_words; }
    [[nodiscard]] bool has(QByteArrayView option) const;
    /// The last value given; empty without one.
    [[nodiscard]] QByteArray value(QByteArrayView option) const;
    [[nodiscard]] QList<QByteArray> values(QByteArrayView option) const;

private:
    struct Given
    {
        QByteArray option;
        QByteArray value;
    };

    QList<QByteArray> m_words;
    QList<Given> m_given;
};

} // namespace Pinion
