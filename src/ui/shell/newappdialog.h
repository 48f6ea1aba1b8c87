// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/templates.h"

#include <QDialog>

#include <memory>

namespace Ui {
class NewAppDialog;
}

namespace Pinion {

/// Asks for a template, an id, an image and a port.
class NewAppDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NewAppDialog(QWidget *parent = nullptr);
    ~NewAppDialog() override;

    [[nodiscard]] NewApp app() const;

private:
    void templateChosen(int row);
    void validate();
    [[nodiscard]] QString idProblem() const;

    std::unique_ptr<Ui::NewAppDialog> m_ui;
};

} // namespace Pinion
