// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/targetreader.h"

#include "ui/diff/comparedtexts.h"
#include "ui/findings/analysis.h"

namespace Pinion {

TargetReader::TargetReader(Targets &targets, QObject *parent)
    : QObject(parent)
    , m_targets(targets)
{
    // The next question signs in anew.
    connect(&targets, &Targets::loginChanged, this, [this](const Target &changed) {
        if (!m_isBusy && changed.credentialKey() == m_target.credentialKey())
            m_cluster.reset();
    });
}

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
    if (bodies) {
        emit answered(target, *bodies);
        co_return;
    }
    m_cluster.reset();
    emit failed(target, bodies.error().text());
}

Task<RunningBodies> TargetReader::ask(Target target, RunningQuestion question, std::stop_token stop)
{
    if (!m_cluster || !(m_target == target)) {
        Result<std::unique_ptr<Cluster>> cluster = co_await m_targets.reach(target, stop);
        if (!cluster)
            co_return tl::make_unexpected(cluster.error());
        m_cluster = std::move(*cluster);
        m_target = target;
    }
    co_return co_await readRunning(*m_cluster, question, stop);
}

ServerSettings toldServer(const Analysis &analysis)
{
    const RuleConfig &config = analysis.config();
    return {config.version, config.facts.server, config.parameters.placeholders};
}

std::map<QString, AppVersion> versionsOf(const RunningBodies &running)
{
    std::map<QString, AppVersion> versions;
    for (const auto &[id, app] : running.apps)
        versions[id] = app.version;
    return versions;
}

std::shared_ptr<const ComparedTexts> compareWithRunning(const Analysis &analysis,
    std::shared_ptr<const DocumentSnapshot> text, const Target &target,
    const RunningBodies &running)
{
    if (!text || !text->isValid() || !JsonTree::parse(running.text).isValid())
        return {};
    const ComparedTexts::Other other{
        running.text, BodyOrigin::Served, TargetReader::tr("What runs on %1").arg(target.name)};
    return std::make_shared<const ComparedTexts>(
        other, std::move(text), analysis.config(), running.settings(toldServer(analysis)));
}

} // namespace Pinion

#include "moc_targetreader.cpp"
