// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/changespane.h"

#include "document/appdocument.h"
#include "ui/diff/changesview.h"
#include "ui/findings/analysis.h"
#include "ui/theme/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QTime>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

ChangesPane::ChangesPane(Targets &targets, QWidget *parent)
    : QWidget(parent)
    , m_targets(targets)
    , m_reader(new TargetReader(targets, this))
    , m_view(new ChangesView(this))
{
    setObjectName(u"changesPane"_s);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    createBar();
    lines->addWidget(m_view, 1);
    m_compareTimer.setSingleShot(true);
    m_compareTimer.setInterval(TypingPause);
    m_readTimer.setInterval(ReadPause);
    connect(&m_compareTimer, &QTimer::timeout, this, &ChangesPane::compare);
    connect(&m_readTimer, &QTimer::timeout, this, &ChangesPane::refresh);
    connect(m_view, &ChangesView::jumpRequested, this, &ChangesPane::jumpRequested);
    connect(m_reader, &TargetReader::answered, this,
        [this](const Target &asked, const RunningBodies &bodies) {
            m_running = bodies;
            say(tr("Read from %1 at %2")
                    .arg(asked.host(), QTime::currentTime().toString(u"HH:mm"_s)));
            compare();
        });
    connect(m_reader, &TargetReader::failed, this,
        [this](const Target &, const QString &reason) { say(reason, true); });
    connect(&targets, &Targets::currentChanged, this, [this] {
        fillOthers();
        otherChanged();
    });
    connect(&targets, &Targets::loginChanged, this, [this](const Target &changed) {
        if (target() && target()->credentialKey() == changed.credentialKey())
            refresh();
    });
    fillOthers();
    setFocusProxy(&m_view->list());
}

void ChangesPane::createBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 0);
    auto *label = new QLabel(tr("&Compare with"), bar);
    m_other = new QComboBox(bar);
    m_other->setObjectName(u"compareWith"_s);
    m_other->setMinimumWidth(180);
    label->setBuddy(m_other);
    m_state = new QLabel(bar);
    m_state->setObjectName(u"compareState"_s);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setWordWrap(true);
    m_again = new QToolButton(bar);
    m_again->setObjectName(u"readAgain"_s);
    m_again->setText(tr("Read again"));
    m_again->setAutoRaise(true);
    m_again->setMinimumHeight(26);
    row->addWidget(label);
    row->addWidget(m_other);
    row->addWidget(m_state, 1);
    row->addWidget(m_again);
    layout()->addWidget(bar);
    connect(m_other, &QComboBox::activated, this,
        [this] { compareWith(Other(m_other->currentData().toInt())); });
    connect(m_again, &QToolButton::clicked, this, &ChangesPane::refresh);
}

void ChangesPane::setAnalysis(Analysis *analysis)
{
    if (m_analysis) {
        m_analysis->disconnect(this);
        m_analysis->document().disconnect(this);
    }
    m_analysis = analysis;
    m_seen = {};
    if (m_analysis) {
        const AppDocument &document = m_analysis->document();
        connect(&document, &AppDocument::changed, this, &ChangesPane::compareSoon);
        connect(&document, &AppDocument::saved, this, &ChangesPane::compareSoon);
    }
    otherChanged();
}

void ChangesPane::fillOthers()
{
    m_other->clear();
    if (const Target *current = m_targets.current())
        m_other->addItem(tr("What runs on %1").arg(current->name), int(Other::Target));
    m_other->addItem(tr("The file on disk"), int(Other::File));
    m_other->setCurrentIndex(std::max(0, m_other->findData(int(m_wanted))));
}

const Target *ChangesPane::target() const
{
    return m_wanted == Other::Target ? m_targets.current() : nullptr;
}

const RunningBodies *ChangesPane::running() const
{
    return m_running ? &*m_running : nullptr;
}

