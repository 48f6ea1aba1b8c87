// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "marathon/imagereference.h"
#include "marathon/pathglob.h"
#include "rules/imagecase.h"
#include "rules/practice/policytemplates.h"
#include "rules/practice/rewrite.h"
#include "rules/practice/workload.h"
#include "rules/reporter.h"
#include "rules/ruleset.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// One configured instance, at work on the document's definitions.
class Policy
{
public:
    Policy(const QString &id, const QJsonObject &settings, Reporter &reporter)
        : m_id(id)
        , m_template(id.section(u'/', 0, 0).toUtf8())
        , m_settings(settings)
        , m_reporter(reporter)
    { }

    void run(std::span<const Workload> workloads, std::span<const ImageCase> images)
    {
        if (m_template == bytesOf(PolicyAllowedRegistry)) {
            for (const ImageCase &image : images)
                judgeRegistry(image);
        }
        for (const Workload &workload : workloads) {
            for (const Judge &judge : Judges) {
                if (m_template == bytesOf(judge.id))
                    (this->*judge.function)(workload);
            }
        }
    }

private:
    struct Judge
    {
        std::string_view id;
        void (Policy::*function)(const Workload &workload);
    };
    static const std::array<Judge, 6> Judges;

    static QByteArrayView bytesOf(std::string_view text)
    {
        return {text.data(), qsizetype(text.size())};
    }

    [[nodiscard]] QJsonValue setting(const QString &name) const { return m_settings.value(name); }
    [[nodiscard]] QStringList texts(const QString &name) const
    {
        QStringList all;
        for (const QJsonValue &value : setting(name).toArray())
            all.append(value.toString());
        return all;
    }

    /// A setting that is a regular expression; nothing if it is empty or none.
    [[nodiscard]] std::optional<QRegularExpression> pattern(const QString &name) const
    {
        const QRegularExpression expression(setting(name).toString());
        const bool isUsable = !expression.pattern().isEmpty() && expression.isValid();
        return isUsable ? std::optional(expression) : std::nullopt;
    }

    Finding &report(JsonNode node, const QString &message, bool isAtKey = false)
    {
        const QString own = setting(u"text"_s).toString();
        const QString link = setting(u"link"_s).toString();
        QString shown = own.isEmpty() ? message : own;
        if (!link.isEmpty())
            shown += u" See "_s + link;
        const std::string_view id(m_template.constData(), size_t(m_template.size()));
        Finding &finding
            = isAtKey ? m_reporter.addAtKey(id, node, shown) : m_reporter.add(id, node, shown);
        finding.rule = m_id;
        return finding;
    }

    static JsonNode idOf(const Workload &workload)
    {
        return workload.node()["id"] ? workload.node()["id"] : workload.node();
    }

    void judgeLabels(const Workload &workload)
    {
        const std::optional<QRegularExpression> form = pattern(u"valuePattern"_s);
        for (const QString &key : texts(u"keys"_s)) {
            const JsonNode label = workload.labels()[key.toUtf8()];
            const QString value = label.stringOr();
            if (label.isAbsent() && !workload.isPartial()) {
                offerLabel(report(idOf(workload),
                               u"%1 has no label %2."_s.arg(workload.definition().id, key)),
                    workload, key, form);
            } else if (label && form && !form->match(value).hasMatch()
                && !m_reporter.skipTemplated(label)) {
                offerLabel(report(label, u"Label %1 is not what the project asks for."_s.arg(key)),
                    workload, key, form);
            }
        }
    }

    static void offerLabel(Finding &finding, const Workload &workload, const QString &key,
        const std::optional<QRegularExpression> &form)
    {
        const auto edits = [rewrite = Rewrite(workload.node()), key, form](
                               const QString &answer) -> Result<TextEdits> {
            const QString value = answer.trimmed();
            if (value.isEmpty() || (form && !form->match(value).hasMatch()))
                return fail(ErrorKind::Invalid, u"That value does not fit."_s,
                    form ? u"It has to match %1."_s.arg(form->pattern()) : QString());
            Rewrite steps = rewrite;
            return steps.setText(JsonPointer({"labels", key.toUtf8()}), value).edits();
        };
        offer(finding, u"Write label %1…"_s.arg(key),
            {u"Which value should label %1 have?"_s.arg(key), {}, edits});
    }

    void judgeRegistry(const ImageCase &image)
    {
        const Result<ImageReference> reference = ImageReference::parse(image.text);
        const QStringList allowed = texts(u"allow"_s);
        if (!reference || image.isAppc || m_reporter.skipTemplated(image.node))
            return;
        const QString repository = reference->repository();
        const bool isAllowed = std::any_of(allowed.begin(), allowed.end(),
            [&repository](const QString &glob) { return pathGlobMatches(glob, repository); });
        if (!isAllowed)
            report(image.node, u"%1 is not among the allowed registries."_s.arg(repository));
    }

    void judgeId(const Workload &workload)
    {
        const std::optional<QRegularExpression> form = pattern(u"pattern"_s);
        const bool fits = !form || form->match(workload.definition().id).hasMatch();
        if (!fits && !m_reporter.skipTemplated(idOf(workload)))
            report(idOf(workload),
                u"%1 does not follow the project's scheme of names."_s.arg(
                    workload.definition().id));
    }

