// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/reviewdialog.h"

#include "deploy/followreason.h"
#include "deploy/guard.h"
#include "ui/deploy/reviewguard.h"
#include "ui/diff/changesview.h"
#include "ui/findings/levels.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetbadge.h"
#include "ui/targets/targetband.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// More sentences than this do not fit above the changes; the others are counted.
constexpr size_t MostForecasts = 4;
constexpr size_t MostNotes = 5;

FindingLevel levelOf(ForecastWeight weight)
{
    switch (weight) {
    case ForecastWeight::Danger:
        return FindingLevel::Error;
    case ForecastWeight::Warning:
        return FindingLevel::Warning;
    case ForecastWeight::Info:
        break;
    }
    return FindingLevel::Advice;
}

QWidget *noteRow(const ForecastNote &note, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *items = new QHBoxLayout(row);
    items->setContentsMargins({});
    items->setSpacing(6);
    auto *icon = new QLabel(row);
    icon->setPixmap(levelIcon(levelOf(note.weight)).pixmap(16, 16));
    icon->setAccessibleName(levelName(levelOf(note.weight)));
    icon->setAlignment(Qt::AlignTop);
    auto *text = new QLabel(note.text, row);
    text->setObjectName(u"note:"_s + note.id);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    items->addWidget(icon);
    items->addWidget(text, 1);
    return row;
}

/// Nothing to deploy; and why a new image behind an old tag makes no difference to that.
QString nothingText(const ReviewCase &review)
{
    QString text = ReviewDialog::tr("Nothing to deploy: %1 already runs this definition.")
                       .arg(review.target.name);
    if (!review.unpinned.isEmpty())
        text += u"\n\n"_s
            + ReviewDialog::tr("The tag of %1 may have moved since; Marathon would not notice. Pin "
                               "the image to deploy the new one.")
                  .arg(review.unpinned.join(u", "_s));
    return text;
}

} // namespace

ReviewDialog::ReviewDialog(ReviewCase review, std::optional<ReviewCase> kept, QWidget *parent)
    : QDialog(parent)
    , m_review(std::move(review))
    , m_other(std::move(kept))
{
    setObjectName(u"reviewDialog"_s);
    setWindowTitle(
        tr("Review: %1 → %2").arg(m_review.request.ids().join(u", "_s), m_review.target.name));
    resize(1120, 760);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 12);
    lines->addWidget(new TargetBand(m_review.target, this));
    if (m_other)
        std::swap(m_review, *m_other);
    build();
}

void ReviewDialog::build()
{
    m_inside = new QWidget(this);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_inside, 1);
    auto *inside = new QVBoxLayout(m_inside);
    inside->setContentsMargins(12, 4, 12, 0);
    addForecast(*inside);
    addDrifts(*inside);
    addNewImages(*inside);
    addNotes(*inside);
    m_changes = new ChangesView(m_inside);
    m_changes->setCheckable(true);
    m_changes->setTexts(m_review.texts, m_review.version, nothingText(m_review));
    inside->addWidget(m_changes, 1);
    addFindings(*inside);
    m_guard = new ReviewGuard(m_review, m_inside);
    inside->addWidget(m_guard);
    addButtons(*inside);
    connect(m_guard, &ReviewGuard::changed, this, &ReviewDialog::updateButton);
    connect(m_changes, &ChangesView::reviewedChanged, this, &ReviewDialog::updateButton);
    updateButton();
    m_changes->list().setFocus();
}

void ReviewDialog::exchange()
{
    std::swap(m_review, *m_other);
    m_inside->hide();
    m_inside->deleteLater(); // the button that was pressed is in it
    build();
    m_inside->show();
}

