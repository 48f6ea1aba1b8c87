// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/lineeditors.h"

#include "json/jsonstring.h"
#include "json/jsontree.h"
#include "marathon/definition.h"
#include "marathon/schema.h"
#include "ui/form/literals.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

LineEditor::LineEditor(const FieldSpec &spec, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_row(new QHBoxLayout)
    , m_edit(new QLineEdit(this))
    , m_arrow(new QToolButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(m_row);
    m_row->setSpacing(2);
    m_row->addWidget(m_edit, 1);
    m_row->addWidget(m_arrow);
    m_edit->setMinimumHeight(28);
    m_edit->setPlaceholderText(defaultText());
    m_arrow->setArrowType(Qt::DownArrow);
    m_arrow->setFixedSize(26, 28);
    m_arrow->setFocusPolicy(Qt::NoFocus);
    m_arrow->setAccessibleName(tr("Suggestions"));
    m_arrow->hide();
    setFocusProxy(m_edit);
    adopt(m_edit);
    m_edit->installEventFilter(this);
    connect(
        m_edit, &QLineEdit::textEdited, this, [this](const QString &text) { enter(text, true); });
    connect(m_edit, &QLineEdit::editingFinished, this, &LineEditor::finish);
    connect(m_arrow, &QToolButton::clicked, this, &LineEditor::openSuggestions);
}

LineEditor::~LineEditor()
{
    m_edit->disconnect(this); // it goes after the members, and reports when it loses the focus
    m_edit->removeEventFilter(this);
}

QString LineEditor::textFor(const QByteArray &literal) const
{
    return displayText(literal);
}

std::optional<QByteArray> LineEditor::literalForText(const QString &text) const
{
    return literalFor(spec(), text);
}

QString LineEditor::problemWith(const QString &text) const
{
    return tr("“%1” is not %2, so nothing was changed.").arg(text, typeNames(spec().types));
}

void LineEditor::showLiteral(const std::optional<QByteArray> &literal)
{
    // What is being typed stays as it is typed ("1.5 GiB") until the line is left.
    const bool isOwnEcho
        = m_edit->isModified() && literal && literalForText(m_edit->text()) == literal;
    m_literal = literal;
    const QString text = literal && *literal != "null" ? textFor(*literal) : QString();
    if (!isOwnEcho && m_edit->text() != text) {
        // A digest behind the tag must not scroll the name out of sight.
        const int cursor = m_edit->hasFocus() ? m_edit->cursorPosition() : 0;
        m_edit->setText(text);
        m_edit->setCursorPosition(cursor);
    }
    m_edit->setPlaceholderText(literal && !text.isEmpty() ? QString() : defaultText());
    lineChanged();
}

void LineEditor::setEditable(bool isEditable)
{
    m_edit->setReadOnly(!isEditable);
    m_arrow->setEnabled(isEditable);
}

bool LineEditor::isLineEditable() const
{
    return !m_edit->isReadOnly();
}

void LineEditor::setSuggestions(const QList<Suggestion> &suggestions)
{
    m_suggestions = suggestions;
    m_arrow->setVisible(!suggestions.isEmpty());
}

void LineEditor::enter(const QString &text, bool isTyping)
{
    if (!isLineEditable())
        return;
    const auto typed = text.isEmpty() ? std::nullopt : literalForText(text);
    if (typed && typed != m_literal) {
        emit problemChanged({});
        emit literalEdited(*typed, isTyping);
    }
    lineChanged();
}

void LineEditor::finish()
{
    if (!isLineEditable())
        return;
    const QString text = m_edit->text();
    const auto typed = text.isEmpty() ? std::nullopt : literalForText(text);
    const QString shown = m_literal && *m_literal != "null" ? textFor(*m_literal) : QString();
    if (text.isEmpty() && !shown.isEmpty())
        emit cleared();
    else if (!text.isEmpty() && !typed && text != shown)
        emit problemChanged(problemWith(text));
    else
        emit problemChanged({});
    if (typed && m_literal)
        m_edit->setText(textFor(*m_literal));
    m_atFocus = m_literal;
    emit editingFinished();
}

bool LineEditor::revert()
{
    const QString before = m_atFocus ? textFor(*m_atFocus) : QString();
    if (m_edit->text() == before && m_literal == m_atFocus)
        return false;
    m_edit->setText(before);
    emit problemChanged({});
    if (m_atFocus && m_literal != m_atFocus)
        emit literalEdited(*m_atFocus, true);
    else if (!m_atFocus && m_literal)
        emit cleared();
    lineChanged();
    return true;
}

bool LineEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::FocusIn)
        m_atFocus = m_literal;
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && isLineEditable())
            return revert();
        if (key->key() == Qt::Key_Down && key->modifiers() == Qt::AltModifier
            && !m_suggestions.isEmpty()) {
            openSuggestions();
            return true;
        }
    }
    return FieldEditor::eventFilter(watched, event);
}

void LineEditor::openSuggestions()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Suggestion &suggestion : std::as_const(m_suggestions)) {
        const QString label = suggestion.note.isEmpty()
            ? suggestion.value
            : suggestion.value + u" · " + suggestion.note;
        menu->addAction(QString(label).replace(u'&', "&&"_L1), this, [this, suggestion] {
            m_edit->setText(suggestion.value);
            enter(suggestion.value, false);
            finish();
        });
    }
    menu->popup(m_edit->mapToGlobal(QPoint(0, m_edit->height())));
}

QString RawEditor::textFor(const QByteArray &literal) const
{
    const JsonTree tree = JsonTree::parse(literal);
    return isTemplateValue(tree.root()) ? displayText(tree.root()) : QString::fromUtf8(literal);
}

std::optional<QByteArray> RawEditor::literalForText(const QString &text) const
{
    if (isTemplated(text) && !text.startsWith(u'"'))
        return encodeString(text);
    const QByteArray bytes = text.trimmed().toUtf8();
    if (JsonTree::parse(bytes).isValid())
        return bytes;
    return {};
}

} // namespace Pinion

#include "moc_lineeditors.cpp"
