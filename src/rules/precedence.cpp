// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/precedence.h"

#include "rules/policy.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// How near two findings must be for one to explain the other.
enum class Nearness : quint8 {
    Place, ///< at the same value; the related places of the telling one count as well
    Element, ///< in the same element of a list: a volume, a mapping, a parameter
    Below, ///< at the value of the telling one, or inside it
    Definition, ///< in the same app or pod
    Document, ///< anywhere
};

struct Precedence
{
    QString telling;
    QString silenced;
    Nearness nearness;
};

const std::array<Precedence, 21> &table()
{
    static const std::array<Precedence, 21> rows{{
        {u"net-mappings-dropped"_s, u"net-duplicate-host-port"_s, Nearness::Below},
        {u"net-mappings-dropped"_s, u"net-fixed-host-port"_s, Nearness::Below},
        {u"net-mappings-dropped"_s, u"net-random-port-assumed-fixed"_s, Nearness::Below},
        {u"net-mappings-dropped"_s, u"lb-vip-ineffective"_s, Nearness::Below},
        {u"net-mappings-dropped"_s, u"group-service-port-clash"_s, Nearness::Below},
        {u"net-mappings-dropped"_s, u"group-host-port-clash"_s, Nearness::Below},
        {u"sec-docker-socket"_s, u"sec-sensitive-host-mount"_s, Nearness::Element},
        {u"sec-docker-socket"_s, u"vol-host-path-not-pinned"_s, Nearness::Element},
        {u"sec-docker-socket"_s, u"sec-docker-parameters"_s, Nearness::Element},
        {u"sec-sensitive-host-mount"_s, u"vol-host-path-not-pinned"_s, Nearness::Element},
        {u"sec-privileged"_s, u"sec-docker-parameters"_s, Nearness::Element},
        {u"sec-credentials-in-uri"_s, u"sec-plaintext-secret"_s, Nearness::Place},
        {u"vol-persistent-resources-implicit"_s, u"res-request-unset"_s, Nearness::Definition},
        {u"place-unsatisfiable"_s, u"place-pinned-host"_s, Nearness::Definition},
        {u"place-unsatisfiable"_s, u"place-unique-exceeds-agents"_s, Nearness::Definition},
        {u"place-unsatisfiable"_s, u"deploy-fixed-port-deadlock"_s, Nearness::Definition},
        {u"place-unique-exceeds-agents"_s, u"deploy-fixed-port-deadlock"_s, Nearness::Definition},
        {u"image-appc-unsupported"_s, u"meta-unknown-field"_s, Nearness::Place},
        {u"meta-runtime-fields"_s, u"meta-unknown-field"_s, Nearness::Place},
        {u"server-group-version"_s, u"meta-runtime-fields"_s, Nearness::Place},
        // Marathon names no member of the circle; the other shows it, and where to cut.
        {u"group-dependency-cycle"_s, u"server-dependency-cycle"_s, Nearness::Document},
    }};
    return rows;
}

/// The rows that name a rule on either side, a bit each.
struct Rows
{
    quint32 telling = 0;
    quint32 silenced = 0;
};

QHash<QString, Rows> readRows()
{
    QHash<QString, Rows> rows;
    for (size_t i = 0; i < table().size(); ++i) {
        rows[table()[i].telling].telling |= 1U << i;
        rows[table()[i].silenced].silenced |= 1U << i;
    }
    return rows;
}

/// The rows both of whose rules have found something: none of them in most texts.
quint32 rowsInPlay(const Findings &findings)
{
    static const QHash<QString, Rows> rows = readRows();
    Rows seen;
    for (const Finding &finding : findings) {
        const Rows named = rows.value(finding.rule);
        seen.telling |= named.telling;
        seen.silenced |= named.silenced;
    }
    return seen.telling & seen.silenced;
}

/// Rules that tell why Marathon refuses a part, or what is lost with it: those about the text
/// itself, and the one about images that it has forgotten.
bool tellsWhyRefused(const Finding &finding)
{
    return finding.rule.startsWith("meta-"_L1) || finding.rule == "image-appc-unsupported"_L1;
}

/// Refusals for the circumstances of a part: the set-up of the server, or other definitions. The
/// part itself may have more to mend.
bool isAboutCircumstances(const Finding &finding)
{
    static const QStringList rules{
        u"server-dependency-cycle"_s, u"server-mesos-image-missing"_s, u"server-resident-role"_s};
    return finding.rule.endsWith("-feature"_L1) || rules.contains(finding.rule);
}

