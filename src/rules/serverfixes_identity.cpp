// SPDX-License-Identifier: GPL-3.0-or-later
// Ids, commands, variables and secrets, and what an app's container lacks.
#include "server/servertext.h"

#include "json/jsonstring.h"
#include "marathon/definition.h"
#include "rules/serverremedy.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isReserved(const QString &id)
{
    static const QStringList words{u"restart"_s, u"tasks"_s, u"versions"_s, u"."_s, u".."_s};
    return words.contains(id.section(u'/', -1, -1, QString::SectionSkipEmpty));
}

void offerId(Remedy &remedy)
{
    const QString written = remedy.place().stringOr();
    const bool isRoot = absoluteId(written) == u"/"_s;
    const auto fits = fitsField("/id");
    remedy.askText({u"Choose another id"_s, u"What is its id?"_s,
                       isRoot ? QString() : QString(written + u"-app"_s), u"an id"_s,
                       [fits](const QString &answer) {
                           return fits(answer) && absoluteId(answer) != u"/"_s
                               && !isReserved(answer);
                       }},
        remedy.place());
}

void offerMeantDependency(Remedy &remedy)
{
    const QString meant = absoluteId(remedy.place().stringOr());
    if (meant != u"/"_s && !isReserved(meant))
        remedy.write(remedy.place(), encodeString(meant), true, u"Write %1"_s.arg(meant));
}

void offerPlainDependency(Remedy &remedy)
{
    const QString written = remedy.place().stringOr();
    const QString plain = written.trimmed().toLower().replace(u'_', u'-').replace(u' ', u'-');
    if (fitsField("/dependencies/0")(plain))
        remedy.write(remedy.place(), encodeString(plain), false, u"Use %1"_s.arg(plain));
}

/// Replaces the shell, which is what would run a longer command as well.
void offerLongerCommand(Remedy &remedy)
{
    const QString written = remedy.place().stringOr();
    remedy.askText({u"Write a longer command"_s, u"Which command should run?"_s,
                       written.trimmed().isEmpty() ? QString() : QString(u"exec "_s + written),
                       u"a command of two characters or more"_s,
                       [](const QString &answer) { return answer.size() > 1; }},
        remedy.place());
}

void offerSomeCommand(Remedy &remedy)
{
    const JsonNode body = remedy.body();
    if (!body["cmd"].isAbsent() && body["args"].childCount() > 0) {
        remedy.remove(body["args"], false, u"Keep cmd"_s);
        remedy.remove(body["cmd"], false, u"Keep args"_s);
        return;
    }
    remedy.ask({u"Write a command"_s, u"Which command should run?"_s, {},
                   u"a command of two characters or more"_s,
                   [](const QString &answer) { return answer.size() > 1; }},
        [](Rewrite &rewrite, const QString &answer) {
            rewrite.setText(JsonPointer::of("/cmd"), answer);
        });
}

void offerKey(Remedy &remedy)
{
    const JsonNode map = remedy.place().parent();
    QStringList keys;
    for (const JsonNode member : map.children())
        keys.append(QString::fromUtf8(member.key()));
    const bool isOnlyNameless = keys.count(QString()) == 1;
    if (isOnlyNameless) {
        remedy.ask({u"Name it"_s, u"What is its name?"_s, {}, u"a free name"_s,
                       [keys](const QString &answer) { return !keys.contains(answer); }},
            [place = remedy.pointer(remedy.place())](Rewrite &rewrite, const QString &answer) {
                rewrite.rename(place, answer.toUtf8());
            });
    }
    remedy.remove(remedy.place(), false, u"Remove it"_s);
}

/// Only where secrets work: elsewhere an entry would be refused in its turn.
void offerSecret(Remedy &remedy)
{
    const QString name = remedy.place().stringOr();
    if (!remedy.settings().facts.has("secrets"_L1) || name.isEmpty())
        return;
    remedy.ask({u"Declare the secret"_s, u"Where does the secret store keep %1?"_s.arg(name), name,
                   u"a path in the secret store"_s},
        [name](Rewrite &rewrite, const QString &answer) {
            rewrite.set(JsonPointer::of("/secrets").child(name.toUtf8()),
                "{\"source\": " + encodeString(answer) + '}');
        });
}

void offerImage(Remedy &remedy)
{
    const bool hasCommand
        = !remedy.body()["cmd"].isAbsent() || remedy.body()["args"].childCount() > 0;
    const JsonPointer container = JsonPointer::of("/container");
    remedy.ask({u"Name the image"_s, u"Which image should run?"_s, {}, u"an image"_s},
        [container](Rewrite &rewrite, const QString &answer) {
            rewrite.setText(container.child("docker").child("image"), answer);
        });
    if (hasCommand) {
        remedy.change(u"Run it with the Mesos engine"_s, false,
            [&](Rewrite &rewrite) { rewrite.set(container.child("type"), "\"MESOS\""); });
    }
}

void offerHigherLimit(Remedy &remedy)
{
    const QByteArray key = remedy.place().key();
    const JsonNode request = remedy.body()[key];
    const QByteArray byDefault = key == "cpus" ? "1" : "128";
    remedy.write(
        remedy.place(), request.isNumber() ? request.literal().toByteArray() : byDefault, false);
}

void offerUnlimited(Remedy &remedy)
{
    remedy.write(remedy.place(), "\"unlimited\"", isWord(remedy.place(), "unlimited"_L1));
}

constexpr std::array Fixes = {
    ServerFix{"server-id-root", offerId},
    ServerFix{"server-id-reserved", offerId},
    ServerFix{"server-dependency-climbs", offerMeantDependency},
    ServerFix{"server-dependency-segments", offerPlainDependency},
    ServerFix{"server-command-short", offerLongerCommand},
    ServerFix{"server-command-missing", offerSomeCommand},
    ServerFix{"server-mesos-image-missing", offerSomeCommand},
    ServerFix{"server-env-name-empty", offerKey},
    ServerFix{"server-secret-name-empty", offerKey},
    ServerFix{"server-env-secret-undefined", offerSecret},
    ServerFix{"server-pull-config-secret", offerSecret},
    ServerFix{"server-volume-secret", offerSecret},
    ServerFix{"server-docker-missing", offerImage},
    ServerFix{"server-limit-below-request", offerHigherLimit},
    ServerFix{"server-limit-word", offerUnlimited},
};

} // namespace

std::span<const ServerFix> identityFixes()
{
    return Fixes;
}

} // namespace Pinion
