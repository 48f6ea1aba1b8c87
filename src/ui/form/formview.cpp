// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/formview.h"

#include "marathon/schema.h"
#include "ui/form/fieldrow.h"
#include "ui/form/formnotice.h"
#include "ui/form/formpage.h"
#include "ui/form/otherfields.h"
#include "ui/form/rowlist.h"

#include <QApplication>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int FirstSection = int(Section::Container);
constexpr int LastSection = int(Section::Labels);
constexpr int OtherPage = LastSection + 1;
constexpr int PageCount = OtherPage + 1;

QString pageName(int page)
{
    static constexpr std::array<QLatin1StringView, PageCount> names{"essentials"_L1, "container"_L1,
        "resources"_L1, "command"_L1, "network"_L1, "environment"_L1, "health"_L1, "storage"_L1,
        "placement"_L1, "rollout"_L1, "labels"_L1, "other"_L1};
    return u"page:"_s + names[size_t(page)];
}

} // namespace

class FormView::Private
{
public:
    Private(FormView &owner, AppDocument &document, Analysis &analysis)
        : view(owner)
        , binder(document, analysis)
        , notice(new FormNotice(binder, &owner))
        , filterLine(new QLineEdit(&owner))
        , stack(new QStackedWidget(&owner))
    { }

    FormPage *page(int index);
    [[nodiscard]] bool isOnScreen() const;
    [[nodiscard]] FormPage *pageOnScreen();
    void showNewest();
    [[nodiscard]] bool shows(int index, const Finding &finding) const;
    void countBadges();
    void refresh();
    void refreshFindings();
    void setCurrent(const JsonPointer &absolute);
    [[nodiscard]] int pageOf(const JsonPointer &pointer) const;
    [[nodiscard]] FormPage *shownPage() const
    {
        return qobject_cast<FormPage *>(stack->currentWidget());
    }
    void applyFilter();
    [[nodiscard]] const FieldRow *rowOf(const QWidget *widget) const;

    FormView &view;
    FormBinder binder;
    FormNotice *notice;
    QLineEdit *filterLine;
    QStackedWidget *stack;
    std::array<FormPage *, PageCount> pages{}; ///< null until first shown
    std::array<bool, PageCount> isStale{}; ///< waits for being shown
    std::array<LevelCounts, PageCount> badges{};
    bool wasEditable = true;
    FormPage *filterPage = nullptr;
    QTimer filterTimer;
    JsonPointer current;
    int currentPage = -1;
};

FormPage *FormView::Private::page(int index)
{
    FormPage *&slot = pages[size_t(index)];
    if (slot && !isStale[size_t(index)])
        return slot;
    if (!slot) {
        if (index == 0)
            slot = makeEssentialsPage(binder, stack);
        else if (index == OtherPage)
            slot = new OtherFieldsPage(binder, stack);
        else
            slot = makeSectionPage(binder, Section(index), stack);
        slot->setObjectName(pageName(index));
        stack->addWidget(slot);
    }
    isStale[size_t(index)] = false;
    slot->refresh();
    slot->refreshFindings();
    return slot;
}

/// Not hidden itself or by what it is in; whether the window is shown yet does not matter.
bool FormView::Private::isOnScreen() const
{
    return view.isWindow() || view.isVisibleTo(view.window());
}

/// The page that follows every change; the others follow when they are shown.
FormPage *FormView::Private::pageOnScreen()
{
    FormPage *shown = isOnScreen() ? shownPage() : nullptr;
    for (size_t i = 0; i < pages.size(); ++i)
        isStale[i] = isStale[i] || (pages[i] && pages[i] != shown);
    return shown;
}

void FormView::Private::showNewest()
{
    if (filterPage && stack->currentWidget() == filterPage)
        applyFilter();
    else
        page(std::max(0, currentPage));
}

void FormView::Private::refresh()
{
    FormPage *shown = pageOnScreen();
    const bool isEditable = binder.isEditable();
    if (std::exchange(wasEditable, isEditable) != isEditable) {
        for (FormPage *built : pages) { // no control may look usable that is not
            if (built && built != shown)
                built->refresh();
        }
    }
    if (shown && shown == filterPage)
        applyFilter();
    else if (shown)
        shown->refresh();
    notice->refresh();
}

