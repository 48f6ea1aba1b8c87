// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/fieldrow.h"

#include "ui/form/appreading.h"
#include "ui/form/fieldeditors.h"
#include "ui/form/findingline.h"
#include "ui/form/hitbutton.h"
#include "ui/form/lineeditors.h"
#include "ui/form/literals.h"
#include "ui/form/pageblocks.h"
#include "ui/form/suggestions.h"
#include "ui/form/summaries.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QGridLayout>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int TypingPause = 1000; // ms; a finding about half-typed text would only disturb

QToolButton *smallButton(const QString &text, QWidget *parent)
{
    auto *button = new HitButton(QSize(26, 26), parent);
    button->setText(text);
    button->setAutoRaise(true);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return button;
}

} // namespace

FieldRow::FieldRow(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent)
    : QWidget(parent)
    , m_binder(binder)
    , m_spec(spec)
    , m_pointer(std::move(pointer))
    , m_name(u"field:"_s + m_pointer.toString())
    , m_label(new QLabel(this))
    , m_editor(makeFieldEditor(binder, spec, m_pointer, this))
    , m_chip(new QLabel(this))
    , m_reset(smallButton(u"⟲"_s, this))
    , m_menuButton(smallButton(u"⋯"_s, this))
    , m_help(new QLabel(this))
    , m_finding(new FindingLine(binder.analysis(), this))
    , m_grid(new QGridLayout(this))
{
    m_editor->setObjectName(m_name);
    build();
    connectEditor(m_editor);
    connect(m_reset, &QToolButton::clicked, this, [this] { m_binder.remove(m_pointer); });
    connect(m_menuButton, &QToolButton::clicked, this,
        [this] { showMenu(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height()))); });
    connect(m_finding, &FindingLine::moreRequested, this, [this](QPoint position) {
        emit m_binder.fixMenuRequested(m_binder.absolute(m_pointer), position);
    });
}

void FieldRow::build()
{
    const QString label = text(m_spec.label);
    m_grid->setContentsMargins(8, 2, 2, 2);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(2);
    m_label->setText(label);
    m_label->setWordWrap(true);
    m_label->setBuddy(m_editor);
    m_label->setToolTip(text(m_spec.help));
    m_label->installEventFilter(this);
    m_help->setWordWrap(true);
    m_help->hide();
    m_chip->hide();
    m_reset->setToolTip(tr("Remove, so that the default applies"));
    m_reset->setAccessibleName(tr("Reset %1 to its default").arg(label));
    m_menuButton->setToolTip(tr("More about this field"));
    m_menuButton->setAccessibleName(tr("Menu of %1").arg(label));
    m_menuButton->setFocusPolicy(Qt::NoFocus);
    QSizePolicy keep = m_reset->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keep);
    const bool isWide = m_editor->isWide();
    const int editorRow = isWide ? 1 : 0;
    m_label->setMinimumHeight(28);
    if (isWide) {
        QFont bold = m_label->font();
        bold.setWeight(QFont::DemiBold);
        m_label->setFont(bold);
        m_grid->addWidget(m_label, 0, 0, 1, 2);
        m_grid->addWidget(m_editor, 1, 0, 1, 5);
    } else {
        m_label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_label->setFixedWidth(labelWidth(this));
        m_grid->addWidget(m_label, 0, 0, Qt::AlignTop);
        m_grid->addWidget(m_editor, 0, 1);
    }
    m_grid->addWidget(m_chip, 0, 2);
    m_grid->addWidget(m_reset, 0, 3, Qt::AlignTop);
    m_grid->addWidget(m_menuButton, 0, 4, Qt::AlignTop);
    m_grid->addWidget(m_finding, editorRow + 1, isWide ? 0 : 1, 1, isWide ? 5 : 4);
    m_grid->addWidget(m_help, editorRow + 2, isWide ? 0 : 1, 1, isWide ? 5 : 4);
    m_grid->setColumnStretch(1, 1);
}

void FieldRow::connectEditor(FieldEditor *editor)
{
    connect(editor, &FieldEditor::literalEdited, this,
        [this](const QByteArray &literal, bool isTyping) {
            m_lastTyped.start();
            m_binder.set(m_pointer, literal,
                isTyping ? FormBinder::Manner::Typing : FormBinder::Manner::Step);
        });
    connect(editor, &FieldEditor::cleared, this, [this] { m_binder.remove(m_pointer); });
    connect(editor, &FieldEditor::editingFinished, this, [this] {
        m_binder.endTyping();
        m_lastTyped.invalidate();
        refreshFindings();
    });
    connect(editor, &FieldEditor::problemChanged, this, [this](const QString &problem) {
        m_problem = problem;
        showHelp();
    });
    connect(editor, &FieldEditor::undoRequested, &m_binder, &FormBinder::undo);
    connect(editor, &FieldEditor::redoRequested, &m_binder, &FormBinder::redo);
}

FieldRow::~FieldRow()
{
    // The editors go after the members, and one with the focus would report once more.
    m_editor->disconnect(this);
    if (m_raw)
        m_raw->disconnect(this);
}

FieldEditor *FieldRow::editor() const
{
    return m_isRaw ? m_raw : m_editor;
}

JsonPointer FieldRow::currentPointer() const
{
    return m_pointer.joined(editor()->currentPart());
}

