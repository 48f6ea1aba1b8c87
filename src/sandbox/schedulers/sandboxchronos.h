// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/sandboxmarathon.h"
#include "sandbox/http/sandboxfault.h"
#include "sandbox/http/sandboxlistener.h"
#include "sandbox/schedulers/foreignscript.h"

#include <QUrl>

#include <nlohmann/json_fwd.hpp>

namespace Pinion {

struct SandboxChronosOptions
{
    MarathonVersion release{3, 0, 2}; ///< of Chronos; 2.3 to 3.0
    QByteArray user = {}; ///< empty: nobody needs to log in
    QByteArray password = {};
};

/// A Chronos beside the sandbox's Marathon, on its agents and by its clock: what is due happens
/// when somebody asks. It has the faults of its models: a job of the same name is replaced without
/// a word, a constraint that it does not know is dropped, and what it says of errors is a stack
/// trace, or nothing.
class SandboxChronos final : public QObject
{
    Q_OBJECT

public:
    explicit SandboxChronos(SandboxMarathon &world, SandboxChronosOptions options = {});
    ~SandboxChronos() override;

    [[nodiscard]] bool start();
    [[nodiscard]] QUrl url() const;

    /// How jobs end; none: well.
    void setScript(ForeignScript script) { m_script = std::move(script); }
    [[nodiscard]] SandboxFaults &faults() { return m_faults; }
    [[nodiscard]] const QList<SandboxRequest> &requests() const { return m_requests; }
    [[nodiscard]] int jobCount() const;
    [[nodiscard]] int runningTasks() const;
    /// Another process leads from now on: it does not know what runs, and all jobs look idle.
    void changeLeader();

private:
    struct Job;

    [[nodiscard]] SandboxAnswer answer(const SandboxRequest &request);
    [[nodiscard]] SandboxAnswer answerJob(const SandboxRequest &request, const QString &path);
    [[nodiscard]] SandboxAnswer add(const QByteArray &body);
    [[nodiscard]] SandboxAnswer remove(const QString &name);
    [[nodiscard]] SandboxAnswer search(const SandboxRequest &request) const;
    [[nodiscard]] SandboxAnswer refused(const QString &reason) const;
    [[nodiscard]] SandboxAnswer bodies(const std::vector<const Job *> &jobs) const;
    [[nodiscard]] std::vector<const Job *> all() const;
    [[nodiscard]] SandboxAnswer summary() const;
    [[nodiscard]] SandboxAnswer graph() const;
    [[nodiscard]] static std::string stateOf(const Job &job);
    [[nodiscard]] static std::string lastOf(const Job &job);
    [[nodiscard]] bool isOld() const { return m_options.release < MarathonVersion{3, 0}; }
    void catchUp();
    void offerRound();
    [[nodiscard]] const SandboxAgent *agentFor(const Job &job) const;
    [[nodiscard]] bool fits(
        const SandboxAgent &agent, const nlohmann::ordered_json &constraint) const;
    void launch(Job &job, const SandboxAgent &agent);
    void end(Job &job);

    SandboxMarathon &m_world;
    SandboxChronosOptions m_options;
    ForeignScript m_script;
    std::list<Job> m_jobs; ///< in the order of the queue
    SandboxFaults m_faults;
    QList<SandboxRequest> m_requests;
    SandboxListener m_listener;
    Millis m_nextRound = 0;
    int m_launches = 0;
};

} // namespace Pinion
