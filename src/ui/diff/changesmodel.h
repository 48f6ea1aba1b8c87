// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rollout.h"

#include "ui/diff/comparedtexts.h"

#include <QAbstractTableModel>

#include <set>

namespace Pinion {

/// The changes of a comparison as rows, weightiest first. Where rows can be ticked a tick says that
/// somebody has read them; it decides nothing about what is deployed.
class ChangesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { What, Values, Effect, ColumnCount };

    explicit ChangesModel(QObject *parent = nullptr);

    /// `version` tells what a change means to running instances. Ticks stay with changes that are
    /// still the same.
    void setTexts(std::shared_ptr<const ComparedTexts> texts, MarathonVersion version);
    void setCheckable(bool isCheckable);
    [[nodiscard]] bool areAllChecked() const;
    [[nodiscard]] ChangeIndex change(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(ChangeIndex change) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    void checksChanged();

private:
    [[nodiscard]] QString name(ChangeIndex change) const;
    [[nodiscard]] QString effectText(ChangeIndex change) const;
    /// What a tick is kept under: the change with its values.
    [[nodiscard]] QString identity(ChangeIndex change) const;

    std::shared_ptr<const ComparedTexts> m_texts;
    MarathonVersion m_version;
    bool m_isCheckable = false;
    std::set<QString> m_checked;
};

} // namespace Pinion
