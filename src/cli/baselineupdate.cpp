// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/baselineupdate.h"

#include "base/textfile.h"
#include "cli/textlayout.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

BaselineUpdate::BaselineUpdate(const QString &path, QString reason)
    : m_path(path)
    , m_reason(std::move(reason))
{ }

void BaselineUpdate::add(const FileReport &report)
{
    if (!report.tree)
        return;
    const QString file = QFileInfo(m_path).absoluteDir().relativeFilePath(
        QFileInfo(report.path).absoluteFilePath());
    m_checked.insert(file);
    const Definitions definitions = findDefinitions(*report.tree);
    for (const Finding &finding : report.check.findings) {
        if (finding.suppressed && !finding.isInBaseline())
            continue;
        if (std::optional<BaselineEntry> entry = baselineEntry(finding, definitions, file))
            m_entries.push_back(std::move(*entry));
    }
}

Result<QString> BaselineUpdate::write() const
{
    const Result<Baseline> before = written();
    if (!before)
        return tl::make_unexpected(before.error());
    std::vector<BaselineEntry> entries = m_entries;
    const QDir folder = QFileInfo(m_path).absoluteDir();
    for (const BaselineEntry &entry : before->entries()) {
        if (!m_checked.contains(entry.file) && QFileInfo::exists(folder.filePath(entry.file)))
            entries.push_back(entry);
    }
    const Baseline after(m_reason.isEmpty() ? before->reason() : m_reason, std::move(entries));
    const auto countMissing = [](const Baseline &from, const Baseline &in) {
        return std::count_if(from.entries().begin(), from.entries().end(),
            [&in](const BaselineEntry &entry) { return !in.find(entry); });
    };
    const qsizetype added = countMissing(after, *before);
    const qsizetype vanished = countMissing(*before, after);
    const QString problem = reasonProblem(after.reason());
    if (added > 0 && (m_reason.isEmpty() || !problem.isEmpty())) {
        return fail(ErrorKind::Invalid,
            m_reason.isEmpty() ? u"%1 would be added to the baseline, which needs a reason."_s.arg(
                counted(added, u"finding"_s))
                               : u"The reason for the baseline is not accepted: %1."_s.arg(problem),
            u"Say in --reason why these findings may stay, in at least ten characters."_s);
    }
    return writeFile(m_path, after.toJson()).map([&] {
        return u"%1 holds %2: %3 added, %4 gone."_s.arg(QFileInfo(m_path).fileName(),
            counted(qsizetype(after.entries().size()), u"finding"_s), QString::number(added),
            QString::number(vanished));
    });
}

/// The baseline as it is on disk; an empty one where there is none.
Result<Baseline> BaselineUpdate::written() const
{
    const QFileInfo info(m_path);
    if (!info.exists())
        return Baseline();
    const Result<QByteArray> bytes = readFile(m_path);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    return Baseline::parse(*bytes, info.fileName()).map([&info](Baseline baseline) {
        const QDir folder = info.absoluteDir();
        baseline.release(
            [&folder](const QString &file) { return QFileInfo::exists(folder.filePath(file)); });
        return baseline;
    });
}

} // namespace Pinion
