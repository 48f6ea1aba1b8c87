// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/documentview.h"

#include "base/textfile.h"
#include "ui/editor/jsonpane.h"
#include "ui/findings/fixes.h"
#include "ui/form/formview.h"
#include "ui/shell/diffdialog.h"
#include "ui/shell/documentbar.h"
#include "ui/shell/navigation.h"
#include "ui/shell/viewsync.h"

#include <QApplication>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int WideWindow = 1200;
constexpr int FormMinimum = 420;
constexpr int JsonMinimum = 280;

const Definition *firstApp(const Definitions &definitions)
{
    const auto found = std::find_if(definitions.items.begin(), definitions.items.end(),
        [](const Definition &definition) { return definition.root == SchemaRoot::App; });
    return found == definitions.items.end() ? nullptr : &*found;
}

// Removing its last telling key must not take the form away from an app under work.
bool mayBeApp(const DocumentSnapshot &snapshot)
{
    return snapshot.definitions.kind != DocumentKind::Pod && snapshot.tree.root().isObject();
}

} // namespace

DocumentView::DocumentView(AppDocument &document, Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_workspace(workspace)
    , m_analysis(new Analysis(document, this))
    , m_bar(new DocumentBar(document, workspace, this))
    , m_navigation(new Navigation(this))
    , m_formSide(new QWidget(this))
    , m_json(new JsonPane(document, *m_analysis, this))
    , m_splitter(new QSplitter(this))
{
    createLayout();
    connectBar();
    connect(&document, &AppDocument::changed, this, &DocumentView::documentChanged);
    connect(m_navigation, &Navigation::appChosen, this, &DocumentView::chooseApp);
    connect(m_navigation, &Navigation::fixMenuRequested, this, [this](int page, QPoint position) {
        popUpFixMenu(this, *m_analysis, m_form->findings(page), position);
    });
    connect(m_json, &JsonPane::cursorPositionChanged, this, [this](TextPosition position) {
        m_workspace.setCursor(m_document, m_json->cursorOffset());
        emit cursorPositionChanged(position);
    });
    connect(m_json, &JsonPane::currentPointerChanged, this, &DocumentView::currentPointerChanged);
    connect(m_json, &JsonPane::fixMenuRequested, this, &DocumentView::popUpFixes);
    documentChanged();
    resetSplitter();
}

DocumentView::~DocumentView() = default;

void DocumentView::createLayout()
{
    setAccessibleName(tr("Document %1").arg(m_document.displayName()));
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_formSide);
    m_splitter->addWidget(m_json);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_formSide->setMinimumWidth(FormMinimum);
    m_json->setMinimumWidth(JsonMinimum);

    auto *formLines = new QVBoxLayout(m_formSide);
    formLines->setContentsMargins(0, 0, 0, 0);
    formLines->setSpacing(0);
    formLines->addWidget(m_navigation->dropDowns());
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_bar);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addWidget(m_navigation->column());
    columns->addWidget(m_splitter, 1);
    lines->addLayout(columns, 1);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_hasRatios = true; });
}

void DocumentView::connectBar()
{
    connect(m_bar, &DocumentBar::goToRequested, this, [this](TextRange range) {
        if (viewMode() == ViewMode::Form)
            setViewMode(isWide() ? ViewMode::Split : ViewMode::Text);
        m_json->goTo(range);
    });
    connect(m_bar, &DocumentBar::showDifferencesRequested, this, &DocumentView::showDifferences);
    connect(m_bar, &DocumentBar::saveAgainRequested, this, &DocumentView::saveRequested);
    connect(&m_workspace, &Workspace::reloaded, this, [this](AppDocument *reloaded) {
        if (reloaded == &m_document)
            m_bar->showNote(tr("%1 was changed by another program and has been reloaded.")
                                .arg(m_document.displayName()));
    });
}

// ---- what the document is

void DocumentView::documentChanged()
{
    const std::shared_ptr<const DocumentSnapshot> snapshot = m_document.lastValidSnapshot();
    if (!snapshot)
        return;
    const Definitions &definitions = snapshot->definitions;
    const Definition *first = firstApp(definitions);
    const bool hadForm = m_form != nullptr;
    if (first && !m_form)
        createForm(first->node.pointer());
    if (!m_form)
        return;
    const bool isUsable = first || mayBeApp(*snapshot);
    m_form->setVisible(isUsable);
    const Definition *shown = definitions.enclosing(m_form->app());
    if (first && (!shown || shown->root != SchemaRoot::App))
        m_form->setApp(first->node.pointer());
    m_navigation->setDefinitions(definitions, m_form->app());
    if (!hadForm)
        applyMode();
}

