// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/folderdialog.h"

#include "base/textfile.h"
#include "inspect/inspector.h"
#include "ui/findings/levels.h"
#include "ui/shell/filespanel.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

FileReport reportOn(const QString &path, const std::atomic_bool &cancelled)
{
    FileReport report;
    report.path = path;
    const Result<QByteArray> bytes = readFile(path);
    const Result<RuleConfig> config = configFor(path);
    if (!bytes || !config) {
        report.problem = bytes ? config.error().text() : bytes.error().text();
        return report;
    }
    const JsonTree tree = JsonTree::parse(*bytes);
    const CheckResult result = inspect(tree, path, *config, &cancelled);
    report.isDefinition = result.kind != DocumentKind::Other || !tree.isValid();
    report.counts = countFindings(result.findings);
    return report;
}

bool isWorse(const FileReport &a, const FileReport &b)
{
    const auto key = [](const FileReport &report) {
        return std::tuple(!report.problem.isEmpty(), report.counts.errors, report.counts.warnings,
            report.counts.infos);
    };
    return key(a) > key(b);
}

QTreeWidgetItem *rowOf(const FileReport &report, const QString &folder)
{
    auto *item = new QTreeWidgetItem({QDir(folder).relativeFilePath(report.path)});
    item->setData(0, Qt::UserRole, report.path);
    item->setToolTip(0, report.problem);
    const std::pair<Severity, int> counts[] = {{Severity::Error, report.counts.errors},
        {Severity::Warning, report.counts.warnings}, {Severity::Info, report.counts.infos}};
    for (int column = 1; const auto &[severity, count] : counts) {
        if (count > 0) {
            item->setText(column, QString::number(count));
            item->setIcon(column, levelIcon(levelOf(severity)));
        }
        ++column;
    }
    if (!report.problem.isEmpty())
        item->setText(4, report.problem);
    return item;
}

} // namespace

FolderDialog::FolderDialog(const QString &folder, QWidget *parent)
    : QDialog(parent)
    , m_folder(folder)
    , m_summary(new QLabel(tr("Checking %1…").arg(folder), this))
    , m_list(new QTreeWidget(this))
{
    setObjectName(u"folderDialog"_s);
    setWindowTitle(tr("Checks of a folder"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 520);
    m_summary->setWordWrap(true);
    m_summary->setObjectName(u"summary"_s);
    m_list->setAccessibleName(tr("Files"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels({tr("File"), tr("Errors"), tr("Warnings"), tr("Advice"), QString()});
    m_list->header()->setStretchLastSection(true);
    m_list->setColumnWidth(0, 400);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        emit openRequested(item->data(0, Qt::UserRole).toString());
    });
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(m_summary);
    lines->addWidget(m_list, 1);
    lines->addWidget(buttons);

    connect(
        &m_watcher, &QFutureWatcher<QList<FileReport>>::finished, this, &FolderDialog::showReports);
    m_watcher.setFuture(QtConcurrent::run(
        [folder, cancelled = m_cancelled] { return checkFolder(folder, *cancelled); }));
}

FolderDialog::~FolderDialog()
{
    *m_cancelled = true;
}

void FolderDialog::showReports()
{
    const QList<FileReport> reports = m_watcher.result();
    int clean = 0;
    for (const FileReport &report : reports) {
        m_list->addTopLevelItem(rowOf(report, m_folder));
        clean += report.problem.isEmpty() && report.counts.errors == 0 ? 1 : 0;
    }
    if (reports.isEmpty())
        m_summary->setText(tr("No app definitions in %1.").arg(m_folder));
    else
        m_summary->setText(
            tr("%1: %n file(s) checked, %2 without errors.", nullptr, int(reports.size()))
                .arg(m_folder)
                .arg(clean));
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

QList<FileReport> checkFolder(const QString &folder, const std::atomic_bool &cancelled)
{
    QList<FileReport> reports;
    for (const QString &path : jsonFilesBelow(folder)) {
        if (cancelled)
            return {};
        const FileReport report = reportOn(path, cancelled);
        if (report.isDefinition)
            reports.append(report);
    }
    std::stable_sort(reports.begin(), reports.end(), isWorse);
    return reports;
}

} // namespace Pinion

#include "moc_folderdialog.cpp"
