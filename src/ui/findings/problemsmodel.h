// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/findings/analysis.h"

#include <QAbstractItemModel>
#include <QPointer>

#include <optional>
#include <vector>

namespace Pinion {

/// Which findings the problems list shows.
struct ProblemsFilter
{
    QString text; ///< all of its words occur in message, place or rule
    std::array<bool, WorstFirst.size()> shows{true, true, true, true}; ///< by FindingLevel
    bool showsIgnored = false;
    bool showsBaseline = false;
    bool groupsByLevel = false;

    [[nodiscard]] bool accepts(const Finding &finding) const;

private:
    [[nodiscard]] bool holdsWords(const Finding &finding) const;
};

/// The findings of an Analysis as rows; one level, or two when grouped. A new answer of the rules
/// moves only the rows that differ, so that views keep what they know of the others.
class ProblemsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Level, What, Where, Line, Rule, ColumnCount };
    enum Role { FindingIndexRole = Qt::UserRole };

    explicit ProblemsModel(QObject *parent = nullptr);

    void setAnalysis(Analysis *analysis);
    [[nodiscard]] Analysis *analysis() const { return m_analysis; }
    void setFilter(const ProblemsFilter &filter);
    [[nodiscard]] const ProblemsFilter &filter() const { return m_filter; }
    /// The finding of a row; null for a group.
    [[nodiscard]] const Finding *finding(const QModelIndex &index) const;
    /// True while rows come and go.
    [[nodiscard]] bool isUpdating() const { return m_isUpdating; }
    /// The row of a finding counted in Analysis::findings(); invalid when it is not shown.
    [[nodiscard]] QModelIndex indexOf(qsizetype finding, int column = 0) const;

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &) const override { return ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

signals:
    /// The rows are those of the newest answer.
    void updated();

private:
    struct Group
    {
        std::optional<FindingLevel> level; ///< none: the only group, whose findings are top rows
        std::vector<qsizetype> findings;
    };
    using Groups = std::vector<Group>;

    struct RowChange
    {
        qsizetype first = 0;
        qsizetype removed = 0;
        qsizetype inserted = 0;

        [[nodiscard]] bool isAny() const { return removed > 0 || inserted > 0; }
    };

    void rebuild();
    void update();
    [[nodiscard]] Groups groupsOf(const CheckResult &result) const;
    [[nodiscard]] RowChange changeTo(const Groups &groups, const CheckResult &result) const;
    void announceTexts(const QModelIndex &parent);
    [[nodiscard]] bool isGroup(const QModelIndex &index) const;
    [[nodiscard]] const Group &groupOf(const QModelIndex &index) const;
    [[nodiscard]] QVariant groupData(const Group &group, int column, int role) const;
    [[nodiscard]] QVariant findingData(const Finding &finding, int column, int role) const;
    [[nodiscard]] QString text(const Finding &finding, int column) const;
    [[nodiscard]] QString sentence(const Finding &finding) const;

    QPointer<Analysis> m_analysis;
    ProblemsFilter m_filter;
    std::shared_ptr<const CheckResult> m_result; ///< what the rows are of; never null
    std::shared_ptr<const DocumentSnapshot> m_snapshot; ///< what it is the answer to
    Groups m_groups;
    bool m_isUpdating = false;
};

} // namespace Pinion
