// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/projectwatch.h"

#include "ui/findings/analysis.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QtConcurrentRun>

#include <algorithm>

namespace Pinion {

namespace {

/// What one document's findings came from, and how that is now.
struct Look
{
    QPointer<Analysis> analysis;
    QString path;
    RuleConfig config;
    FileStamps configBefore;
    FileStamps companionsBefore;
    bool hasOtherConfig = false;
    bool hasOtherCompanions = false;
};

std::vector<Look> looked(std::vector<Look> looks)
{
    for (Look &look : looks) {
        look.hasOtherConfig = configStamps(look.path) != look.configBefore;
        look.hasOtherCompanions = companionStamps(look.path, look.config) != look.companionsBefore;
    }
    return looks;
}

void checkWhatChanged(const std::vector<Look> &looks)
{
    for (const Look &look : looks) {
        // It may have moved on by itself while the worker looked.
        if (!look.analysis || look.analysis->configStamps() != look.configBefore)
            continue;
        if (look.hasOtherConfig)
            look.analysis->reloadConfig();
        else if (look.hasOtherCompanions)
            look.analysis->checkAgain();
    }
}

} // namespace

ProjectWatch::ProjectWatch(QObject *parent)
    : QObject(parent)
{
    connect(&m_watch, &FileWatch::disturbed, this, &ProjectWatch::look);
}

void ProjectWatch::follow(Analysis &analysis)
{
    m_followed.push_back(&analysis);
    connect(&analysis, &Analysis::stampsChanged, this, &ProjectWatch::watchFiles);
    connect(&analysis, &QObject::destroyed, this, [this, gone = &analysis] {
        std::erase(m_followed, gone);
        watchFiles();
    });
    watchFiles();
}

void ProjectWatch::watchFiles()
{
    QStringList paths;
    for (const Analysis *analysis : m_followed) {
        for (const FileStamp &stamp : analysis->configStamps())
            paths.append(stamp.path);
        for (const FileStamp &stamp : analysis->companionStamps())
            paths.append(stamp.path);
    }
    paths.removeDuplicates();
    m_watch.setFiles(paths);
}

void ProjectWatch::look()
{
    std::vector<Look> looks;
    for (Analysis *analysis : m_followed) {
        if (!analysis->document().path().isEmpty())
            looks.push_back({analysis, analysis->document().path(), analysis->config(),
                analysis->configStamps(), analysis->companionStamps()});
    }
    if (looks.empty())
        return;
    auto *watcher = new QFutureWatcher<std::vector<Look>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [watcher] {
        watcher->deleteLater();
        checkWhatChanged(watcher->future().takeResult());
    });
    watcher->setFuture(QtConcurrent::run(looked, std::move(looks)));
}

} // namespace Pinion

#include "moc_projectwatch.cpp"
