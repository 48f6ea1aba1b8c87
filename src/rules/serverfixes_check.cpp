// SPDX-License-Identifier: GPL-3.0-or-later
// Health checks, the general check and readiness.
#include "json/jsonstring.h"
#include "rules/serverremedy.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The check that a place belongs to: the object that has, or lacks, the index.
JsonNode checkOf(JsonNode place)
{
    return place.isObject() ? place : place.parent();
}

void offerPort(Remedy &remedy, qsizetype ports)
{
    const JsonPointer check = remedy.pointer(checkOf(remedy.place()));
    const JsonPointer index = check.child("portIndex");
    if (ports == 1) {
        remedy.change(
            u"Ask the only port"_s, true, [&](Rewrite &rewrite) { rewrite.set(index, "0"); });
    } else if (ports > 1) {
        const qsizetype last = ports - 1;
        remedy.ask({u"Choose the port"_s, u"Which port, counted from 0 to %1?"_s.arg(last), u"0"_s,
                       u"the number of a port"_s,
                       [last](const QString &answer) {
                           return isNumberFrom(0)(answer) && answer.toLongLong() <= last;
                       }},
            [index](Rewrite &rewrite, const QString &answer) {
                rewrite.set(index, QByteArray::number(answer.toLongLong()));
            });
    } else {
        remedy.ask({u"Ask a fixed port"_s, u"Which port shall be asked?"_s, {},
                       u"a port from 1 to 65535"_s,
                       [](const QString &answer) {
                           return isNumberFrom(1)(answer) && answer.toLongLong() <= 65535;
                       }},
            [index, check](Rewrite &rewrite, const QString &answer) {
                if (rewrite.at(index))
                    rewrite.remove(index);
                rewrite.set(check.child("port"), QByteArray::number(answer.toLongLong()));
            });
    }
}

void offerHealthPort(Remedy &remedy)
{
    const AppView view = remedy.app();
    const bool isOfMesos = checkOf(remedy.place())["protocol"].stringOr().startsWith(
        "MESOS"_L1, Qt::CaseInsensitive);
    offerPort(remedy, isOfMesos ? view.modelPortCount() : view.portCount());
}

void offerCheckPort(Remedy &remedy)
{
    offerPort(remedy, remedy.app().modelPortCount());
}

/// The first check of Mesos stays, all others of its kinds go.
void offerOneMesosCheck(Remedy &remedy)
{
    const AppView view = remedy.app();
    std::vector<JsonPointer> checks;
    for (const HealthCheckView &check : view.healthChecks) {
        if (check.isMesos() && !check.command)
            checks.push_back(remedy.pointer(check.node));
    }
    remedy.change(u"Keep the first of Mesos' checks"_s, false, [&](Rewrite &rewrite) {
        for (size_t i = checks.size(); i-- > 1;)
            rewrite.remove(checks[i]);
    });
}

void offerCommand(Remedy &remedy)
{
    const JsonPointer check = remedy.pointer(checkOf(remedy.place()));
    remedy.ask({u"Write its command"_s, u"Which command tells that it is healthy?"_s, u"true"_s,
                   u"a command"_s},
        [check](Rewrite &rewrite, const QString &answer) {
            rewrite.set(check.child("command"), "{\"value\": " + encodeString(answer) + '}');
        });
}

void removeAddress(Rewrite &rewrite, const JsonPointer &check)
{
    for (const char *key : {"path", "port"}) {
        if (rewrite.at(check.child(key)))
            rewrite.remove(check.child(key));
    }
}

void offerCommandProtocol(Remedy &remedy)
{
    const JsonNode check = remedy.place().parent();
    const bool isPlain
        = check["protocol"].isAbsent() && check["path"].isAbsent() && check["port"].isAbsent();
    remedy.change(u"Make it a COMMAND check"_s, isPlain, [&](Rewrite &rewrite) {
        rewrite.set(remedy.pointer(check).child("protocol"), "\"COMMAND\"");
        removeAddress(rewrite, remedy.pointer(check));
    });
}

void offerPlainCommand(Remedy &remedy)
{
    remedy.change(u"Remove path and port"_s, true,
        [&](Rewrite &rewrite) { removeAddress(rewrite, remedy.pointer(remedy.place().parent())); });
}

