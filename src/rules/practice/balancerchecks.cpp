// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"
#include "rules/nearest.h"
#include "rules/practice/balancerlabels.h"
#include "rules/practice/loadbalancer.h"
#include "rules/practice/rewrite.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int FarthestTypo = 2;
constexpr qsizetype MostGroups = 4; ///< to choose from

QString shown(const QByteArray &key)
{
    return QString::fromUtf8(key);
}

struct BalancerLabel
{
    JsonNode node;
    BalancerKey key;
};

class BalancerCheck
{
public:
    BalancerCheck(const Workload &workload, Reporter &reporter)
        : m_labels(workload.labels())
        , m_id(workload.definition().id)
        , m_portCount(int(workload.ports().size()))
        , m_reporter(reporter)
    { }

    void run()
    {
        if (!m_labels.isObject())
            return;
        for (const JsonNode label : m_labels.children()) {
            if (const std::optional<BalancerKey> key = BalancerKey::parse(label.key()))
                m_all.push_back({label, *key});
        }
        if (m_all.empty())
            return;
        m_extra = m_reporter.texts(BalancerLabelIgnored, "extraLabels");
        judgeGroup();
        for (const BalancerLabel &label : m_all)
            judge(label);
    }

private:
    void judgeGroup()
    {
        const RuleParameters &parameters = m_reporter.context().parameters;
        const auto isOfPort
            = [](const BalancerLabel &label) { return label.key.index.has_value(); };
        const auto first = std::find_if(m_all.begin(), m_all.end(), isOfPort);
        const bool hasGroup = std::any_of(m_all.begin(), m_all.end(), [](const auto &label) {
            return label.key.name == "GROUP" && !label.node.stringOr().isEmpty();
        });
        const bool isSwitchedOff = std::all_of(m_all.begin(), m_all.end(), [](const auto &label) {
            return !label.key.index
                || (label.key.name == "ENABLED" && label.node.stringOr().toLower() == u"false");
        });
        if (first == m_all.end() || hasGroup || isSwitchedOff || parameters.lb.wildcardGroup)
            return;
        Finding &finding = m_reporter.addAtKey(BalancerMissingGroup, first->node,
            u"Without HAPROXY_GROUP no load balancer picks this app up; its %1 other labels do "
            "nothing."_s.arg(m_all.size()));
        QStringList groups = parameters.lb.groups;
        if (groups.isEmpty())
            groups = {u"external"_s, u"internal"_s};
        for (const QString &group : groups.mid(0, MostGroups)) {
            offer(finding, u"Join the group %1"_s.arg(group), false,
                Rewrite(m_labels).setText(JsonPointer::of("/HAPROXY_GROUP"), group).edits());
        }
    }

    void judge(const BalancerLabel &label)
    {
        const QByteArray written = label.node.key();
        const bool isTemplated = m_reporter.context().parameters.placeholders.areIn(shown(written));
        if (m_extra.contains(shown(written)) || isTemplated)
            return;
        if (written.contains('{') || written.contains('}'))
            judgeBraces(label);
        else if (!label.key.isKnown())
            judgeUnknown(label);
        else if (label.key.index.value_or(0) >= std::max(m_portCount, 1) && label.key.index)
            judgeIndex(label);
        else if (label.key.name == "PATH" || label.key.name == "REDIRECT_TO_HTTPS")
            judgeHost(label);
    }

    Finding *ignored(const BalancerLabel &label, const QString &message)
    {
        if (m_reporter.skipTemplated(label.node))
            return nullptr;
        return &m_reporter.addAtKey(BalancerLabelIgnored, label.node, message);
    }

    void offerRename(
        Finding *finding, const BalancerLabel &label, const QByteArray &key, bool isSafe)
    {
        if (finding && !m_labels[key])
            offer(*finding, u"Rename to %1"_s.arg(shown(key)), isSafe, renameKey(label.node, key));
    }

