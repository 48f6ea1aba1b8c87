// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/runningbases.h"

#include "document/appdocument.h"
#include "ui/deploy/deployments.h"

namespace Pinion {

RunningBases::RunningBases(TargetLink &link, const Deployments &deployments, QObject *parent)
    : QObject(parent)
    , m_link(link)
{
    connect(&link, &TargetLink::listsChanged, this, &RunningBases::note);
    connect(&deployments, &Deployments::ended, this,
        [this](const DeployJob *job) { forget(job->target().name, job->apps()); });
}

void RunningBases::setDocument(const AppDocument *document)
{
    m_document = document;
    if (document && !m_bases.contains(document))
        connect(document, &QObject::destroyed, this,
            [this](const QObject *gone) { m_bases.remove(gone); });
    note();
}

RunningBases::Apps RunningBases::of(const AppDocument &document, const QString &target) const
{
    const std::map<QString, Apps> bases = m_bases.value(&document);
    const auto found = bases.find(target);
    return found == bases.end() ? Apps() : found->second;
}

void RunningBases::note()
{
    const Target *target = m_link.targets().current();
    if (!m_document || !target || !m_link.hasLists())
        return;
    Apps &base = m_bases[m_document.data()][target->name];
    for (const Definition &definition : m_document->snapshot()->definitions.items) {
        const RunningApp *running = m_link.app(definition.id);
        if (running)
            base.try_emplace(definition.id, *running);
    }
}

void RunningBases::forget(const QString &target, const QStringList &apps)
{
    for (std::map<QString, Apps> &bases : m_bases) {
        for (const QString &id : apps)
            bases[target].erase(id);
    }
}

} // namespace Pinion

#include "moc_runningbases.cpp"