/// Placeholders and values of a wrong type are shown as they are written, in a line of their own.
void FieldRow::chooseEditor(JsonNode node)
{
    const bool takesText = m_spec.accepts(FieldType::String)
        && m_spec.presentation != Presentation::Toggle
        && m_spec.presentation != Presentation::Choice;
    const bool isRaw = !typeFits(m_spec, node) || (isTemplateValue(node) && !takesText);
    if (isRaw == m_isRaw)
        return;
    m_isRaw = isRaw;
    if (isRaw && !m_raw) {
        m_raw = new RawEditor(m_spec, this);
        const bool isWide = m_editor->isWide();
        m_grid->addWidget(m_raw, isWide ? 1 : 0, isWide ? 0 : 1, 1, isWide ? 5 : 1);
        connectEditor(m_raw);
    }
    m_editor->setObjectName(isRaw ? QString() : m_name);
    if (m_raw)
        m_raw->setObjectName(isRaw ? m_name : QString());
    m_editor->setVisible(!isRaw);
    if (m_raw)
        m_raw->setVisible(isRaw);
    m_label->setBuddy(editor());
}

QString FieldRow::chipText(JsonNode node) const
{
    if (isTemplateValue(node))
        return tr("template");
    if (m_isRaw)
        return tr("not %1").arg(typeNames(m_spec.types));
    if (m_spec.status == FieldStatus::Legacy && !text(m_spec.label).contains(u'('))
        return tr("old style");
    return m_spec.status == FieldStatus::Rejected ? tr("refused") : QString();
}

void FieldRow::refresh()
{
    const JsonNode app = m_binder.appNode();
    const JsonNode node = app.at(m_pointer);
    const auto literal = node.exists() ? std::optional(node.literal().toByteArray()) : std::nullopt;
    const bool isChanged = m_isFresh || literal != m_literal;
    if (isChanged) {
        m_literal = literal;
        chooseEditor(node);
        editor()->showLiteral(literal);
        const QString chip = chipText(node);
        m_chip->setText(chip);
        m_chip->setVisible(!chip.isEmpty());
        m_reset->setVisible(literal.has_value());
    }
    const QList<Suggestion> offered = suggestions(m_spec, app);
    if (m_isFresh || offered != m_suggestions) {
        m_suggestions = offered;
        m_editor->setSuggestions(offered);
    }
    editor()->setEditable(m_binder.isEditable());
    editor()->refreshContext();
    m_reset->setEnabled(m_binder.isEditable());
    m_isWanted = m_isRevealed || (isRelevant(app, m_pointer) && (literal || !m_isSuppressed));
    setVisible(m_isWanted);
    showHelp();
    if (m_isFresh)
        describe();
    m_isFresh = false;
}

void FieldRow::refreshFindings()
{
    editor()->refreshFindings();
    if (m_lastTyped.isValid() && m_lastTyped.elapsed() < TypingPause) {
        QTimer::singleShot(
            TypingPause - int(m_lastTyped.elapsed()) + 1, this, &FieldRow::refreshFindings);
        return;
    }
    const bool andBelow = !m_editor->showsOwnFindings();
    m_finding->show(m_binder.findings(m_pointer, andBelow), m_binder.analysis().isStale());
    m_hasFindings = m_finding->hasFindings();
    describe();
    update();
}

void FieldRow::reveal()
{
    m_isRevealed = true;
    m_isWanted = true;
    setVisible(true);
}

void FieldRow::setMarked(bool isMarked)
{
    if (m_isMarked == isMarked)
        return;
    m_isMarked = isMarked;
    update();
}

void FieldRow::setMnemonic(QChar letter)
{
    QString label = text(m_spec.label).replace(u'&', "&&"_L1);
    const qsizetype at = label.indexOf(letter, 0, Qt::CaseInsensitive);
    if (!letter.isNull() && at >= 0)
        label.insert(at, u'&');
    m_label->setText(label);
}

bool FieldRow::matches(const QString &filter) const
{
    return text(m_spec.label).contains(filter, Qt::CaseInsensitive)
        || m_pointer.toString().contains(filter, Qt::CaseInsensitive)
        || (m_literal && QString::fromUtf8(*m_literal).contains(filter, Qt::CaseInsensitive));
}

void FieldRow::showHelp()
{
    const QString live = consequence(m_pointer, m_binder.appNode());
    const bool hasFocusInside = isAncestorOf(QApplication::focusWidget());
    QString help = live;
    if (hasFocusInside)
        help = live.isEmpty() ? text(m_spec.help) : QString(text(m_spec.help) + u' ' + live);
    const bool isProblem = !m_problem.isEmpty();
    const QString shownText = isProblem ? m_problem : help;
    if (m_help->text() != shownText) {
        m_help->setText(shownText);
        QPalette colours = m_help->palette();
        colours.setColor(QPalette::WindowText,
            Theme::of(this).color(isProblem ? Theme::Role::Warning : Theme::Role::HelpText));
        m_help->setPalette(colours);
    }
    m_help->setVisible(!shownText.isEmpty());
}

void FieldRow::describe()
{
    const QString finding = m_finding->sentence();
    const QString fixes = finding.isEmpty() ? QString() : tr("Press Alt+Enter for fixes.");
    QStringList parts{text(m_spec.help), finding, fixes};
    parts.removeAll(QString());
    editor()->setAccessibleTexts(text(m_spec.label), parts.join(u' '));
}

} // namespace Pinion

#include "moc_fieldrow.cpp"
