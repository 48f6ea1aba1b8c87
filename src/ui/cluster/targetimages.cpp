// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/targetimages.h"

#include "ui/registry/registries.h"
#include "ui/targets/targetlink.h"

#include <algorithm>

namespace Pinion {

TargetImages::TargetImages(TargetLink &link, Registries &registries, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_registries(registries)
{
    registries.setRunningImages(this);
    connect(&link, &TargetLink::listsChanged, this, &TargetImages::takeLists);
    takeLists();
}

TargetImages::~TargetImages()
{
    m_registries.setRunningImages(nullptr);
}

bool TargetImages::hasTargets() const
{
    return !m_link.targets().all().empty();
}

QStringList TargetImages::targetsRunning(
    const QString &repository, const QString &tag, const QString &digest) const
{
    // A digest tells for certain what runs; a tag tells it only where no digest is written.
    const auto isMeant = [&](const ImageReference &image) {
        if (image.repository() != repository)
            return false;
        return image.digest.isEmpty() ? image.effectiveTag() == tag : image.digest == digest;
    };
    QStringList names;
    for (auto target = m_images.begin(); target != m_images.end(); ++target) {
        if (std::any_of(target->begin(), target->end(), isMeant))
            names.append(target.key());
    }
    return names;
}

void TargetImages::takeLists()
{
    const Target *target = m_link.targets().current();
    if (!target || !m_link.hasLists())
        return;
    QStringList texts;
    for (const RunningApp &app : m_link.apps()) {
        // What is suspended is not running anywhere.
        if (!app.image.isEmpty() && app.instances > 0)
            texts.append(app.image);
    }
    texts.sort();
    texts.removeDuplicates();
    if (std::exchange(m_texts[target->name], texts) == texts)
        return;
    std::vector<ImageReference> &images = m_images[target->name];
    images.clear();
    for (const QString &text : std::as_const(texts)) {
        const Result<ImageReference> image = ImageReference::parse(text);
        if (image)
            images.push_back(*image);
    }
}

} // namespace Pinion

#include "moc_targetimages.cpp"
