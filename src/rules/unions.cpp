// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/unions.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QStringList missingOfVolume(JsonNode volume)
{
    const bool hasMarker = !volume["persistent"].isAbsent() || !volume["external"].isAbsent();
    const bool isSecret = !hasMarker && !volume["secret"].isAbsent();
    QStringList facts;
    if (!hasMarker && !isSecret && volume["hostPath"].isAbsent())
        facts.append(u"a volume needs hostPath, persistent, external or secret"_s);
    if (!isSecret && volume["mode"].isAbsent())
        facts.append(u"mode is missing"_s);
    return facts;
}

} // namespace

QStringList missingInForm(JsonNode object, const FieldSpec *spec)
{
    if (!spec)
        return {};
    if (spec->pointer == "/container/volumes/*")
        return missingOfVolume(object);
    const bool isCommand = spec->pointer.ends_with("/exec/command");
    if (isCommand && object["shell"].isAbsent() && object["argv"].isAbsent())
        return {u"a command needs shell or argv"_s};
    return {};
}

bool isJudgedElsewhere(JsonNode node, const FieldSpec &spec)
{
    // image-appc-unsupported speaks about images of the kind APPC.
    return spec.pointer == "/containers/*/image/kind"
        && node.toUtf8().value_or(QByteArray()).toUpper() == "APPC";
}

} // namespace Pinion
