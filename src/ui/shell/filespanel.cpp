// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/filespanel.h"

#include <QDir>
#include <QFileSystemModel>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Pinion {

FilesPanel::FilesPanel(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_tree(new QTreeView(this))
{
    connect(&m_listing, &QFutureWatcher<QStringList>::finished, this,
        [this] { m_files = m_listing.result(); });
    m_tree->setObjectName(u"filesTree"_s);
    m_tree->setAccessibleName(tr("Files of the folder"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (!m_model->isDir(index))
            emit openRequested(m_model->filePath(index));
    });
    QWidget *empty = createEmptyPage();
    m_pages->addWidget(empty);
    setFocusProxy(empty);
    m_pages->addWidget(m_tree);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(m_pages);
}

QWidget *FilesPanel::createEmptyPage()
{
    auto *page = new QWidget(this);
    auto *text = new QLabel(tr("Open a folder to see its app definitions."), page);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    auto *button = new QPushButton(tr("Open folder…"), page);
    button->setObjectName(u"openFolder"_s);
    connect(button, &QPushButton::clicked, this, &FilesPanel::openFolderRequested);
    auto *lines = new QVBoxLayout(page);
    lines->addStretch(1);
    lines->addWidget(text);
    lines->addWidget(button, 0, Qt::AlignHCenter);
    page->setFocusProxy(button);
    lines->addStretch(2);
    return page;
}

void FilesPanel::setFolder(const QString &folder)
{
    m_folder = folder;
    m_files.clear();
    list();
    m_pages->setCurrentIndex(folder.isEmpty() ? 0 : 1);
    if (folder.isEmpty())
        return;
    if (!m_model) {
        m_model = new QFileSystemModel(this);
        m_model->setNameFilters({u"*.json"_s});
        m_model->setNameFilterDisables(false);
        m_tree->setModel(m_model);
        for (int column = 1; column < m_model->columnCount(); ++column)
            m_tree->hideColumn(column);
    }
    setFocusProxy(m_tree);
    m_tree->setRootIndex(m_model->setRootPath(folder));
}

void FilesPanel::list()
{
    if (!m_folder.isEmpty())
        m_listing.setFuture(
            QtConcurrent::run([folder = m_folder] { return jsonFilesBelow(folder); }));
}

const QStringList &FilesPanel::files()
{
    if (!m_listing.isRunning())
        list();
    return m_files;
}

QStringList jsonFilesBelow(const QString &folder, qsizetype limit)
{
    QStringList files;
    QStringList folders{folder};
    while (!folders.isEmpty() && files.size() < limit) {
        const QDir current(folders.takeFirst());
        const QFileInfoList found = current.entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
        for (const QFileInfo &file : found)
            files.append(file.filePath());
        const QFileInfoList below = current.entryInfoList(
            QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
        for (const QFileInfo &child : below)
            folders.append(child.filePath());
    }
    files.sort();
    return files.mid(0, limit);
}

} // namespace Pinion

#include "moc_filespanel.cpp"
