// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of the history say.
#include "ui/cluster/appfiles.h"
#include "ui/history/historypanel.h"
#include "ui/history/historyreader.h"
#include "ui/history/versionsummary.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

ServerSettings HistoryPanel::server() const
{
    ServerSettings told{m_config.version, m_config.facts.server, m_config.parameters.placeholders};
    const std::optional<ServerInfo> &info = m_reader->link().info();
    if (info && info->version.isSet())
        told.version = info->version;
    if (info)
        told.facts = info->facts;
    return told;
}

std::vector<HistoryRow> HistoryPanel::rows() const
{
    std::vector<HistoryRow> rows;
    const AppVersion current = m_reader->current();
    const auto snapshot = m_document ? m_document->lastValidSnapshot() : nullptr;
    if (snapshot && !m_reader->versions().empty() && defines(*snapshot, appId())) {
        HistoryRow row;
        row.kind = HistoryRow::Kind::Document;
        row.name = m_document->displayName();
        row.definition = definitionOf(*snapshot, appId());
        const JsonTree tree = JsonTree::parse(row.definition);
        row.image = tree.root()["container"]["docker"]["image"].stringOr();
        row.instances = int(tree.root()["instances"].toInteger().value_or(1));
        rows.push_back(std::move(row));
    }
    const std::vector<AppVersion> own = ownVersions();
    for (const AppVersion &version : m_reader->versions()) {
        HistoryRow row;
        row.kind
            = sameVersion(version, current) ? HistoryRow::Kind::Current : HistoryRow::Kind::Earlier;
        row.version = version;
        row.name = versionTime(version);
        row.isOwn = std::any_of(own.begin(), own.end(),
            [&version](const AppVersion &sent) { return sameVersion(sent, version); });
        if (const RunningApp *app = m_reader->definition(version)) {
            row.image = app->image;
            row.instances = app->instances;
            row.definition = readableDefinition(app->definition);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<AppVersion> HistoryPanel::ownVersions() const
{
    Targets &targets = m_reader->link().targets();
    const Target *target = targets.current();
    return target ? targets.journal().past().ownVersions(addressesOf(target->urls), appId())
                  : std::vector<AppVersion>();
}

// Against the version before it; the document against what runs.
void HistoryPanel::describe(std::vector<HistoryRow> &rows)
{
    const auto isCurrent
        = [](const HistoryRow &row) { return row.kind == HistoryRow::Kind::Current; };
    for (size_t i = 0; i < rows.size(); ++i) {
        HistoryRow &row = rows[i];
        const bool isDocument = row.kind == HistoryRow::Kind::Document;
        const auto before = isDocument ? std::find_if(rows.begin(), rows.end(), isCurrent)
                                       : rows.begin() + std::ptrdiff_t(i) + 1;
        if (before == rows.end()) {
            row.change = isDocument ? tr("the open document") : tr("the oldest version kept");
            continue;
        }
        if (row.definition.isEmpty() || before->definition.isEmpty())
            continue;
        QString summary = isDocument ? QString() : m_summaries[{before->version, row.version}];
        if (summary.isEmpty()) {
            const auto texts
                = comparedVersions({before->definition, row.definition, {}}, m_config, server());
            summary = isDocument && texts->changes().empty() ? tr("the same as what runs")
                                                             : changesInShort(*texts);
            if (!isDocument)
                m_summaries[{before->version, row.version}] = summary;
        }
        row.change = summary;
    }
}

} // namespace Pinion
