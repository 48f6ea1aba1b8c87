// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/loadbalancer.h"
#include "rules/practice/rewrite.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr size_t MostPorts = 4; ///< to choose from

bool isVipKey(const QByteArray &key)
{
    bool isNumber = false;
    if (!key.startsWith("VIP_"))
        return false;
    key.sliced(4).toUInt(&isNumber);
    return isNumber;
}

/// /name:port, name:port or address:port
bool isAddress(const QString &text)
{
    static const QRegularExpression form(u"^/?[A-Za-z0-9](?:[A-Za-z0-9._/-]*):(\\d{1,5})$"_s);
    const QRegularExpressionMatch match = form.match(text);
    constexpr int LastPort = 65535;
    return match.hasMatch() && match.captured(1).toInt() > 0
        && match.captured(1).toInt() <= LastPort;
}

QString nameOf(const WorkloadPort &port, size_t index)
{
    return port.name.isEmpty() ? u"port %1"_s.arg(index) : u"port %1"_s.arg(port.name);
}

void offerMoves(Finding &finding, const Workload &workload, JsonNode label)
{
    const auto &ports = workload.ports();
    for (size_t i = 0; i < std::min(ports.size(), MostPorts); ++i) {
        const bool isFree = ports[i].node.isObject() && !ports[i].labels[label.key()];
        if (!isFree)
            continue;
        const JsonNode app = workload.node();
        Rewrite steps(app);
        JsonPointer place = pointerWithin(app, ports[i].node).child("labels");
        if (!steps.at(place).isObject())
            steps.set(place, "{}");
        steps.setText(place.child(label.key()), label.stringOr());
        steps.remove(pointerWithin(app, label));
        offer(finding, u"Move it to %1"_s.arg(nameOf(ports[i], i)), ports.size() == 1, steps);
    }
}

void judgeForm(const Workload &workload, Reporter &reporter, JsonNode label)
{
    if (isAddress(label.stringOr()) || reporter.skipTemplated(label))
        return;
    const QString key = QString::fromUtf8(label.key());
    Finding &finding = reporter.add(VipIneffective, label,
        u"%1 is no address with a port, such as /api:80; clients get no route."_s.arg(key));
    const auto edits = [rewrite = Rewrite(label)](const QString &answer) -> Result<TextEdits> {
        if (!isAddress(answer.trimmed()))
            return fail(
                ErrorKind::Invalid, u"A name and a port are needed."_s, u"Type them as /api:80."_s);
        Rewrite steps = rewrite;
        return steps.setText({}, answer.trimmed()).edits();
    };
    offer(finding, u"Write the address…"_s,
        {u"Under which name and port do clients call it?"_s,
            u'/' + workload.definition().id.section(u'/', -1) + u":80"_s, edits});
}

} // namespace

void judgeVirtualAddresses(const Workload &workload, Reporter &reporter)
{
    if (!workload.isPod() && workload.labels().isObject()) {
        for (const JsonNode label : workload.labels().children()) {
            if (!isVipKey(label.key()) || !label.isString() || reporter.skipTemplated(label))
                continue;
            Finding &finding = reporter.addAtKey(VipIneffective, label,
                u"%1 works as a label of a port only; here clients get no route."_s.arg(
                    QString::fromUtf8(label.key())));
            if (isAddress(label.stringOr()))
                offerMoves(finding, workload, label);
        }
    }
    for (const WorkloadPort &port : workload.ports()) {
        if (!port.labels.isObject())
            continue;
        for (const JsonNode label : port.labels.children()) {
            if (isVipKey(label.key()) && label.isString())
                judgeForm(workload, reporter, label);
        }
    }
}

} // namespace Pinion
