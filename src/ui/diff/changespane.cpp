// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/changespane.h"

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

ChangesPane::ChangesPane(CredentialStore *logins, const TargetStore &targets, QWidget *parent)
    : QWidget(parent)
    , m_store(targets)
    , m_reader(new TargetReader(logins, this))
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
    connect(m_other, &QComboBox::activated, this, &ChangesPane::chooseOther);
    connect(m_again, &QToolButton::clicked, this, &ChangesPane::refresh);
}

void ChangesPane::setAnalysis(Analysis *analysis)
{
    if (m_analysis) {
        m_analysis->disconnect(this);
        m_analysis->document().disconnect(this);
    }
    m_analysis = analysis;
    m_running.reset();
    if (m_analysis) {
        const AppDocument &document = m_analysis->document();
        connect(&document, &AppDocument::changed, this, &ChangesPane::compareSoon);
        connect(&document, &AppDocument::saved, this, &ChangesPane::compareSoon);
        connect(&document, &AppDocument::pathChanged, this, &ChangesPane::fillTargets);
    }
    fillTargets();
    chooseOther();
}

/// The file first, then the targets that are known for it.
void ChangesPane::fillTargets()
{
    const QString chosen = m_other->currentData().toString();
    const Result<std::vector<Target>> targets
        = m_store.targets(m_analysis ? m_analysis->document().path() : QString());
    m_targets = targets.value_or(std::vector<Target>());
    m_other->clear();
    m_other->addItem(tr("The file on disk"), QString());
    for (const Target &target : m_targets)
        m_other->addItem(tr("What runs on %1").arg(target.name), target.name);
    m_other->setCurrentIndex(std::max(0, m_other->findData(chosen)));
    if (!targets)
        say(targets.error().text(), true);
}

const Target *ChangesPane::target() const
{
    return findTarget(m_targets, m_other->currentData().toString());
}

const RunningBodies *ChangesPane::running() const
{
    return m_running ? &*m_running : nullptr;
}

void ChangesPane::compareWith(const QString &target)
{
    m_other->setCurrentIndex(std::max(0, m_other->findData(target)));
    chooseOther();
}

void ChangesPane::chooseOther()
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
    if (!other || !m_analysis || !isVisible() || m_reader->isBusy())
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

void ChangesPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_readTimer.start();
    refresh();
    compare();
}

void ChangesPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_readTimer.stop();
}

// ---- comparing

void ChangesPane::compareSoon()
{
    if (isVisible())
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

ServerSettings ChangesPane::toldServer() const
{
    const RuleConfig &config = m_analysis->config();
    return {config.version, config.facts.server, config.parameters.placeholders};
}

void ChangesPane::compareWithFile()
{
    const AppDocument &document = m_analysis->document();
    if (document.path().isEmpty()) {
        m_view->setTexts({}, DefaultMarathonVersion, tr("It has not been saved to a file yet."));
        return;
    }
    show(document.savedBytes(), BodyOrigin::Written, toldServer());
}

void ChangesPane::compareWithTarget()
{
    if (!m_running) {
        m_view->setTexts({}, DefaultMarathonVersion, m_state->text());
        return;
    }
    show(m_running->text, BodyOrigin::Served, m_running->settings(toldServer()));
}

void ChangesPane::show(const QByteArray &other, BodyOrigin origin, const ServerSettings &server)
{
    const AppDocument &document = m_analysis->document();
    const std::shared_ptr<const DocumentSnapshot> snapshot = document.lastValidSnapshot();
    if (!snapshot || !JsonTree::parse(other).isValid()) {
        m_view->setTexts({}, server.version, tr("There is no JSON to compare."));
        return;
    }
    auto texts = std::make_shared<const ComparedTexts>(
        ComparedTexts::Other{other, origin, m_other->currentText()}, snapshot, m_analysis->config(),
        server);
    QString empty = origin == BodyOrigin::Served
        ? tr("Nothing to deploy: %1 already runs this definition.")
              .arg(target() ? target()->name : QString())
        : tr("Nothing has changed since it was saved.");
    if (origin == BodyOrigin::Written && document.isDirty())
        empty = tr("The text differs from the file, but means the same to Marathon.");
    m_view->setTexts(std::move(texts), server.version, empty);
}

} // namespace Pinion

#include "moc_changespane.cpp"
