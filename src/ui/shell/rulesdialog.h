// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

#include <QDialog>

namespace Pinion {

/// Every rule with the level that a project's configuration gives it; read-only.
class RulesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RulesDialog(const RuleConfig &config, QWidget *parent = nullptr);

signals:
    void explainRequested(const QString &rule);
};

} // namespace Pinion
