// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/jsonpane.h"

#include "marathon/definition.h"
#include "ui/editor/breadcrumbbar.h"
#include "ui/editor/editorlook.h"
#include "ui/editor/findbar.h"
#include "ui/editor/findingmarks.h"
#include "ui/editor/hovertext.h"
#include "ui/editor/jsoneditor.h"
#include "ui/editor/scintilla.h"
#include "ui/editor/scintillamarks.h"
#include "ui/findings/analysis.h"
#include "ui/findings/levels.h"

#include <QInputDialog>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace Pinion {

using namespace Qt::StringLiterals;
using Sci = QsciScintillaBase;

namespace {

/// The value at a place; right behind a scalar it is still that one.
JsonNode nodeAtCursor(const JsonTree &tree, qsizetype offset)
{
    const JsonNode node = tree.nodeAt(offset);
    if (offset == 0 || (node && !node.isContainer()))
        return node;
    const JsonNode before = tree.nodeAt(offset - 1);
    const bool isRightBehind
        = before && !before.isContainer() && before.memberRange().end == offset;
    return isRightBehind ? before : node;
}

JsonNode nearest(const JsonTree &tree, JsonPointer pointer)
{
    JsonNode node = tree.at(pointer);
    while (!node && !pointer.isRoot()) {
        pointer = pointer.parent();
        node = tree.at(pointer);
    }
    return node;
}

} // namespace

JsonPane::JsonPane(AppDocument &document, Analysis &analysis, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_analysis(analysis)
    , m_editor(new JsonEditor(document, this))
    , m_breadcrumb(new BreadcrumbBar(this))
    , m_findBar(new FindBar(document, *m_editor, this))
{
    setObjectName("jsonPane"_L1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_breadcrumb);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_findBar);
    setFocusProxy(m_editor);
    new FindingMarks(analysis, *m_editor); // owned by the editor

    connect(m_editor, &JsonEditor::cursorMoved, this, &JsonPane::followCursor);
    connect(&m_document, &AppDocument::changed, this, &JsonPane::markShownValue);
    connect(&m_document, &AppDocument::changed, this, &JsonPane::followCursor);
    connect(&m_document, &AppDocument::changed, this, &JsonPane::nameRoot);
    connect(&m_document, &AppDocument::pathChanged, this, &JsonPane::nameRoot);
    connect(m_breadcrumb, &BreadcrumbBar::partClicked, this,
        [this](const JsonPointer &pointer) { goTo(pointer); });
    connect(m_editor, &JsonEditor::clicked, this, [this] { emit valueClicked(currentPointer()); });
    connect(m_editor, &JsonEditor::toolTipRequested, this, &JsonPane::showToolTip);
    connect(m_editor, &JsonEditor::fixMenuRequested, this, [this](qsizetype offset, QPoint where) {
        emit fixMenuRequested(pointerForFix(offset), where);
    });
    connect(m_editor, &JsonEditor::escapePressed, this, [this] {
        if (m_findBar->isVisible())
            m_findBar->hide();
        else
            emit escapePressed();
    });
    connect(m_findBar, &FindBar::closed, this, [this] { m_editor->setFocus(); });
    nameRoot();
    followCursor();
}

JsonPane::~JsonPane() = default;

JsonPointer JsonPane::currentPointer() const
{
    return nodeAtCursor(m_document.tree(), cursorOffset()).pointer();
}

qsizetype JsonPane::cursorOffset() const
{
    return m_editor->cursorOffset();
}

void JsonPane::setCursorOffset(qsizetype offset)
{
    m_editor->setCursorOffset(offset);
    m_editor->reveal(offset);
}

/// "orders.json (app)": what is in the file that the path leads through.
void JsonPane::nameRoot()
{
    const auto snapshot = m_document.lastValidSnapshot();
    const DocumentKind kind = snapshot ? snapshot->definitions.kind : DocumentKind::Other;
    const QString name = m_document.displayName();
    m_breadcrumb->setRoot(kind == DocumentKind::Other
            ? name
            : tr("%1 (%2)", "file name, kind of document").arg(name, kindName(kind)));
}