void DocumentView::createForm(const JsonPointer &app)
{
    m_form = new FormView(m_document, *m_analysis, m_formSide);
    m_form->setApp(app);
    m_formSide->layout()->addWidget(m_form);
    m_navigation->setForm(m_form);
    m_sync = new ViewSync(*m_form, *m_json, *m_navigation, this);
    connect(m_sync, &ViewSync::appWanted, this, [this](const JsonPointer &pointer) {
        const Definition *definition
            = m_document.lastValidSnapshot()->definitions.enclosing(pointer);
        if (definition && definition->root == SchemaRoot::App)
            chooseApp(definition->node.pointer());
    });
    connect(m_form, &FormView::currentPointerChanged, this, &DocumentView::currentPointerChanged);
    connect(m_form, &FormView::fixMenuRequested, this, &DocumentView::popUpFixes);
    connect(m_form, &FormView::helpRequested, this, &DocumentView::helpRequested);
    connect(m_form, &FormView::tagsRequested, this, &DocumentView::tagsRequested);
    connect(m_form, &FormView::showInJsonRequested, this, [this] {
        if (viewMode() == ViewMode::Form)
            setViewMode(ViewMode::Split);
    });
    setZoom(m_zoom);
}

void DocumentView::chooseApp(const JsonPointer &app)
{
    if (!m_form || m_form->app() == app)
        return;
    m_form->setApp(app);
    if (const auto snapshot = m_document.lastValidSnapshot())
        m_navigation->setDefinitions(snapshot->definitions, app);
    if (!m_json->isAncestorOf(QApplication::focusWidget()))
        m_json->showValue(app);
    emit currentPointerChanged();
}

// ---- view modes

bool DocumentView::isWide() const
{
    return window()->width() >= WideWindow;
}

ViewMode DocumentView::viewMode() const
{
    if (!m_form)
        return ViewMode::Text;
    const ViewMode byWidth = isWide() ? ViewMode::Split : ViewMode::Form;
    return m_chosenMode.value_or(m_preferredMode.value_or(byWidth));
}

void DocumentView::setViewMode(ViewMode mode)
{
    m_chosenMode = mode;
    applyMode();
}

void DocumentView::setDefaultMode(std::optional<ViewMode> preferred)
{
    m_preferredMode = preferred;
    applyMode();
}

void DocumentView::applyMode()
{
    const ViewMode mode = viewMode();
    const bool showsForm = mode != ViewMode::Text;
    m_wasWide = isWide();
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_navigation->column()->setVisible(showsForm && m_wasWide);
    m_navigation->dropDowns()->setVisible(showsForm && !m_wasWide);
    m_formSide->setVisible(showsForm);
    m_json->setVisible(mode != ViewMode::Form);
    const QWidget *focused = QApplication::focusWidget();
    if (hadFocus && (!focused || !isAncestorOf(focused) || !focused->isVisible()))
        focusEditor();
    emit viewModeChanged();
}

void DocumentView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_wasWide != isWide())
        applyMode();
}

void DocumentView::setZoom(int steps)
{
    m_zoom = steps;
    m_json->setTextZoom(steps);
    QFont font = QApplication::font();
    font.setPointSizeF(std::max(6.0, font.pointSizeF() + steps));
    m_formSide->setFont(font);
    m_navigation->column()->setFont(font);
}

// Ratios rather than pixels: the next window may be on another screen.
QByteArray DocumentView::splitterRatios() const
{
    if (!m_hasRatios)
        return {};
    const QList<int> sizes = m_splitter->sizes();
    const int total = std::accumulate(sizes.begin(), sizes.end(), 0);
    QByteArrayList parts;
    for (const int size : sizes)
        parts.append(QByteArray::number(double(size) / std::max(total, 1), 'f', 4));
    return parts.join(' ');
}

void DocumentView::setSplitterRatios(const QByteArray &ratios)
{
    constexpr int Whole = 10000; // the splitter scales sizes to its own
    QList<int> sizes;
    for (const QByteArray &part : ratios.split(' '))
        sizes.append(int(part.toDouble() * Whole));
    m_hasRatios = sizes.size() == m_splitter->count();
    if (m_hasRatios)
        m_splitter->setSizes(sizes);
}