/// A part that lacks a member may have more to mend in what it has.
bool isAboutAbsence(const Finding &finding)
{
    return finding.rule == "schema-required"_L1;
}

/// The nearest element of a list that holds a place; the place itself if there is none.
JsonPointer elementOf(JsonPointer pointer)
{
    const auto isIndex = [](const QByteArray &token) {
        return !token.isEmpty()
            && std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const JsonPointer place = pointer;
    while (!pointer.isRoot()) {
        if (isIndex(pointer.last()))
            return pointer;
        pointer = pointer.parent();
    }
    return place;
}

class Filter
{
public:
    Filter(const Findings &findings, const Definitions &definitions)
        : m_findings(findings)
        , m_definitions(definitions)
        , m_isEcho(findings.size(), false)
    { }

    void apply(const Precedence &row)
    {
        QSet<QByteArray> keys;
        for (const Finding &finding : m_findings) {
            if (finding.rule == row.telling)
                addKeys(keys, finding, row.nearness);
        }
        for (size_t i = 0; i < m_findings.size(); ++i) {
            if (m_findings[i].rule == row.silenced && isCovered(m_findings[i], row.nearness, keys))
                m_isEcho[i] = true;
        }
    }

    void applyRefusals()
    {
        QSet<QByteArray> refused;
        for (const Finding &finding : m_findings) {
            // A fault of a whole definition is none of its parts.
            if (finding.family == RuleFamily::Refused && !isAboutCircumstances(finding)
                && !isAboutAbsence(finding) && !isDefinition(finding))
                refused.insert(finding.pointer.toUtf8());
        }
        if (refused.isEmpty())
            return;
        for (size_t i = 0; i < m_findings.size(); ++i) {
            const Finding &finding = m_findings[i];
            if (finding.family == RuleFamily::Practice && !tellsWhyRefused(finding)
                && isCovered(finding, Nearness::Below, refused))
                m_isEcho[i] = true;
        }
    }

    [[nodiscard]] bool isEcho(size_t index) const { return m_isEcho[index]; }

private:
    [[nodiscard]] bool isDefinition(const Finding &finding) const
    {
        const Definition *definition = definitionAt(m_definitions, finding.range);
        return !definition || definition->node.pointer() == finding.pointer;
    }

    [[nodiscard]] QByteArray keyOf(const Finding &finding, Nearness nearness) const
    {
        if (nearness == Nearness::Document)
            return {};
        if (nearness == Nearness::Element)
            return elementOf(finding.pointer).toUtf8();
        if (nearness != Nearness::Definition)
            return finding.pointer.toUtf8();
        const Definition *definition = definitionAt(m_definitions, finding.range);
        return definition ? definition->node.pointer().toUtf8() : QByteArray();
    }

    void addKeys(QSet<QByteArray> &keys, const Finding &finding, Nearness nearness) const
    {
        keys.insert(keyOf(finding, nearness));
        if (nearness != Nearness::Place)
            return;
        for (const RelatedPlace &place : finding.related) {
            if (place.file.isEmpty())
                keys.insert(place.pointer.toUtf8());
        }
    }

    [[nodiscard]] bool isCovered(
        const Finding &finding, Nearness nearness, const QSet<QByteArray> &keys) const
    {
        if (nearness != Nearness::Below)
            return keys.contains(keyOf(finding, nearness));
        for (JsonPointer place = finding.pointer;; place = place.parent()) {
            if (keys.contains(place.toUtf8()))
                return true;
            if (place.isRoot())
                return false;
        }
    }

    const Findings &m_findings;
    const Definitions &m_definitions;
    std::vector<bool> m_isEcho;
};

} // namespace

Findings withoutEchoes(Findings findings, const Definitions &definitions)
{
    if (findings.size() < 2)
        return findings;
    Filter filter(findings, definitions);
    const quint32 rows = rowsInPlay(findings);
    for (size_t i = 0; i < table().size(); ++i) {
        if (rows >> i & 1U)
            filter.apply(table()[i]);
    }
    filter.applyRefusals();
    Findings kept;
    kept.reserve(findings.size());
    for (size_t i = 0; i < findings.size(); ++i) {
        if (!filter.isEcho(i))
            kept.push_back(std::move(findings[i]));
    }
    return kept;
}

} // namespace Pinion
