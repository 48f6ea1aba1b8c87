// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ExplainDialog;
}

namespace Pinion {

struct Rule;

/// The page about one rule as rich text: what, why, remedy, exception, examples, source.
[[nodiscard]] QString explanationHtml(const Rule &rule, const Theme &theme);

/// Shows what a rule is about. Stays open beside the work; not modal.
class ExplainDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ExplainDialog(const Rule &rule, QWidget *parent = nullptr);
    ~ExplainDialog() override;

    /// Opens a page that deletes itself when closed; does nothing for an unknown rule.
    static void showRule(QWidget *parent, const QString &rule);

private:
    std::unique_ptr<Ui::ExplainDialog> m_ui;
};

} // namespace Pinion
