// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QTreeWidget;
QT_END_NAMESPACE

namespace Pinion {

/// Every rule, by family and prefix, with the level that a project's configuration gives it;
/// read-only.
class RulesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RulesDialog(const RuleConfig &config, QWidget *parent = nullptr);

signals:
    void explainRequested(const QString &rule);

private:
    void applyFilter(const QString &typed);
    void explainCurrent();

    QTreeWidget *m_tree = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace Pinion
