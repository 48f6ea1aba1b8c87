// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/targetreader.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

Task<Credentials> loginFor(Target target, CredentialStore *logins, std::stop_token stop)
{
    const bool asks = target.signIn != SignIn::None && target.signIn != SignIn::Certificate;
    if (!asks)
        co_return Credentials();
    std::optional<Credentials> known;
    if (logins) {
        const QString key = target.credentialKey();
        const Result<std::optional<Credentials>> found = co_await logins->find(key, stop);
        if (!found)
            co_return tl::make_unexpected(found.error());
        known = *found;
    }
    if (known)
        co_return *known;
    co_return fail(ErrorKind::Unauthorized,
        u"%1 wants a sign-in, and none is known."_s.arg(sentenceStart(target.name)));
}

} // namespace

Task<std::unique_ptr<Cluster>> openCluster(
    Target target, CredentialStore *logins, std::stop_token stop)
{
    const Result<Credentials> credentials = co_await loginFor(target, logins, stop);
    if (!credentials)
        co_return tl::make_unexpected(credentials.error());
    Result<ClusterAccess> access = accessTo(target, *credentials);
    if (!access)
        co_return tl::make_unexpected(access.error());
    co_return std::make_unique<Cluster>(std::move(*access));
}

TargetReader::TargetReader(CredentialStore *logins, QObject *parent)
    : QObject(parent)
    , m_logins(logins)
{ }

void TargetReader::read(const Target &target, const RunningQuestion &question)
{
    cancel();
    m_isBusy = true;
    run(target, question, m_scope.token());
}

void TargetReader::cancel()
{
    m_scope.cancel();
    m_isBusy = false;
}

QCoro::Task<void> TargetReader::run(Target target, RunningQuestion question, std::stop_token stop)
{
    const Result<RunningBodies> bodies = co_await ask(target, question, stop);
    if (stop.stop_requested())
        co_return;
    m_isBusy = false;
    if (bodies)
        emit answered(target, *bodies);
    else
        emit failed(target, bodies.error().text());
}

Task<RunningBodies> TargetReader::ask(Target target, RunningQuestion question, std::stop_token stop)
{
    if (!m_cluster || !(m_target == target)) {
        Result<std::unique_ptr<Cluster>> cluster = co_await openCluster(target, m_logins, stop);
        if (!cluster)
            co_return tl::make_unexpected(cluster.error());
        m_cluster = std::move(*cluster);
        m_target = target;
    }
    co_return co_await readRunning(*m_cluster, question, stop);
}

} // namespace Pinion

#include "moc_targetreader.cpp"
