// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/structuraledit.h"
#include "json/jsonedit.h"
#include "json/jsonstring.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// Forgotten quotes are the likely mistake: the shell took them, or nobody wrote any.
QString quotesHint(const QByteArray &literal)
{
    if (literal.isEmpty())
        return u"An empty text is '\"\"'."_s;
    const bool isAttempt = literal.startsWith('"') || literal.startsWith('{')
        || literal.startsWith('[') || literal.startsWith('-');
    if (isAttempt)
        return {};
    return u"Text needs quotes of its own: '%1'."_s.arg(
        QString::fromUtf8(encodeString(QString::fromUtf8(literal))));
}

Result<void> checkLiteral(const QByteArray &literal)
{
    // A parser forgives the mark at the start of a text, but the value goes into the middle of one.
    if (literal.startsWith("\xef\xbb\xbf"))
        return fail(ErrorKind::Invalid, u"The value starts with a byte order mark."_s,
            u"Leave the mark out."_s);
    const JsonTree value = JsonTree::parse(literal);
    if (value.isValid())
        return {};
    return fail(ErrorKind::Invalid,
        u"The value is not JSON: %1."_s.arg(describe(value.errors().front(), literal)),
        quotesHint(literal));
}

ExitCode runSet(const Arguments &arguments, Console &console)
{
    const QList<QByteArray> &words = arguments.words();
    const QByteArray &literal = words[2];
    return editFile(words[0], words[1], console,
        [&literal](const JsonTree &tree, const JsonPointer &pointer) -> Result<QByteArray> {
            return checkLiteral(literal)
                .and_then([&] { return setValue(tree, pointer, literal); })
                .map([&](const TextEdit &edit) { return applied(tree.bytes(), edit); });
        });
}

} // namespace

constinit const Command SetCommand{
    .name = "set",
    .operands = "FILE POINTER JSON",
    .summary = "writes one value and leaves every other byte alone",
    .help = "Replaces the value at POINTER (RFC 6901, such as /container/docker/image) by JSON, "
            "written as given, or adds it together with the objects that are missing on the way. "
            "The number after an array's last one, or \"-\", appends to the array. Of a key that "
            "occurs twice the last one is changed, as it is the one that Marathon reads.\n"
            "\n"
            "Text needs its JSON quotes: pinion-cli set app.json /cmd '\"./run.sh\"'. Nothing is "
            "printed when all is well. The exit code is 2 when POINTER or JSON does not fit, and 3 "
            "when the file cannot be read or written or is not JSON.",
    .leastWords = 3,
    .mostWords = 3,
    .options = {},
    .run = runSet,
};

} // namespace Pinion
