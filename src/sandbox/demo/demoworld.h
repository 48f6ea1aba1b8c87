// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sandbox/demo/demopulls.h"
#include "sandbox/registry/sandboxregistry.h"
#include "sandbox/sandbox.h"

namespace Pinion {

struct DemoOptions
{
    MarathonVersion version{1, 10, 26};
    int agents = 4; ///< of each cluster
    quint16 port = 0; ///< of staging; production and the registry take the next two; 0: any
    bool isLive = true;
};

/// A small firm for newcomers and tests: a registry, and a staging and a production cluster that
/// have run a shop for three days. Last night somebody pushed a new orders:latest. One of the three
/// instances in production died afterwards and, since its definition forces the pull, came back
/// with that image, which fails its health checks and gives up again and again. Staging runs the
/// version before, pinned.
class DemoWorld final : public QObject
{
    Q_OBJECT

public:
    explicit DemoWorld(const DemoOptions &options = {});

    /// Fills the registry and plays the three days. Errors: Network for a taken port.
    [[nodiscard]] Result<void> start();

    [[nodiscard]] SandboxRegistry &registry() { return m_registry; }
    [[nodiscard]] SandboxCluster &staging() { return m_staging; }
    [[nodiscard]] SandboxCluster &production() { return m_production; }
    /// The digest that orders:latest had when the shop was deployed.
    [[nodiscard]] QString goodDigest() const { return m_goodDigest; }
    /// Of what staging runs, orders:1.8.1.
    [[nodiscard]] QString earlierDigest() const { return m_earlierDigest; }
    [[nodiscard]] QString badDigest() const { return m_badDigest; }

    /// Writes the definitions as they run in production, and a .pinion.json that names the targets.
    /// Answers their paths, the story's file first. Errors: Io.
    [[nodiscard]] Result<QStringList> writeFiles(const QString &folder) const;

private:
    [[nodiscard]] QByteArray definition(const QString &name) const;
    [[nodiscard]] QByteArray projectFile() const;
    void fillRegistry();
    [[nodiscard]] QList<QByteArray> onStaging() const;
    [[nodiscard]] QList<QByteArray> onProduction() const;
    [[nodiscard]] static Result<void> deploy(
        SandboxCluster &cluster, const QList<QByteArray> &definitions);
    void playTheNight();

    SandboxRegistry m_registry;
    DemoOptions m_options;
    SandboxCluster m_staging;
    SandboxCluster m_production;
    DemoPulls m_stagingPulls;
    DemoPulls m_productionPulls;
    QString m_earlierDigest;
    QString m_goodDigest;
    QString m_badDigest;
};

} // namespace Pinion
