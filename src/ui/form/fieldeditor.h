// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "marathon/fieldspec.h"

#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace Pinion {

/// A value that a field offers, and what to say about it.
struct Suggestion
{
    QString value;
    QString note; ///< shown beside the value; may be empty

    friend bool operator==(const Suggestion &, const Suggestion &) = default;
};

/// Shows one literal and reports another; knows no document. Absent is a state of its own: then the
/// server's default stands in grey. Its focus proxy is the control that people type or click in.
class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    explicit FieldEditor(const FieldSpec &spec, QWidget *parent = nullptr);

    [[nodiscard]] const FieldSpec &spec() const { return m_spec; }

    virtual void showLiteral(const std::optional<QByteArray> &literal) = 0;
    virtual void setEditable(bool isEditable);
    virtual void setSuggestions(const QList<Suggestion> &suggestions);
    /// Wide editors stand below their label and take the whole width.
    [[nodiscard]] virtual bool isWide() const { return false; }
    /// True for editors whose parts show their findings themselves.
    [[nodiscard]] virtual bool showsOwnFindings() const { return false; }
    /// Puts the focus on a part of the value.
    virtual bool focusPart(const JsonPointer &tail);
    /// The part of the value that has the focus.
    [[nodiscard]] virtual JsonPointer currentPart() const { return {}; }
    /// Name and description for assistive tools, for the controls inside.
    virtual void setAccessibleTexts(const QString &name, const QString &description);
    /// Called after every change of the document, for parts that depend on other values too.
    virtual void refreshContext() { }
    /// Takes findings in again; for editors made of parts.
    virtual void refreshFindings() { }
    /// Puts what can be done with the part that has the focus into the menu of the row.
    virtual void addMenuActions(QMenu &) { }

signals:
    void literalEdited(const QByteArray &literal, bool isTyping);
    void cleared();
    void editingFinished();
    /// What is wrong with text that cannot become a value; empty when all is well again.
    void problemChanged(const QString &problem);
    void undoRequested();
    void redoRequested();

protected:
    /// Gives a control the manners of all form controls: no wheel without focus, no undo of its
    /// own.
    void adopt(QWidget *control);
    /// What an absent value means, for placeholders.
    [[nodiscard]] virtual QString defaultText() const;

private:
    const FieldSpec &m_spec;
};

/// Event filter for controls in forms: the wheel scrolls the page unless the control has the focus,
/// and undo and redo go to the document.
class ControlManners : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void undoRequested();
    void redoRequested();
};

} // namespace Pinion
