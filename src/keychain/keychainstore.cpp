// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/keychainstore.h"

#include "base/completion.h"
#include "net/redaction.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The name under which the entries stand in the keychain.
constexpr auto Service = "io.github.pinion_editor.Pinion"_L1;

struct Outcome
{
    QKeychain::Error code = QKeychain::NoError;
    QString text;
    Secret value;
    bool isCancelled = false;
    bool isLate = false;
};

/// A job of the keychain and its end, within the time that somebody may take to unlock it. Lives in
/// the frame of the coroutine that waits; the job deletes itself.
class JobEnd final : public QObject
{
public:
    JobEnd(QKeychain::Job *job, std::chrono::milliseconds patience)
    {
        connect(job, &QKeychain::Job::finished, this, [this](QKeychain::Job *done) {
            outcome.code = done->error();
            outcome.text = done->errorString();
            if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(done))
                outcome.value = Secret(reading->binaryData());
            end(done);
        });
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this, job] {
            outcome.isLate = true;
            end(job);
        });
        m_timer.start(patience);
        m_job = job;
        job->start();
    }

    void cancel()
    {
        outcome.isCancelled = true;
        end(m_job);
    }

    Outcome outcome;
    Completion completion;

private:
    void end(QKeychain::Job *job)
    {
        job->disconnect(this);
        m_timer.stop();
        completion.finish();
    }

    QKeychain::Job *m_job = nullptr;
    QTimer m_timer;
};

Error errorOf(const Outcome &outcome)
{
    const QString hint = u"The login can be kept until Pinion is closed."_s;
    if (outcome.isCancelled)
        return cancelled().value();
    if (outcome.isLate)
        return {ErrorKind::TimedOut, u"The keychain did not answer."_s, hint};
    switch (outcome.code) {
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {ErrorKind::Io, u"The keychain was not unlocked."_s, hint};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {ErrorKind::Io, u"There is no keychain on this system."_s, hint};
    default:
        return {ErrorKind::Io, u"The keychain refused: %1."_s.arg(redacted(outcome.text)), hint};
    }
}

QCoro::Task<Outcome> ending(
    QKeychain::Job *job, std::chrono::milliseconds patience, std::stop_token stop)
{
    JobEnd end(job, patience);
    const std::stop_callback onStop(stop, [&end] { end.cancel(); });
    co_await end.completion.wait();
    co_return std::move(end.outcome);
}

QString kindName(Credentials::Kind kind)
{
    switch (kind) {
    case Credentials::Kind::Bearer:
        return u"bearer"_s;
    case Credentials::Kind::Refresh:
        return u"refresh"_s;
    default:
        return u"basic"_s;
    }
}

Error unavailableError()
{
    return {ErrorKind::Io, KeychainStore::unavailable(),
        u"The login can be kept until Pinion is closed."_s};
}

} // namespace

Secret keychainEntry(const Credentials &credentials)
{
    QJsonObject entry;
    entry["kind"_L1] = kindName(credentials.kind());
    entry["user"_L1] = credentials.user();
    entry["secret"_L1] = QString::fromLatin1(credentials.secret().reveal().toBase64());
    return Secret(QJsonDocument(entry).toJson(QJsonDocument::Compact));
}

Result<Credentials> parseKeychainEntry(const Secret &entry)
{
    const QJsonObject object = QJsonDocument::fromJson(entry.reveal()).object();
    const QString kind = object["kind"_L1].toString();
    const QString user = object["user"_L1].toString();
    const QByteArray secret = QByteArray::fromBase64(object["secret"_L1].toString().toLatin1());
    if (kind == "basic"_L1)
        return Credentials::basic(user, secret);
    if (kind == "bearer"_L1)
        return Credentials::bearer(secret);
    if (kind == "refresh"_L1)
        return Credentials::refresh(user, secret);
    return fail(ErrorKind::Invalid, u"The keychain holds an entry that Pinion cannot read."_s,
        u"Sign in again to replace it."_s);
}

KeychainStore::KeychainStore(std::chrono::milliseconds patience)
    : m_patience(patience)
{ }

std::unique_ptr<KeychainStore> KeychainStore::make()
{
    return unavailable().isEmpty() ? std::make_unique<KeychainStore>() : nullptr;
}

QString KeychainStore::unavailable()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    const QString socket = qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s;
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") || QFileInfo::exists(socket))
        return {};
    return u"No keychain service runs in this session."_s;
#else
    return {};
#endif
}

Task<std::optional<Credentials>> KeychainStore::find(QString server, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    if (!unavailable().isEmpty())
        co_return tl::make_unexpected(unavailableError());
    auto *job = new QKeychain::ReadPasswordJob(Service);
    job->setKey(server);
    const Outcome outcome = co_await ending(job, m_patience, stop);
    if (outcome.code == QKeychain::EntryNotFound)
        co_return std::optional<Credentials>();
    if (outcome.isCancelled || outcome.isLate || outcome.code != QKeychain::NoError)
        co_return tl::make_unexpected(errorOf(outcome));
    const Result<Credentials> known = parseKeychainEntry(outcome.value);
    if (!known)
        co_return tl::make_unexpected(known.error());
    co_return std::optional(*known);
}

Task<void> KeychainStore::save(QString server, Credentials credentials, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    if (!unavailable().isEmpty())
        co_return tl::make_unexpected(unavailableError());
    auto *job = new QKeychain::WritePasswordJob(Service);
    job->setKey(server);
    job->setBinaryData(keychainEntry(credentials).reveal());
    const Outcome outcome = co_await ending(job, m_patience, stop);
    if (outcome.isCancelled || outcome.isLate || outcome.code != QKeychain::NoError)
        co_return tl::make_unexpected(errorOf(outcome));
    co_return Result<void>();
}

Task<void> KeychainStore::remove(QString server, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    if (!unavailable().isEmpty())
        co_return tl::make_unexpected(unavailableError());
    auto *job = new QKeychain::DeletePasswordJob(Service);
    job->setKey(server);
    const Outcome outcome = co_await ending(job, m_patience, stop);
    const bool isGone
        = outcome.code == QKeychain::NoError || outcome.code == QKeychain::EntryNotFound;
    if (outcome.isCancelled || outcome.isLate || !isGone)
        co_return tl::make_unexpected(errorOf(outcome));
    co_return Result<void>();
}

} // namespace Pinion