    void judgeVariables(const Workload &workload)
    {
        const std::optional<QRegularExpression> key = pattern(u"key"_s);
        const std::optional<QRegularExpression> value = pattern(u"value"_s);
        if (!key && !value)
            return;
        for (const WorkloadText &variable : workload.environment()) {
            const QString name = QString::fromUtf8(variable.node.key());
            const bool isForbidden = (!key || key->match(name).hasMatch())
                && (!value || value->match(variable.node.stringOr()).hasMatch());
            if (!isForbidden || m_reporter.skipTemplated(variable.node))
                continue;
            Finding &finding = report(variable.node,
                u"The project forbids variable %1 with this value."_s.arg(name), true);
            offer(finding, u"Remove variable %1"_s.arg(name), false, removeNode(variable.node));
        }
    }

    void judgeInstances(const Workload &workload)
    {
        const double instances = workload.instances();
        const QJsonValue least = setting(u"min"_s);
        const QJsonValue most = setting(u"max"_s);
        const bool isTooFew = least.isDouble() && instances < least.toDouble();
        const bool isTooMany
            = most.isDouble() && most.toDouble() > 0 && instances > most.toDouble();
        if (!isTooFew && !isTooMany)
            return;
        const double wanted = isTooFew ? least.toDouble() : most.toDouble();
        const JsonNode place = workload.instancesPlace();
        Finding &finding = report(place.isNumber() ? place : idOf(workload),
            u"%1 runs %2 instances; the project asks for %3 at %4."_s.arg(workload.definition().id)
                .arg(instances)
                .arg(wanted)
                .arg(isTooFew ? u"least"_s : u"most"_s));
        const JsonPointer pointer
            = JsonPointer::of(workload.isPod() ? "/scaling/instances" : "/instances");
        Rewrite steps(workload.node());
        if (workload.isPod() && !steps.at(JsonPointer::of("/scaling")).isObject())
            steps.set(JsonPointer::of("/scaling"), R"({"kind": "fixed"})");
        steps.set(pointer, QByteArray::number(wanted));
        offer(finding, u"Run %1 instances"_s.arg(wanted), false, steps);
    }

    void judgeConstraint(const Workload &workload)
    {
        QString field = setting(u"field"_s).toString();
        if (field == u"@hostname")
            field = u"hostname"_s;
        const QStringList operators = texts(u"operators"_s);
        const bool isConcerned = workload.isExposed() || !setting(u"exposedOnly"_s).toBool();
        const auto fits = [&](const WorkloadConstraint &constraint) {
            return constraint.field == field
                && (operators.isEmpty() || operators.contains(constraint.op, Qt::CaseInsensitive));
        };
        const auto &constraints = workload.constraints();
        if (field.isEmpty() || !isConcerned || workload.isPartial()
            || std::any_of(constraints.begin(), constraints.end(), fits))
            return;
        const JsonNode list = workload.constraintsNode();
        report(list ? list : idOf(workload),
            u"%1 has no constraint on %2 of the kind that the project asks for."_s.arg(
                workload.definition().id, setting(u"field"_s).toString()),
            list.exists());
    }

    void judgeField(const Workload &workload)
    {
        const Result<JsonPointer> pointer
            = JsonPointer::parse(setting(u"pointer"_s).toString().toUtf8());
        const QString kind = setting(u"kind"_s).toString();
        const bool isConcerned = kind.isEmpty() || (kind == u"pod") == workload.isPod();
        if (!pointer || pointer->isRoot() || !isConcerned)
            return;
        const JsonNode node = workload.node().at(*pointer);
        const QString condition = setting(u"condition"_s).toString();
        if (condition == u"absent") {
            if (!node.isAbsent())
                report(node, u"The project forbids %1."_s.arg(pointer->toString()), true);
        } else if (node.isAbsent()) {
            if (!workload.isPartial())
                report(idOf(workload), u"The project asks for %1."_s.arg(pointer->toString()));
        } else if (!isAsAsked(node, condition) && !m_reporter.skipTemplated(node)) {
            report(node, u"%1 is not what the project asks for."_s.arg(pointer->toString()));
        }
    }

    [[nodiscard]] bool isAsAsked(JsonNode node, const QString &condition) const
    {
        const QString wanted = setting(u"value"_s).toString();
        const QString text = node.isString() ? node.stringOr() : QString::fromUtf8(node.literal());
        if (condition == u"equals")
            return text == wanted;
        if (condition == u"matches")
            return !pattern(u"value"_s) || pattern(u"value"_s)->match(text).hasMatch();
        return true;
    }

    const QString m_id;
    const QByteArray m_template;
    const QJsonObject m_settings;
    Reporter &m_reporter;
};

const std::array<Policy::Judge, 6> Policy::Judges = {{
    {PolicyRequiredLabel, &Policy::judgeLabels},
    {PolicyIdPattern, &Policy::judgeId},
    {PolicyForbiddenEnv, &Policy::judgeVariables},
    {PolicyInstancesRange, &Policy::judgeInstances},
    {PolicyRequiredConstraint, &Policy::judgeConstraint},
    {PolicyField, &Policy::judgeField},
}};

} // namespace

RuleReport checkPolicies(const RuleContext &context)
{
    RuleReport report;
    Reporter reporter(context, report);
    std::vector<Workload> workloads;
    std::vector<ImageCase> images;
    const auto &own = context.parameters.own;
    for (auto instance = own.begin(); instance != own.end(); ++instance) {
        const qsizetype slash = instance.key().indexOf(u'/');
        const Rule *row = slash < 0 ? nullptr : findRule(instance.key().left(slash));
        if (!row || row->check != checkPolicies)
            continue;
        if (workloads.empty()) {
            images = imageCases(context);
            for (const Definition &definition : context.definitions.items) {
                if (definition.root != SchemaRoot::Group)
                    workloads.emplace_back(definition, context);
            }
        }
        Policy(instance.key(), *instance, reporter).run(workloads, images);
    }
    return report;
}

} // namespace Pinion
