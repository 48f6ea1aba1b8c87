// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace Pinion {

class SegmentedControl;

/// How a value of a fixed list is called on screen.
[[nodiscard]] QString choiceWord(const QString &value);

/// A check box; its text says whether the state is the server's default.
class ToggleEditor final : public FieldEditor
{
    Q_OBJECT

public:
    explicit ToggleEditor(const FieldSpec &spec, QWidget *parent = nullptr);
    void showLiteral(const std::optional<QByteArray> &literal) override;

private:
    QCheckBox *m_box;
};

/// One of up to four values.
class SegmentEditor final : public FieldEditor
{
    Q_OBJECT

public:
    explicit SegmentEditor(const FieldSpec &spec, QWidget *parent = nullptr);
    void showLiteral(const std::optional<QByteArray> &literal) override;
    void setAccessibleTexts(const QString &name, const QString &description) override;

private:
    SegmentedControl *m_segments;
};

/// One of many values; the first entry is the server's default, which means no value.
class ComboEditor final : public FieldEditor
{
    Q_OBJECT

public:
    explicit ComboEditor(const FieldSpec &spec, QWidget *parent = nullptr);
    void showLiteral(const std::optional<QByteArray> &literal) override;

private:
    void fillProtocols();
    QComboBox *m_combo;
};

/// Several lines of text, or of JSON where `isJson` says so.
class MultilineEditor final : public FieldEditor
{
    Q_OBJECT

public:
    MultilineEditor(const FieldSpec &spec, bool isJson, QWidget *parent = nullptr);
    void showLiteral(const std::optional<QByteArray> &literal) override;
    void setEditable(bool isEditable) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void typed();
    void finish();
    void fitHeight();
    [[nodiscard]] QString textFor(const std::optional<QByteArray> &literal) const;
    [[nodiscard]] std::optional<QByteArray> literalForText(const QString &text) const;

    QPlainTextEdit *m_edit;
    std::optional<QByteArray> m_literal;
    std::optional<QByteArray> m_atFocus;
    bool m_isJson;
    bool m_isShowing = false; ///< while the text is set by the program
};

} // namespace Pinion
