// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prepull/prepullpages.h"
#include "ui/prepull/prepullsession.h"
#include "ui/targets/targetbadge.h"
#include "ui/targets/targetband.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int MostAtOnce = 1000;
constexpr int MostMinutes = 24 * 60;

QLabel *textLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    return label;
}

QFormLayout *formOn(QWidget *widget)
{
    auto *form = new QFormLayout(widget);
    form->setContentsMargins(24, 0, 0, 0);
    return form;
}

} // namespace

PrepullHowPage::PrepullHowPage(PrepullSession &session, QWidget *parent)
    : QWizardPage(parent)
    , m_session(session)
{
    setTitle(tr("How"));
    setSubTitle(tr("Something has to run “docker pull” on the nodes, and is removed afterwards."));
    setCommitPage(true);
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(new TargetBand(session.target(), this));
    auto *inside = new QWidget(this);
    auto *choices = new QVBoxLayout(inside);
    choices->setContentsMargins(0, 0, 8, 0);
    createWays(*choices);
    createScheduler(*choices);
    createMore(*choices);
    choices->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    lines->addWidget(scroll, 1);
    createEnd(*lines);
}

void PrepullHowPage::createWays(QVBoxLayout &lines)
{
    const auto add = [&](PrepullVia via, const QString &title, const QString &needs) {
        auto *button = new QRadioButton(title, this);
        button->setObjectName(u"prepullVia:"_s + viaName(via));
        auto *text = textLabel(needs, this);
        text->setContentsMargins(24, 0, 0, 0);
        text->setForegroundRole(QPalette::PlaceholderText);
        lines.addWidget(button);
        lines.addWidget(text);
        m_ways.push_back({via, button, text, needs});
        connect(button, &QRadioButton::toggled, this, &PrepullHowPage::showWay);
    };
    add(PrepullVia::Marathon, tr("By &Marathon"),
        tr("A temporary app below /pinion/prepull, deleted at the end. Tells why a node failed."));
    add(PrepullVia::Chronos, tr("By &Chronos"),
        tr("A job for each node, deleted at the end. Needs Chronos 2.5 or later."));
    add(PrepullVia::Eremetic, tr("By &Eremetic"),
        tr("A container for each node, its record deleted at the end. Needs a text attribute that "
           "differs on every node."));
}

void PrepullHowPage::createScheduler(QVBoxLayout &lines)
{
    m_scheduler = new QWidget(this);
    QFormLayout *form = formOn(m_scheduler);
    m_url = new QLineEdit(m_scheduler);
    m_url->setObjectName(u"prepullUrl"_s);
    m_user = new QLineEdit(m_scheduler);
    m_user->setObjectName(u"prepullUser"_s);
    m_user->setPlaceholderText(tr("none"));
    m_password = new QLineEdit(m_scheduler);
    m_password->setObjectName(u"prepullPassword"_s);
    m_password->setEchoMode(QLineEdit::Password);
    form->addRow(tr("A&ddress"), m_url);
    form->addRow(tr("&User"), m_user);
    form->addRow(tr("Pass&word"), m_password);
    lines.addWidget(m_scheduler);
    m_eremetic = new QWidget(this);
    QFormLayout *more = formOn(m_eremetic);
    m_helper = new QLineEdit(m_eremetic);
    m_helper->setObjectName(u"prepullHelper"_s);
    m_helper->setPlaceholderText(
        tr("none: the image itself is started, which needs a shell in it"));
    m_attribute = new QComboBox(m_eremetic);
    m_attribute->setObjectName(u"prepullAttribute"_s);
    more->addRow(tr("Image with a &Docker client"), m_helper);
    more->addRow(tr("&Attribute of the nodes"), m_attribute);
    lines.addWidget(m_eremetic);
    connect(m_url, &QLineEdit::textChanged, this, &PrepullHowPage::completeChanged);
    connect(m_helper, &QLineEdit::textChanged, this, &PrepullHowPage::showHazards);
}

void PrepullHowPage::createMore(QVBoxLayout &lines)
{
    auto *toggle = new QToolButton(this);
    toggle->setObjectName(u"prepullMore"_s);
    toggle->setText(tr("M&ore"));
    toggle->setCheckable(true);
    toggle->setArrowType(Qt::RightArrow);
    toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toggle->setAutoRaise(true);
    lines.addWidget(toggle);
    m_more = new QWidget(this);
    QFormLayout *form = formOn(m_more);
    m_atOnce = new QSpinBox(m_more);
    m_atOnce->setRange(0, MostAtOnce);
    m_atOnce->setSpecialValueText(tr("as many as possible"));
    m_minutes = new QSpinBox(m_more);
    m_minutes->setRange(1, MostMinutes);
    m_minutes->setValue(30);
    m_minutes->setSuffix(tr(" min"));
    m_credentials = new QLineEdit(m_more);
    m_credentials->setPlaceholderText(u"file:///etc/docker.tar.gz"_s);
    connect(m_credentials, &QLineEdit::textChanged, this, &PrepullHowPage::showHazards);
    m_sudo = new QCheckBox(tr("Run docker by “sudo -n”"), m_more);
    form->addRow(tr("Nodes at a &time"), m_atOnce);
    form->addRow(tr("Time &limit for a node"), m_minutes);
    form->addRow(tr("Sign-in for the &registry"), m_credentials);
    form->addRow(QString(), m_sudo);
    lines.addWidget(m_more);
    m_more->hide();
    connect(toggle, &QToolButton::toggled, this, [this, toggle](bool isOpen) {
        toggle->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
        m_more->setVisible(isOpen);
    });
}

