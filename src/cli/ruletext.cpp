// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/ruletext.h"

#include "cli/textlayout.h"
#include "marathon/schema.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int LabelWidth = 11;

QString paragraph(const QString &label, std::string_view content)
{
    if (content.empty())
        return {};
    return u'\n' + labelled(label, text(content), LabelWidth);
}

// Examples are code: indented, never wrapped.
QString example(const QString &label, std::string_view json)
{
    if (json.empty())
        return {};
    QString result = u"\n  "_s + label + u'\n';
    for (const QString &line : text(json).split(u'\n'))
        result += u"    "_s + line + u'\n';
    return result;
}

QString parameterList(const Rule &rule)
{
    QString result;
    for (const RuleParameter &parameter : rule.parameters) {
        result += result.isEmpty() ? u"\n"_s : QString();
        result += labelled(result.size() > 1 ? QString() : u"Parameters"_s,
            u"%1 (%2): %3"_s.arg(
                text(parameter.name), text(parameter.defaultLiteral), text(parameter.help)),
            LabelWidth);
    }
    return result;
}

} // namespace

QString familyName(RuleFamily family)
{
    switch (family) {
    case RuleFamily::Syntax:
        return u"syntax"_s;
    case RuleFamily::Refused:
        return u"refused"_s;
    case RuleFamily::Practice:
        return u"practice"_s;
    case RuleFamily::Policy:
        return u"policy"_s;
    }
    return {};
}

QString familyTitle(RuleFamily family)
{
    switch (family) {
    case RuleFamily::Syntax:
        return u"Syntax: the text is not JSON"_s;
    case RuleFamily::Refused:
        return u"Refused: Marathon does not accept it"_s;
    case RuleFamily::Practice:
        return u"Practice: Marathon accepts it, but it is unsafe or unwise"_s;
    case RuleFamily::Policy:
        return u"Policy: about suppressions and Pinion's own settings"_s;
    }
    return {};
}

QString explanation(const Rule &rule)
{
    return u"%1 (%2, %3)\n%4\n"_s.arg(text(rule.id), severityName(rule.severity),
               rule.isOnByDefault ? familyName(rule.family)
                                  : familyName(rule.family) + u", off by default"_s,
               text(rule.title))
        + paragraph(u"Why"_s, rule.why) + paragraph(u"Remedy"_s, rule.remedy)
        + paragraph(u"Exception"_s, rule.exception) + parameterList(rule)
        + example(u"Example"_s, rule.failing) + example(u"Mended"_s, rule.passing)
        + paragraph(u"Source"_s, rule.source);
}

} // namespace Pinion
