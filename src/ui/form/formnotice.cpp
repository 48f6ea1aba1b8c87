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
    , m_go(new QPushButton(tr("Go there"), this))
    , m_restore(new QPushButton(tr("Restore last valid text"), this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(m_text, 1);
    m_text->setWordWrap(true);
    for (QPushButton *button : {m_go, m_restore, m_dismiss}) {
        button->setAutoDefault(false);
        button->setMinimumHeight(28);
        button->setAccessibleName(button->text());
        row->addWidget(button);
    }
    setObjectName(u"formNotice"_s);
    m_restore->setObjectName(u"restoreLastValid"_s);
    connect(m_go, &QPushButton::clicked, this, [this] {
        const JsonTree &tree = m_binder.document().tree();
        if (!tree.errors().empty())
            emit m_binder.showInJsonRequested(
                tree.nodeAt(tree.errors().front().range.begin).pointer());
    });
    connect(
        m_restore, &QPushButton::clicked, this, [this] { m_binder.document().restoreLastValid(); });
    connect(m_dismiss, &QPushButton::clicked, this, [this] {
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
    const AppDocument &document = m_binder.document();
    if (m_refusedAt != document.revision())
        m_refusal.clear();
    const bool isBroken = !document.isValid();
    const bool hasGoodState
        = isBroken && document.lastValidSnapshot() && document.lastValidSnapshot()->isValid();
    m_go->setVisible(isBroken);
    m_restore->setVisible(hasGoodState);
    m_dismiss->setVisible(!isBroken);
    setVisible(isBroken || !m_refusal.isEmpty());
    if (!isBroken) {
        m_text->setText(m_refusal);
        return;
    }
    const SyntaxError &error = document.tree().errors().front();
    const qsizetype line = document.snapshot()->lines.position(error.range.begin).line;
    m_text->setText(tr("Line %1: %2. The form is read-only until this is fixed.")
                        .arg(line)
                        .arg(describe(error, document.bytes())));
}

void FormNotice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool isBroken = !m_binder.document().isValid();
    painter.fillRect(
        rect(), Theme::of(this).color(isBroken ? Theme::Role::ErrorBar : Theme::Role::WarningBar));
}

} // namespace Pinion

#include "moc_formnotice.cpp"