void PrepullHowPage::createEnd(QVBoxLayout &lines)
{
    m_hazards = textLabel({}, this);
    m_hazards->setObjectName(u"prepullHazards"_s);
    lines.addWidget(m_hazards);
    m_problem = textLabel({}, this);
    m_problem->setObjectName(u"prepullStartProblem"_s);
    m_problem->hide();
    lines.addWidget(m_problem);
    const QString name = m_session.nameToType();
    if (name.isEmpty()) {
        setButtonText(QWizard::CommitButton, tr("&Start"));
        return;
    }
    const QString kind = kindInCapitals(m_session.target().kind);
    auto *label = new QLabel(tr("T&ype “%1” to run this on %2").arg(name, kind), this);
    m_typed = new QLineEdit(this);
    m_typed->setObjectName(u"prepullTyped"_s);
    label->setBuddy(m_typed);
    lines.addWidget(label);
    lines.addWidget(m_typed);
    setButtonText(QWizard::CommitButton, tr("Start on %1").arg(kind));
    connect(m_typed, &QLineEdit::textChanged, this, &PrepullHowPage::completeChanged);
}

void PrepullHowPage::initializePage()
{
    m_attribute->clear();
    m_attribute->addItems(m_session.tellingNames());
    for (const Way &way : m_ways) {
        const QString objection = m_session.objectionTo(way.via);
        way.button->setEnabled(objection.isEmpty());
        way.text->setText(objection.isEmpty() ? way.needs : objection);
    }
    const auto isUsable = [](const Way &way) { return way.button->isEnabled(); };
    const bool isChosen = std::any_of(m_ways.begin(), m_ways.end(),
        [&](const Way &way) { return isUsable(way) && way.button->isChecked(); });
    const auto first = std::find_if(m_ways.begin(), m_ways.end(), isUsable);
    if (!isChosen && first != m_ways.end())
        first->button->setChecked(true);
    showWay();
}

/// In plain words what is risky about it.
void PrepullHowPage::showHazards()
{
    QString text = tr("Runs a command on %n node(s), as root as a rule; the pulls use network and "
                      "disk of all of them at once.",
        nullptr, int(m_session.draftHosts().size()));
    const bool isContainer = via() == PrepullVia::Eremetic;
    if (isContainer && !m_helper->text().trimmed().isEmpty())
        text += u' '
            + tr("The helper's container gets Docker's socket, and with it full control of the "
                 "node.");
    if (!isContainer && !m_credentials->text().trimmed().isEmpty())
        text += u' '
            + tr("The sign-in lies readable in the task's sandbox until the agent removes that.");
    m_hazards->setText(text);
}

PrepullVia PrepullHowPage::via() const
{
    const auto chosen = std::find_if(
        m_ways.begin(), m_ways.end(), [](const Way &way) { return way.button->isChecked(); });
    return chosen == m_ways.end() ? PrepullVia::Marathon : chosen->via;
}

void PrepullHowPage::showWay()
{
    const PrepullVia chosen = via();
    m_scheduler->setVisible(chosen != PrepullVia::Marathon);
    m_eremetic->setVisible(chosen == PrepullVia::Eremetic);
    m_url->setPlaceholderText(chosen == PrepullVia::Chronos
            ? u"http://chronos.example.com:4400"_s
            : u"http://eremetic.example.com:8000"_s);
    const bool isContainer = chosen == PrepullVia::Eremetic;
    m_credentials->setEnabled(!isContainer);
    m_sudo->setEnabled(!isContainer);
    m_problem->hide();
    if (m_session.scene())
        showHazards();
    emit completeChanged();
}

bool PrepullHowPage::isComplete() const
{
    const bool hasPlace = via() == PrepullVia::Marathon || !m_url->text().trimmed().isEmpty();
    const bool isTyped = !m_typed || m_typed->text() == m_session.nameToType();
    return hasPlace && isTyped;
}

void PrepullHowPage::take() const
{
    PrepullWish &wish = m_session.wish();
    wish.via = via();
    wish.atOnce = m_atOnce->value();
    wish.pullTime = std::chrono::minutes(m_minutes->value());
    const bool isContainer = wish.via == PrepullVia::Eremetic;
    wish.credentials = isContainer ? QString() : m_credentials->text().trimmed();
    wish.user = m_sudo->isChecked() && !isContainer ? PullUser::Sudo : PullUser::AsIs;
    wish.helperImage = isContainer ? m_helper->text().trimmed() : QString();
    m_session.setAttribute(isContainer ? m_attribute->currentText() : QString());
    const Credentials login = m_user->text().isEmpty()
        ? Credentials()
        : Credentials::basic(m_user->text(), m_password->text().toUtf8());
    m_session.setPlace({QUrl(m_url->text().trimmed()), login});
}

bool PrepullHowPage::validatePage()
{
    take();
    const Result<void> started = m_session.start(m_typed ? m_typed->text() : QString());
    m_problem->setVisible(!started);
    if (!started)
        m_problem->setText(started.error().text());
    return started.has_value();
}

} // namespace Pinion