void DocumentView::resetSplitter()
{
    setSplitterRatios("0.54 0.46");
    m_hasRatios = false;
    m_chosenMode.reset();
    applyMode();
}

// ---- moving around

JsonPointer DocumentView::currentPointer() const
{
    const bool isInForm = m_form && m_form->isAncestorOf(QApplication::focusWidget());
    return isInForm || !m_json->isVisible() ? (m_form ? m_form->currentPointer() : JsonPointer())
                                            : m_json->currentPointer();
}

void DocumentView::jumpTo(const JsonPointer &pointer, std::optional<TextRange> range)
{
    const bool isOnText = m_json->isVisible()
        && (viewMode() == ViewMode::Text || m_json->isAncestorOf(QApplication::focusWidget()));
    if (!isOnText && m_form) {
        const auto snapshot = m_document.lastValidSnapshot();
        const Definition *definition = snapshot->definitions.enclosing(pointer);
        if (definition && definition->root == SchemaRoot::App)
            chooseApp(definition->node.pointer());
        if (m_document.isValid() && m_form->focusField(pointer)) {
            m_json->showValue(pointer);
            return;
        }
        if (viewMode() == ViewMode::Form)
            setViewMode(isWide() ? ViewMode::Split : ViewMode::Text);
    }
    if (range)
        m_json->goTo(*range);
    else
        m_json->goTo(pointer);
}

void DocumentView::switchView()
{
    if (!m_sync)
        return;
    const bool isOnText = m_json->isVisible()
        && (viewMode() == ViewMode::Text || m_json->isAncestorOf(QApplication::focusWidget()));
    if (viewMode() != ViewMode::Split)
        setViewMode(isWide() ? ViewMode::Split : (isOnText ? ViewMode::Form : ViewMode::Text));
    if (isOnText)
        m_sync->goToForm();
    else
        m_sync->goToText();
}

QList<QWidget *> DocumentView::panes() const
{
    QList<QWidget *> result;
    if (m_navigation->sectionList()->isVisible())
        result.append(m_navigation->sectionList());
    if (m_form && m_form->isVisible())
        result.append(m_form);
    if (m_json->isVisible())
        result.append(m_json);
    return result;
}

void DocumentView::focusPane(QWidget *pane)
{
    if (pane == m_json)
        m_json->goTo(TextRange{m_json->cursorOffset(), m_json->cursorOffset()});
    else if (pane != m_form)
        pane->setFocus(Qt::ShortcutFocusReason);
    else if (!m_form->focusField(m_form->currentPointer()))
        m_form->focusField(m_form->app().child("id"));
}

void DocumentView::focusEditor()
{
    if (viewMode() == ViewMode::Text)
        m_json->goTo(TextRange{m_json->cursorOffset(), m_json->cursorOffset()});
    else if (m_form)
        m_form->focusField(m_form->currentPointer());
}

void DocumentView::find()
{
    const bool isOnText = viewMode() == ViewMode::Text
        || (m_json->isVisible() && m_json->isAncestorOf(QApplication::focusWidget()));
    if (isOnText)
        m_json->openFind();
    else
        m_form->focusFilter();
}

void DocumentView::restoreCursor(qsizetype offset)
{
    m_json->setCursorOffset(std::clamp<qsizetype>(offset, 0, m_document.bytes().size()));
}

// ---- actions

void DocumentView::openFixMenu()
{
    const QWidget *focused = QApplication::focusWidget();
    const QWidget *anchor = focused && isAncestorOf(focused) ? focused : this;
    popUpFixes(currentPointer(), anchor->mapToGlobal(QPoint(0, std::min(anchor->height(), 40))));
}

void DocumentView::popUpFixes(const JsonPointer &pointer, QPoint position)
{
    popUpFixMenu(this, *m_analysis, pointer, position);
}

void DocumentView::showDifferences()
{
    const Result<QByteArray> disk = readFile(m_document.path());
    if (!disk) {
        m_bar->showFailure({Message::Kind::Error, disk.error().text(), {}, true});
        return;
    }
    const QString name = m_document.displayName();
    const TextPair texts{
        *disk, m_document.bytes(), tr("%1 on disk").arg(name), tr("%1 in Pinion").arg(name)};
    (new DiffDialog(texts, {}, window()))->open();
}

} // namespace Pinion

#include "moc_documentview.cpp"
