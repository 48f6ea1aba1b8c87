// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/tagpicker.h"

#include "ui_tagpicker.h"

#include "ui/registry/runningimages.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pinion {

TagPicker::TagPicker(Registries &registries, TagPickerInput input, QWidget *parent)
    : QDialog(parent)
    , m_registries(registries)
    , m_input(std::move(input))
    , m_memory(registries.settingsFile())
    , m_current(ImageReference::parse(m_input.image).value_or(ImageReference()))
    , m_ui(std::make_unique<Ui::TagPicker>())
    , m_model(new TagModel(this))
    , m_browser(new TagBrowser(registries, m_input.platform, *m_model, this))
{
    setObjectName(u"tagPicker"_s);
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    if (const QSize size = m_memory.size(); size.isValid())
        resize(size);
    m_patience.setSingleShot(true);
    m_patience.setInterval(300ms);
    connect(&m_patience, &QTimer::timeout, this, &TagPicker::refresh);
    createFilters();
    createTable();
    connectBrowser();
    QPushButton *useButton = m_ui->buttons->button(QDialogButtonBox::Ok);
    useButton->setText(tr("Use &this tag"));
    useButton->setDefault(true);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &TagPicker::use);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_ui->pin->setCurrent(m_input.image, m_input.runtime, m_input.isForced);
    m_ui->pin->setMode(m_memory.mode(m_input.project));
    m_ui->search->setFocus();
    openImage(m_current);
}

TagPicker::~TagPicker()
{
    // Both speak up while they go, and by then half of this is gone.
    m_browser->disconnect(this);
    m_model->disconnect(this);
}

void TagPicker::done(int result)
{
    m_browser->stop();
    m_memory.setSize(size());
    m_memory.setColumns(m_ui->tags->header()->saveState());
    m_memory.setMode(m_input.project, m_ui->pin->mode());
    QDialog::done(result);
}

// ---- building

void TagPicker::createFilters()
{
    for (QCheckBox *box : {m_ui->showVersions, m_ui->showPrereleases, m_ui->showBuilds,
             m_ui->showMoving, m_ui->showBranches}) {
        connect(box, &QCheckBox::toggled, this, &TagPicker::applyFilter);
    }
    connect(m_ui->search, &QLineEdit::textChanged, this, &TagPicker::applyFilter);
    m_ui->search->installEventFilter(this);
    m_ui->repository->addItem(m_current.written);
    for (const QString &known : m_memory.repositories()) {
        if (known != m_current.written)
            m_ui->repository->addItem(known);
    }
    m_ui->repository->lineEdit()->setAccessibleName(tr("Repository"));
    m_ui->repository->lineEdit()->installEventFilter(this);
    connect(m_ui->repository, &QComboBox::activated, this, &TagPicker::openRepository);
    connect(m_ui->changeLogin, &QPushButton::clicked, this, [this] {
        m_wantsSignIn = !m_wantsSignIn;
        refresh();
        if (m_wantsSignIn)
            m_ui->notice->focusSignIn();
    });
    connect(m_ui->notice, &TagNotice::signInRequested, this, &TagPicker::signIn);
    connect(m_ui->pin, &PinBar::changed, this, &TagPicker::updateUse);
}

void TagPicker::createTable()
{
    TagView *view = m_ui->tags;
    view->setModel(m_model);
    view->fitColumns();
    if (!m_memory.columns().isEmpty())
        view->header()->restoreState(m_memory.columns());
    view->header()->setSortIndicator(TagModel::Tag, Qt::AscendingOrder);
    const RunningImages *running = m_registries.runningImages();
    view->setColumnHidden(TagModel::RunsOn, !running || !running->hasTargets());
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, &TagPicker::showMenu);
    connect(view, &TagView::used, this, &TagPicker::use);
    connect(view, &TagView::opened, this,
        [this](const QModelIndex &index) { m_browser->wantDetails(m_model->tagAt(index)); });
    connect(view, &TagView::rowsInViewChanged, this, [this] {
        QStringList tags;
        for (const QModelIndex &row : m_ui->tags->rowsInView())
            tags.append(m_model->tagAt(row));
        m_browser->want(tags);
    });
    connect(
        view->selectionModel(), &QItemSelectionModel::currentChanged, this, &TagPicker::rowChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TagPicker::restoreRow);
}

