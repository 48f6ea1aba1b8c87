// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"
#include "ui/form/formbinder.h"

QT_BEGIN_NAMESPACE
class QComboBox;
QT_END_NAMESPACE

namespace Pinion {

/// Which port a check asks: one of the app's ports by its place in the list, the first if nothing
/// is said, or a fixed number, which is a field of its own (`port`) beside this one.
class PortEditor final : public FieldEditor
{
    Q_OBJECT

public:
    PortEditor(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent);

    void showLiteral(const std::optional<QByteArray> &literal) override;
    void refreshContext() override;
    void setAccessibleTexts(const QString &name, const QString &description) override;

private:
    struct Entry
    {
        QString text;
        QString id; ///< the place, empty for none, or FixedNumber
    };
    [[nodiscard]] QList<Entry> entries() const;
    [[nodiscard]] QString currentId() const;
    void choose(const QString &id);
    void chooseFixedNumber();

    FormBinder &m_binder;
    JsonPointer m_pointer;
    JsonPointer m_fixed; ///< the field for a fixed number
    QComboBox *m_combo;
    std::optional<QByteArray> m_literal;
};

} // namespace Pinion
