// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/deploy/instancetable.h"

#include <QTreeView>

namespace Pinion {

/// The instances of a deployment, as a table.
class InstanceView : public QTreeView
{
    Q_OBJECT

public:
    explicit InstanceView(QWidget *parent = nullptr);

    [[nodiscard]] InstanceTable &table() const { return *m_table; }

private:
    void fitNodes();

    InstanceTable *m_table;
};

} // namespace Pinion
