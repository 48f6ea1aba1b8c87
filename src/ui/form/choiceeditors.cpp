// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/choiceeditors.h"

#include "json/jsonstring.h"
#include "marathon/schema.h"
#include "ui/form/literals.h"
#include "ui/form/segmentedcontrol.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QStandardItemModel>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QHBoxLayout *tightRow(QWidget *owner)
{
    auto *row = new QHBoxLayout(owner);
    row->setContentsMargins(0, 0, 0, 0);
    return row;
}

QByteArray defaultLiteral(const FieldSpec &spec)
{
    return QByteArray(spec.defaultLiteral.data(), qsizetype(spec.defaultLiteral.size()));
}

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::ChoiceWords)
};

} // namespace

QString choiceWord(const QString &value)
{
    if (value == "RW"_L1)
        return Words::tr("Read and write");
    if (value == "RO"_L1)
        return Words::tr("Read only");
    if (value == "YOUNGEST_FIRST"_L1)
        return Words::tr("Youngest first");
    if (value == "OLDEST_FIRST"_L1)
        return Words::tr("Oldest first");
    if (value == "PRIVATE"_L1)
        return Words::tr("Private");
    if (value == "SHARE_PARENT"_L1)
        return Words::tr("Share with parent");
    if (value == "udp,tcp"_L1)
        return Words::tr("tcp and udp");
    return value;
}

