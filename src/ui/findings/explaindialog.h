// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ExplainDialog;
}

namespace Pinion {

struct Finding;
struct Rule;

/// The page about one rule as rich text: what, why, remedy, exception, parameters, examples, facts.
/// Of a `finding` it begins with what was found, and what the server would say.
[[nodiscard]] QString explanationHtml(
    const Rule &rule, const Theme &theme, const Finding *finding = nullptr);

/// Shows what a rule is about. Stays open beside the work; not modal.
class ExplainDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ExplainDialog(
        const Rule &rule, const Finding *finding = nullptr, QWidget *parent = nullptr);
    ~ExplainDialog() override;

    /// Opens a page that deletes itself when closed; does nothing for an unknown rule.
    static void showRule(QWidget *parent, const QString &rule);
    static void showFinding(QWidget *parent, const Finding &finding);

private:
    static void showPage(QWidget *parent, const QString &rule, const Finding *finding);

    std::unique_ptr<Ui::ExplainDialog> m_ui;
};

} // namespace Pinion