void TagPicker::connectBrowser()
{
    connect(m_browser, &TagBrowser::changed, this, [this] {
        if (!m_hasChosen && m_selected != tagToSelect())
            restoreRow();
        if (m_wantsKeeping && m_browser->phase() == TagBrowser::Phase::Ready)
            keepLogin(this, m_scope.token());
        refresh();
    });
    connect(m_browser, &TagBrowser::listed, this, &TagPicker::refresh);
    connect(m_browser, &TagBrowser::detailsLoaded, this, [this](const QString &tag) {
        refreshProgress();
        // Any other may turn out to be the same image.
        if (tag == m_selected)
            updateSubject();
        else if (const TagModel::Row *row = m_model->row(m_selected); row && row->details)
            m_ui->pin->setSameImage(m_model->tagsWith(row->details->top.digest));
    });
    connect(m_ui->stop, &QPushButton::clicked, m_browser, &TagBrowser::stop);
}

// ---- what is looked at

void TagPicker::openRepository()
{
    const QString text = m_ui->repository->currentText().trimmed();
    const Result<ImageReference> image = ImageReference::parse(text);
    if (!image) {
        m_ui->bar->showMessage({Message::Kind::Error,
            tr("“%1” is no repository: %2.").arg(text, ImageReference::problem(text)), {}, true});
        return;
    }
    m_hasChosen = false;
    m_selected.clear();
    const bool isSame = image->repository() == m_current.repository();
    openImage(isSame ? m_current : *image);
    m_ui->search->setFocus();
}

void TagPicker::openImage(const ImageReference &image)
{
    m_wantsSignIn = false;
    m_loginProblem.clear();
    setWindowTitle(tr("Choose an image tag – %1").arg(image.written));
    m_ui->repository->setCurrentText(image.written);
    showSorts(m_memory.sorts(image.domain));
    m_patience.start();
    m_browser->open(image);
    applyFilter();
}

TagSorts TagPicker::chosenSorts() const
{
    TagSorts sorts;
    sorts.setFlag(TagSort::Versions, m_ui->showVersions->isChecked());
    sorts.setFlag(TagSort::Prereleases, m_ui->showPrereleases->isChecked());
    sorts.setFlag(TagSort::Builds, m_ui->showBuilds->isChecked());
    sorts.setFlag(TagSort::Moving, m_ui->showMoving->isChecked());
    sorts.setFlag(TagSort::Branches, m_ui->showBranches->isChecked());
    return sorts;
}

void TagPicker::showSorts(TagSorts sorts)
{
    const auto check = [sorts](QCheckBox *box, TagSort sort) {
        const QSignalBlocker silence(box); // one filter for all of them
        box->setChecked(sorts.testFlag(sort));
    };
    check(m_ui->showVersions, TagSort::Versions);
    check(m_ui->showPrereleases, TagSort::Prereleases);
    check(m_ui->showBuilds, TagSort::Builds);
    check(m_ui->showMoving, TagSort::Moving);
    check(m_ui->showBranches, TagSort::Branches);
}

void TagPicker::applyFilter()
{
    const TagSorts sorts = chosenSorts();
    m_memory.setSorts(m_browser->image().domain, sorts);
    const bool isOwn = m_browser->image().repository() == m_current.repository();
    m_model->setFilter(
        {TagQuery(m_ui->search->text()), sorts, isOwn ? m_current.effectiveTag() : QString()});
    refresh();
}

// ---- what is chosen

QString TagPicker::tagToSelect() const
{
    if (!m_selected.isEmpty() && m_hasChosen && m_model->indexOf(m_selected).isValid())
        return m_selected;
    for (const QString &tag : {m_browser->equalTag(), m_browser->image().effectiveTag()}) {
        if (m_model->indexOf(tag).isValid())
            return tag;
    }
    return m_model->tagAt(m_model->index(0, 0));
}

void TagPicker::restoreRow()
{
    m_isRestoring = true;
    const QString tag = tagToSelect();
    const QModelIndex index = m_model->indexOf(tag);
    m_ui->tags->setCurrentIndex(index);
    m_isRestoring = false;
    if (index.isValid())
        m_ui->tags->scrollTo(index);
    rowChosen();
}

void TagPicker::rowChosen()
{
    const QString tag = m_model->tagAt(m_ui->tags->currentIndex());
    if (!m_isRestoring && m_ui->tags->currentIndex().isValid() && tag != m_selected)
        m_hasChosen = true;
    if (tag != m_selected)
        m_isUseWanted = false;
    m_selected = tag;
    if (!tag.isEmpty()) {
        m_browser->want({tag});
        m_browser->wantRelatives(tag);
        if (m_input.runtime == ImageRuntime::Mesos)
            m_browser->wantDetails(tag);
    }
    updateSubject();
}

