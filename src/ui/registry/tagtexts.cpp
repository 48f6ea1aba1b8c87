// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/tagtexts.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::TagTexts)
};

constexpr int LeastFixed = 85; ///< percent, as in TagOutlook::label()
constexpr int LeastRebuilt = 40;
constexpr qint64 Minute = 60;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;
constexpr qint64 ManyDays = 45;

QString dayText(const QDate &day)
{
    return QLocale().toString(day, QLocale::ShortFormat);
}

OutlookText movedText(const QString &tag, const TagOutlook &outlook)
{
    OutlookText text;
    text.icon = Icon::Moves;
    text.role = Theme::Role::Error;
    text.word = Words::tr("moved %1").arg(dayText(outlook.movedOn));
    text.explanation = outlook.state == TagState::Reverted
        ? Words::tr("%1 pointed to another image for a while, and came back.").arg(tag)
        : Words::tr("%1 was seen to point to another image than before.").arg(tag);
    if (outlook.isSameForPlatform) {
        text.role = Theme::Role::Warning;
        text.explanation += u' ' + Words::tr("For your platform it is still the same.");
    }
    return text;
}

/// By what the name and the company lead to expect.
OutlookText expectedText(const QString &tag, const TagForecast &forecast)
{
    if (forecast.kind == TagKind::Other) {
        return {Words::tr("unknown"),
            Words::tr("The name %1 does not tell whether it moves.").arg(tag), Icon::Question,
            Theme::Role::HelpText};
    }
    if (forecast.confidence >= LeastFixed) {
        return {Words::tr("looks fixed"),
            Words::tr("By its name %1 is made once and stays. Registries usually allow "
                      "overwriting it all the same.")
                .arg(tag),
            Icon::Equals, Theme::Role::Good};
    }
    if (forecast.confidence >= LeastRebuilt) {
        return {Words::tr("may be rebuilt"),
            Words::tr("Projects like this one sometimes build %1 again under the same tag.")
                .arg(tag),
            Icon::Question, Theme::Role::HelpText};
    }
    if (forecast.kind == TagKind::Version || forecast.kind == TagKind::Date) {
        return {Words::tr("is rebuilt"),
            Words::tr("This project builds its releases again under the same tag; %1 moves "
                      "until a newer one is out.")
                .arg(tag),
            Icon::Moves, Theme::Role::Warning};
    }
    return {Words::tr("moves"), Words::tr("%1 can point to another image tomorrow.").arg(tag),
        Icon::Moves, Theme::Role::Warning};
}

} // namespace

OutlookText outlookText(const QString &tag, const TagOutlook &outlook)
{
    switch (outlook.state) {
    case TagState::Pinned:
        return {Words::tr("pinned"), Words::tr("The digest always means the same image."),
            Icon::Pinned, Theme::Role::Good};
    case TagState::Locked:
        return {Words::tr("fixed by registry"),
            Words::tr("The registry lets nobody overwrite %1.").arg(tag), Icon::Lock,
            Theme::Role::Good};
    case TagState::Moved:
    case TagState::Reverted:
        return movedText(tag, outlook);
    case TagState::Deleted:
        return {Words::tr("deleted"), Words::tr("%1 was there, and is gone.").arg(tag), Icon::Error,
            Theme::Role::Error};
    case TagState::ByName:
        break;
    }
    return expectedText(tag, outlook.forecast);
}

QString timeAgo(const QDateTime &time, const QDateTime &now)
{
    const qint64 seconds = time.secsTo(now);
    if (seconds >= ManyDays * Day || seconds < -Minute)
        return dayText(time.toLocalTime().date());
    if (seconds < Minute)
        return Words::tr("just now");
    if (seconds < Hour)
        return Words::tr("%1 min ago").arg(seconds / Minute);
    if (seconds < Day)
        return Words::tr("%1 h ago").arg(seconds / Hour);
    return Words::tr("%n day(s) ago", nullptr, int(seconds / Day));
}

QString clockTime(const QDateTime &time, const QDateTime &now)
{
    const QDateTime local = time.toLocalTime();
    if (local.date() == now.toLocalTime().date())
        return QLocale().toString(local.time(), QLocale::ShortFormat);
    return QLocale().toString(local, QLocale::ShortFormat);
}

QString platformText(const Platform &platform)
{
    const QString text = platform.text();
    return text.startsWith("linux/"_L1) ? text.sliced(6) : text;
}

QString platformsText(const TagDetails &details)
{
    QStringList names;
    for (const Platform &platform : details.platforms)
        names.append(platformText(platform));
    if (names.isEmpty())
        names.append(platformText(details.platform));
    names.removeAll(QString());
    return names.isEmpty() ? u"–"_s : names.join(u' ');
}

QString sizeText(qint64 bytes)
{
    return bytes > 0 ? QLocale().formattedDataSize(bytes, bytes < 1024 * 1024 ? 1 : 0) : u"–"_s;
}

QString shortDigest(const QString &digest)
{
    constexpr qsizetype Shown = 12;
    return digest.section(u':', 1).left(Shown);
}

} // namespace Pinion