    void judgeBraces(const BalancerLabel &label)
    {
        QByteArray plain = label.node.key();
        plain.replace('{', "").replace('}', "");
        Finding *finding = ignored(label,
            u"The braces of %1 stand for a number in the documentation; marathon-lb ignores it."_s
                .arg(shown(label.node.key())));
        const std::optional<BalancerKey> meant = BalancerKey::parse(plain);
        if (meant && meant->isKnown())
            offerRename(finding, label, plain, false);
    }

    /// What a mistyped label may have meant, and whether nothing else can be meant.
    struct Guess
    {
        QByteArray key;
        bool isPlain = false;
    };

    [[nodiscard]] std::optional<Guess> guess(const BalancerKey &key) const
    {
        // HAPROXY_VHOST: only the number is missing.
        if (!key.index && balancerNamesOfPort().contains(key.name))
            return Guess{BalancerKey{0, key.name}.text()};
        QList<QByteArray> candidates;
        for (const QByteArray &name : key.index ? balancerNamesOfPort() : balancerNamesOfApp()) {
            if (!m_labels[BalancerKey{key.index, name}.text()])
                candidates.append(name);
        }
        const std::optional<QByteArray> nearest = nearestName(key.name, candidates);
        if (!nearest)
            return {};
        const auto near
            = std::count_if(candidates.begin(), candidates.end(), [&key](const QByteArray &name) {
                  return editDistance(key.name, name, FarthestTypo) <= FarthestTypo;
              });
        return Guess{BalancerKey{key.index, *nearest}.text(), near <= 1};
    }

    void judgeUnknown(const BalancerLabel &label)
    {
        const std::optional<Guess> meant = guess(label.key);
        QString message
            = u"marathon-lb knows no label %1 and ignores it"_s.arg(shown(label.node.key()));
        message += meant ? u"; did you mean %1?"_s.arg(shown(meant->key)) : u"."_s;
        Finding *finding = ignored(label, message);
        if (!meant)
            return;
        // Of two misspellings of one label only one can be right.
        const auto rivals = std::count_if(m_all.begin(), m_all.end(), [&](const auto &other) {
            const std::optional<Guess> its = other.key.isKnown() ? std::nullopt : guess(other.key);
            return its && its->key == meant->key;
        });
        offerRename(finding, label, meant->key, meant->isPlain && rivals == 1);
    }

    void judgeIndex(const BalancerLabel &label)
    {
        Finding *finding = ignored(label,
            u"The app has %1 %2, so the index of %3 means none and marathon-lb ignores it."_s
                .arg(m_portCount)
                .arg(m_portCount == 1 ? u"port"_s : u"ports"_s, shown(label.node.key())));
        if (m_portCount == 1)
            offerRename(finding, label, BalancerKey{0, label.key.name}.text(), false);
    }

    void judgeHost(const BalancerLabel &label)
    {
        const BalancerKey host{label.key.index, "VHOST"};
        if (!label.key.index || !m_labels[host.text()].isAbsent())
            return;
        Finding *finding = ignored(label,
            u"%1 needs %2; without it marathon-lb ignores it."_s.arg(
                shown(label.node.key()), shown(host.text())));
        if (!finding)
            return;
        const auto edits = [rewrite = Rewrite(m_labels), key = host.text()](
                               const QString &answer) -> Result<TextEdits> {
            const QString name = answer.trimmed();
            if (name.isEmpty() || name.contains(u' ') || name.contains(u'/'))
                return fail(ErrorKind::Invalid, u"A host name is needed."_s,
                    u"Type one such as api.example.com."_s);
            Rewrite steps = rewrite;
            return steps.setText(JsonPointer({key}), name).edits();
        };
        offer(*finding, u"Add %1…"_s.arg(shown(host.text())),
            {u"Under which host name do clients call it?"_s,
                m_id.section(u'/', -1) + u".example.com"_s, edits});
    }

    const JsonNode m_labels;
    const QString m_id;
    const int m_portCount;
    Reporter &m_reporter;
    QStringList m_extra; ///< labels of the project's own templates
    std::vector<BalancerLabel> m_all;
};

} // namespace

void judgeBalancerLabels(const Workload &workload, Reporter &reporter)
{
    if (!workload.isPod())
        BalancerCheck(workload, reporter).run();
}

} // namespace Pinion
