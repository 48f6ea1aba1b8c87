// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/tagnotice.h"

#include "ui_signinform.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int IconSize = 32;
constexpr int TextWidth = 520;

} // namespace

TagNotice::TagNotice(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_form(new QWidget(this))
    , m_buttons(new QHBoxLayout)
    , m_ui(std::make_unique<Ui::SignInForm>())
{
    setObjectName(u"tagNotice"_s);
    m_title->setObjectName(u"noticeTitle"_s);
    m_detail->setObjectName(u"noticeDetail"_s);
    m_ui->setupUi(m_form);
    m_form->setMaximumWidth(TextWidth);
    QFont font = m_title->font();
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_icon->setAlignment(Qt::AlignCenter);
    for (QLabel *label : {m_title, m_detail}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFixedWidth(TextWidth);
    }
    auto *lines = new QVBoxLayout(this);
    lines->setSpacing(8);
    lines->addStretch(1);
    for (QWidget *widget : {static_cast<QWidget *>(m_icon), static_cast<QWidget *>(m_title),
             static_cast<QWidget *>(m_detail), m_form})
        lines->addWidget(widget, 0, Qt::AlignHCenter);
    lines->addLayout(m_buttons);
    lines->addStretch(2);
    connect(m_ui->signIn, &QPushButton::clicked, this, &TagNotice::submit);
    for (QLineEdit *edit : {m_ui->user, m_ui->password})
        edit->installEventFilter(this);
    m_form->hide();
}

TagNotice::~TagNotice() = default;

void TagNotice::showText(const Text &text)
{
    m_iconShown = text.icon;
    m_role = text.role;
    m_title->setText(text.title);
    m_detail->setText(text.detail);
    m_detail->setVisible(!text.detail.isEmpty());
    setAccessibleName(text.title);
    setAccessibleDescription(text.detail);
    while (const std::unique_ptr<QLayoutItem> item{m_buttons->takeAt(0)}) {
        if (item->widget())
            item->widget()->deleteLater();
    }
    m_buttons->addStretch(1);
    for (const Button &button : text.buttons) {
        auto *widget = new QPushButton(button.text, this);
        widget->setAutoDefault(false);
        widget->setMinimumHeight(28);
        // Queued: what it does may replace this very button.
        connect(widget, &QPushButton::clicked, this, button.run, Qt::QueuedConnection);
        m_buttons->addWidget(widget);
    }
    m_buttons->addStretch(1);
    updateIcon();
}

void TagNotice::showNotice(const Text &text)
{
    m_form->hide();
    m_ui->password->clear();
    showText(text);
}

void TagNotice::showSignIn(const Text &text, const QString &user, bool hasKeychain)
{
    showText(text);
    if (m_form->isHidden()) {
        m_ui->user->setText(user);
        m_ui->password->clear();
    }
    m_ui->lasts->setEnabled(hasKeychain);
    m_ui->lasts->setChecked(hasKeychain);
    m_ui->lasts->setToolTip(hasKeychain
            ? tr("Otherwise the login counts until Pinion is closed")
            : tr("No keychain runs here, so the login counts until Pinion is closed"));
    m_ui->lasts->setAccessibleDescription(m_ui->lasts->toolTip());
    m_form->show();
}

bool TagNotice::isSignInShown() const
{
    return !m_form->isHidden();
}

void TagNotice::focusSignIn()
{
    (m_ui->user->text().isEmpty() ? m_ui->user : m_ui->password)->setFocus();
}

void TagNotice::submit()
{
    if (m_ui->user->text().isEmpty()) {
        m_ui->user->setFocus();
        return;
    }
    const QString password = m_ui->password->text();
    m_ui->password->clear();
    emit signInRequested(m_ui->user->text(), password, m_ui->lasts->isChecked());
}

bool TagNotice::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    // Else Enter would go on to the dialog and press its default button.
    submit();
    return true;
}

void TagNotice::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

void TagNotice::updateIcon()
{
    m_icon->setVisible(m_iconShown.has_value());
    if (m_iconShown)
        m_icon->setPixmap(themePixmap(
            *m_iconShown, Theme::of(this).color(m_role), IconSize, devicePixelRatioF()));
}

} // namespace Pinion

#include "moc_tagnotice.cpp"
