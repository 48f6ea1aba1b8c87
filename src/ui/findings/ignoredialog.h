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
    /// `canLabel`: the finding lies in an app or a pod that can carry a label.
    IgnoreDialog(const Finding &finding, const QString &configPath, bool canLabel,
        QWidget *parent = nullptr);
    ~IgnoreDialog() override;

    /// Its source says which of the two places was chosen.
    [[nodiscard]] Suppression suppression() const;

private:
    void validate();
    void showPlace();

    std::unique_ptr<Ui::IgnoreDialog> m_ui;
    QString m_configPath;
};

} // namespace Pinion
