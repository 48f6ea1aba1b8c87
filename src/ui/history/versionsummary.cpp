// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/versionsummary.h"

#include "cluster/marathontypes.h"
#include "ui/cluster/approw.h"
#include "ui/diff/diffview.h"
#include "ui/registry/tagtexts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::VersionSummary)
};

constexpr size_t MostNamed = 2; ///< changes; the others are counted
constexpr qsizetype MostLetters = 44; ///< of one change

QString shortened(const QString &text)
{
    return text.size() <= MostLetters ? text : text.left(MostLetters - 1) + u'…';
}

bool isPlace(const Change &change, const char *pointer)
{
    return change.place == JsonPointer::of(pointer);
}

QString inShort(const ComparedTexts &texts, ChangeIndex index)
{
    const Change *change = texts.change(index);
    const bool isImage = change && change->kind == ChangeKind::Changed
        && isPlace(*change, "/container/docker/image");
    if (isImage && !texts.isHidden()(change->after)) {
        const QString from = shortImage(change->before.stringOr());
        const QString to = shortImage(change->after.stringOr());
        if (from != to)
            return Words::tr("%1 %2 → %3").arg(change->label, from, to);
    }
    return shortened(changeText(texts, index));
}

} // namespace

std::shared_ptr<const ComparedTexts> comparedVersions(
    const VersionPair &pair, const RuleConfig &config, const ServerSettings &server)
{
    return std::make_shared<const ComparedTexts>(
        ComparedTexts::Other{pair.before, BodyOrigin::Served, pair.beforeName},
        std::make_shared<const DocumentSnapshot>(pair.after), config, server);
}

QString changesInShort(const ComparedTexts &texts)
{
    const std::vector<ChangeIndex> &changes = texts.changes();
    if (changes.empty())
        return Words::tr("restarted, or sent again as it was");
    const Change *first = texts.change(changes.front());
    if (changes.size() == 1 && first && isPlace(*first, "/instances"))
        return Words::tr("scaled %1 → %2")
            .arg(first->before.toInteger().value_or(0))
            .arg(first->after.toInteger().value_or(0));
    QStringList parts;
    for (size_t i = 0; i < std::min(changes.size(), MostNamed); ++i)
        parts.append(inShort(texts, changes[i]));
    if (changes.size() > MostNamed)
        parts.append(Words::tr("%n more", nullptr, int(changes.size() - MostNamed)));
    return parts.join(u", "_s);
}

QString versionTime(const QString &version)
{
    const QDateTime instant = instantOf(version);
    return instant.isValid() ? clockTime(instant, QDateTime::currentDateTimeUtc()) : version;
}

} // namespace Pinion
