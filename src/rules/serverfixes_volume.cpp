// SPDX-License-Identifier: GPL-3.0-or-later
// Volumes: persistent, external and those of CSI.
#include "server/javatext.h"

#include "json/jsonstring.h"
#include "rules/serverremedy.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

void offerFolder(Remedy &remedy)
{
    QStringList parts = remedy.place().stringOr().split(u'/', Qt::SkipEmptyParts);
    parts.removeAll(u"."_s);
    parts.removeAll(u".."_s);
    remedy.askText(
        {u"Name the folder"_s, u"What is the folder in the sandbox called?"_s,
            parts.isEmpty() ? u"data"_s : parts.join(u'-'), u"a plain name without slashes"_s,
            [](const QString &answer) {
                return !answer.contains(u'/') && answer != u"." && answer != u"..";
            }},
        remedy.place());
}

void askSize(Remedy &remedy, const QString &prompt, const QString &suggestion, qint64 least)
{
    remedy.ask({u"Write the size"_s, prompt, suggestion,
                   u"a whole number of at least %1"_s.arg(least), isNumberFrom(least)},
        [place = remedy.pointer(remedy.place())](Rewrite &rewrite, const QString &answer) {
            rewrite.set(place, QByteArray::number(answer.toLongLong()));
        });
}

void offerSize(Remedy &remedy)
{
    askSize(remedy, u"How many MiB?"_s, u"1024"_s, 1);
}

void offerExternalSize(Remedy &remedy)
{
    askSize(remedy, u"How many GiB?"_s, u"1"_s, 1);
    remedy.remove(remedy.place(), false);
}

void offerLargerSize(Remedy &remedy)
{
    const qint64 size = remedy.place().parent()["size"].toInteger().value_or(0);
    askSize(remedy, u"How many MiB at most?"_s, QString::number(2 * size), size + 1);
    remedy.remove(remedy.place(), false);
}

void offerLike(Remedy &remedy)
{
    const QString pattern = remedy.place().parent().element(2).stringOr();
    const bool isMeant = remedy.place().stringOr().toUpper() == u"LIKE"_s;
    if (isJavaPattern(pattern))
        remedy.write(remedy.place(), "\"LIKE\"", isMeant, u"Use LIKE"_s);
}

/// What does not fit one expression fits this one.
void offerOpposite(Remedy &remedy)
{
    const JsonNode constraint = remedy.place().parent();
    const QString opposite = u"(?!(?:%1)$).*"_s.arg(constraint.element(2).stringOr());
    const JsonPointer place = remedy.pointer(constraint);
    remedy.change(u"Use LIKE with the opposite"_s, false, [&](Rewrite &rewrite) {
        rewrite.setText(place.child(qsizetype(1)), u"LIKE"_s)
            .setText(place.child(qsizetype(2)), opposite);
    });
}

void offerPattern(Remedy &remedy)
{
    remedy.askText({u"Write a regular expression"_s, u"Which paths fit?"_s,
                       QRegularExpression::escape(remedy.place().stringOr()),
                       u"a regular expression"_s, isJavaPattern},
        remedy.place());
}

JsonNode externalOf(JsonNode place)
{
    JsonNode node = place;
    while (node && node.key() != "external")
        node = node.parent();
    return node;
}

void offerVolumeName(Remedy &remedy)
{
    remedy.ask(
        {u"Name the volume"_s, u"What is the volume called?"_s, {}, u"the name of a volume"_s},
        [place = remedy.pointer(externalOf(remedy.place()))](Rewrite &rewrite,
            const QString &answer) { rewrite.setText(place.child("name"), answer); });
}

bool isDriver(const QString &answer)
{
    return isOptionLabel(answer);
}