void FormView::Private::refreshFindings()
{
    countBadges();
    if (FormPage *shown = pageOnScreen())
        shown->refreshFindings();
    emit view.badgesChanged();
}

/// The first page holds the essentials of the other sections again.
bool FormView::Private::shows(int index, const Finding &finding) const
{
    const JsonPointer place = binder.app().relative(finding.pointer);
    return index == 0 ? place.isRoot() || pages[0]->covers(place) : pageOf(place) == index;
}

void FormView::Private::countBadges()
{
    badges = {};
    for (const Finding *finding : binder.findings({}, true)) {
        if (shows(0, *finding))
            badges[0].add(*finding);
        if (const int home = pageOf(binder.app().relative(finding->pointer)); home > 0)
            badges[size_t(home)].add(*finding);
    }
}

void FormView::Private::applyFilter()
{
    const QString text = filterLine->text().trimmed();
    if (text.isEmpty()) {
        stack->setCurrentWidget(page(std::max(0, currentPage)));
        return;
    }
    if (!filterPage) {
        filterPage = makeFilterPage(binder, stack);
        filterPage->setObjectName(u"page:filter"_s);
        stack->addWidget(filterPage);
    }
    filterPage->refresh();
    filterPage->refreshFindings();
    filterPage->filter(text);
    stack->setCurrentWidget(filterPage);
}

int FormView::Private::pageOf(const JsonPointer &pointer) const
{
    if (!pointer.isRoot() && !findField(SchemaRoot::App, pointer)) {
        const JsonNode app = binder.appNode();
        for (const JsonPointer &unknown : OtherFieldsPage::unknownFields(app)) {
            if (unknown.contains(pointer))
                return OtherPage;
        }
    }
    const Section section = sectionOf(pointer);
    return section == Section::None ? -1 : int(section);
}

/// The innermost row that a widget is in.
const FieldRow *FormView::Private::rowOf(const QWidget *widget) const
{
    if (!widget || !view.isAncestorOf(widget))
        return nullptr;
    for (; widget != &view; widget = widget->parentWidget()) {
        if (const auto *row = qobject_cast<const FieldRow *>(widget))
            return row;
    }
    return nullptr;
}

void FormView::Private::setCurrent(const JsonPointer &absolute)
{
    if (current == absolute)
        return;
    current = absolute;
    emit view.currentPointerChanged(absolute);
}

FormView::FormView(AppDocument &document, Analysis &analysis, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, document, analysis))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *filterRow = new QVBoxLayout;
    filterRow->setContentsMargins(16, 8, 16, 2);
    filterRow->addWidget(d->filterLine);
    column->addWidget(d->notice);
    column->addLayout(filterRow);
    column->addWidget(d->stack, 1);
    d->filterLine->setPlaceholderText(tr("Filter fields…"));
    d->filterLine->setAccessibleName(tr("Filter fields"));
    d->filterLine->setObjectName(u"formFilter"_s);
    d->filterLine->setClearButtonEnabled(true);
    d->filterLine->setMaximumWidth(280);
    d->filterLine->setMinimumHeight(28);
    d->filterTimer.setSingleShot(true);
    d->filterTimer.setInterval(120);
    connect(&d->filterTimer, &QTimer::timeout, this, [this] { d->applyFilter(); });
    connect(d->filterLine, &QLineEdit::textChanged, &d->filterTimer, qOverload<>(&QTimer::start));

    connect(&d->binder, &FormBinder::refreshed, this, [this] { d->refresh(); });
    connect(&d->binder, &FormBinder::findingsChanged, this, [this] { d->refreshFindings(); });
    connect(&d->binder, &FormBinder::showInJsonRequested, this, &FormView::showInJsonRequested);
    connect(&d->binder, &FormBinder::fixMenuRequested, this, &FormView::fixMenuRequested);
    connect(&d->binder, &FormBinder::helpRequested, this, &FormView::helpRequested);
    connect(&d->binder, &FormBinder::tagsRequested, this, &FormView::tagsRequested);
    connect(&d->binder, &FormBinder::currentPointerChanged, this,
        [this](const JsonPointer &absolute) { d->setCurrent(absolute); });
    connect(&d->binder, &FormBinder::fieldRequested, this,
        [this](const JsonPointer &pointer) { focusField(d->binder.absolute(pointer)); });
    connect(&d->binder, &FormBinder::pageRequested, this,
        [this](Section section) { showPage(int(section)); });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *old, QWidget *now) {
        const FieldRow *left = d->rowOf(old);
        const FieldRow *entered = d->rowOf(now);
        if (left && left != entered)
            d->binder.analysis().fieldLeft(d->binder.absolute(left->pointer()));
        if (entered)
            d->setCurrent(d->binder.absolute(entered->currentPointer()));
    });
    showPage(0);
    d->countBadges();
    d->notice->refresh();
}

