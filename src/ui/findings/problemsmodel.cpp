// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/problemsmodel.h"

#include "ui/findings/levels.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

// internalId of top rows; a finding inside a group has the group's row instead.
constexpr quintptr TopRow = ~quintptr(0);

} // namespace

bool ProblemsFilter::accepts(const Finding &finding) const
{
    if (finding.suppressed && !(finding.isInBaseline() ? showsBaseline : showsIgnored))
        return false;
    return shows[size_t(levelOf(finding))] && (text.isEmpty() || holdsWords(finding));
}

bool ProblemsFilter::holdsWords(const Finding &finding) const
{
    QString haystack = levelName(levelOf(finding)) + u' ' + finding.message + u' '
        + finding.pointer.toBreadcrumb() + u' ' + finding.rule;
    if (finding.answer)
        haystack += u' ' + finding.answer->error;
    if (finding.suppressed)
        haystack += u' ' + finding.suppressed->reason;
    const auto words = text.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words,
        [&haystack](const QString &word) { return haystack.contains(word, Qt::CaseInsensitive); });
}

ProblemsModel::ProblemsModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_result(std::make_shared<const CheckResult>())
{
    rebuild();
}

void ProblemsModel::setAnalysis(Analysis *analysis)
{
    if (m_analysis)
        m_analysis->disconnect(this);
    m_analysis = analysis;
    if (m_analysis) {
        connect(m_analysis, &Analysis::changed, this, &ProblemsModel::update);
        connect(m_analysis, &QObject::destroyed, this, &ProblemsModel::rebuild);
    }
    rebuild();
}

void ProblemsModel::setFilter(const ProblemsFilter &filter)
{
    m_filter = filter;
    rebuild();
}

ProblemsModel::Groups ProblemsModel::groupsOf(const CheckResult &result) const
{
    Groups groups;
    if (m_filter.groupsByLevel) {
        for (const FindingLevel level : WorstFirst)
            groups.push_back({level, {}});
    } else {
        groups.push_back({});
    }
    const Findings &findings = result.findings;
    for (size_t i = 0; i < findings.size(); ++i) {
        if (!m_filter.accepts(findings[i]))
            continue;
        const auto group = m_filter.groupsByLevel
            ? std::ranges::find(groups, std::optional(levelOf(findings[i])), &Group::level)
            : groups.begin();
        group->findings.push_back(qsizetype(i));
    }
    if (m_filter.groupsByLevel)
        std::erase_if(groups, [](const Group &group) { return group.findings.empty(); });
    return groups;
}

void ProblemsModel::rebuild()
{
    m_isUpdating = true;
    beginResetModel();
    m_result = m_analysis ? m_analysis->sharedResult() : std::make_shared<const CheckResult>();
    m_snapshot = m_analysis ? m_analysis->snapshot() : nullptr;
    m_groups = groupsOf(*m_result);
    endResetModel();
    m_isUpdating = false;
    emit updated();
}

void ProblemsModel::update()
{
    const auto result = m_analysis->sharedResult();
    Groups groups = groupsOf(*result);
    const RowChange change = changeTo(groups, *result);
    if (m_filter.groupsByLevel && change.isAny()) {
        rebuild();
        return;
    }
    m_isUpdating = true;
    if (change.removed > 0) {
        beginRemoveRows({}, int(change.first), int(change.first + change.removed - 1));
        auto &rows = m_groups.front().findings;
        const auto begin = rows.begin() + change.first;
        rows.erase(begin, begin + change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0)
        beginInsertRows({}, int(change.first), int(change.first + change.inserted - 1));
    m_result = result; // the rows that stay are the same in both answers
    m_snapshot = m_analysis->snapshot();
    m_groups = std::move(groups);
    if (change.inserted > 0)
        endInsertRows();
    announceTexts({});
    for (int group = 0; m_filter.groupsByLevel && group < rowCount(); ++group)
        announceTexts(index(group, 0));
    m_isUpdating = false;
    emit updated();
}

/// How the rows differ from those of another answer: what stands before and behind the difference
/// stays as it is.
ProblemsModel::RowChange ProblemsModel::changeTo(
    const Groups &groups, const CheckResult &result) const
{
    if (!std::ranges::equal(groups, m_groups, {}, &Group::level, &Group::level))
        return {0, 1, 1};
    const auto isSame = [&](qsizetype then, qsizetype now) {
        const Finding &a = m_result->findings[size_t(then)];
        const Finding &b = result.findings[size_t(now)];
        return a.rule == b.rule && a.pointer == b.pointer && a.message == b.message;
    };
    RowChange change;
    for (size_t i = 0; i < groups.size() && !change.isAny(); ++i) {
        const auto &before = m_groups[i].findings;
        const auto &after = groups[i].findings;
        const qsizetype most = std::min(std::ssize(before), std::ssize(after));
        change.first = std::ranges::mismatch(before, after, isSame).in1 - before.begin();
        qsizetype tail = 0;
        while (tail < most - change.first
            && isSame(*(before.end() - 1 - tail), *(after.end() - 1 - tail)))
            ++tail;
        change.removed = std::ssize(before) - tail - change.first;
        change.inserted = std::ssize(after) - tail - change.first;
    }
    return change;
}

// Lines and levels may be others, and text is made only for the rows on screen.
void ProblemsModel::announceTexts(const QModelIndex &parent)
{
    if (const int rows = rowCount(parent); rows > 0)
        emit dataChanged(index(0, 0, parent), index(rows - 1, ColumnCount - 1, parent));
}

bool ProblemsModel::isGroup(const QModelIndex &index) const
{
    return m_filter.groupsByLevel && index.isValid() && index.internalId() == TopRow;
}

const ProblemsModel::Group &ProblemsModel::groupOf(const QModelIndex &index) const
{
    return m_filter.groupsByLevel ? m_groups[index.internalId()] : m_groups.front();
}

const Finding *ProblemsModel::finding(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index))
        return nullptr;
    const qsizetype at = groupOf(index).findings[size_t(index.row())];
    return &m_result->findings[size_t(at)];
}

