// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/rollbackdialog.h"

#include "ui/cluster/approw.h"
#include "ui/history/versionsummary.h"
#include "ui/registry/tagtexts.h"
#include "ui/targets/targetband.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QLabel *textLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

RollBackDialog::RollBackDialog(const Target &target, WayBack way, const EarlierImage &image,
    const QString &change, QWidget *parent)
    : QDialog(parent)
    , m_way(std::move(way))
    , m_image(image)
{
    setObjectName(u"rollBackDialog"_s);
    setWindowTitle(tr("Roll back %1").arg(m_way.now.id));
    setMinimumWidth(520);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 12);
    lines->addWidget(new TargetBand(target, this));
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 8, 16, 0);
    inside->setSpacing(12);
    lines->addLayout(inside);
    QLabel *title = textLabel(tr("Roll back %1 to the version of %2")
                                  .arg(m_way.now.id, versionTime(m_way.earlier.version)),
        this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    inside->addWidget(title);
    QLabel *what = textLabel(tr("Against what runs: %1.").arg(change), this);
    what->setObjectName(u"rollBackChange"_s);
    inside->addWidget(what);
    addInstances(*inside);
    addImage(*inside);
    inside->addStretch();
    addButtons(*inside);
}

void RollBackDialog::addInstances(QVBoxLayout &lines)
{
    if (m_way.now.instances == m_way.earlier.instances)
        return;
    m_keeps = new QCheckBox(tr("&Keep the present %n instance(s); that version asked for %1",
                                nullptr, m_way.now.instances)
                                .arg(m_way.earlier.instances),
        this);
    m_keeps->setObjectName(u"keepInstances"_s);
    m_keeps->setChecked(m_way.keepsInstances);
    lines.addWidget(m_keeps);
}

void RollBackDialog::addImage(QVBoxLayout &lines)
{
    if (!m_image.mayMove)
        return;
    const QString tag = shortImage(m_way.earlier.image);
    QLabel *warning = textLabel(m_image.hasMoved
            ? tr("This version uses %1, which has moved since. The old definition would run the "
                 "new image.")
                  .arg(tag)
            : tr("This version uses %1, a tag that moves: going back to the definition may not "
                 "bring back the image.")
                  .arg(tag),
        this);
    warning->setObjectName(u"movingTag"_s);
    QPalette colors;
    colors.setColor(QPalette::WindowText, Theme::of(this).color(Theme::Role::Warning));
    warning->setPalette(colors);
    lines.addWidget(warning);
    if (m_image.thatRan.isEmpty())
        return;
    m_thatRan = new QRadioButton(
        tr("Use the &image that ran then: %1").arg(shortDigest(m_image.thatRan.section(u'@', 1))),
        this);
    m_thatRan->setObjectName(u"imageThatRan"_s);
    m_thatRan->setToolTip(m_image.thatRan);
    m_thatRan->setChecked(true);
    auto *asItIs = new QRadioButton(tr("Use %1 as it is &now").arg(tag), this);
    asItIs->setObjectName(u"imageAsItIs"_s);
    lines.addWidget(m_thatRan);
    lines.addWidget(asItIs);
}

void RollBackDialog::addButtons(QVBoxLayout &lines)
{
    auto *row = new QHBoxLayout;
    row->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *review = new QPushButton(tr("Review…"), this);
    review->setObjectName(u"reviewRollBack"_s);
    review->setDefault(true); // sends nothing yet
    row->addWidget(cancel);
    row->addWidget(review);
    lines.addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(review, &QPushButton::clicked, this, &QDialog::accept);
}

WayBack RollBackDialog::way() const
{
    WayBack way = m_way;
    way.keepsInstances = m_keeps && m_keeps->isChecked();
    if (m_thatRan && m_thatRan->isChecked())
        way.image = m_image.thatRan;
    return way;
}

} // namespace Pinion

#include "moc_rollbackdialog.cpp"
