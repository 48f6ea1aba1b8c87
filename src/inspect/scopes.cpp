// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/scopes.h"

#include "base/textfile.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isIn(const ConfigScope &scope, const QString &path)
{
    const QString relative = QDir(scope.folder).relativeFilePath(path);
    return std::any_of(scope.files.begin(), scope.files.end(),
        [&relative](const QString &glob) { return globMatches(glob, relative); });
}

/// The *.json files of a scope, without hidden files and folders.
QStringList filesOf(const ConfigScope &scope)
{
    QStringList files;
    QStringList pending{scope.folder};
    while (!pending.isEmpty()) {
        QDirIterator entries(pending.takeLast(), QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot);
        while (entries.hasNext()) {
            const QString path = entries.next();
            const QFileInfo entry = entries.fileInfo();
            if (entry.isDir() && !entry.isSymLink() && entry.fileName() != "node_modules"_L1)
                pending.append(path);
            else if (entry.isFile() && path.endsWith(".json"_L1) && isIn(scope, path))
                files.append(path);
        }
    }
    return files;
}

} // namespace

QStringList ScopeCache::companionPaths(const QString &path, const RuleConfig &config)
{
    if (path.isEmpty())
        return {};
    const QString own = QFileInfo(path).absoluteFilePath();
    QStringList files;
    for (const ConfigScope &scope : config.scopes) {
        if (isIn(scope, own))
            files += filesOf(scope);
    }
    files.sort();
    files.removeDuplicates();
    files.removeOne(own);
    return files;
}

ScopeCache::Scope ScopeCache::companionsOf(const QString &path, const RuleConfig &config)
{
    Scope result;
    if (path.isEmpty() || config.scopes.empty())
        return result;
    const QString own = QFileInfo(path).absoluteFilePath();
    result.isComplete = std::ranges::any_of(config.scopes,
        [&own](const ConfigScope &scope) { return scope.isComplete && isIn(scope, own); });
    for (const QString &file : companionPaths(path, config)) {
        if (auto companion = document(file))
            result.documents.push_back(std::move(companion));
    }
    return result;
}

std::shared_ptr<const ScopeCache::Document> ScopeCache::document(const QString &path)
{
    const QFileInfo info(path);
    const qint64 modified = info.lastModified().toMSecsSinceEpoch();
    const std::scoped_lock lock(m_mutex);
    Entry &entry = m_entries[path];
    if (entry.modified == modified && entry.size == info.size())
        return entry.document;
    entry = {modified, info.size(), nullptr};
    Result<QByteArray> bytes = readFile(path);
    if (!bytes)
        return nullptr;
    auto document = std::make_shared<Document>();
    document->path = path;
    document->tree = JsonTree::parse(std::move(*bytes));
    document->definitions = findDefinitions(document->tree);
    if (document->definitions.kind != DocumentKind::Other)
        entry.document = std::move(document);
    return entry.document;
}

} // namespace Pinion