FormView::~FormView()
{
    // A line that loses the focus reports to its row and the binder: now, while both are there.
    if (QWidget *focused = focusWidget())
        focused->clearFocus();
}

void FormView::setApp(const JsonPointer &base)
{
    d->current = base;
    d->binder.setApp(base);
}

const JsonPointer &FormView::app() const
{
    return d->binder.app();
}

QList<FormView::Page> FormView::pages() const
{
    QList<Page> list;
    for (int index = 0; index < PageCount; ++index) {
        const QString shown = index == 0 ? tr("Essentials")
            : index == OtherPage         ? tr("Other fields")
                                         : title(Section(index));
        list.append({shown, pageName(index)});
    }
    return list;
}

int FormView::currentPage() const
{
    return d->currentPage;
}

void FormView::showPage(int index)
{
    if (index < 0 || index >= PageCount)
        return;
    if (!d->filterLine->text().isEmpty()) {
        d->filterLine->clear();
        d->filterTimer.stop();
    }
    d->stack->setCurrentWidget(d->page(index));
    if (d->currentPage == index)
        return;
    d->currentPage = index;
    emit currentPageChanged(index);
}

std::vector<const Finding *> FormView::findings(int page) const
{
    std::vector<const Finding *> found = d->binder.findings({}, true);
    std::erase_if(found, [&](const Finding *finding) { return !d->shows(page, *finding); });
    return found;
}

LevelCounts FormView::badge(int page) const
{
    return d->badges.at(size_t(page));
}

void FormView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->showNewest();
}

JsonPointer FormView::currentPointer() const
{
    return d->current;
}

bool FormView::focusField(const JsonPointer &pointer)
{
    if (!app().contains(pointer))
        return false;
    const JsonPointer relative = app().relative(pointer);
    FormPage *shown = d->shownPage();
    const bool isEssential = shown == d->pages[0] && shown->rowFor(relative);
    const int index = isEssential ? 0 : d->pageOf(relative);
    if (index < 0)
        return false;
    showPage(index);
    const bool isFound = d->page(index)->focusField(relative);
    if (isFound)
        markField(pointer, false);
    return isFound;
}

void FormView::markField(const JsonPointer &pointer, bool mayScroll)
{
    d->current = pointer;
    if (!app().contains(pointer))
        return;
    const JsonPointer relative = app().relative(pointer);
    FormPage *shown = d->shownPage();
    if (mayScroll && !shown->rowFor(relative)) {
        const int index = d->pageOf(relative);
        if (index >= 0)
            showPage(index);
        shown = d->shownPage();
    }
    if (FieldRow *row = shown->mark(relative); row && mayScroll)
        shown->ensureWidgetVisible(row, 0, 40);
}

void FormView::setFilter(const QString &text)
{
    d->filterLine->setText(text);
    d->filterTimer.stop();
    d->applyFilter();
}

void FormView::focusFilter()
{
    d->filterLine->setFocus(Qt::ShortcutFocusReason);
    d->filterLine->selectAll();
}

} // namespace Pinion

#include "moc_formview.cpp"