ToggleEditor::ToggleEditor(const FieldSpec &spec, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_box(new QCheckBox(this))
{
    auto *row = tightRow(this);
    row->addWidget(m_box);
    row->addStretch(1);
    m_box->setMinimumSize(24, 28);
    setFocusProxy(m_box);
    adopt(m_box);
    connect(m_box, &QCheckBox::clicked, this,
        [this](bool isOn) { emit literalEdited(isOn ? "true" : "false", false); });
}

void ToggleEditor::showLiteral(const std::optional<QByteArray> &literal)
{
    const bool isSet = literal && *literal != "null";
    const bool isOn = (isSet ? *literal : defaultLiteral(spec())) == "true";
    m_box->setChecked(isOn);
    const QString state = isOn ? tr("On") : tr("Off");
    m_box->setText(isSet ? state : tr("%1 – default").arg(state));
}

SegmentEditor::SegmentEditor(const FieldSpec &spec, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_segments(new SegmentedControl(this))
{
    auto *row = tightRow(this);
    row->addWidget(m_segments);
    for (const std::string_view value : spec.values) {
        const QString id = text(value);
        m_segments->addSegment(id, choiceWord(id), id);
    }
    for (QToolButton *segment : m_segments->segments())
        adopt(segment);
    setFocusProxy(m_segments);
    connect(m_segments, &SegmentedControl::chosen, this,
        [this](const QString &id) { emit literalEdited(encodeString(id), false); });
}

void SegmentEditor::showLiteral(const std::optional<QByteArray> &literal)
{
    const bool isSet = literal && *literal != "null";
    const QString fallback = displayText(defaultLiteral(spec()));
    for (QToolButton *segment : m_segments->segments()) {
        const QString word = choiceWord(segment->toolTip());
        const bool isDefault = !isSet && segment->toolTip() == fallback;
        segment->setText(isDefault ? tr("%1 – default").arg(word) : word);
    }
    m_segments->setCurrent(isSet ? displayText(*literal) : QString());
}

void SegmentEditor::setAccessibleTexts(const QString &name, const QString &description)
{
    setAccessibleName(name);
    setAccessibleDescription(description);
    m_segments->setAccessibleTexts(name, description);
}

ComboEditor::ComboEditor(const FieldSpec &spec, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_combo(new QComboBox(this))
{
    auto *row = tightRow(this);
    row->addWidget(m_combo);
    row->addStretch(1);
    m_combo->setMinimumHeight(28);
    setFocusProxy(m_combo);
    adopt(m_combo);
    const QString fallback = displayText(defaultLiteral(spec));
    m_combo->addItem(
        fallback.isEmpty() ? tr("Default") : tr("%1 – default").arg(choiceWord(fallback)),
        QString());
    const bool hasMesosChecks
        = std::find(spec.values.begin(), spec.values.end(), "MESOS_HTTP") != spec.values.end();
    if (hasMesosChecks) {
        fillProtocols();
    } else {
        for (const std::string_view value : spec.values)
            m_combo->addItem(choiceWord(text(value)), text(value));
    }
    connect(m_combo, &QComboBox::activated, this, [this](int index) {
        const QString value = m_combo->itemData(index).toString();
        if (value.isEmpty())
            emit cleared();
        else
            emit literalEdited(encodeString(value), false);
    });
}

/// Health checks come in two kinds: run by the node beside the task, or by Marathon from afar.
void ComboEditor::fillProtocols()
{
    const auto addGroup = [this](const QString &title, bool isOld) {
        m_combo->addItem(title);
        auto *model = qobject_cast<QStandardItemModel *>(m_combo->model());
        if (model)
            model->item(m_combo->count() - 1)->setEnabled(false);
        for (const std::string_view value : spec().values) {
            const bool isMarathons = value == "HTTP" || value == "HTTPS" || value == "TCP";
            if (isMarathons == isOld)
                m_combo->addItem(text(value), text(value));
        }
    };
    addGroup(tr("By the node"), false);
    addGroup(tr("By Marathon (old)"), true);
}

void ComboEditor::showLiteral(const std::optional<QByteArray> &literal)
{
    const bool isSet = literal && *literal != "null";
    const QString value = isSet ? displayText(*literal) : QString();
    int index = isSet ? m_combo->findData(value) : 0;
    if (index < 0) { // a value the schema does not list is shown as it is
        m_combo->addItem(value, value);
        index = m_combo->count() - 1;
    }
    m_combo->setCurrentIndex(index);
}

MultilineEditor::MultilineEditor(const FieldSpec &spec, bool isJson, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_edit(new QPlainTextEdit(this))
    , m_isJson(isJson)
{
    auto *row = tightRow(this);
    row->addWidget(m_edit);
    m_edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_edit->setUndoRedoEnabled(false);
    m_edit->setTabChangesFocus(true);
    m_edit->setPlaceholderText(defaultText());
    m_edit->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setFocusProxy(m_edit);
    adopt(m_edit);
    m_edit->installEventFilter(this);
    fitHeight();
    connect(m_edit, &QPlainTextEdit::textChanged, this, &MultilineEditor::typed);
}

QString MultilineEditor::textFor(const std::optional<QByteArray> &literal) const
{
    if (!literal || *literal == "null")
        return {};
    return m_isJson ? QString::fromUtf8(*literal) : displayText(*literal);
}

std::optional<QByteArray> MultilineEditor::literalForText(const QString &text) const
{
    if (!m_isJson)
        return encodeString(text);
    const QByteArray bytes = text.trimmed().toUtf8();
    if (JsonTree::parse(bytes).isValid())
        return bytes;
    return {};
}

void MultilineEditor::showLiteral(const std::optional<QByteArray> &literal)
{
    m_literal = literal;
    const QString text = textFor(literal);
    const bool isOwnEcho
        = m_edit->hasFocus() && literal && literalForText(m_edit->toPlainText()) == literal;
    if (isOwnEcho || m_edit->toPlainText() == text)
        return;
    m_isShowing = true;
    m_edit->setPlainText(text);
    m_isShowing = false;
    fitHeight();
}

void MultilineEditor::setEditable(bool isEditable)
{
    m_edit->setReadOnly(!isEditable);
}

void MultilineEditor::fitHeight()
{
    const int shown = std::clamp(m_edit->blockCount(), 3, 10);
    m_edit->setFixedHeight(shown * m_edit->fontMetrics().lineSpacing() + 12);
}

void MultilineEditor::typed()
{
    fitHeight();
    if (m_isShowing || m_edit->isReadOnly())
        return;
    const QString text = m_edit->toPlainText();
    const auto literal = text.isEmpty() ? std::nullopt : literalForText(text);
    emit problemChanged(!text.isEmpty() && !literal
            ? tr("This is not JSON yet, so nothing was changed.")
            : QString());
    if (literal && literal != m_literal)
        emit literalEdited(*literal, true);
}

void MultilineEditor::finish()
{
    if (m_edit->toPlainText().isEmpty() && !textFor(m_literal).isEmpty() && !m_edit->isReadOnly())
        emit cleared();
    m_atFocus = m_literal;
    emit editingFinished();
}

bool MultilineEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        m_atFocus = m_literal;
    if (event->type() == QEvent::FocusOut)
        finish();
    if (event->type() == QEvent::KeyPress && !m_edit->isReadOnly()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && m_literal != m_atFocus) {
            if (m_atFocus)
                emit literalEdited(*m_atFocus, true);
            else
                emit cleared();
            return true;
        }
    }
    return FieldEditor::eventFilter(watched, event);
}

} // namespace Pinion

#include "moc_choiceeditors.cpp"
