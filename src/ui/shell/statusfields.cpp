// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusfields.h"

#include "ui/editor/jsonpane.h"
#include "ui/findings/configorigin.h"
#include "ui/findings/fixes.h"
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

QString counterName(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Refused:
        return u"statusRefused"_s;
    case FindingLevel::Error:
        return u"statusErrors"_s;
    case FindingLevel::Warning:
        return u"statusWarnings"_s;
    case FindingLevel::Advice:
        break;
    }
    return u"statusAdvice"_s;
}

} // namespace

StatusFields::StatusFields(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"statusFields"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 8, 0);
    row->setSpacing(4);
    for (const FindingLevel level : WorstFirst)
        addCounter(level);
    m_suppressed = addButton(u"statusSuppressed"_s);
    m_path = addButton(u"statusPath"_s);
    row->addStretch(1);
    m_profile = addButton(u"statusProfile"_s);
    m_templates = addLabel(u"statusTemplates"_s, tr("Template values"));
    m_position = addLabel(u"statusPosition"_s, tr("Text cursor"));
    m_layout = addLabel(u"statusLayout"_s, tr("Indent, encoding and line ends"));
    m_saved = addLabel(u"statusSaved"_s, tr("Saved"));
    connect(m_suppressed, &QToolButton::clicked, this, &StatusFields::suppressedRequested);
    connect(m_profile, &QToolButton::clicked, this, &StatusFields::rulesRequested);
    connect(m_path, &QToolButton::clicked, this, &StatusFields::copyPath);
    setIcons();
    setView(nullptr);
}

void StatusFields::addCounter(FindingLevel level)
{
    QToolButton *counter = addButton(counterName(level));
    counter->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(counter, &QToolButton::clicked, this, &StatusFields::problemsRequested);
    connect(
        counter, &QWidget::customContextMenuRequested, this, [this, level] { openFixMenu(level); });
    m_levels[size_t(level)] = counter;
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
    connect(&view->analysis(), &Analysis::stampsChanged, this, &StatusFields::updateProfile);
    connect(&view->document(), &AppDocument::changed, this, &StatusFields::updateFile);
    connect(&view->document(), &AppDocument::dirtyChanged, this, &StatusFields::updateFile);
    connect(&view->document(), &AppDocument::saved, this, &StatusFields::updateFile);
    updateAll();
}

void StatusFields::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_view)
        setIcons(); // the shapes come in the theme's colours
}

void StatusFields::setIcons()
{
    for (const FindingLevel level : WorstFirst)
        m_levels[size_t(level)]->setIcon(levelIcon(level));
}

void StatusFields::updateAll()
{
    updateCounts();
    updateProfile();
    updatePath();
    updateFile();
    updatePosition(m_view->document().snapshot()->lines.position(m_view->json().cursorOffset()));
}

void StatusFields::updateCounts()
{
    const LevelCounts counts = m_view->analysis().counts();
    for (const FindingLevel level : WorstFirst) {
        QToolButton &counter = *m_levels[size_t(level)];
        const QString words = levelCount(level, counts[level]);
        // Refused and Error have the same shape, so the rarer one says its name.
        const bool isRefused = level == FindingLevel::Refused;
        counter.setText(isRefused ? words : QString::number(counts[level]));
        counter.setVisible(!isRefused || counts[level] > 0);
        counter.setAccessibleName(words);
        counter.setToolTip(tr("%1. Show the problem list").arg(words));
    }
    updateSuppressed();
    const int templates = m_view->analysis().result().templatedValues;
    m_templates->setVisible(templates > 0);
    m_templates->setText(tr("%n template value(s) not checked", nullptr, templates));
}

void StatusFields::updateSuppressed()
{
    const LevelCounts counts = m_view->analysis().counts();
    QStringList parts;
    if (counts.ignored > 0)
        parts << tr("%n ignored", nullptr, counts.ignored);
    if (counts.baselined > 0)
        parts << tr("%n in baseline", nullptr, counts.baselined);
    m_suppressed->setVisible(!parts.isEmpty());
    m_suppressed->setText(parts.join(u", "_s));
    m_suppressed->setAccessibleName(m_suppressed->text());
    m_suppressed->setToolTip(tr("Findings that the project lives with. Show them"));
}

void StatusFields::updateProfile()
{
    const Analysis &analysis = m_view->analysis();
    const QString problem = analysis.configProblem();
    m_profile->setIcon(problem.isEmpty() ? QIcon() : levelIcon(FindingLevel::Warning));
    m_profile->setText(problem.isEmpty() ? tr("Profile: %1").arg(analysis.config().profile)
                                         : tr("Project settings not read"));
    m_profile->setAccessibleName(m_profile->text());
    m_profile->setToolTip(u"<p>%1</p>"_s.arg(
        (problem.isEmpty() ? profileReason(analysis.config())
                           : tr("%1 The built-in levels apply until then.").arg(problem))
            .toHtmlEscaped()));
}

void StatusFields::openFixMenu(FindingLevel level)
{
    std::vector<const Finding *> findings = m_view->analysis().at(JsonPointer(), true);
    std::erase_if(findings, [level](const Finding *f) { return levelOf(*f) != level; });
    const QToolButton &counter = *m_levels[size_t(level)];
    popUpFixMenu(m_view, m_view->analysis(), std::move(findings), counter.mapToGlobal(QPoint()));
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
