// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/ledger.h"

#include "json/jsonstring.h"
#include "json/jsontree.h"
#include "json/lineindex.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int FormatVersion = 1;
constexpr qint64 SecondsBetweenLooks = 3600;

class LedgerReader
{
public:
    LedgerReader(const QByteArray &bytes, const QString &name)
        : m_tree(JsonTree::parse(bytes))
        , m_name(name)
    { }

    [[nodiscard]] Result<QMap<QString, LedgerEntry>> read() const
    {
        if (!m_tree.isValid()) {
            const SyntaxError &error = m_tree.errors().front();
            return failAt(error.range, describe(error, m_tree.bytes()));
        }
        const JsonNode root = m_tree.root();
        if (root["version"].toInteger() != FormatVersion)
            return failAt(root.range(), u"a ledger of version 1 is expected here"_s);
        if (!root["tags"].isObject())
            return failAt(root.range(), u"\"tags\" must be an object"_s);
        QMap<QString, LedgerEntry> entries;
        for (const JsonNode tag : root["tags"].children()) {
            const Result<LedgerEntry> entry = entryOf(tag);
            if (!entry)
                return tl::make_unexpected(entry.error());
            entries.insert(QString::fromUtf8(tag.key()), *entry);
        }
        return entries;
    }

private:
    [[nodiscard]] Result<LedgerEntry> entryOf(JsonNode node) const
    {
        LedgerEntry entry;
        entry.gone = timeOf(node["gone"]);
        for (const JsonNode reading : node["readings"].children()) {
            LedgerReading read{reading["digest"].stringOr(), reading["mediaType"].stringOr(),
                reading["profile"].stringOr(), timeOf(reading["first"]), timeOf(reading["last"]),
                int(reading["looks"].toInteger().value_or(1)), reading["platform"].stringOr()};
            if (read.digest.isEmpty() || !read.first.isValid() || !read.last.isValid())
                return failAt(
                    reading.range(), u"a reading needs \"digest\", \"first\" and \"last\""_s);
            entry.readings.push_back(std::move(read));
        }
        if (entry.readings.empty() && !entry.gone.isValid())
            return failAt(node.range(), u"this tag has no readings"_s);
        return entry;
    }

    [[nodiscard]] static QDateTime timeOf(JsonNode node)
    {
        return QDateTime::fromString(node.stringOr(), Qt::ISODate).toUTC();
    }

    [[nodiscard]] tl::unexpected<Error> failAt(TextRange range, const QString &what) const
    {
        const TextPosition at = LineIndex(m_tree.bytes()).position(range.begin);
        return fail(ErrorKind::Invalid,
            u"%1, line %2, column %3: %4."_s.arg(
                m_name, QString::number(at.line), QString::number(at.column), what),
            u"Nothing in it was changed. Mend it, or move it away to begin a new one."_s);
    }

    const JsonTree m_tree;
    const QString m_name;
};

QByteArray timeLiteral(const QDateTime &time)
{
    return encodeString(time.toUTC().toString(Qt::ISODate));
}

QByteArray literal(const LedgerReading &reading)
{
    return "{\"digest\": " + encodeString(reading.digest) + ", \"mediaType\": "
        + encodeString(reading.mediaType) + ", \"profile\": " + encodeString(reading.profile)
        + ", \"first\": " + timeLiteral(reading.first) + ", \"last\": " + timeLiteral(reading.last)
        + ", \"looks\": " + QByteArray::number(reading.looks)
        + (reading.platformDigest.isEmpty()
                ? QByteArray()
                : ", \"platform\": " + encodeString(reading.platformDigest))
        + '}';
}

QByteArray literal(const LedgerEntry &entry)
{
    QByteArray text = "{\n";
    if (entry.gone.isValid())
        text += "      \"gone\": " + timeLiteral(entry.gone) + ",\n";
    text += "      \"readings\": [";
    for (size_t i = 0; i < entry.readings.size(); ++i)
        text += QByteArray(i == 0 ? "\n" : ",\n") + "        " + literal(entry.readings[i]);
    return text + (entry.readings.empty() ? "]}" : "\n      ]}");
}

/// The last reading that was made in the same way.
LedgerReading *lastLike(LedgerEntry &entry, const QString &profile)
{
    const auto found = std::find_if(entry.readings.rbegin(), entry.readings.rend(),
        [&profile](const LedgerReading &reading) { return reading.profile == profile; });
    return found == entry.readings.rend() ? nullptr : &*found;
}