bool ChangesPane::haveBeenSeen(const Target &target, const RunningBodies &running) const
{
    return m_analysis && m_seen.document == m_analysis->document().snapshot()
        && m_seen.target == target.name && m_seen.running == versionsOf(running);
}

void ChangesPane::compareWith(Other other)
{
    m_wanted = other;
    fillOthers();
    otherChanged();
}

void ChangesPane::otherChanged()
{
    m_reader->cancel();
    m_running.reset();
    say({});
    m_again->setVisible(target() != nullptr);
    refresh();
    compare();
}

void ChangesPane::refresh()
{
    const Target *other = target();
    if (!other || !m_analysis || !m_isInSight || m_reader->isBusy())
        return;
    Result<RunningQuestion> question
        = RunningQuestion::about(m_analysis->document().lastValidSnapshot()->tree);
    if (!question)
        return say(question.error().text(), true);
    question->wantsAgents = true;
    if (!m_running)
        say(tr("Asking %1…").arg(other->name));
    m_reader->read(*other, *question);
}

void ChangesPane::stepChange(int direction)
{
    m_view->stepChange(direction);
}

void ChangesPane::say(const QString &text, bool isError)
{
    m_state->setText(text);
    QPalette colors = palette();
    if (isError)
        colors.setColor(QPalette::WindowText, Theme::of(this).color(Theme::Role::Error));
    m_state->setPalette(colors);
}

void ChangesPane::setInSight(bool isInSight)
{
    if (m_isInSight == isInSight)
        return;
    m_isInSight = isInSight;
    if (!isInSight) {
        m_readTimer.stop();
        return;
    }
    m_readTimer.start();
    refresh();
    compare();
}

// ---- comparing

void ChangesPane::compareSoon()
{
    if (m_isInSight)
        m_compareTimer.start();
}

void ChangesPane::compare()
{
    m_compareTimer.stop();
    if (!m_analysis) {
        m_view->setTexts({}, DefaultMarathonVersion, tr("Open a file to see what changes."));
    } else if (target()) {
        compareWithTarget();
    } else {
        compareWithFile();
    }
}

void ChangesPane::compareWithFile()
{
    const AppDocument &document = m_analysis->document();
    const ServerSettings server = toldServer(*m_analysis);
    const ComparedTexts::Other file{
        document.savedBytes(), BodyOrigin::Written, tr("The file on disk")};
    const std::shared_ptr<const DocumentSnapshot> snapshot = document.lastValidSnapshot();
    const bool isSaved = !document.path().isEmpty();
    const bool isComparable = isSaved && snapshot && JsonTree::parse(file.bytes).isValid();
    QString empty = tr("Nothing has changed since it was saved.");
    if (!isSaved)
        empty = tr("It has not been saved to a file yet.");
    else if (!isComparable)
        empty = tr("There is no JSON to compare.");
    else if (document.isDirty())
        empty = tr("The text differs from the file, but means the same to Marathon.");
    std::shared_ptr<const ComparedTexts> texts;
    if (isComparable)
        texts = std::make_shared<const ComparedTexts>(file, snapshot, m_analysis->config(), server);
    m_view->setTexts(std::move(texts), server.version, empty);
}

void ChangesPane::compareWithTarget()
{
    if (!m_running) {
        m_view->setTexts({}, DefaultMarathonVersion, m_state->text());
        return;
    }
    std::shared_ptr<const ComparedTexts> texts = compareWithRunning(
        *m_analysis, m_analysis->document().lastValidSnapshot(), *target(), *m_running);
    const QString empty = texts
        ? tr("Nothing to deploy: %1 already runs this definition.").arg(target()->name)
        : tr("There is no JSON to compare.");
    if (texts && m_isInSight)
        m_seen = {m_analysis->document().snapshot(), target()->name, versionsOf(*m_running)};
    m_view->setTexts(std::move(texts), m_running->settings(toldServer(*m_analysis)).version, empty);
}

} // namespace Pinion

#include "moc_changespane.cpp"
