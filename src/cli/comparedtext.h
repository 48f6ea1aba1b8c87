// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include "cli/configcache.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "rules/secretmask.h"

#include <memory>
#include <vector>

namespace Pinion {

/// A file that is compared, with the project's settings for it.
struct ComparedText
{
    QString path;
    std::unique_ptr<const JsonTree> tree;
    RuleConfig config;

    /// The file if it is JSON, else nothing, and the reason goes to standard error with this code.
    [[nodiscard]] static std::optional<ComparedText> read(
        const QByteArray &word, Console &console, ExitCode &code);
    /// The same for several files, which are read at the same time.
    [[nodiscard]] static std::vector<std::optional<ComparedText>> readAll(
        const QByteArrayList &words, Console &console, ExitCode &code);

    /// The server that the project tells of.
    [[nodiscard]] ServerSettings server() const;
};

} // namespace Pinion