/// What others have changed, and whose values are to be sent.
void ReviewDialog::addDrifts(QVBoxLayout &lines)
{
    if (m_review.drifts.empty())
        return;
    QStringList changes;
    for (const TargetDrift &drift : m_review.drifts) {
        const QString none = tr("nothing");
        changes.append(tr("%1 %2 → %3")
                           .arg(drift.label, drift.before.isEmpty() ? none : drift.before,
                               drift.now.isEmpty() ? none : drift.now));
    }
    Message message{Message::Kind::Warning,
        tr("Changed on %1 since you opened it: %2.")
            .arg(m_review.target.name, changes.join(u", "_s))};
    if (m_other && m_review.keepsDrifts) {
        message.text += u' ' + tr("What runs is kept.");
        message.buttons.append({tr("Use the file instead"), [this] { exchange(); }});
    } else if (m_other) {
        message.text += u' ' + tr("The file replaces it.");
        message.buttons.append({tr("Keep what runs"), [this] { exchange(); }});
    }
    auto *bar = new MessageBar(m_inside);
    bar->setObjectName(u"reviewDrifts"_s);
    bar->showMessage(message);
    lines.addWidget(bar);
}

/// What the nodes will have to fetch, and the way to have it there before.
void ReviewDialog::addNewImages(QVBoxLayout &lines)
{
    if (m_review.newImages.empty())
        return;
    const NewImage &first = m_review.newImages.front();
    const auto others = int(m_review.newImages.size()) - 1;
    const QString names = others == 0
        ? first.reference
        : tr("%1 and %n more image(s)", nullptr, others).arg(first.reference);
    auto *bar = new MessageBar(m_inside);
    bar->setObjectName(u"reviewNewImages"_s);
    bar->showMessage({Message::Kind::Info,
        tr("New on %1: %2. Each node fetches it when an instance starts there.")
            .arg(m_review.target.name, names),
        {{tr("Pre-pull…"), [this, app = first.app] {
              reject();
              emit prepullRequested(app);
          }}}});
    lines.addWidget(bar);
}

QLabel *ReviewDialog::addText(QVBoxLayout &lines, const QString &name, const QString &text)
{
    auto *label = new QLabel(text, m_inside);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    lines.addWidget(label);
    return label;
}

void ReviewDialog::addForecast(QVBoxLayout &lines)
{
    const bool isOnly = m_review.forecasts.size() == 1 && m_review.removed.isEmpty();
    QStringList sentences;
    for (size_t i = 0; i < std::min(m_review.forecasts.size(), MostForecasts); ++i) {
        const ReviewedForecast &at = m_review.forecasts[i];
        sentences.append(
            isOnly ? at.forecast.sentence : QString(at.id + u": "_s + at.forecast.sentence));
    }
    if (m_review.forecasts.size() > MostForecasts)
        sentences.append(tr("%n more", nullptr, int(m_review.forecasts.size() - MostForecasts)));
    if (!m_review.removed.isEmpty())
        sentences.append(tr("Removed with all instances: %1.").arg(m_review.removed.join(u", "_s)));
    if (sentences.isEmpty())
        sentences.append(tr("Nothing would happen."));
    QLabel *label = addText(lines, u"forecast"_s, sentences.join(u'\n'));
    QFont large = label->font();
    large.setBold(true);
    label->setFont(large);
    if (m_review.usual.count() > 0 && !m_review.conditions.isSame)
        addText(lines, u"reviewUsual"_s,
            tr("Earlier deployments from here took about %1.").arg(durationText(m_review.usual)));
}

void ReviewDialog::addNotes(QVBoxLayout &lines)
{
    std::vector<ForecastNote> notes;
    for (const ReviewedForecast &at : m_review.forecasts) {
        for (const ForecastNote &note : at.forecast.notes) {
            if (std::find(notes.begin(), notes.end(), note) == notes.end())
                notes.push_back(note);
        }
    }
    std::stable_sort(notes.begin(), notes.end(),
        [](const ForecastNote &a, const ForecastNote &b) { return a.weight > b.weight; });
    notes.resize(std::min(notes.size(), MostNotes));
    for (const ForecastNote &note : notes)
        lines.addWidget(noteRow(note, m_inside));
}