void JsonPane::followCursor()
{
    const qsizetype offset = cursorOffset();
    const JsonPointer pointer = currentPointer();
    if (pointer != m_pointer) {
        m_pointer = pointer;
        m_breadcrumb->setPointer(pointer);
        emit currentPointerChanged(pointer);
    }
    emit cursorPositionChanged(m_document.snapshot()->lines.position(offset));
}

// ---- the value that form and text have in common

void JsonPane::showValue(const JsonPointer &pointer)
{
    m_shown = pointer;
    markShownValue();
    if (const JsonNode node = m_document.tree().at(pointer); node && !pointer.isRoot())
        m_editor->reveal(node.memberRange().begin);
}

void JsonPane::markShownValue()
{
    std::vector<TextRange> band;
    std::map<qsizetype, int> bars;
    if (const JsonNode node = m_document.tree().at(m_shown); node && !m_shown.isRoot()) {
        // Of an object or array the band covers only the key; its lines have the bar.
        const TextRange member = node.memberRange();
        band.push_back(node.isContainer() && node.hasKey() ? node.keyRange() : member);
        constexpr qsizetype MostLines = 1000;
        const qsizetype first = send(*m_editor, Sci::SCI_LINEFROMPOSITION, member.begin);
        const qsizetype last = send(*m_editor, Sci::SCI_LINEFROMPOSITION, member.end);
        for (qsizetype line = first; line <= std::min(last, first + MostLines); ++line)
            bars.emplace(line, int(Marker::ValueBar));
    }
    showIndicator(*m_editor, Indicator::Band, band);
    showMarkers(*m_editor, {Marker::ValueBar}, bars);
}

void JsonPane::goTo(const JsonPointer &pointer)
{
    const JsonNode node = nearest(m_document.tree(), pointer);
    if (!node)
        return;
    goTo(TextRange{node.range().begin, node.range().begin});
}

void JsonPane::goTo(TextRange range)
{
    m_editor->setFocus(Qt::OtherFocusReason);
    setCursorOffset(std::min(range.begin, m_document.bytes().size()));
}

// ---- help and fixes

void JsonPane::showToolTip(qsizetype offset, QPoint globalPosition)
{
    const QString html = offset < 0 ? QString() : hoverText(m_analysis, offset);
    QToolTip::showText(globalPosition, html, m_editor->viewport());
}

JsonPointer JsonPane::pointerForFix(qsizetype offset) const
{
    const auto &lines = m_document.snapshot()->lines;
    const qsizetype line = lines.position(offset).line;
    const JsonPointer pointer = nodeAtCursor(m_document.tree(), offset).pointer();
    if (!m_analysis.isCurrent() || !m_analysis.at(pointer).empty())
        return pointer;
    const Finding *chosen = nullptr;
    for (const Finding &finding : m_analysis.findings()) {
        const bool isHere = lines.position(finding.range.begin).line == line;
        if (isHere && !finding.suppressed && (!chosen || levelOf(finding) > levelOf(*chosen)))
            chosen = &finding;
    }
    return chosen ? chosen->pointer : pointer;
}

// ---- find, lines, manners

void JsonPane::openFind()
{
    m_findBar->open(false);
}

void JsonPane::openReplace()
{
    m_findBar->open(true);
}

void JsonPane::findNext()
{
    m_findBar->findNext();
}

void JsonPane::openGoToLine()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Go to line"));
    dialog->setLabelText(tr("Line (1 to %1):").arg(m_document.snapshot()->lines.lineCount()));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, int(m_document.snapshot()->lines.lineCount()));
    dialog->setIntValue(int(m_document.snapshot()->lines.position(cursorOffset()).line));
    connect(dialog, &QInputDialog::intValueSelected, this, [this](int line) {
        const qsizetype begin = m_document.snapshot()->lines.lineStart(line);
        goTo(TextRange{begin, begin});
    });
    dialog->open();
}

void JsonPane::setTabMovesFocus(bool moves)
{
    m_editor->setTabMovesFocus(moves);
}

bool JsonPane::tabMovesFocus() const
{
    return m_editor->tabMovesFocus();
}

void JsonPane::setTextZoom(int steps)
{
    m_editor->zoomTo(steps);
    fitLineNumbers(*m_editor);
}

} // namespace Pinion

#include "moc_jsonpane.cpp"
