// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"
#include "ui/form/formbinder.h"

#include <functional>

namespace Pinion {

class SegmentedControl;

/// A choice between a few states of an app that are more than one value: which runtime, how it
/// starts, which network.
struct Modes
{
    struct Mode
    {
        QString id;
        QString title;
        QString explanation;
    };
    QList<Mode> modes;
    std::function<QString()> current;
    std::function<void(const QString &)> choose;
};

[[nodiscard]] Modes runtimeModes(FormBinder &binder);
[[nodiscard]] Modes unreachableModes(FormBinder &binder);
/// Keeps the text of the way that was left, so that going back brings it back.
[[nodiscard]] Modes startModes(FormBinder &binder);
[[nodiscard]] Modes networkModes(FormBinder &binder);
[[nodiscard]] Modes rolloutModes(FormBinder &binder);

[[nodiscard]] SegmentedControl *makeModeControl(const Modes &modes, QWidget *parent);

/// Modes as the editor of a field.
class ModeEditor final : public FieldEditor
{
    Q_OBJECT

public:
    ModeEditor(const FieldSpec &spec, Modes modes, QWidget *parent);
    void showLiteral(const std::optional<QByteArray> &literal) override;
    void refreshContext() override;
    void setAccessibleTexts(const QString &name, const QString &description) override;

private:
    Modes m_modes;
    SegmentedControl *m_control;
};

} // namespace Pinion
