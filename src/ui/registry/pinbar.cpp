// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/pinbar.h"

#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QLabel *name(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setAlignment(Qt::AlignRight | Qt::AlignTop);
    return label;
}

QLabel *line(const QString &objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// References have no blanks to break lines at, so they get places where they may break.
QString breakable(const QString &reference)
{
    QString text = reference;
    for (const QChar c : u"/:@"_s)
        text.replace(c, QString(c + QChar(0x200B)));
    constexpr qsizetype Digits = 32;
    const qsizetype digest = text.indexOf(u"sha256:"_s);
    if (digest >= 0)
        text.insert(std::min(digest + 8 + Digits, text.size()), QChar(0x200B));
    return text;
}

} // namespace

PinBar::PinBar(QWidget *parent)
    : QWidget(parent)
    , m_reference(fail(ErrorKind::Invalid, QString()))
    , m_same(line(u"sameImage"_s, this))
    , m_modes(new QButtonGroup(this))
    , m_result(line(u"pinResult"_s, this))
    , m_remark(line(u"pinRemark"_s, this))
    , m_was(line(u"pinWas"_s, this))
    , m_forced(new QCheckBox(tr("Turn off “Pull on every &launch”"), this))
{
    m_forced->setObjectName(u"forcedPullOff"_s);
    m_forced->setToolTip(tr("What is pinned cannot change, so there is nothing to pull again"));
    for (QLabel *label : {m_result, m_was})
        label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_was->setForegroundRole(QPalette::PlaceholderText);
    auto *modes = new QHBoxLayout;
    const std::pair<QString, QString> names[] = {{tr("tag &and digest"), u"pinTagAndDigest"_s},
        {tr("&digest only"), u"pinDigest"_s}, {tr("ta&g only"), u"pinTag"_s}};
    for (int id = 0; id < int(std::size(names)); ++id) {
        auto *button = new QRadioButton(names[id].first, this);
        button->setObjectName(names[id].second);
        m_modes->addButton(button, id);
        modes->addWidget(button);
    }
    modes->addStretch(1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setColumnStretch(1, 1);
    grid->addWidget(name(tr("Same image as"), this), 0, 0);
    grid->addWidget(m_same, 0, 1);
    grid->addWidget(name(tr("Pin as"), this), 1, 0, Qt::AlignRight | Qt::AlignVCenter);
    grid->addLayout(modes, 1, 1);
    grid->addWidget(name(tr("Result"), this), 2, 0);
    grid->addWidget(m_result, 2, 1);
    grid->addWidget(m_remark, 3, 1);
    grid->addWidget(name(tr("Now"), this), 4, 0);
    grid->addWidget(m_was, 4, 1);
    grid->addWidget(m_forced, 5, 1);
    setMode(PinMode::TagAndDigest);
    connect(m_modes, &QButtonGroup::idClicked, this, &PinBar::update);
    setSubject(nullptr);
    setSameImage({});
}

PinBar::~PinBar() = default;

void PinBar::setCurrent(const QString &image, ImageRuntime runtime, bool isForced)
{
    m_current = image;
    m_runtime = runtime;
    m_was->setText(breakable(image));
    m_forced->setVisible(isForced);
    m_forced->setChecked(isForced);
    update();
}

void PinBar::setMode(PinMode mode)
{
    m_modes->button(int(mode))->setChecked(true);
    update();
}

PinMode PinBar::mode() const
{
    return PinMode(m_modes->checkedId());
}

void PinBar::setSubject(const PinSubject *subject)
{
    m_subject = subject ? std::make_unique<PinSubject>(*subject) : nullptr;
    update();
}

void PinBar::setSameImage(const QStringList &tags)
{
    m_same->setText(tags.isEmpty() ? u"–"_s : tags.join(u", "_s));
}

bool PinBar::isWaiting() const
{
    return m_subject && mode() != PinMode::TagOnly && m_subject->target.digest.isEmpty()
        && m_subject->missing.isEmpty();
}

bool PinBar::turnsForcedPullOff() const
{
    return !m_forced->isHidden() && m_forced->isChecked();
}

void PinBar::update()
{
    if (!m_subject)
        m_reference = fail(ErrorKind::Invalid, tr("Choose a tag."));
    else if (isWaiting())
        m_reference = fail(ErrorKind::Invalid, tr("Looking up the digest…"));
    else if (mode() != PinMode::TagOnly && m_subject->target.digest.isEmpty())
        m_reference = fail(ErrorKind::Invalid, m_subject->missing);
    else
        m_reference = pinnedReference(m_subject->repository, m_subject->target, mode(), m_runtime);
    showResult();
    emit changed();
}

QString PinBar::remark() const
{
    if (!m_subject || !m_reference)
        return {};
    if (mode() == PinMode::TagOnly && m_subject->canMove)
        return tr("%1 can point to another image tomorrow; restarts may run different code.")
            .arg(m_subject->target.tag);
    if (mode() == PinMode::TagOnly)
        return tr("Fixed by its name only: registries usually allow overwriting it.");
    return m_subject->note;
}

void PinBar::showResult()
{
    const Theme theme = Theme::of(this);
    const bool isDoubtful = m_subject && mode() == PinMode::TagOnly && m_subject->canMove;
    const QString text = remark();
    m_result->setText(m_reference ? breakable(*m_reference) : m_reference.error().text());
    m_result->setAccessibleName(tr("Result: %1").arg(m_reference.value_or(m_result->text())));
    m_remark->setText(text);
    m_remark->setVisible(!text.isEmpty());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
        theme.color(isDoubtful ? Theme::Role::Warning : Theme::Role::HelpText));
    m_remark->setPalette(colours);
    const bool isRefused = !m_reference && m_subject && !isWaiting();
    colours.setColor(QPalette::WindowText,
        theme.color(isRefused ? Theme::Role::Error
                : m_reference ? Theme::Role::Text
                              : Theme::Role::HelpText));
    m_result->setPalette(colours);
}

void PinBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showResult();
}

} // namespace Pinion

#include "moc_pinbar.cpp"
