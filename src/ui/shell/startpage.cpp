// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/startpage.h"

#include "ui/theme/icons.h"

#include <QCommandLinkButton>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int ColumnWidth = 640;
constexpr int RowHeight = 28;

QString shortFolder(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    const QString home = QDir::homePath();
    return folder.startsWith(home + u'/') ? u'~' + folder.mid(home.size()) : folder;
}

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QLabel *faint(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QPushButton *rowButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAccessibleName(name);
    button->setMinimumHeight(RowHeight);
    return button;
}

void clearRows(QGridLayout *rows)
{
    while (QLayoutItem *item = rows->takeAt(0)) {
        const std::unique_ptr<QLayoutItem> owned(item);
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // one of them may have been clicked just now
        }
    }
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
{
    m_recovery = createRecovery();
    m_recent = createRecent();
    setObjectName(u"startPage"_s);
    auto *column = new QWidget(this);
    column->setMaximumWidth(ColumnWidth);
    auto *lines = new QVBoxLayout(column);
    lines->setSpacing(16);
    lines->addStretch(1);
    lines->addLayout(createTitle());
    lines->addWidget(m_recovery);
    lines->addLayout(createWays());
    lines->addWidget(m_recent);
    auto *tip = faint(tr("Tip: copied JSON can be pasted here; it opens as a new document."), this);
    tip->setWordWrap(true);
    lines->addWidget(tip);
    lines->addStretch(2);

    auto *page = new QWidget(this);
    auto *centered = new QHBoxLayout(page);
    centered->addStretch(1);
    centered->addWidget(column, 6);
    centered->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
}

QLayout *StartPage::createTitle()
{
    auto *title = new QLabel(u"Pinion"_s, this);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() + 12);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(title);
    lines->addWidget(faint(tr("Marathon app definitions, checked before they run."), this));
    return lines;
}

QLayout *StartPage::createWays()
{
    auto *newApp = new QCommandLinkButton(
        tr("New app…"), tr("Start from a template with a health check and a safe rollout"), this);
    newApp->setObjectName(u"startNewApp"_s);
    newApp->setIcon(themeIcon(Icon::New));
    connect(newApp, &QCommandLinkButton::clicked, this, &StartPage::newAppRequested);
    auto *open = new QCommandLinkButton(
        tr("Open file…"), tr("Or drop files anywhere on this window"), this);
    open->setObjectName(u"startOpen"_s);
    open->setIcon(themeIcon(Icon::Open));
    connect(open, &QCommandLinkButton::clicked, this, &StartPage::openRequested);
    auto *cluster
        = new QCommandLinkButton(tr("From cluster…"), tr("Open what is running now"), this);
    cluster->setObjectName(u"startFromCluster"_s);
    cluster->setIcon(themeIcon(Icon::Folder));
    connect(cluster, &QCommandLinkButton::clicked, this, &StartPage::fromClusterRequested);
    auto *ways = new QHBoxLayout;
    ways->addWidget(newApp, 1);
    ways->addWidget(open, 1);
    ways->addWidget(cluster, 1);
    return ways;
}

QWidget *StartPage::createRecent()
{
    auto *part = new QWidget(this);
    auto *lines = new QVBoxLayout(part);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(heading(tr("Recent"), part));
    m_recentRows = new QGridLayout;
    m_recentRows->setHorizontalSpacing(16);
    m_recentRows->setVerticalSpacing(2);
    m_recentRows->setColumnStretch(1, 1);
    lines->addLayout(m_recentRows);
    part->hide();
    return part;
}

QWidget *StartPage::createRecovery()
{
    auto *part = new QWidget(this);
    part->setObjectName(u"recoveryList"_s);
    auto *lines = new QVBoxLayout(part);
    lines->setContentsMargins(0, 0, 0, 0);
    m_recoveryTitle = heading({}, part);
    m_recoveryTitle->setWordWrap(true);
    m_recoveryTitle->setObjectName(u"recoveryTitle"_s);
    lines->addWidget(m_recoveryTitle);
    m_recoveryRows = new QGridLayout;
    m_recoveryRows->setHorizontalSpacing(12);
    m_recoveryRows->setVerticalSpacing(4);
    m_recoveryRows->setColumnStretch(1, 1);
    lines->addLayout(m_recoveryRows);
    part->hide();
    return part;
}

void StartPage::setRecovery(std::vector<RecoveryEntry> entries)
{
    clearRows(m_recoveryRows);
    m_recoveryTitle->setText(
        tr("Pinion closed unexpectedly. %n document(s) (has|have) changes that were not saved.",
            nullptr, int(entries.size())));
    for (int row = 0; row < int(entries.size()); ++row)
        addRecoveryRow(row, entries.at(size_t(row)));
    m_hasRecovery = !entries.empty();
    m_recovery->setVisible(m_hasRecovery);
}

void StartPage::addRecoveryRow(int row, const RecoveryEntry &entry)
{
    const QString name = entry.document.displayName();
    auto *label = new QLabel(name, this);
    label->setToolTip(entry.document.path);
    const QString when
        = QLocale().toString(entry.document.keptAt.toLocalTime(), QLocale::ShortFormat);
    auto *changes = rowButton(tr("Show changes"), tr("Show changes of %1").arg(name), this);
    auto *restore = rowButton(tr("Restore"), tr("Restore %1").arg(name), this);
    auto *discard = rowButton(tr("Discard"), tr("Discard changes of %1").arg(name), this);
    connect(
        changes, &QPushButton::clicked, this, [this, entry] { emit showChangesRequested(entry); });
    connect(restore, &QPushButton::clicked, this, [this, entry] { emit restoreRequested(entry); });
    connect(discard, &QPushButton::clicked, this, [this, entry] { emit discardRequested(entry); });

    m_recoveryRows->addWidget(label, row, 0);
    m_recoveryRows->addWidget(faint(tr("kept %1").arg(when), this), row, 1);
    m_recoveryRows->addWidget(changes, row, 2);
    m_recoveryRows->addWidget(restore, row, 3);
    m_recoveryRows->addWidget(discard, row, 4);
}

void StartPage::setRecentFiles(const QStringList &paths)
{
    clearRows(m_recentRows);
    for (int row = 0; row < int(paths.size()); ++row)
        addRecentRow(row, paths.at(row));
    m_recent->setVisible(!paths.isEmpty());
}

void StartPage::addRecentRow(int row, const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const bool exists = QFileInfo::exists(path);
    auto *open = new QToolButton(this);
    open->setText(QString(name).replace(u'&', u"&&"_s));
    open->setIcon(themeIcon(Icon::File));
    open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    open->setAutoRaise(true);
    open->setFocusPolicy(Qt::StrongFocus);
    open->setMinimumHeight(RowHeight);
    open->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    open->setAccessibleName(tr("Open %1").arg(path));
    open->setToolTip(path);
    open->setEnabled(exists);
    connect(open, &QToolButton::clicked, this, [this, path] { emit openFileRequested(path); });
    const QString folder = shortFolder(path);
    auto *place = faint(exists ? folder : tr("%1 (missing)").arg(folder), this);
    m_recentRows->addWidget(open, row, 0);
    m_recentRows->addWidget(place, row, 1);
    if (exists)
        return;
    auto *forget = rowButton(tr("Forget"), tr("Forget %1").arg(path), this);
    connect(forget, &QPushButton::clicked, this, [this, path] { emit forgetRequested(path); });
    m_recentRows->addWidget(forget, row, 2);
}

} // namespace Pinion

#include "moc_startpage.cpp"
