// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on which page.
#include "marathon/schema.h"
#include "ui/form/formlayout.h"
#include "ui/form/formpage.h"
#include "ui/form/pageblocks.h"
#include "ui/form/rowlist.h"
#include "ui/form/summaries.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::FormPages)
};

using Summary = QString (*)(JsonNode);

void addSummary(FormPage &page, FormBinder &binder, const QString &label, Section section,
    Summary summary, const QList<QByteArray> &subjects)
{
    QList<JsonPointer> pointers;
    for (const QByteArray &subject : subjects)
        pointers.append(JsonPointer::of(subject));
    page.addBlock(new SummaryBlock(
        binder, label, section, [&binder, summary] { return summary(binder.appNode()); }, pointers,
        &page));
}

void addSectionBlocks(FormPage &page, FormBinder &binder, Section section)
{
    const auto sentence = [&](Summary text) {
        return new SentenceBlock([&binder, text] { return text(binder.appNode()); }, &page);
    };
    switch (section) {
    case Section::Resources:
        page.addBlock(sentence(resourcesSummary));
        break;
    case Section::Command:
        page.addBlock(new StartBlock(binder, &page));
        break;
    case Section::Network:
        page.addBlock(new ModeBlock(Words::tr("Network mode"), networkModes(binder), &page));
        break;
    case Section::Rollout:
        page.addBlock(new SentenceBlock(
            [] {
                return Words::tr("Marathon restarts all instances for every change except the "
                                 "number of instances.");
            },
            &page));
        page.addBlock(new ModeBlock(Words::tr("Replace instances"), rolloutModes(binder), &page));
        page.addBlock(new RolloutBlock(binder, &page));
        break;
    default:
        break;
    }
}

/// The order of the first page: what it is, what runs, how much of it.
QList<RowPlan> orderedEssentials()
{
    QList<RowPlan> rows = essentialRows();
    if (const FieldSpec *type = fieldByPattern(SchemaRoot::App, "/container/type"))
        rows.append({type, JsonPointer::of("/container/type"), {}, false});
    const QList<QByteArray> order{
        "/id", "/container/type", "/container/docker/image", "/cmd", "/instances", "/cpus", "/mem"};
    const auto rank = [&](const RowPlan &row) {
        const qsizetype at = order.indexOf(row.pointer.toUtf8());
        return at < 0 ? order.size() : at;
    };
    std::stable_sort(rows.begin(), rows.end(),
        [&](const RowPlan &a, const RowPlan &b) { return rank(a) < rank(b); });
    const auto last = std::unique(rows.begin(), rows.end(),
        [](const RowPlan &a, const RowPlan &b) { return a.pointer == b.pointer; });
    rows.erase(last, rows.end());
    return rows;
}

} // namespace

FormPage *makeEssentialsPage(FormBinder &binder, QWidget *parent)
{
    auto *page = new FormPage(binder, Words::tr("Essentials"), parent);
    page->addBlock(new EitherBlock(binder, page));
    page->addRows(new RowList(binder, orderedEssentials(), {}, page));
    addSummary(*page, binder, Words::tr("Ports"), Section::Network, portsSummary,
        {"/container/portMappings", "/portDefinitions", "/container/docker/portMappings", "/ports",
            "/networks"});
    addSummary(*page, binder, Words::tr("Health"), Section::Health, healthSummary,
        {"/healthChecks", "/check", "/readinessChecks"});
    addSummary(*page, binder, Words::tr("Environment"), Section::Environment, environmentSummary,
        {"/env", "/secrets"});
    addSummary(*page, binder, Words::tr("Rollout"), Section::Rollout, rolloutSummary,
        {"/upgradeStrategy"});
    return page;
}

FormPage *makeSectionPage(FormBinder &binder, Section section, QWidget *parent)
{
    auto *page = new FormPage(binder, title(section), parent);
    addSectionBlocks(*page, binder, section);
    page->addRows(new RowList(binder, rowsOfSection(section), QString::number(int(section)), page));
    return page;
}

FormPage *makeFilterPage(FormBinder &binder, QWidget *parent)
{
    auto *page = new FormPage(binder, Words::tr("Matching fields"), parent);
    for (int section = int(Section::Container); section <= int(Section::Labels); ++section) {
        auto *rows = new RowList(binder, rowsOfSection(Section(section)), {}, page);
        page->addTitle(title(Section(section)), rows);
        page->addRows(rows);
    }
    return page;
}

} // namespace Pinion
