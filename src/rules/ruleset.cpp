// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/ruleset.h"

#include "marathon/schema.h"
#include "rules/examples.h"
#include "rules/families.h"
#include "rules/serverrules.h"

#include <QHash>

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const std::vector<Rule> &catalogue()
{
    static const std::vector<Rule> rules = [] {
        std::vector<Rule> all;
        for (const std::span<const Rule> family :
            {syntaxRules(), schemaRules(), serverRules(), imageRules(), deployRules(),
                healthRules(), resourceRules(), networkingRules(), placementRules(),
                securityRules(), volumeRules(), lifecycleRules(), fetchRules(), loadBalancerRules(),
                groupRules(), namingRules(), policyTemplates(), hygieneRules(), policyRules()})
            all.insert(all.end(), family.begin(), family.end());
        return all;
    }();
    return rules;
}

QString familyTitle(RuleFamily family)
{
    switch (family) {
    case RuleFamily::Syntax:
        return u"Syntax: the text is not JSON"_s;
    case RuleFamily::Refused:
        return u"Refused: Marathon would not accept it"_s;
    case RuleFamily::Practice:
        return u"Practice: accepted, but unsafe or unwise"_s;
    case RuleFamily::Policy:
        return u"Policy: about .pinion.json itself"_s;
    }
    Q_UNREACHABLE();
}

QString example(const QString &title, std::string_view json)
{
    if (json.empty())
        return {};
    return u"%1:\n\n```json\n"_s.arg(title) + text(json) + u"\n```\n\n"_s;
}

QString exampleTitle(ExampleBase base, const QString &title)
{
    switch (base) {
    case ExampleBase::None:
        return title;
    case ExampleBase::App:
        return title + u", over the example app"_s;
    case ExampleBase::Pod:
        return title + u", over the example pod"_s;
    case ExampleBase::Command:
        return title + u", over the smallest app"_s;
    }
    Q_UNREACHABLE();
}

QString examplesOf(const Rule &rule)
{
    return example(u"With this configuration"_s, rule.exampleConfig)
        + example(exampleTitle(rule.exampleBase, u"Reported"_s), rule.failing)
        + example(exampleTitle(rule.exampleBase, u"In order"_s), rule.passing);
}

QString confidenceText(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain:
        return u"certain"_s;
    case Confidence::Likely:
        return u"likely"_s;
    case Confidence::Hint:
        return u"a hint"_s;
    }
    Q_UNREACHABLE();
}

QString fixText(FixKind kind)
{
    switch (kind) {
    case FixKind::None:
        return u"none"_s;
    case FixKind::Guided:
        return u"guided"_s;
    case FixKind::Safe:
        return u"safe"_s;
    }
    Q_UNREACHABLE();
}

QString parametersOf(const Rule &rule)
{
    if (rule.parameters.empty())
        return {};
    QString table = u"| Parameter | Default | |\n|---|---|---|\n"_s;
    for (const RuleParameter &parameter : rule.parameters) {
        // A bar in a default would end its cell.
        const QString literal
            = text(parameter.defaultLiteral).replace(QLatin1Char('|'), QLatin1StringView("\\|"));
        table
            += u"| `%1` | `%2` | %3 |\n"_s.arg(text(parameter.name), literal, text(parameter.help));
    }
    return table + u'\n';
}

/// How sure a practice rule is and what its fixes do. The other families have nothing to weigh.
QString judgementOf(const Rule &rule)
{
    if (!rule.judge)
        return {};
    return u"- **Confidence:** %1; **fix:** %2\n"_s.arg(
        confidenceText(rule.confidence), fixText(rule.fixKind));
}

QString exampleBases()
{
    return example(u"The example app, which yields no finding"_s, exampleBaseText(ExampleBase::App))
        + example(u"The example pod, likewise"_s, exampleBaseText(ExampleBase::Pod));
}

QString section(const Rule &rule)
{
    QString level = severityName(rule.severity);
    if (!rule.isOnByDefault)
        level += u", off by default"_s;
    QString markdown = u"### `%1`\n\n**%2** (%3)\n\n%4\n\n"_s.arg(
        text(rule.id), text(rule.title), level, text(rule.why));
    markdown += u"- **Remedy:** "_s + text(rule.remedy) + u'\n';
    if (!rule.exception.empty())
        markdown += u"- **Silent:** "_s + text(rule.exception) + u'\n';
    markdown += judgementOf(rule);
    markdown += u"- **Source:** "_s + text(rule.source) + u"\n\n"_s;
    return markdown + parametersOf(rule) + examplesOf(rule);
}

bool isInstanceName(QStringView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    });
}

/// The rules by their ids and the names that they once had. An id wins over a former name.
class RuleIndex
{
public:
    RuleIndex()
    {
        for (const Rule &rule : catalogue()) {
            for (const std::string_view alias : rule.aliases)
                insert(alias, rule);
        }
        for (const Rule &rule : catalogue())
            insert(rule.id, rule);
    }

    [[nodiscard]] const Rule *find(QStringView id) const { return m_rules.value(id); }

private:
    void insert(std::string_view id, const Rule &rule)
    {
        m_names.push_back(text(id));
        m_rules.insert(m_names.back(), &rule);
    }

    std::deque<QString> m_names; ///< what the keys of the table are views of
    QHash<QStringView, const Rule *> m_rules;
};

} // namespace

std::span<const Rule> allRules()
{
    return catalogue();
}

const Rule *findRule(QStringView id)
{
    static const RuleIndex index;
    const qsizetype slash = id.indexOf(u'/');
    if (slash < 0)
        return index.find(id);
    const Rule *row = index.find(id.first(slash));
    return row && isPolicyTemplate(*row) && isInstanceName(id.sliced(slash + 1)) ? row : nullptr;
}

bool isPolicyTemplate(const Rule &rule)
{
    return rule.id.starts_with("policy-");
}

QString ruleReference()
{
    QString markdown
        = u"# Rules\n\n"
          "What Pinion checks, by family. This page is generated from the rules "
          "themselves; `docs/configuration.md` tells how a project sets their levels.\n"_s;
    for (const RuleFamily wanted :
        {RuleFamily::Syntax, RuleFamily::Refused, RuleFamily::Practice, RuleFamily::Policy}) {
        markdown += u"\n## %1\n\n"_s.arg(familyTitle(wanted));
        if (wanted == RuleFamily::Practice) {
            markdown += u"Examples are JSON merge patches (RFC 7396) over one of two documents "
                        "where they say so.\n\n"_s
                + exampleBases();
        }
        for (const Rule &rule : allRules()) {
            if (rule.family == wanted)
                markdown += section(rule);
        }
        while (markdown.endsWith(u"\n\n"))
            markdown.chop(1);
    }
    return markdown;
}

} // namespace Pinion
