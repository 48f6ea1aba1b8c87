// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/commentedit.h"
#include "rules/families.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

RuleReport checkSyntax(const RuleContext &context);

constexpr std::string_view Comment = "json-comment";
constexpr std::string_view TrailingComma = "json-trailing-comma";
constexpr std::string_view Encoding = "json-encoding";
constexpr std::string_view Template = "json-template";
constexpr std::string_view Syntax = "json-syntax";
constexpr std::string_view Rfc = "RFC 8259; Marathon answers 400";

constexpr std::array Rows = {
    Rule{
        .id = Syntax,
        .family = RuleFamily::Syntax,
        .severity = Severity::Error,
        .title = "Text that is not JSON",
        .why = "Marathon cannot read the file and answers 400 without looking at what it says.",
        .remedy = "Mend the place that is marked. Nothing else is checked until the text is JSON.",
        .source = Rfc,
        .failing = R"({"id": "/shop/api" "cmd": "./serve"})",
        .passing = R"({"id": "/shop/api", "cmd": "./serve"})",
        .readsDamagedText = true,
        .check = checkSyntax,
    },
    Rule{
        .id = Comment,
        .family = RuleFamily::Syntax,
        .severity = Severity::Error,
        .title = "Comment",
        .why = "JSON knows no comments. Marathon answers 400 and takes nothing of the file.",
        .remedy = "Remove the comment. A key such as \"_comment\" holds a remark that Marathon "
                  "ignores.",
        .source = Rfc,
        .failing = "{\n  // three zones\n  \"id\": \"/shop/api\",\n  \"cmd\": \"./serve\"\n}",
        .passing = "{\n  \"_comment\": \"three zones\",\n  \"id\": \"/shop/api\",\n"
                   "  \"cmd\": \"./serve\"\n}",
        .readsDamagedText = true,
        .check = checkSyntax,
    },
    Rule{
        .id = TrailingComma,
        .family = RuleFamily::Syntax,
        .severity = Severity::Error,
        .title = "Comma before a closing bracket",
        .why = "Many editors forgive it, but Marathon answers 400 and takes nothing of the file.",
        .remedy = "Remove the comma.",
        .source = Rfc,
        .failing = R"({"id": "/shop/api", "cmd": "./serve",})",
        .passing = R"({"id": "/shop/api", "cmd": "./serve"})",
        .readsDamagedText = true,
        .check = checkSyntax,
    },
    Rule{
        .id = Encoding,
        .family = RuleFamily::Syntax,
        .severity = Severity::Error,
        .title = "Text that is not clean UTF-8",
        .why = "Bytes that are no UTF-8, and control characters inside a string, make the whole "
               "file unreadable.",
        .remedy = "Save the file in UTF-8 and write control characters as escapes, a tab as \\t.",
        .source = Rfc,
        .failing = "{\"id\": \"/shop/api\", \"cmd\": \"echo\ta\"}",
        .passing = R"({"id": "/shop/api", "cmd": "echo\ta"})",
        .readsDamagedText = true,
        .check = checkSyntax,
    },
    Rule{
        .id = Template,
        .family = RuleFamily::Syntax,
        .severity = Severity::Error,
        .title = "Placeholder outside quotes",
        .why = "The file is a template and becomes JSON only when it is rendered, so what Marathon "
               "will get cannot be judged here.",
        .remedy = "Check the rendered file. Placeholders inside quotes do not disturb the check.",
        .source = Rfc,
        .failing = R"({"id": "/shop/api", "cmd": "./serve", "instances": {{count}}})",
        .passing = R"({"id": "/shop/api", "cmd": "./serve", "instances": 3})",
        .readsDamagedText = true,
        .check = checkSyntax,
    },
};

std::string_view ruleFor(SyntaxProblem problem)
{
    switch (problem) {
    case SyntaxProblem::Comment:
        return Comment;
    case SyntaxProblem::TrailingComma:
        return TrailingComma;
    case SyntaxProblem::InvalidUtf8:
    case SyntaxProblem::ControlCharacter:
    case SyntaxProblem::LoneSurrogate:
        return Encoding;
    case SyntaxProblem::Template:
        return Template;
    default:
        return Syntax;
    }
}

QString consequence(SyntaxProblem problem)
{
    return problem == SyntaxProblem::Template ? u"; check the rendered file."_s
        : problem == SyntaxProblem::Comment   ? u" and refuses the whole file."_s
                                              : u"; Marathon cannot read the file."_s;
}

QString messageFor(const SyntaxError &error, QByteArrayView text)
{
    QString message = describe(error, text);
    if (!message.isEmpty())
        message[0] = message[0].toUpper();
    return message + consequence(error.problem);
}

std::vector<Fix> fixesFor(const SyntaxError &error, QByteArrayView text)
{
    switch (error.problem) {
    case SyntaxProblem::Comment:
        if (!isClosedComment(text, error.range))
            return {};
        return {{u"Remove the comment"_s, true, {commentRemoval(text, error.range)}, {}}};
    case SyntaxProblem::TrailingComma:
        return {{u"Remove the comma"_s, true, {TextEdit{error.range, {}}}, {}}};
    case SyntaxProblem::MissingComma:
        return {{u"Insert a comma"_s, false, {TextEdit{error.range, ","}}, {}}};
    default:
        return {};
    }
}

RuleReport checkSyntax(const RuleContext &context)
{
    RuleReport report;
    const QByteArray &text = context.tree.bytes();
    for (const SyntaxError &error : context.tree.errors()) {
        const JsonNode place = context.tree.nodeAt(error.range.begin);
        Finding finding
            = makeFinding(ruleFor(error.problem), place, error.range, messageFor(error, text));
        finding.fixes = fixesFor(error, text);
        report.findings.push_back(std::move(finding));
    }
    return report;
}

} // namespace

std::span<const Rule> syntaxRules()
{
    return Rows;
}

} // namespace Pinion
