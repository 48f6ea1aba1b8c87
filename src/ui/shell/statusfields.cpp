// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusfields.h"

#include "ui/editor/jsonpane.h"
#include "ui/findings/levels.h"
#include "ui/shell/documentview.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

void showCount(QToolButton *button, int count, const QString &words)
{
    button->setText(QString::number(count));
    button->setAccessibleName(words);
    button->setToolTip(StatusFields::tr("%1. Show the problem list").arg(words));
}

} // namespace

StatusFields::StatusFields(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"statusFields"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 8, 0);
    row->setSpacing(4);
    m_errors = addButton(u"statusErrors"_s);
    m_warnings = addButton(u"statusWarnings"_s);
    m_infos = addButton(u"statusAdvice"_s);
    m_path = addButton(u"statusPath"_s);
    row->addStretch(1);
    m_templates = addLabel(u"statusTemplates"_s, tr("Template values"));
    m_position = addLabel(u"statusPosition"_s, tr("Text cursor"));
    m_layout = addLabel(u"statusLayout"_s, tr("Indent, encoding and line ends"));
    m_saved = addLabel(u"statusSaved"_s, tr("Saved"));
    for (const QToolButton *counter : {m_errors, m_warnings, m_infos})
        connect(counter, &QToolButton::clicked, this, &StatusFields::problemsRequested);
    connect(m_path, &QToolButton::clicked, this, &StatusFields::copyPath);
    setIcons();
    setView(nullptr);
}

QToolButton *StatusFields::addButton(const QString &objectName)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setMinimumSize(24, 24);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

QLabel *StatusFields::addLabel(const QString &objectName, const QString &accessibleName)
{
    auto *label = new QLabel(this);
    label->setObjectName(objectName);
    label->setAccessibleName(accessibleName);
    label->setContentsMargins(8, 0, 8, 0);
    layout()->addWidget(label);
    return label;
}

void StatusFields::setView(DocumentView *view)
{
    if (m_view) {
        m_view->disconnect(this);
        m_view->analysis().disconnect(this);
        m_view->document().disconnect(this);
    }
    m_view = view;
    for (QWidget *field : findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        field->setVisible(view != nullptr);
    if (!view)
        return;
    connect(view, &QObject::destroyed, this, [this] { m_view = nullptr; });
    connect(view, &DocumentView::currentPointerChanged, this, &StatusFields::updatePath);
    connect(view, &DocumentView::cursorPositionChanged, this, &StatusFields::updatePosition);
    connect(view, &DocumentView::viewModeChanged, this, &StatusFields::updateAll);
    connect(&view->analysis(), &Analysis::changed, this, &StatusFields::updateCounts);
    connect(&view->document(), &AppDocument::changed, this, &StatusFields::updateFile);
    connect(&view->document(), &AppDocument::dirtyChanged, this, &StatusFields::updateFile);
    connect(&view->document(), &AppDocument::saved, this, &StatusFields::updateFile);
    updateAll();
}

void StatusFields::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_errors)
        setIcons(); // the shapes come in the theme's colours
}

void StatusFields::setIcons()
{
    m_errors->setIcon(levelIcon(Severity::Error));
    m_warnings->setIcon(levelIcon(Severity::Warning));
    m_infos->setIcon(levelIcon(Severity::Info));
}

void StatusFields::updateAll()
{
    updateCounts();
    updatePath();
    updateFile();
    updatePosition(m_view->document().snapshot()->lines.position(m_view->json().cursorOffset()));
}

void StatusFields::updateCounts()
{
    const FindingCounts counts = m_view->analysis().counts();
    showCount(m_errors, counts.errors, tr("%n error(s)", nullptr, counts.errors));
    showCount(m_warnings, counts.warnings, tr("%n warning(s)", nullptr, counts.warnings));
    showCount(m_infos, counts.infos, tr("%n piece(s) of advice", nullptr, counts.infos));
    const int templates = m_view->analysis().result().templatedValues;
    m_templates->setVisible(templates > 0);
    m_templates->setText(tr("%n template value(s) not checked", nullptr, templates));
}

void StatusFields::updatePath()
{
    const JsonPointer pointer = m_view->currentPointer();
    const QString text = pointer.toBreadcrumb();
    m_path->setVisible(!pointer.isRoot());
    m_path->setText(fontMetrics().elidedText(text, Qt::ElideLeft, 360));
    m_path->setAccessibleName(tr("JSON path %1").arg(text));
    m_path->setToolTip(tr("Copy %1").arg(pointer.toString()));
}

void StatusFields::copyPath()
{
    QGuiApplication::clipboard()->setText(m_view->currentPointer().toString());
    QToolTip::showText(m_path->mapToGlobal(QPoint(0, -32)), tr("Copied"), m_path);
}

void StatusFields::updatePosition(TextPosition position)
{
    m_position->setVisible(m_view->viewMode() != ViewMode::Form);
    m_position->setText(tr("Ln %1, Col %2").arg(position.line).arg(position.column));
}

void StatusFields::updateFile()
{
    const AppDocument &document = m_view->document();
    const std::shared_ptr<const DocumentSnapshot> snapshot = document.snapshot();
    const TextStyle &style = snapshot->style;
    const QString encoding = style.hasByteOrderMark ? tr("UTF-8 with BOM") : u"UTF-8"_s;
    m_layout->setText(u"%1 · %2 · %3"_s.arg(style.indentName(), encoding, style.lineEndName()));
    if (document.isDirty())
        m_saved->setText(tr("not saved"));
    else if (document.savedAt().isValid())
        m_saved->setText(
            tr("saved %1")
                .arg(QLocale().toString(document.savedAt().time(), QLocale::ShortFormat)));
    else
        m_saved->setText(document.path().isEmpty() ? QString() : tr("saved"));
}

} // namespace Pinion

#include "moc_statusfields.cpp"
