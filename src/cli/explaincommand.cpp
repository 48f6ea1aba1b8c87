// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/fieldtext.h"
#include "cli/ruletext.h"
#include "cli/textlayout.h"
#include "marathon/schema.h"
#include "rules/ruleset.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr SchemaRoot Roots[] = {SchemaRoot::App, SchemaRoot::Group, SchemaRoot::Pod};

bool isIndex(const QByteArray &token)
{
    return !token.isEmpty()
        && std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Check prints pointers from the file's root; the field is known by its place in its app or pod.
JsonPointer insideBody(const JsonPointer &pointer)
{
    QList<QByteArray> tokens = pointer.tokens();
    const bool isEnvelope = tokens.size() > 1
        && (isIndex(tokens.first()) || tokens.first() == "app" || tokens.first() == "pod");
    if (isEnvelope)
        tokens.removeFirst();
    const auto leadsToBody = [&tokens] {
        return tokens.size() > 2 && isIndex(tokens[1])
            && (tokens[0] == "apps" || tokens[0] == "groups" || tokens[0] == "pods");
    };
    while (leadsToBody())
        tokens.remove(0, 2);
    return JsonPointer(tokens);
}

const FieldSpec *field(SchemaRoot root, const QByteArray &pointer)
{
    const std::string_view pattern(pointer.constData(), size_t(pointer.size()));
    if (const FieldSpec *spec = fieldByPattern(root, pattern))
        return spec;
    const Result<JsonPointer> parsed = JsonPointer::parse(pointer);
    return parsed ? findField(root, insideBody(*parsed)) : nullptr;
}

QByteArray fieldText(const QByteArray &pointer)
{
    QByteArray result;
    for (const SchemaRoot root : Roots) {
        const FieldSpec *spec = field(root, pointer);
        if (!spec)
            continue;
        result += result.isEmpty() ? "" : "\n";
        result += explanation(root, *spec).toUtf8();
    }
    return result;
}

QList<QByteArray> fieldNames()
{
    QList<QByteArray> names;
    for (const SchemaRoot root : Roots) {
        for (const FieldSpec *spec : fields(root)) {
            const QByteArray name = bytes(spec->pointer);
            if (!names.contains(name))
                names.append(name);
        }
    }
    return names;
}

QList<QByteArray> ruleNames()
{
    QList<QByteArray> names;
    for (const Rule &rule : allRules())
        names.append(bytes(rule.id));
    return names;
}

QString unknownText(const QByteArray &subject)
{
    const QString shown = printable(QString::fromUtf8(subject));
    if (subject.startsWith('/'))
        return u"There is no field %1.%2"_s.arg(shown, didYouMean(subject, fieldNames()));
    const QByteArray asPointer = '/' + subject;
    const QString hint = fieldText(asPointer).isEmpty()
        ? didYouMean(subject, ruleNames())
        : u" Did you mean the field /%1?"_s.arg(shown);
    return u"There is no rule %1.%2"_s.arg(shown, hint);
}

ExitCode runExplain(const Arguments &arguments, Console &console)
{
    const QByteArray &subject = arguments.words().first();
    QByteArray answer;
    if (subject.startsWith('/'))
        answer = fieldText(subject);
    else if (const Rule *rule = findRule(QString::fromUtf8(subject)))
        answer = explanation(*rule).toUtf8();
    if (!answer.isEmpty()) {
        console.print(answer);
        return ExitCode::Clean;
    }
    console.complain(
        u"pinion-cli: %1 \"pinion-cli rules\" lists the rules."_s.arg(unknownText(subject)));
    return ExitCode::Usage;
}

} // namespace

constinit const Command ExplainCommand{
    .name = "explain",
    .operands = "RULE-ID|POINTER",
    .summary = "tells what a rule or a field is about",
    .help = "For a rule, such as image-latest-tag: why it is there, how to mend it, when it stays "
            "silent, and an example. For a field, such as /container/docker/image: its meaning, "
            "type, default, limits and unit, in apps, groups and pods where it exists.",
    .leastWords = 1,
    .mostWords = 1,
    .options = {},
    .run = runExplain,
};

} // namespace Pinion
