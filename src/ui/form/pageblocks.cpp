// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/pageblocks.h"

#include "ui/form/appreading.h"
#include "ui/form/fieldrow.h"
#include "ui/form/findingline.h"
#include "ui/form/segmentedcontrol.h"
#include "ui/form/summaries.h"
#include "ui/form/timelineview.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QLabel *blockLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setFixedWidth(labelWidth(parent));
    label->setWordWrap(true);
    label->setMinimumHeight(28);
    return label;
}

} // namespace

int labelWidth(const QWidget *widget)
{
    return widget->fontMetrics().averageCharWidth() * 22;
}

ModeBlock::ModeBlock(const QString &label, Modes modes, QWidget *parent)
    : PageBlock(parent)
    , m_modes(std::move(modes))
    , m_control(makeModeControl(m_modes, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 2, 2);
    row->addWidget(blockLabel(label, this));
    row->addWidget(m_control, 1);
    m_control->setAccessibleTexts(label, {});
}

void ModeBlock::refresh()
{
    m_control->setCurrent(m_modes.current());
}

void ModeBlock::setEditable(bool isEditable)
{
    m_control->setEnabled(isEditable);
}

StartBlock::StartBlock(FormBinder &binder, QWidget *parent)
    : ModeBlock(tr("Start with"), startModes(binder), parent)
{ }

void StartBlock::arrange(const QList<FieldRow *> &rows)
{
    const QString mode = modes().current();
    for (FieldRow *row : rows) {
        const QByteArray path = row->pointer().toUtf8();
        if (path == "/cmd" || path == "/args")
            row->setSuppressed(path != '/' + mode.toUtf8());
    }
}

EitherBlock::EitherBlock(FormBinder &binder, QWidget *parent)
    : PageBlock(parent)
    , m_binder(binder)
{
    hide();
}

void EitherBlock::arrange(const QList<FieldRow *> &rows)
{
    const bool hasContainer = !m_binder.appNode()["container"].isAbsent();
    for (FieldRow *row : rows) {
        const QByteArray path = row->pointer().toUtf8();
        if (path == "/cmd")
            row->setSuppressed(hasContainer);
        else if (path == "/container/docker/image")
            row->setSuppressed(!hasContainer && !m_binder.appNode()["cmd"].isAbsent());
    }
}

SentenceBlock::SentenceBlock(std::function<QString()> sentence, QWidget *parent)
    : PageBlock(parent)
    , m_sentence(std::move(sentence))
    , m_label(new QLabel(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(m_label);
    m_label->setWordWrap(true);
}

void SentenceBlock::refresh()
{
    m_label->setText(m_sentence());
}

RolloutBlock::RolloutBlock(FormBinder &binder, QWidget *parent)
    : PageBlock(parent)
    , m_binder(binder)
    , m_view(new RolloutView(this))
{
    auto *row = new QVBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(m_view);
}

void RolloutBlock::refresh()
{
    const JsonNode app = m_binder.appNode();
    const JsonNode strategy = app["upgradeStrategy"];
    const bool isLocal = hasLocalVolumes(app);
    const int wanted = instancesOf(app);
    const RolloutNumbers numbers = rolloutNumbers(wanted,
        strategy["minimumHealthCapacity"].toDouble().value_or(isLocal ? 0.5 : 1),
        strategy["maximumOverCapacity"].toDouble().value_or(isLocal ? 0 : 1), isLocal);
    m_view->setRollout(wanted, numbers, rolloutSummary(app));
}

SummaryBlock::SummaryBlock(FormBinder &binder, const QString &label, Section section,
    std::function<QString()> summary, QList<JsonPointer> subjects, QWidget *parent)
    : PageBlock(parent)
    , m_binder(binder)
    , m_summary(std::move(summary))
    , m_subjects(std::move(subjects))
    , m_title(label)
    , m_text(new QLabel(this))
    , m_edit(new QPushButton(tr("Edit"), this))
    , m_finding(new FindingLine(binder.analysis(), this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(8, 2, 2, 2);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(2);
    grid->addWidget(blockLabel(label, this), 0, 0, Qt::AlignTop);
    grid->addWidget(m_text, 0, 1);
    grid->addWidget(m_edit, 0, 2, Qt::AlignTop);
    grid->addWidget(m_finding, 1, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    m_text->setWordWrap(true);
    m_text->setMinimumHeight(28);
    m_edit->setAutoDefault(false);
    m_edit->setMinimumHeight(28);
    m_edit->setAccessibleName(tr("Edit: %1").arg(label));
    connect(m_edit, &QPushButton::clicked, this,
        [this, section] { emit m_binder.pageRequested(section); });
    connect(m_finding, &FindingLine::moreRequested, this, [this](QPoint position) {
        for (const JsonPointer &subject : std::as_const(m_subjects)) {
            if (!m_binder.findings(subject, true).empty()) {
                emit m_binder.fixMenuRequested(m_binder.absolute(subject), position);
                return;
            }
        }
    });
}

void SummaryBlock::refresh()
{
    const QString summary = m_summary();
    m_text->setText(summary);
    m_text->setAccessibleName(QString(m_title + u": " + summary));
}

bool SummaryBlock::covers(const JsonPointer &pointer) const
{
    return std::any_of(m_subjects.begin(), m_subjects.end(),
        [&](const JsonPointer &subject) { return subject.contains(pointer); });
}

void SummaryBlock::refreshFindings()
{
    std::vector<const Finding *> all;
    for (const JsonPointer &subject : std::as_const(m_subjects)) {
        const auto found = m_binder.findings(subject, true);
        all.insert(all.end(), found.begin(), found.end());
    }
    m_finding->show(all, m_binder.analysis().isStale());
}

} // namespace Pinion

#include "moc_pageblocks.cpp"
