// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/check.h"

#include <map>
#include <memory>
#include <mutex>

namespace Pinion {

/// The documents that the configuration puts into one scope with a document, parsed. Keeps what it
/// has read until the file changes. Safe to use from any thread.
class ScopeCache
{
public:
    /// A document of the scope. Its nodes live as long as it does.
    struct Document
    {
        QString path;
        JsonTree tree;
        Definitions definitions;
    };
    struct Scope
    {
        std::vector<std::shared_ptr<const Document>> documents; ///< by path
        bool isComplete = false;
    };

    /// The paths of all other files in scopes of the document at `path`, sorted.
    [[nodiscard]] static QStringList companionPaths(const QString &path, const RuleConfig &config);
    /// The other documents of all scopes that the document at `path` belongs to. Files that cannot
    /// be read or hold no definitions are left out: they are reported where they are checked.
    [[nodiscard]] Scope companionsOf(const QString &path, const RuleConfig &config);

private:
    struct Entry
    {
        qint64 modified = 0;
        qint64 size = 0;
        std::shared_ptr<const Document> document; ///< null: nothing that counts
    };

    [[nodiscard]] std::shared_ptr<const Document> document(const QString &path);

    std::mutex m_mutex;
    std::map<QString, Entry> m_entries;
};

} // namespace Pinion
