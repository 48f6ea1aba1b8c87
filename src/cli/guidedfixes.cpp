// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/guidedfixes.h"

#include "cli/textlayout.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Fixes = std::vector<const Fix *>;

const Fix *numbered(const Fixes &fixes, const QString &number)
{
    bool isNumber = false;
    const uint index = number.toUInt(&isNumber);
    return isNumber && index >= 1 && index <= fixes.size() ? fixes[index - 1] : nullptr;
}

bool hasQuestion(const Fixes &fixes)
{
    return std::any_of(
        fixes.begin(), fixes.end(), [](const Fix *fix) { return fix->question.has_value(); });
}

// The first question that takes the answer; else what the first one says about it.
Result<Choice> answered(const Fixes &fixes, const QString &value)
{
    std::optional<Error> refusal;
    for (const Fix *fix : fixes) {
        if (!fix->question)
            continue;
        const Result<TextEdits> edits = fix->question->edits(value);
        if (edits)
            return Choice{fix->title, *edits};
        if (!refusal)
            refusal = edits.error();
    }
    return tl::make_unexpected(*refusal);
}

Result<Choice> picked(const Fixes &fixes, const QString &number)
{
    if (const Fix *fix = numbered(fixes, number))
        return Choice{fix->title, fix->edits};
    return fail(ErrorKind::Invalid,
        u"\"%1\" is not the number of a fix, which goes from 1 to %2."_s.arg(number).arg(
            fixes.size()));
}

std::optional<Choice> askQuestion(Console &console, const Fix &fix)
{
    const FixQuestion &question = *fix.question;
    const QString offer
        = question.suggestion.isEmpty() ? QString() : u" [%1]"_s.arg(question.suggestion);
    while (true) {
        std::optional<QString> answer = console.ask(u"  "_s + question.prompt + offer + u' ');
        if (!answer || (answer->isEmpty() && question.suggestion.isEmpty()))
            return std::nullopt;
        const Result<TextEdits> edits
            = question.edits(answer->isEmpty() ? question.suggestion : *answer);
        if (edits)
            return Choice{fix.title, *edits};
        console.complain(u"  "_s + printable(edits.error().text()));
    }
}

} // namespace

Result<GivenAnswers> GivenAnswers::parse(const QList<QByteArray> &texts)
{
    GivenAnswers result;
    for (const QByteArray &text : texts) {
        const qsizetype equals = text.indexOf('=');
        const Result<JsonPointer> pointer = JsonPointer::parse(text.left(equals));
        if (equals < 0 || !pointer)
            return fail(ErrorKind::Invalid,
                u"--answer takes POINTER=VALUE, such as /container/docker/image=1.8.2, not \"%1\"."_s
                    .arg(QString::fromUtf8(text)));
        result.m_answers.append({*pointer, QString::fromUtf8(text.mid(equals + 1))});
    }
    return result;
}

void GivenAnswers::beginFile()
{
    for (Answer &answer : m_answers)
        answer.isTaken = false;
}

Result<std::optional<Choice>> GivenAnswers::choose(const Finding &finding)
{
    for (Answer &answer : m_answers) {
        if (answer.isTaken || !(answer.pointer == finding.pointer))
            continue;
        answer.isTaken = true;
        answer.wasTaken = true;
        const Fixes fixes = guidedFixes(finding);
        const Result<Choice> choice
            = hasQuestion(fixes) ? answered(fixes, answer.value) : picked(fixes, answer.value);
        if (!choice)
            return fail(ErrorKind::Invalid,
                u"--answer %1: %2"_s.arg(answer.pointer.toString(), choice.error().text()));
        return *choice;
    }
    return std::nullopt;
}

QStringList GivenAnswers::unused() const
{
    QStringList result;
    for (const Answer &answer : m_answers) {
        if (!answer.wasTaken)
            result.append(answer.pointer.toString());
    }
    return result;
}

QStringList waysToAnswer(const Finding &finding)
{
    const Fixes fixes = guidedFixes(finding);
    const QString option = u": --answer "_s + finding.pointer.toString() + u'=';
    QStringList lines;
    for (size_t i = 0; i < fixes.size(); ++i) {
        const Fix &fix = *fixes[i];
        QString line = plainTitle(fix.title);
        if (fix.question)
            line += option + u"… ("_s + fix.question->prompt + u')';
        else if (!hasQuestion(fixes))
            line += option + QString::number(i + 1);
        lines.append(line);
    }
    return lines;
}

QString plainTitle(const QString &title)
{
    return title.endsWith(u'…') ? title.chopped(1) : title;
}

std::optional<Choice> askForChoice(
    Console &console, const FileReport &report, const Finding &finding)
{
    const TextPosition position = report.lines.position(finding.range.begin);
    console.complain(
        u"\n%1:%2:%3: %4: %5 [%6]"_s.arg(printable(report.path))
            .arg(position.line)
            .arg(position.column)
            .arg(severityName(finding.severity), printable(finding.message), finding.rule));
    const Fixes fixes = guidedFixes(finding);
    for (size_t i = 0; i < fixes.size(); ++i)
        console.complain(u"  %1  %2"_s.arg(i + 1).arg(fixes[i]->title));

    const QString range = fixes.size() == 1 ? u"1"_s : u"1-%1"_s.arg(fixes.size());
    while (true) {
        const std::optional<QString> number
            = console.ask(u"Which fix (%1, or Enter to leave it)? "_s.arg(range));
        if (!number || number->isEmpty())
            return std::nullopt;
        if (const Fix *fix = numbered(fixes, *number))
            return fix->question ? askQuestion(console, *fix) : Choice{fix->title, fix->edits};
        console.complain(u"  There is no fix \"%1\"."_s.arg(printable(*number)));
    }
}

} // namespace Pinion
