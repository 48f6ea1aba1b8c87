// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace Pinion {

/// One line of text; the base of all editors with a line to type in. What is typed is reported at
/// once where it is a value; an empty line removes the value when the line is left. Esc takes back
/// what was typed since the line got the focus.
class LineEditor : public FieldEditor
{
    Q_OBJECT

public:
    explicit LineEditor(const FieldSpec &spec, QWidget *parent = nullptr);
    ~LineEditor() override;

    void showLiteral(const std::optional<QByteArray> &literal) override;
    void setEditable(bool isEditable) override;
    void setSuggestions(const QList<Suggestion> &suggestions) override;
    [[nodiscard]] QLineEdit *lineEdit() const { return m_edit; }

protected:
    [[nodiscard]] virtual QString textFor(const QByteArray &literal) const;
    [[nodiscard]] virtual std::optional<QByteArray> literalForText(const QString &text) const;
    /// Said when text is left in the line that is no value.
    [[nodiscard]] virtual QString problemWith(const QString &text) const;
    /// Called after the line shows something new.
    virtual void lineChanged() { }
    [[nodiscard]] const std::optional<QByteArray> &literal() const { return m_literal; }
    [[nodiscard]] bool isLineEditable() const;
    [[nodiscard]] QHBoxLayout *row() const { return m_row; }
    void enter(const QString &text, bool isTyping);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void finish();
    bool revert();
    void openSuggestions();

    QHBoxLayout *m_row;
    QLineEdit *m_edit;
    QToolButton *m_arrow;
    QList<Suggestion> m_suggestions;
    std::optional<QByteArray> m_literal;
    std::optional<QByteArray> m_atFocus;
};

/// Any JSON value as text: for placeholders of templates, and values whose type does not fit the
/// field, which thus stay as they are until somebody changes them.
class RawEditor final : public LineEditor
{
    Q_OBJECT

public:
    using LineEditor::LineEditor;

protected:
    [[nodiscard]] QString textFor(const QByteArray &literal) const override;
    [[nodiscard]] std::optional<QByteArray> literalForText(const QString &text) const override;
};

} // namespace Pinion
