// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/configreader.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

Result<void> ConfigReader::readTargets(JsonNode node)
{
    if (!node.isArray())
        return failAt(node, u"\"targets\" must be a list"_s);
    for (const JsonNode element : node.children()) {
        if (const Result<void> result = readTarget(element); !result)
            return result;
    }
    return {};
}

Result<void> ConfigReader::readTarget(JsonNode node)
{
    if (!node.isObject())
        return failAt(node, u"an object is expected here"_s);
    m_target = {};
    m_target.place = placeOf(node.range());
    m_target.source = m_file.path;
    for (const JsonNode member : node.children()) {
        if (const Result<void> result = readTargetMember(member); !result)
            return result;
    }
    const QString name = m_target.members["name"_L1].toString();
    if (name.trimmed().isEmpty())
        return failAt(node, u"a target needs a name"_s);
    if (m_target.members["urls"_L1].toArray().isEmpty())
        return failAt(node, u"a target needs urls"_s);
    const bool isKnown = std::any_of(m_file.targets.begin(), m_file.targets.end(),
        [&name](const ConfigTarget &other) { return other.members["name"_L1] == name; });
    if (isKnown)
        return failAt(node["name"], u"there is another target \"%1\""_s.arg(name));
    m_file.targets.push_back(std::move(m_target));
    return {};
}

Result<void> ConfigReader::readTargetMember(JsonNode member)
{
    if (const Result<void> once = checkOnce(member); !once)
        return once;
    const QByteArray name = member.key();
    const SettingSpec *spec = findTargetSpec(name);
    if (!spec) {
        if (isSecretName(name))
            return failAt(member.keyRange(),
                u"a file is no place for a secret; Pinion asks for it and keeps it in the "
                "system's keychain"_s);
        QList<QByteArray> known;
        for (const SettingSpec &row : targetSpecs())
            known.append(QByteArray(row.key.data(), qsizetype(row.key.size())));
        return failAt(member.keyRange(),
            u"\"%1\" is not a setting of a target%2"_s.arg(
                QString::fromUtf8(name), nearestHint(name, known)));
    }
    if (member.isNull())
        return {};
    if (const Result<void> result = accept(valueProblem(*spec, member)); !result)
        return result;
    m_target.members.insert(QString::fromUtf8(name), jsonValue(member.literal()));
    return {};
}

} // namespace Pinion
