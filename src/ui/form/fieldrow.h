// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"
#include "ui/form/formbinder.h"

#include <QElapsedTimer>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QMenu;
class QToolButton;
QT_END_NAMESPACE

namespace Pinion {

class FindingLine;

/// One field of the form: label, editor, unit, reset, menu, what is wrong with it, and what it
/// means. The row decides between the field's own editor and raw text for values the editor cannot
/// hold.
class FieldRow : public QWidget
{
    Q_OBJECT

public:
    FieldRow(
        FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent = nullptr);

    ~FieldRow() override;

    [[nodiscard]] const JsonPointer &pointer() const { return m_pointer; }
    [[nodiscard]] const FieldSpec &spec() const { return m_spec; }
    /// The editor in use: the field's own, or the one for raw text.
    [[nodiscard]] FieldEditor *editor() const;
    /// Pointer of the part that has the focus, relative to the app.
    [[nodiscard]] JsonPointer currentPointer() const;

    void refresh();
    void refreshFindings();
    /// Shown although it plays no part in the app as it is.
    void reveal();
    [[nodiscard]] bool isWanted() const { return m_isWanted; }
    [[nodiscard]] bool isSet() const { return m_literal.has_value(); }
    [[nodiscard]] bool hasFindings() const { return m_hasFindings; }
    /// Hidden by its page although it could play a part, unless it holds a value.
    void setSuppressed(bool isSuppressed) { m_isSuppressed = isSuppressed; }
    void setMarked(bool isMarked);
    void setMnemonic(QChar letter);
    [[nodiscard]] bool matches(const QString &filter) const;
    void showMenu(QPoint globalPosition);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectEditor(FieldEditor *editor);
    void chooseEditor(JsonNode node);
    void showHelp();
    void describe();
    [[nodiscard]] QString chipText(JsonNode node) const;

    FormBinder &m_binder;
    const FieldSpec &m_spec;
    JsonPointer m_pointer;
    QString m_name; ///< object name of the editor in use
    QLabel *m_label;
    FieldEditor *m_editor;
    FieldEditor *m_raw = nullptr; ///< made when first needed
    QLabel *m_chip;
    QToolButton *m_reset;
    QToolButton *m_menuButton;
    QLabel *m_help;
    FindingLine *m_finding;
    QGridLayout *m_grid;
    std::optional<QByteArray> m_literal;
    QList<Suggestion> m_suggestions;
    QString m_problem;
    QElapsedTimer m_lastTyped;
    bool m_isFresh = true; ///< nothing was shown yet
    bool m_isRaw = false;
    bool m_isRevealed = false;
    bool m_isSuppressed = false;
    bool m_isWanted = true;
    bool m_isMarked = false;
    bool m_hasFindings = false;
};

} // namespace Pinion
