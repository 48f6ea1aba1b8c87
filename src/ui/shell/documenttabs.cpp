// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/documenttabs.h"

#include "ui/shell/documentview.h"
#include "ui/shell/preferences.h"
#include "ui/shell/startpage.h"
#include "ui/theme/icons.h"

#include <QMouseEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

DocumentTabs::DocumentTabs(Workspace &workspace, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_preferences(preferences)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_startPage(new StartPage(this))
{
    m_tabs->setObjectName(u"documentTabs"_s);
    m_tabs->setAccessibleName(tr("Open documents"));
    m_tabs->setDocumentMode(true);
    m_tabs->setExpanding(false);
    m_tabs->setMovable(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->installEventFilter(this);
    m_tabs->hide();
    m_stack->addWidget(m_startPage);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_tabs);
    lines->addWidget(m_stack, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, &DocumentTabs::updateStack);
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this] { showStartPage(false); });
    connect(&workspace, &Workspace::documentAdded, this, &DocumentTabs::addView);
    connect(&workspace, &Workspace::documentClosing, this, &DocumentTabs::removeView);
    connect(&preferences, &Preferences::changed, this, [this] {
        for (const auto &view : m_views)
            view->setZoom(m_preferences.textZoom());
    });
}

DocumentTabs::~DocumentTabs()
{
    // The views go one by one; nobody wants to hear about it.
    disconnect(m_tabs, nullptr, this, nullptr);
    m_views.clear();
}

DocumentView *DocumentTabs::current() const
{
    return qobject_cast<DocumentView *>(m_stack->currentWidget());
}

DocumentView *DocumentTabs::viewOf(const AppDocument &document) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(),
        [&document](const auto &view) { return &view->document() == &document; });
    return found == m_views.end() ? nullptr : found->get();
}

QList<DocumentView *> DocumentTabs::views() const
{
    QList<DocumentView *> result;
    for (const auto &view : m_views)
        result.append(view.get());
    return result;
}

AppDocument *DocumentTabs::documentAt(int tab) const
{
    return m_tabs->tabData(tab).value<AppDocument *>();
}

int DocumentTabs::tabOf(const AppDocument &document) const
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (documentAt(tab) == &document)
            return tab;
    }
    return -1;
}

void DocumentTabs::addView(AppDocument *document)
{
    auto view = std::make_unique<DocumentView>(*document, m_workspace, m_stack);
    view->setDefaultMode(m_preferences.defaultView());
    view->setZoom(m_preferences.textZoom());
    m_stack->addWidget(view.get());
    m_views.push_back(std::move(view));
    emit viewAdded(m_views.back().get());

    // The view must be findable by then: adding the first tab makes it current.
    const int tab = m_tabs->addTab(document->displayName());
    m_tabs->setTabData(tab, QVariant::fromValue(document));
    auto *close = new QToolButton(m_tabs);
    close->setIcon(themeIcon(Icon::Close));
    close->setAutoRaise(true);
    close->setFixedSize(24, 24);
    connect(
        close, &QToolButton::clicked, m_views.back().get(),
        [this, document] { emit closeRequested(document); }, Qt::QueuedConnection);
    m_tabs->setTabButton(tab, QTabBar::RightSide, close);

    const auto update = [this, document] { updateTab(*document); };
    connect(document, &AppDocument::dirtyChanged, m_views.back().get(), update);
    connect(document, &AppDocument::pathChanged, m_views.back().get(), update);
    connect(document, &AppDocument::saved, m_views.back().get(), update);
    updateTab(*document);
    m_tabs->setCurrentIndex(tab);
    updateStack();
}

void DocumentTabs::removeView(AppDocument *document)
{
    const auto found = std::find_if(m_views.begin(), m_views.end(),
        [document](const auto &view) { return &view->document() == document; });
    if (found == m_views.end())
        return;
    // The view leaves before its tab: what becomes current must not be what is going away.
    const std::unique_ptr<DocumentView> going = std::move(*found);
    m_views.erase(found);
    m_stack->removeWidget(going.get());
    m_tabs->removeTab(tabOf(*document));
    updateStack();
}

void DocumentTabs::updateTab(const AppDocument &document)
{
    const int tab = tabOf(document);
    if (tab < 0)
        return;
    const QString name = document.displayName();
    const QString escaped = QString(name).replace(u'&', u"&&"_s);
    m_tabs->setTabText(tab, document.isDirty() ? escaped + u" •"_s : escaped);
    m_tabs->setTabIcon(tab, document.isReadOnly() ? themeIcon(Icon::Lock) : QIcon());
    QString tip = document.path().isEmpty() ? tr("Not saved to a file yet") : document.path();
    if (document.isReadOnly())
        tip = tr("%1 (read-only)").arg(tip);
    m_tabs->setTabToolTip(tab, tip);
    m_tabs->setAccessibleTabName(tab, document.isDirty() ? tr("%1, not saved").arg(name) : name);
    QWidget *close = m_tabs->tabButton(tab, QTabBar::RightSide);
    close->setToolTip(tr("Close %1").arg(name));
    close->setAccessibleName(tr("Close %1").arg(name));
}

void DocumentTabs::updateStack()
{
    m_tabs->setVisible(m_tabs->count() > 0);
    const AppDocument *document = documentAt(m_tabs->currentIndex());
    DocumentView *view = document && !m_showsStartPage ? viewOf(*document) : nullptr;
    QWidget *wanted = view ? static_cast<QWidget *>(view) : m_startPage;
    m_stack->setCurrentWidget(wanted);
    emit currentChanged(view);
}

DocumentView *DocumentTabs::bringToFront(const AppDocument &document)
{
    m_showsStartPage = false;
    m_tabs->setCurrentIndex(tabOf(document));
    updateStack();
    return current();
}

void DocumentTabs::showStartPage(bool show)
{
    if (m_showsStartPage == show)
        return;
    m_showsStartPage = show;
    updateStack();
}

void DocumentTabs::step(int by)
{
    const int count = m_tabs->count();
    if (count == 0)
        return;
    m_showsStartPage = false;
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + count) % count);
    updateStack();
}

bool DocumentTabs::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_tabs || event->type() != QEvent::MouseButtonRelease)
        return QWidget::eventFilter(watched, event);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    AppDocument *document = documentAt(m_tabs->tabAt(mouse->position().toPoint()));
    if (mouse->button() != Qt::MiddleButton || !document)
        return QWidget::eventFilter(watched, event);
    emit closeRequested(document);
    return true;
}

} // namespace Pinion

#include "moc_documenttabs.cpp"
