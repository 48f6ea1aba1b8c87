// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/demo/demopulls.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int PullingCode = 10;
constexpr int DoneCode = 20;
constexpr int NoSuchImageCode = 53;
constexpr Millis FirstCheck = 1'000;
constexpr Millis PullTime = 6'000;

/// The image that a helper is to pull; empty: it is no helper.
QString pulledImage(const RunSpec &spec)
{
    const nlohmann::ordered_json &json = *spec.definition;
    const nlohmann::ordered_json env = json.value("env", nlohmann::ordered_json::object());
    return QString::fromStdString(env.value("PINION_IMAGE", std::string()));
}

} // namespace

DemoPulls::DemoPulls(SandboxCluster &cluster, ImagePuller puller)
    : m_puller(std::move(puller))
    , m_state(cluster.marathon().state())
    , m_files(m_state)
{
    m_state.scriptFor
        = [this](const RunSpec &spec, const SandboxAgent &agent) { return scriptFor(spec, agent); };
    m_files.setMarathonFiles([this](const SandboxInstance &instance, const QString &file) {
        return wordsOf(instance, file);
    });
}

std::optional<TaskScript> DemoPulls::scriptFor(const RunSpec &spec, const SandboxAgent &agent) const
{
    const QString image = pulledImage(spec);
    if (image.isEmpty())
        return std::nullopt;
    const bool isThere = m_puller(image, agent.id, true).problem.isEmpty();
    TaskScript script;
    script.checks = {{FirstCheck, PullingCode}, {PullTime, isThere ? DoneCode : NoSuchImageCode}};
    return script;
}

QByteArray DemoPulls::wordsOf(const SandboxInstance &instance, const QString &file) const
{
    const QString image = pulledImage(*instance.spec);
    const bool hasEnded = instance.checkExitCode(m_state.now).value_or(PullingCode) != PullingCode;
    if (image.isEmpty() || file != "pinion.log"_L1 || !hasEnded)
        return {};
    const ImagePull pull = m_puller(image, instance.agentId, false);
    if (!pull.problem.isEmpty())
        return "Error response from daemon: manifest unknown: manifest unknown\n";
    return u"Digest: %1\nStatus: Downloaded newer image for %2\n%2\n"_s.arg(pull.digest, image)
        .toUtf8();
}

} // namespace Pinion
