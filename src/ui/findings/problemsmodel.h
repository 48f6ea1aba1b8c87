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
    bool showsErrors = true;
    bool showsWarnings = true;
    bool showsInfos = true;
    bool showsIgnored = false;
    bool groupsByLevel = false;

    [[nodiscard]] bool accepts(const Finding &finding) const;
};

/// The findings of an Analysis as rows; one level, or two when grouped. Holds indices only.
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

private:
    struct Group
    {
        std::optional<Severity> severity; ///< none: the only group, whose findings are top rows
        std::vector<qsizetype> findings;
    };

    void rebuild();
    [[nodiscard]] bool isGroup(const QModelIndex &index) const;
    [[nodiscard]] const Group &groupOf(const QModelIndex &index) const;
    [[nodiscard]] QVariant groupData(const Group &group, int column, int role) const;
    [[nodiscard]] QVariant findingData(const Finding &finding, int column, int role) const;
    [[nodiscard]] QString text(const Finding &finding, int column) const;
    [[nodiscard]] QString sentence(const Finding &finding) const;

    QPointer<Analysis> m_analysis;
    ProblemsFilter m_filter;
    std::vector<Group> m_groups;
};

} // namespace Pinion