PinTarget TagPicker::targetOf(const QString &tag, const PlatformImage *chosen, QString &note) const
{
    const TagModel::Row *row = m_model->row(tag);
    PinTarget target;
    target.tag = tag;
    if (chosen) {
        note = tr("Only %1 can run it: this is the image of one platform.")
                   .arg(chosen->platform.text());
        target.digest = chosen->digest;
        target.form = manifestForm(chosen->mediaType);
        return target;
    }
    if (!row || !row->details)
        return target;
    const TagDetails &details = *row->details;
    target.digest = details.top.digest;
    target.form = manifestForm(details.top.mediaType);
    if (m_input.runtime != ImageRuntime::Mesos || details.platformDigest.isEmpty()
        || details.kind != ManifestKind::Index)
        return target;
    note = tr("The image for %1 only: by its digest, Mesos pulls no list of platforms.")
               .arg(details.platform.text());
    target.digest = details.platformDigest;
    target.form = manifestForm(details.platformMediaType);
    return target;
}

QString TagPicker::whyNoDigest(const TagModel::Row &row) const
{
    if (!row.problem.isEmpty())
        return row.problem;
    return m_browser->phase() == TagBrowser::Phase::Failed
        ? tr("Its digest is not known, and the registry cannot be asked now.")
        : QString();
}

void TagPicker::updateSubject()
{
    const TagModel::Row *row = m_model->row(m_selected);
    if (!row || !m_ui->tags->currentIndex().isValid()) {
        m_ui->pin->setSubject(nullptr);
        m_ui->pin->setSameImage({});
        return;
    }
    PinSubject subject;
    subject.repository = m_browser->image();
    subject.target
        = targetOf(m_selected, m_model->platformAt(m_ui->tags->currentIndex()), subject.note);
    const TagOutlook &outlook = row->tag.outlook;
    subject.canMove = outlook.state != TagState::Locked && !isFixedKind(outlook.forecast.kind);
    subject.missing = whyNoDigest(*row);
    m_ui->pin->setSubject(&subject);
    m_ui->pin->setSameImage(
        row->details ? m_model->tagsWith(row->details->top.digest) : QStringList());
    if (m_isUseWanted && m_ui->pin->reference())
        use();
}

/// Enter in the fields of a login must not use what was chosen before.
void TagPicker::updateUse()
{
    const bool isChosen = m_ui->pin->reference().has_value() || m_ui->pin->isWaiting();
    const bool isTable = m_ui->pages->currentWidget() == m_ui->tags;
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(isChosen && isTable);
}

void TagPicker::use()
{
    if (m_ui->pages->currentWidget() != m_ui->tags)
        return;
    if (m_ui->pin->isWaiting()) {
        m_isUseWanted = true;
        m_browser->want({m_selected});
        return;
    }
    if (!m_ui->pin->reference())
        return;
    m_choice = {*m_ui->pin->reference(), m_ui->pin->turnsForcedPullOff()};
    m_memory.addRepository(m_browser->image().written);
    accept();
}

void TagPicker::showMenu(QPoint position)
{
    const QModelIndex index = m_ui->tags->indexAt(position);
    const TagModel::Row *row = m_model->row(m_model->tagAt(index));
    if (!row)
        return;
    QString note;
    const PinTarget target = targetOf(m_model->tagAt(index), m_model->platformAt(index), note);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto addCopy = [&](const QString &text, const QString &what) {
        QAction *action = menu->addAction(text);
        action->setEnabled(!what.isEmpty());
        connect(action, &QAction::triggered, this,
            [what] { QGuiApplication::clipboard()->setText(what); });
    };
    addCopy(tr("Copy &reference"), m_browser->image().withTag(target.tag, target.digest));
    addCopy(tr("Copy &digest"), target.digest);
    menu->popup(m_ui->tags->viewport()->mapToGlobal(position));
}

bool TagPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    // Else Enter would also press the default button, with what was chosen before.
    if (watched == m_ui->repository->lineEdit()
        && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        openRepository();
        return true;
    }
    const bool isMove = key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown
        || key == Qt::Key_PageUp;
    if (watched == m_ui->search && isMove && m_ui->pages->currentWidget() == m_ui->tags) {
        QApplication::sendEvent(m_ui->tags, event);
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace Pinion

#include "moc_tagpicker.cpp"
