// SPDX-License-Identifier: GPL-3.0-or-later
// TagPicker: what it says while it waits, and where there is nothing to choose from.
#include "ui_tagpicker.h"

#include "ui/registry/tagpicker.h"
#include "ui/registry/tagtexts.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Pinion {

void TagPicker::refresh()
{
    const bool isTable = m_model->rowCount() > 0 && !m_wantsSignIn && m_model->total() > 0;
    refreshProgress();
    refreshBar();
    m_ui->signedIn->setText(m_browser->user().isEmpty()
            ? (m_browser->phase() == TagBrowser::Phase::Ready ? tr("not signed in") : QString())
            : tr("signed in as %1").arg(m_browser->user()));
    m_ui->changeLogin->setText(m_browser->user().isEmpty() ? tr("Sign in…") : tr("C&hange…"));
    if (isTable) {
        m_ui->pages->setCurrentWidget(m_ui->tags);
        updateUse();
        return;
    }
    const TagBrowser::Phase phase = m_browser->phase();
    const bool isFailed = phase == TagBrowser::Phase::Failed && m_model->total() == 0;
    const bool isRefused = isFailed && m_browser->error()->kind == ErrorKind::Unauthorized;
    if (m_wantsSignIn || isRefused)
        showSignIn();
    else if (isFailed)
        m_ui->notice->showNotice(failureText());
    else if (phase == TagBrowser::Phase::Listing && m_model->total() == 0)
        m_ui->notice->showNotice(busyText());
    else
        m_ui->notice->showNotice(emptyText());
    m_ui->pages->setCurrentWidget(m_ui->notice);
    updateUse();
}

void TagPicker::refreshProgress()
{
    const bool isBusy = m_browser->isBusy();
    m_ui->stop->setVisible(isBusy);
    QString text;
    if (m_model->total() == 0)
        text.clear();
    else if (isBusy)
        text = tr("%1 of %n tag(s) looked up…", nullptr, int(m_model->total()))
                   .arg(m_model->known());
    else if (m_model->rowCount() < m_model->total())
        text = tr("%1 of %n tag(s) shown", nullptr, int(m_model->total())).arg(m_model->rowCount());
    else
        text = tr("%n tag(s)", nullptr, int(m_model->total()));
    m_ui->progress->setText(text);
}

/// For what concerns a list that is there.
void TagPicker::refreshBar()
{
    const QDateTime now = m_registries.source().now();
    const auto &error = m_browser->error();
    Message message{Message::Kind::Warning, {}, {}, false};
    if (!m_loginProblem.isEmpty()) {
        message.text = m_loginProblem;
    } else if (error && m_model->total() > 0) {
        message.text = error->message;
        if (m_browser->retryAt() > now)
            message.text
                += u' ' + tr("It allows more at %1.").arg(clockTime(m_browser->retryAt(), now));
        if (m_browser->shownSince().isValid())
            message.text += u' '
                + tr("The list from %1 is shown.").arg(clockTime(m_browser->shownSince(), now));
        message.buttons.append({tr("Try again"), [this] { m_browser->reload(); }});
        if (error->kind == ErrorKind::Unauthorized || error->httpStatus == 429)
            message.buttons.append({tr("Sign in…"), [this] {
                                        m_wantsSignIn = true;
                                        refresh();
                                        m_ui->notice->focusSignIn();
                                    }});
        else if (error->kind == ErrorKind::Tls)
            message.buttons.append({tr("Registry settings…"),
                [this] { emit settingsRequested(m_browser->image().domain); }});
    } else if (!m_browser->isComplete() && m_browser->phase() == TagBrowser::Phase::Ready) {
        message.kind = Message::Kind::Info;
        message.text = tr("%1 did not tell all of its tags; this list may lack some.")
                           .arg(m_browser->image().domain);
    }
    if (message.text.isEmpty())
        m_ui->bar->clear();
    else
        m_ui->bar->showMessage(message);
}

// ---- in the place of the table

TagNotice::Button TagPicker::tryAgain()
{
    return {tr("Try again"), [this] { m_browser->reload(); }};
}

TagNotice::Button TagPicker::typeByHand()
{
    return {tr("Type the tag by hand"), [this] {
                emit handWanted();
                reject();
            }};
}

TagNotice::Text TagPicker::busyText()
{
    if (m_patience.isActive())
        return {};
    return {{}, Theme::Role::HelpText,
        tr("Listing the tags of %1…").arg(m_browser->image().written), {},
        {{tr("Stop"), [this] { m_browser->stop(); }}}};
}