void ReviewDialog::addFindings(QVBoxLayout &lines)
{
    const DeployConditions &conditions = m_review.conditions;
    QStringList parts;
    if (conditions.errors > 0)
        parts.append(levelCount(FindingLevel::Error, conditions.errors));
    if (conditions.warnings > 0)
        parts.append(levelCount(FindingLevel::Warning, conditions.warnings));
    QString text = parts.isEmpty() ? tr("No errors or warnings.") : parts.join(u", "_s) + u'.';
    if (!m_review.unpinned.isEmpty())
        text += u' ' + tr("Not pinned to a digest: %1.").arg(m_review.unpinned.join(u", "_s));
    addText(lines, u"reviewFindings"_s, text);
    QLabel *sent = addText(lines, u"reviewSent"_s, m_review.sentText());
    sent->setForegroundRole(QPalette::PlaceholderText);
}

void ReviewDialog::addButtons(QVBoxLayout &lines)
{
    m_reasons = addText(lines, u"reviewReasons"_s, {});
    auto *row = new QHBoxLayout;
    auto *copy = new QPushButton(tr("&Copy as text"), m_inside);
    copy->setObjectName(u"copyReview"_s);
    auto *back = new QPushButton(tr("&Back"), m_inside);
    back->setObjectName(u"reviewBack"_s);
    const bool isGuarded = m_review.target.isGuarded();
    m_deploy
        = new QPushButton(isGuarded ? tr("Deploy to %1").arg(kindInCapitals(m_review.target.kind))
                                    : tr("&Deploy to %1").arg(m_review.target.name),
            m_inside);
    m_deploy->setObjectName(u"deploy"_s);
    // Return in a field must never send anything.
    for (QPushButton *button : {copy, back, m_deploy})
        button->setAutoDefault(false);
    row->addWidget(copy);
    addRestart(*row);
    row->addStretch();
    row->addWidget(back);
    row->addWidget(m_deploy);
    lines.addLayout(row);
    connect(copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_review.asText()); });
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_deploy, &QPushButton::clicked, this, &QDialog::accept);
}

/// What people may be after who deploy the same once more.
void ReviewDialog::addRestart(QHBoxLayout &row)
{
    const QStringList ids = m_review.request.ids();
    if (!m_review.conditions.isSame || ids.size() != 1)
        return;
    auto *restart = new QPushButton(tr("&Restart instances…"), m_inside);
    restart->setObjectName(u"reviewRestart"_s);
    restart->setAutoDefault(false);
    row.addWidget(restart);
    connect(restart, &QPushButton::clicked, this, [this, id = ids.first()] {
        reject();
        emit restartRequested(id);
    });
}

void ReviewDialog::focusDeploy()
{
    if (!m_review.target.isGuarded() && m_deploy->isEnabled())
        m_deploy->setFocus();
}

void ReviewDialog::updateButton()
{
    if (!m_deploy)
        return;
    DeployConditions conditions = m_review.conditions;
    conditions.acceptedWarnings = m_guard->acceptedWarnings();
    conditions.isReviewed = m_changes->isReviewed();
    const DeployDecision decision = onReviewConfirmed(conditions);
    const bool mayGo = decision.step == DeployStep::Deploy;
    m_deploy->setEnabled(mayGo && m_guard->isTyped());
    m_reasons->setText(decision.reasons.join(u' '));
    m_reasons->setVisible(!decision.reasons.isEmpty());
}

Result<WritePermit> ReviewDialog::permit() const
{
    return DeployGuard::permit(
        m_review.target, DeployAction::Deploy, m_review.request.ids(), m_guard->typed());
}

void ReviewDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool wantsDeploy = isReturn && event->modifiers().testFlag(Qt::ControlModifier);
    if (wantsDeploy && !m_review.target.isGuarded() && m_deploy->isEnabled())
        return accept();
    if (isReturn)
        return event->accept();
    QDialog::keyPressEvent(event);
}

} // namespace Pinion

#include "moc_reviewdialog.cpp"
