// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QStringList>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QFileSystemModel;
class QStackedWidget;
class QTreeView;
QT_END_NAMESPACE

namespace Pinion {

/// The JSON files of one folder, as a tree.
class FilesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FilesPanel(QWidget *parent = nullptr);

    void setFolder(const QString &folder);
    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// The files as last listed; a worker lists them anew in the background.
    [[nodiscard]] const QStringList &files();

signals:
    void openRequested(const QString &path);
    void openFolderRequested();

private:
    QWidget *createEmptyPage();
    void list();

    QString m_folder;
    QStringList m_files;
    QFutureWatcher<QStringList> m_listing;
    QStackedWidget *m_pages;
    QTreeView *m_tree;
    QFileSystemModel *m_model = nullptr; ///< built with the first folder
};

/// The JSON files below a folder, hidden folders left out, at most `limit`; sorted by path.
[[nodiscard]] QStringList jsonFilesBelow(const QString &folder, qsizetype limit = 5000);

} // namespace Pinion