TagNotice::Text TagPicker::emptyText()
{
    const QString name = m_browser->image().written;
    const bool isSearching = !m_ui->search->text().trimmed().isEmpty();
    if (m_browser->phase() == TagBrowser::Phase::Stopped && m_model->total() == 0)
        return {{}, Theme::Role::HelpText, tr("Stopped."), {},
            {{tr("List the tags"), [this] { m_browser->reload(); }}, typeByHand()}};
    if (m_model->total() == 0)
        return {Icon::Tag, Theme::Role::HelpText, tr("%1 has no tags.").arg(name),
            tr("Nothing was pushed there yet, or all of it was deleted."), {tryAgain()}};
    QList<TagNotice::Button> buttons;
    if (isSearching)
        buttons.append({tr("Clear search"), [this] { m_ui->search->clear(); }});
    if (chosenSorts() != TagSorts(0x1F))
        buttons.append({tr("Show all kinds"), [this] {
                            showSorts(TagSorts(0x1F));
                            applyFilter();
                        }});
    const QString title = isSearching
        ? tr("No tags match “%1”.").arg(m_ui->search->text().trimmed())
        : tr("None of the %n tag(s) is of the kinds shown.", nullptr, int(m_model->total()));
    return {Icon::Search, Theme::Role::HelpText, title, {}, buttons};
}

TagNotice::Text TagPicker::failureText()
{
    const Error &error = *m_browser->error();
    const QDateTime now = m_registries.source().now();
    TagNotice::Text text{Icon::Warning, Theme::Role::Warning, error.message, error.hint, {}};
    if (m_browser->retryAt() > now)
        text.detail = tr("It allows more at %1.").arg(clockTime(m_browser->retryAt(), now));
    text.buttons.append(tryAgain());
    const bool isSettable = error.kind == ErrorKind::Tls || error.kind == ErrorKind::Invalid
        || error.kind == ErrorKind::Io || error.kind == ErrorKind::Rejected;
    if (isSettable)
        text.buttons.append({tr("Registry settings…"),
            [this] { emit settingsRequested(m_browser->image().domain); }});
    if (error.httpStatus == 429)
        text.buttons.append({tr("Sign in for more…"), [this] {
                                 m_wantsSignIn = true;
                                 refresh();
                                 m_ui->notice->focusSignIn();
                             }});
    text.buttons.append(typeByHand());
    return text;
}

// ---- signing in

void TagPicker::showSignIn()
{
    const QString domain = m_browser->image().domain;
    const auto &error = m_browser->error();
    TagNotice::Text text{Icon::Lock, Theme::Role::HelpText, {}, {}, {}};
    if (error && error->kind == ErrorKind::Unauthorized) {
        text.title = tr("%1 asks for a sign-in to list the tags of %2.")
                         .arg(domain, m_browser->image().path);
        text.detail = error->message;
    } else {
        text.title = tr("Sign in to %1").arg(domain);
        text.detail = m_browser->user().isEmpty()
            ? QString()
            : tr("You are signed in as %1.").arg(m_browser->user());
    }
    if (m_model->total() > 0)
        text.buttons.append({tr("Back to the tags"), [this] {
                                 m_wantsSignIn = false;
                                 refresh();
                             }});
    const QString known = m_registries.preferences().find(domain).user;
    if (!known.isEmpty())
        text.buttons.append({tr("Sign out"), [this] { signOutNow(this, m_scope.token()); }});
    text.buttons.append(typeByHand());
    m_ui->notice->showSignIn(text, known, m_registries.hasKeychain());
}

void TagPicker::signIn(const QString &user, const QString &password, bool lasts)
{
    m_wantsSignIn = false;
    m_wantsKeeping = lasts;
    m_loginProblem.clear();
    signInNow(this, user, password, m_scope.token());
}

QCoro::Task<void> TagPicker::signInNow(
    TagPicker *self, QString user, QString password, std::stop_token stop)
{
    const QString domain = self->m_browser->image().domain;
    const Result<void> done = co_await self->m_registries.signIn(domain, user, password, stop);
    if (!stop.stop_requested() && !done)
        self->m_loginProblem = done.error().text();
}

QCoro::Task<void> TagPicker::keepLogin(TagPicker *self, std::stop_token stop)
{
    self->m_wantsKeeping = false;
    const QString domain = self->m_browser->image().domain;
    const Result<void> kept = co_await self->m_registries.keepLogin(domain, stop);
    if (stop.stop_requested() || kept)
        co_return;
    self->m_loginProblem = kept.error().text();
    self->refresh();
}

QCoro::Task<void> TagPicker::signOutNow(TagPicker *self, std::stop_token stop)
{
    const QString domain = self->m_browser->image().domain;
    self->m_wantsSignIn = false;
    const Result<void> done = co_await self->m_registries.signOut(domain, stop);
    if (stop.stop_requested())
        co_return;
    self->m_loginProblem = done ? QString() : done.error().text();
    self->refresh();
}

} // namespace Pinion
