// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "rules/finding.h"

#include <QDialog>

#include <memory>

namespace Ui {
class FixQuestionDialog;
}

namespace Pinion {

/// Asks what a guided fix must know. While typing it shows what is wrong with the answer, or what
/// the fix would write; it can only be accepted with an answer that yields edits.
class FixQuestionDialog : public QDialog
{
    Q_OBJECT

public:
    FixQuestionDialog(const Fix &fix, std::shared_ptr<const DocumentSnapshot> snapshot,
        QWidget *parent = nullptr);
    ~FixQuestionDialog() override;

    [[nodiscard]] const TextEdits &edits() const { return m_edits; }

private:
    void validate();

    std::unique_ptr<Ui::FixQuestionDialog> m_ui;
    FixQuestion m_question;
    std::shared_ptr<const DocumentSnapshot> m_snapshot;
    TextEdits m_edits;
};

} // namespace Pinion