void see(LedgerEntry &entry, const TagDigest &seen, const LedgerNews &news)
{
    entry.gone = {};
    const QDateTime at = news.at.toUTC();
    if (LedgerReading *last = lastLike(entry, seen.profile); last && last->digest == seen.digest) {
        if (last->last.secsTo(at) >= SecondsBetweenLooks)
            ++last->looks;
        last->last = std::max(last->last, at);
        if (!news.platformDigest.isEmpty())
            last->platformDigest = news.platformDigest;
        return;
    }
    entry.readings.push_back(
        {seen.digest, seen.mediaType, seen.profile, at, at, 1, news.platformDigest});
    if (entry.readings.size() > Ledger::MaxReadings)
        entry.readings.erase(entry.readings.begin());
}

} // namespace

std::vector<LedgerReading> LedgerEntry::comparable() const
{
    std::vector<LedgerReading> result;
    for (const LedgerReading &reading : readings) {
        if (reading.profile == readings.back().profile)
            result.push_back(reading);
    }
    return result;
}

QDateTime LedgerEntry::lastLook() const
{
    QDateTime latest = gone;
    for (const LedgerReading &reading : readings) {
        if (!latest.isValid() || latest < reading.last)
            latest = reading.last;
    }
    return latest;
}

Result<Ledger> Ledger::parse(const QByteArray &bytes, const QString &name)
{
    return LedgerReader(bytes, name).read().map([](QMap<QString, LedgerEntry> entries) {
        Ledger ledger;
        ledger.m_entries = std::move(entries);
        return ledger;
    });
}

QByteArray Ledger::toJson() const
{
    QByteArray text = "{\n  \"version\": 1,\n  \"tags\": {";
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        text += QByteArray(entry == m_entries.begin() ? "\n" : ",\n") + "    "
            + encodeString(entry.key()) + ": " + literal(*entry);
    }
    return text + (m_entries.isEmpty() ? "}\n}\n" : "\n  }\n}\n");
}

void Ledger::add(const LedgerNews &news)
{
    LedgerEntry &entry = m_entries[news.image];
    if (news.seen)
        see(entry, *news.seen, news);
    else if (!entry.gone.isValid())
        entry.gone = news.at.toUTC();
    if (m_entries.size() <= MaxTags)
        return;
    const auto oldest = std::min_element(m_entries.begin(), m_entries.end(),
        [](const LedgerEntry &a, const LedgerEntry &b) { return a.lastLook() < b.lastLook(); });
    m_entries.erase(oldest);
}

const LedgerEntry *Ledger::find(const QString &image) const
{
    const auto found = m_entries.constFind(image);
    return found == m_entries.constEnd() ? nullptr : &*found;
}

TagEvidence Ledger::evidence(const QString &image) const
{
    TagEvidence evidence;
    const LedgerEntry *entry = find(image);
    if (!entry || entry->readings.empty())
        return evidence;
    const std::vector<LedgerReading> readings = entry->comparable();
    const LedgerReading &now = readings.back();
    evidence.isDeleted = entry->gone.isValid();
    evidence.looks = now.looks;
    evidence.daysUnchanged = int(now.first.daysTo(now.last));
    if (readings.size() < 2)
        return evidence;
    evidence.movedOn = now.first.date();
    const QString &before = readings[readings.size() - 2].platformDigest;
    evidence.isSameForPlatform = !before.isEmpty() && before == now.platformDigest;
    evidence.hasReverted = std::any_of(readings.begin(), readings.end() - 1,
        [&now](const LedgerReading &earlier) { return earlier.digest == now.digest; });
    return evidence;
}

bool Ledger::hasMovedVersion(const QString &repository) const
{
    const QString begin = repository + u':';
    for (auto entry = m_entries.lowerBound(begin);
         entry != m_entries.end() && entry.key().startsWith(begin); ++entry) {
        const QString tag = entry.key().sliced(begin.size());
        if (forecastTag(tag).kind == TagKind::Version && evidence(entry.key()).hasMoved())
            return true;
    }
    return false;
}

QString ledgerKey(const ImageReference &reference)
{
    const QString tag = reference.effectiveTag();
    return tag.isEmpty() ? QString() : QString(reference.repository() + u':' + tag);
}

} // namespace Pinion
