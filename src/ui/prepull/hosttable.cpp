// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prepull/hosttable.h"

#include "ui/theme/icons.h"

#include <QCollator>
#include <QFontDatabase>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

enum Column { Node, State, Time, Detail };
constexpr int WordsRole = Qt::UserRole;
constexpr int WordsLines = 6;

struct StateLook
{
    HostState state;
    const char *words;
    Icon icon;
    Theme::Role role;
};
constexpr StateLook Looks[]{
    {HostState::Queued, QT_TRANSLATE_NOOP("Pinion::HostTable", "waiting"), Icon::Menu,
        Theme::Role::HelpText},
    {HostState::Pulling, QT_TRANSLATE_NOOP("Pinion::HostTable", "pulling"), Icon::Moves,
        Theme::Role::Advice},
    {HostState::Done, QT_TRANSLATE_NOOP("Pinion::HostTable", "done"), Icon::Pinned,
        Theme::Role::Good},
    {HostState::Failed, QT_TRANSLATE_NOOP("Pinion::HostTable", "failed"), Icon::Error,
        Theme::Role::Error},
    {HostState::TimedOut, QT_TRANSLATE_NOOP("Pinion::HostTable", "timed out"), Icon::Error,
        Theme::Role::Error},
    {HostState::NotReached, QT_TRANSLATE_NOOP("Pinion::HostTable", "not reached"), Icon::Warning,
        Theme::Role::Warning},
    {HostState::Cancelled, QT_TRANSLATE_NOOP("Pinion::HostTable", "stopped"), Icon::Close,
        Theme::Role::HelpText},
};

const StateLook &lookOf(HostState state)
{
    return *std::find_if(std::begin(Looks), std::end(Looks),
        [state](const StateLook &look) { return look.state == state; });
}

QString stateText(const HostRow &row)
{
    const QString words = HostTable::tr(lookOf(row.state).words);
    return row.attempts > 1 ? HostTable::tr("%1 (attempt %2)").arg(words).arg(row.attempts) : words;
}

QString timeText(const HostRow &row, const QDateTime &now)
{
    const QDateTime since = row.pullsSince.isValid() ? row.pullsSince : row.waitsSince;
    const QDateTime until = row.endedAt.isValid() ? row.endedAt : now;
    return since.isValid() ? spanText(std::max<qint64>(0, since.secsTo(until))) : QString();
}

/// What can be done about it, and what Docker said.
QString wordsText(const HostRow &row)
{
    QStringList parts;
    if (const PullFailure *failure = findPullFailure(row.code))
        parts.append(QString::fromLatin1(failure->hint.data(), qsizetype(failure->hint.size())));
    if (!row.words.isEmpty())
        parts.append(QString::fromUtf8(row.words).trimmed());
    return parts.join(u"\n\n"_s);
}

} // namespace

bool isBefore(const QString &host, const QString &other)
{
    static const QCollator natural = [] {
        QCollator collator{QLocale(QLocale::English)};
        collator.setNumericMode(true);
        return collator;
    }();
    return natural.compare(host, other) < 0;
}

QString spanText(qint64 seconds)
{
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

HostTable::HostTable(const QString &tableName, QWidget *parent)
    : QWidget(parent)
    , m_table(new QTreeWidget(this))
    , m_words(new QPlainTextEdit(this))
{
    m_table->setObjectName(tableName);
    m_table->setAccessibleName(tr("Nodes"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setHeaderLabels({tr("Node"), tr("State"), tr("Time"), tr("Detail")});
    for (const Column column : {Node, State, Time})
        m_table->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_table->header()->setStretchLastSection(true);
    m_words->setObjectName(u"prepullWords"_s);
    m_words->setAccessibleName(tr("What Docker wrote"));
    m_words->setReadOnly(true);
    m_words->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_words->setFixedHeight(m_words->fontMetrics().lineSpacing() * WordsLines);
    m_words->hide();
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->addWidget(m_table, 1);
    lines->addWidget(m_words);
    connect(m_table, &QTreeWidget::currentItemChanged, this, &HostTable::showWords);
}

QTreeWidgetItem *HostTable::itemOf(const QString &host) const
{
    const QList<QTreeWidgetItem *> found = m_table->findItems(host, Qt::MatchExactly, Node);
    return found.value(0);
}

void HostTable::setRows(const std::vector<HostRow> &rows, const QDateTime &now)
{
    const bool areSame = m_table->topLevelItemCount() == int(rows.size())
        && std::all_of(rows.begin(), rows.end(),
            [this](const HostRow &row) { return itemOf(row.host) != nullptr; });
    if (!areSame) // another run
        m_table->clear();
    for (const HostRow &row : rows)
        showRow(row, now);
    showWords();
}

void HostTable::showRow(const HostRow &row, const QDateTime &now)
{
    QTreeWidgetItem *item = itemOf(row.host);
    if (!item) {
        item = new QTreeWidgetItem(m_table);
        item->setText(Node, row.host);
        item->setTextAlignment(Time, Qt::AlignRight | Qt::AlignVCenter);
    }
    const StateLook &look = lookOf(row.state);
    item->setText(State, stateText(row));
    item->setIcon(State, themeIcon(look.icon, look.role));
    item->setText(Time, timeText(row, now));
    const QString detail = row.state == HostState::Done ? row.digest : row.reason;
    item->setText(Detail, detail);
    item->setToolTip(Detail, detail);
    item->setData(Node, WordsRole, wordsText(row));
}

void HostTable::showWords()
{
    const QTreeWidgetItem *item = m_table->currentItem();
    const QString words = item ? item->data(Node, WordsRole).toString() : QString();
    m_words->setVisible(!words.isEmpty());
    if (m_words->toPlainText() != words)
        m_words->setPlainText(words);
}

} // namespace Pinion

#include "moc_hosttable.cpp"
