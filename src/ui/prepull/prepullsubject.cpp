// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prepull/prepullsubject.h"

#include "marathon/imageplace.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

PrepullSubject PrepullSubject::of(const Definitions &definitions, const QString &app)
{
    const std::vector<ImagePlace> places = imagePlaces(definitions);
    if (places.empty())
        return {};
    auto place = std::find_if(places.begin(), places.end(),
        [&app](const ImagePlace &one) { return !app.isEmpty() && one.owner == app; });
    if (place == places.end())
        place = places.begin();
    PrepullSubject subject;
    subject.app = place->owner;
    subject.image = place->reference();
    const auto owner = std::find_if(definitions.items.begin(), definitions.items.end(),
        [&place](const Definition &one) { return one.id == place->owner; });
    if (owner != definitions.items.end())
        subject.placement = AppPlacement::of(owner->node);
    if (place->runtime == ImageRuntime::Mesos)
        subject.useless = QCoreApplication::translate("Pinion::PrepullSubject",
            "%1 runs in the Mesos containerizer, which keeps images in a store of its own: "
            "Docker's store is not used by this app.")
                              .arg(place->owner);
    return subject;
}

} // namespace Pinion
