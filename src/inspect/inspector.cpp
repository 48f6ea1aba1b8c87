// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/inspector.h"

#include "inspect/scopes.h"
#include "rules/baseline.h"

#include <QDir>
#include <QFileInfo>

namespace Pinion {

namespace {

/// A document's path as seen from the folder of a file of the project.
QString pathFrom(const QString &file, const QString &path)
{
    if (path.isEmpty() || file.isEmpty())
        return {};
    return QFileInfo(file).absoluteDir().relativeFilePath(QFileInfo(path).absoluteFilePath());
}

} // namespace

CheckResult inspect(const JsonTree &tree, const QString &path, const RuleConfig &config,
    const std::atomic_bool *cancelled, ScopeCache *scopes)
{
    const ScopeCache::Scope scope
        = scopes ? scopes->companionsOf(path, config) : ScopeCache::Scope();
    std::vector<ScopedDocument> companions;
    const QDir folder = QFileInfo(config.path).absoluteDir();
    for (const auto &document : scope.documents) {
        companions.push_back(
            {folder.relativeFilePath(document->path), &document->tree, &document->definitions});
    }
    CheckResult result = check(tree, config, Facts(), pathFrom(config.path, path), cancelled,
        {companions, scope.isComplete});
    if (config.known)
        applyBaseline(result.findings, tree, *config.known, pathFrom(config.baseline, path));
    return result;
}

} // namespace Pinion