QModelIndex ProblemsModel::indexOf(qsizetype finding, int column) const
{
    for (size_t i = 0; i < m_groups.size(); ++i) {
        const auto &findings = m_groups[i].findings;
        const auto at = std::ranges::find(findings, finding);
        if (at != findings.end())
            return createIndex(
                int(at - findings.begin()), column, m_filter.groupsByLevel ? i : TopRow);
    }
    return {};
}

QModelIndex ProblemsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : TopRow);
}

QModelIndex ProblemsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == TopRow)
        return {};
    return createIndex(int(index.internalId()), 0, TopRow);
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_filter.groupsByLevel ? m_groups.size() : m_groups.front().findings.size());
    if (!isGroup(parent) || parent.column() != 0)
        return 0;
    return int(m_groups[size_t(parent.row())].findings.size());
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (isGroup(index))
        return groupData(m_groups[size_t(index.row())], index.column(), role);
    const Finding *found = finding(index);
    if (role == FindingIndexRole && found)
        return QVariant::fromValue(qsizetype(found - m_result->findings.data()));
    return found ? findingData(*found, index.column(), role) : QVariant();
}

QVariant ProblemsModel::groupData(const Group &group, int column, int role) const
{
    const FindingLevel level = group.level.value_or(FindingLevel::Advice);
    if (column == Level && role == Qt::DecorationRole)
        return levelIcon(level);
    if (column == Level && (role == Qt::DisplayRole || role == Qt::AccessibleTextRole))
        return tr("%1 (%2)").arg(levelName(level)).arg(group.findings.size());
    return {};
}

QVariant ProblemsModel::findingData(const Finding &finding, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(finding, column);
    case Qt::DecorationRole:
        return column == Level ? QVariant(levelIcon(levelOf(finding))) : QVariant();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return sentence(finding);
    case Qt::TextAlignmentRole:
        return column == Line ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::FontRole:
        if (finding.suppressed) {
            QFont font = QGuiApplication::font();
            font.setStrikeOut(true);
            return font;
        }
        return {};
    case Qt::ForegroundRole:
        if (finding.suppressed || (m_analysis && m_analysis->isStale(finding)))
            return QGuiApplication::palette().brush(QPalette::PlaceholderText);
        return {};
    default:
        return {};
    }
}

QString ProblemsModel::text(const Finding &finding, int column) const
{
    switch (column) {
    case Level:
        return levelName(levelOf(finding));
    case What:
        return finding.suppressed
            ? QString(finding.message + u" – " + suppressionSentence(*finding.suppressed))
            : finding.message;
    case Where:
        return finding.pointer.isRoot() ? tr("whole document") : finding.pointer.toBreadcrumb();
    case Line:
        return QString::number(m_snapshot->lines.position(finding.range.begin).line);
    case Rule:
        return finding.rule;
    default:
        return {};
    }
}

QString ProblemsModel::sentence(const Finding &finding) const
{
    QStringList sentences{tr("%1: %2 – %3, line %4")
                              .arg(levelName(levelOf(finding)), finding.message,
                                  text(finding, Where), text(finding, Line))};
    if (finding.answer)
        sentences << answerSentence(*finding.answer);
    if (finding.suppressed)
        sentences << suppressionSentence(*finding.suppressed);
    return sentences.join(". "_L1);
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((section == Line ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Level:
        return tr("Level");
    case What:
        return tr("What");
    case Where:
        return tr("Where");
    case Line:
        return tr("Line");
    case Rule:
        return tr("Rule");
    default:
        return {};
    }
}

} // namespace Pinion

#include "moc_problemsmodel.cpp"
