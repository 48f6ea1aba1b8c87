// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/findingline.h"

#include "ui/findings/fixes.h"
#include "ui/findings/levels.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Pinion {

FindingLine::FindingLine(Analysis &analysis, QWidget *parent)
    : QWidget(parent)
    , m_analysis(analysis)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_fix(new QPushButton(this))
    , m_more(new QPushButton(tr("More"), this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 2, 0, 2);
    grid->setSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    grid->addWidget(m_text, 0, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_fix);
    buttons->addWidget(m_more);
    buttons->addStretch(1);
    grid->addLayout(buttons, 1, 1);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_fix->setAccessibleName(tr("Fix"));
    m_more->setAccessibleName(m_more->text());
    m_icon->setFixedSize(18, 20);
    for (QPushButton *button : {m_fix, m_more}) {
        button->setAutoDefault(false);
        button->setMinimumHeight(26);
    }
    connect(m_fix, &QPushButton::clicked, this, &FindingLine::applyFirstFix);
    connect(m_more, &QPushButton::clicked, this,
        [this] { emit moreRequested(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    hide();
}

void FindingLine::show(const std::vector<const Finding *> &findings, bool isStale)
{
    m_hasFindings = !findings.empty();
    setVisible(m_hasFindings);
    m_sentence.clear();
    if (!m_hasFindings)
        return;
    m_finding = *findings.front();
    const QString level = levelName(levelOf(m_finding));
    m_sentence = QString(level + u": " + m_finding.message);
    m_icon->setPixmap(levelIcon(levelOf(m_finding)).pixmap(QSize(16, 16)));
    m_icon->setAccessibleName(level);
    m_text->setText(
        u"<b>%1:</b> %2"_s.arg(level.toHtmlEscaped(), m_finding.message.toHtmlEscaped()));
    m_text->setAccessibleName(m_sentence);
    QStringList details{QString(level + u" – " + m_finding.rule)};
    if (m_finding.answer)
        details << answerSentence(*m_finding.answer);
    m_text->setToolTip(
        u"<p>%1</p>"_s.arg(details.join(u'\n').toHtmlEscaped().replace(u'\n', "<br>"_L1)));
    setEnabled(!isStale);
    const bool hasFix = !m_finding.fixes.empty();
    m_fix->setVisible(hasFix);
    if (hasFix) {
        const Fix &fix = m_finding.fixes.front();
        m_fix->setText(
            fix.question && !fix.title.endsWith(u'…') ? QString(fix.title + u'…') : fix.title);
        m_fix->setAccessibleName(m_fix->text());
        m_fix->setToolTip(tr("One undo step"));
    }
    m_more->setVisible(findings.size() > 1 || m_finding.fixes.size() != 1);
    m_more->setText(findings.size() > 1 ? tr("%1 more").arg(findings.size() - 1) : tr("More"));
    m_more->setAccessibleName(tr("More about: %1").arg(m_finding.message));
}

QColor FindingLine::color() const
{
    return Theme::of(this).color(levelColor(levelOf(m_finding)));
}

void FindingLine::applyFirstFix()
{
    if (m_finding.fixes.empty())
        return;
    const Finding finding = m_finding; // applying it may make this line show another
    applyFix(window(), m_analysis, finding, finding.fixes.front());
}

} // namespace Pinion

#include "moc_findingline.cpp"
