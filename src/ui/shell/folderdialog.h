// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/finding.h"

#include <QDialog>
#include <QFutureWatcher>

#include <atomic>
#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QTreeWidget;
QT_END_NAMESPACE

namespace Pinion {

/// What the rules say about one file.
struct FileReport
{
    QString path;
    FindingCounts counts;
    QString problem; ///< why the file could not be checked; empty if it was
    bool isDefinition = true; ///< false for JSON that Marathon has no use for
};

/// Checks every JSON file below a folder in a worker and lists the results, the worst first.
class FolderDialog : public QDialog
{
    Q_OBJECT

public:
    explicit FolderDialog(const QString &folder, QWidget *parent = nullptr);
    ~FolderDialog() override;

signals:
    void openRequested(const QString &path);

private:
    void showReports();

    QString m_folder;
    QLabel *m_summary;
    QTreeWidget *m_list;
    QFutureWatcher<QList<FileReport>> m_watcher;
    std::shared_ptr<std::atomic_bool> m_cancelled = std::make_shared<std::atomic_bool>(false);
};

/// Safe to call from any thread. Ends early when `cancelled` becomes true.
[[nodiscard]] QList<FileReport> checkFolder(
    const QString &folder, const std::atomic_bool &cancelled);

} // namespace Pinion