/// A provider alone is no use: dvdi needs a driver.
void offerDriver(Remedy &remedy)
{
    const JsonNode external = externalOf(remedy.place());
    const JsonPointer place = remedy.pointer(external);
    const bool isAsked = external["options"]["dvdi/driver"].isAbsent()
        || remedy.rule() == "server-external-driver";
    if (!isAsked) {
        remedy.change(u"Use the provider dvdi"_s, false,
            [&](Rewrite &rewrite) { rewrite.setText(place.child("provider"), u"dvdi"_s); });
        return;
    }
    remedy.ask({u"Use the provider dvdi"_s, u"Which volume driver of Docker?"_s, u"rexray"_s,
                   u"the name of a driver"_s, isDriver},
        [place](Rewrite &rewrite, const QString &answer) {
            rewrite.setText(place.child("provider"), u"dvdi"_s)
                .setText(place.child("options").child("dvdi/driver"), answer);
        });
}

void offerPrefix(Remedy &remedy)
{
    const QByteArray key = "dvdi/" + remedy.place().key();
    const bool isFree = !remedy.place().parent()[key].exists();
    if (!isFree || !isOptionKey(QString::fromUtf8(key)))
        return;
    remedy.change(u"Write %1"_s.arg(QString::fromUtf8(key)), false,
        [&](Rewrite &rewrite) { rewrite.rename(remedy.pointer(remedy.place()), key); });
}

void offerCount(Remedy &remedy)
{
    remedy.askText({u"Write a number"_s, u"How many operations a second?"_s, u"100"_s,
                       u"a whole number of at least 1"_s, isNumberFrom(1)},
        remedy.place());
}

void offerWithoutOption(Remedy &remedy)
{
    // Absent means false; the server only fails to read the word.
    remedy.remove(remedy.place(), isWord(remedy.place(), "false"_L1));
}

void offerLabel(Remedy &remedy)
{
    const QString plain = remedy.place().stringOr().trimmed().toLower();
    if (isOptionLabel(plain))
        remedy.write(remedy.place(), encodeString(plain), false);
}

void offerDriverAlone(Remedy &remedy)
{
    const JsonNode options = externalOf(remedy.place())["options"];
    remedy.change(u"Remove the other options"_s, false, [&](Rewrite &rewrite) {
        for (const JsonNode option : options.children()) {
            if (option.key() != "dvdi/driver")
                rewrite.remove(remedy.pointer(option));
        }
    });
}

void offerOneEntry(Remedy &remedy)
{
    remedy.remove(externalOf(remedy.place()).parent(), false, u"Remove the second entry"_s);
}

void offerFileSystem(Remedy &remedy)
{
    remedy.ask({u"Name the file system"_s, u"Which file system does it have?"_s, u"xfs"_s,
                   u"a file system"_s},
        [place = remedy.pointer(remedy.place())](Rewrite &rewrite, const QString &answer) {
            rewrite.setText(place.child("fsType"), answer);
        });
}

constexpr std::array Fixes = {
    ServerFix{"server-persistent-path-dots", offerFolder},
    ServerFix{"server-persistent-path-slash", offerFolder},
    ServerFix{"server-persistent-size", offerSize},
    ServerFix{"server-persistent-max-size", offerLargerSize},
    ServerFix{"server-persistent-constraint-unknown", offerLike},
    ServerFix{"server-persistent-constraint-operator", offerLike},
    ServerFix{"server-persistent-constraint-regex", offerPattern},
    ServerFix{"server-persistent-constraint-unlike", offerOpposite},
    ServerFix{"server-external-name", offerVolumeName},
    ServerFix{"server-external-provider-missing", offerDriver},
    ServerFix{"server-external-provider-unknown", offerDriver},
    ServerFix{"server-external-driver", offerDriver},
    ServerFix{"server-external-option-key", offerPrefix},
    ServerFix{"server-external-path-dots", offerFolder},
    ServerFix{"server-external-docker-options", offerDriverAlone},
    ServerFix{"server-external-size", offerExternalSize},
    ServerFix{"server-rexray-iops", offerCount},
    ServerFix{"server-rexray-overwritefs", offerWithoutOption},
    ServerFix{"server-rexray-label", offerLabel},
    ServerFix{"server-volume-names-unique", offerOneEntry},
    ServerFix{"server-csi-fs-type", offerFileSystem},
};

} // namespace

std::span<const ServerFix> volumeFixes()
{
    return Fixes;
}

} // namespace Pinion
