// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/formnotice.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Pinion {

FormNotice::FormNotice(FormBinder &binder, QWidget *parent)
    : QFrame(parent)
    , m_binder(binder)
    , m_text(new QLabel(this))
{
    auto *dismiss = new QPushButton(tr("Dismiss"), this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(m_text, 1);
    row->addWidget(dismiss);
    m_text->setWordWrap(true);
    dismiss->setAutoDefault(false);
    dismiss->setMinimumHeight(28);
    dismiss->setAccessibleName(dismiss->text());
    setObjectName(u"formNotice"_s);
    connect(dismiss, &QPushButton::clicked, this, [this] {
        m_refusal.clear();
        refresh();
    });
    connect(&binder, &FormBinder::refused, this, &FormNotice::showRefusal);
    hide();
}

void FormNotice::showRefusal(const QString &reason)
{
    m_refusal = reason;
    m_refusedAt = m_binder.document().revision();
    refresh();
}

void FormNotice::refresh()
{
    if (m_refusedAt != m_binder.document().revision())
        m_refusal.clear();
    m_text->setText(m_refusal);
    setVisible(!m_refusal.isEmpty());
}

void FormNotice::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::of(this).color(Theme::Role::WarningBar));
}

} // namespace Pinion

#include "moc_formnotice.cpp"
