// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/imagereference.h"
#include "ui/registry/runningimages.h"

#include <QMap>
#include <QObject>

#include <vector>

namespace Pinion {

class Registries;
class TargetLink;

/// The images of every target that was connected to in this session, as its last list told.
class TargetImages : public QObject, public RunningImages
{
    Q_OBJECT

public:
    /// `registries` must outlive this, and asks it from now on.
    TargetImages(TargetLink &link, Registries &registries, QObject *parent = nullptr);
    ~TargetImages() override;

    [[nodiscard]] bool hasTargets() const override;
    [[nodiscard]] QStringList targetsRunning(
        const QString &repository, const QString &tag, const QString &digest) const override;

private:
    void takeLists();

    TargetLink &m_link;
    Registries &m_registries;
    QMap<QString, std::vector<ImageReference>> m_images; ///< by name of the target
    QMap<QString, QStringList> m_texts; ///< what m_images was read from
};

} // namespace Pinion