void offerOneKind(Remedy &remedy)
{
    const JsonNode check = remedy.place();
    QStringList kinds;
    for (const char *kind : {"http", "tcp", "exec"}) {
        if (!check[kind].isAbsent())
            kinds.append(QString::fromLatin1(kind));
    }
    if (kinds.isEmpty()) {
        remedy.remove(check, false);
        return;
    }
    remedy.ask({u"Keep one kind of check"_s, u"Which one: %1?"_s.arg(kinds.join(u" or "_s)),
                   kinds.front(), u"one of its kinds"_s, isOneOf(kinds)},
        [kinds, place = remedy.pointer(check)](Rewrite &rewrite, const QString &answer) {
            for (const QString &kind : kinds) {
                if (kind != answer)
                    rewrite.remove(place.child(kind.toUtf8()));
            }
        });
}

/// A word as the shell reads it back.
QString quoted(const QString &word)
{
    const bool isPlain = !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return c.isLetterOrNumber() || u"-_./:=,@+"_s.contains(c);
    });
    return isPlain ? word : u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

void offerShell(Remedy &remedy)
{
    QStringList words;
    for (const JsonNode word : remedy.place().children())
        words.append(quoted(word.stringOr()));
    const JsonPointer command = remedy.pointer(remedy.place().parent());
    remedy.change(u"Write it as a shell command"_s, false, [&](Rewrite &rewrite) {
        rewrite.setText(command.child("shell"), words.join(u' ')).remove(command.child("argv"));
    });
}

void offerOneReadiness(Remedy &remedy)
{
    remedy.change(u"Keep the first readiness check"_s, false, [&](Rewrite &rewrite) {
        for (qsizetype i = remedy.place().childCount(); i-- > 1;)
            rewrite.remove(remedy.pointer(remedy.place()).child(i));
    });
}

void offerPortName(Remedy &remedy)
{
    QStringList names;
    for (const QString &name : remedy.app().portNames()) {
        if (!name.isEmpty())
            names.append(name);
    }
    const JsonPointer place = remedy.pointer(checkOf(remedy.place())).child("portName");
    if (names.size() == 1) {
        remedy.change(u"Ask the port %1"_s.arg(names.front()), true,
            [&](Rewrite &rewrite) { rewrite.setText(place, names.front()); });
    } else if (!names.isEmpty()) {
        remedy.ask({u"Choose the port"_s, u"Which port: %1?"_s.arg(names.join(u" or "_s)),
                       names.front(), u"the name of a port"_s, isOneOf(names)},
            [place](Rewrite &rewrite, const QString &answer) { rewrite.setText(place, answer); });
    }
}

void offerShorterTimeout(Remedy &remedy)
{
    const JsonNode check = remedy.place().parent();
    const qint64 interval = integerOr(check["intervalSeconds"], 30).value_or(0);
    if (interval < 2)
        return;
    const qint64 timeout = std::min<qint64>(10, interval - 1);
    remedy.change(u"Set timeoutSeconds to %1"_s.arg(timeout), false, [&](Rewrite &rewrite) {
        rewrite.set(remedy.pointer(check).child("timeoutSeconds"), QByteArray::number(timeout));
    });
}

constexpr std::array Fixes = {
    ServerFix{"server-health-check-port", offerHealthPort},
    ServerFix{"server-check-port", offerCheckPort},
    ServerFix{"server-mesos-health-checks", offerOneMesosCheck},
    ServerFix{"server-health-command-missing", offerCommand},
    ServerFix{"server-health-command-protocol", offerCommandProtocol},
    ServerFix{"server-health-command-extra", offerPlainCommand},
    ServerFix{"server-check-kind", offerOneKind},
    ServerFix{"server-check-argv", offerShell},
    ServerFix{"server-readiness-count", offerOneReadiness},
    ServerFix{"server-readiness-port", offerPortName},
    ServerFix{"server-readiness-timeout", offerShorterTimeout},
};

} // namespace

std::span<const ServerFix> checkFixes()
{
    return Fixes;
}

} // namespace Pinion
