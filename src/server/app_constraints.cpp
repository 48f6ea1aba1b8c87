// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/constrainttext.h"
#include "server/javatext.h"
#include "server/servertext.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QString Path = u"/constraints"_s;

bool isMesosText(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
            || c == u'_' || c == u'/' || c == u'.' || c == u'-';
    });
}

void checkPattern(JsonNode constraint, JsonNode value, Violations &found)
{
    if (!value)
        refuse(found, "server-constraint-pattern-missing", Path,
            u"LIKE and UNLIKE require a non-empty, regular expression value"_s, constraint);
    else if (!isJavaPattern(value.stringOr()))
        refuse(found, "server-constraint-pattern", Path, u"is not a valid regular expression"_s,
            value);
}

void checkValue(const QString &operation, JsonNode constraint, const ServerSettings &settings,
    Violations &found)
{
    const JsonNode value = constraint.element(2);
    if (settings.isPlaceholder(value))
        return;
    const bool isInteger = isJavaInt(value.stringOr());
    if (operation == u"UNIQUE" && value)
        refuse(found, "server-constraint-unique-value", Path, u"UNIQUE does not accept a value"_s,
            value);
    else if (operation == u"GROUP_BY" && value && !isInteger)
        refuse(found, "server-constraint-group-by-value", Path,
            u"GROUP BY must define an integer value or else no value at all"_s, value);
    else if (operation == u"MAX_PER" && !isInteger)
        refuse(found, "server-constraint-max-per-value", Path,
            u"MAX_PER requires an integer value"_s, value ? value : constraint);
    else if (operation == u"LIKE" || operation == u"UNLIKE")
        checkPattern(constraint, value, found);
    else if (operation == u"IS" && value && !isMesosText(value.stringOr()))
        refuse(found, "server-constraint-is-value", Path,
            u"IS only supports Mesos text and float values (see "
            u"http://mesos.apache.org/documentation/latest/attributes-resources/)"_s,
            value);
}

void checkConstraint(JsonNode constraint, const ServerSettings &settings, Violations &found)
{
    const qsizetype count = constraint.childCount();
    const JsonNode field = constraint.element(0);
    const JsonNode operation = constraint.element(1);
    if (count != 2 && count != 3) {
        refuse(found, "server-constraint-length", Path,
            u"Each constraint must have either 2 or 3 fields"_s, constraint);
    } else if (field.stringOr(u"?"_s).isEmpty()) {
        refuse(
            found, "server-constraint-field", Path, u"illegal constraint specification"_s, field);
    } else if (!settings.isPlaceholder(operation)) {
        const QString word = operation.stringOr().toUpper();
        if (isConstraintOperator(word, settings.version))
            checkValue(word, constraint, settings, found);
        else
            refuse(found, "server-constraint-operator", Path,
                u"operator must be one of the following "_s + constraintOperators(settings.version),
                operation);
    }
}

} // namespace

bool isConstraintOperator(QStringView word, MarathonVersion version)
{
    static constexpr std::array Always{
        "UNIQUE"_L1, "CLUSTER"_L1, "GROUP_BY"_L1, "LIKE"_L1, "MAX_PER"_L1, "UNLIKE"_L1};
    if (word == u"IS")
        return version >= MarathonVersion{1, 6};
    return std::any_of(
        Always.begin(), Always.end(), [word](QLatin1StringView known) { return word == known; });
}

QString constraintOperators(MarathonVersion version)
{
    return version >= MarathonVersion{1, 6}
        ? u"UNIQUE, CLUSTER, GROUP_BY, LIKE, MAX_PER, UNLIKE or IS"_s
        : u"UNIQUE, CLUSTER, GROUP_BY, LIKE, MAX_PER or UNLIKE"_s;
}

void checkConstraints(const AppView &view, const ServerSettings &settings, Violations &found)
{
    for (const JsonNode constraint : view.app["constraints"].children()) {
        if (constraint.isArray())
            checkConstraint(constraint, settings, found);
    }
}

} // namespace Pinion
