// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/finding.h"

#include <QDialog>

#include <memory>

namespace Ui {
class IgnoreDialog;
}

namespace Pinion {

/// Asks why a finding may stay. Collects the answer only; ignoreFinding() writes it down.
class IgnoreDialog : public QDialog
{
    Q_OBJECT

public:
    IgnoreDialog(const Finding &finding, const QString &configPath, QWidget *parent = nullptr);
    ~IgnoreDialog() override;

    [[nodiscard]] Suppression suppression() const;

private:
    void validate();

    std::unique_ptr<Ui::IgnoreDialog> m_ui;
};

} // namespace Pinion
