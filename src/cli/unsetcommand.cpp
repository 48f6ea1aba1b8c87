// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/structuraledit.h"
#include "json/jsonedit.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// With a doubled key, the one before would come into force; all of them go.
Result<QByteArray> without(const JsonTree &tree, const JsonPointer &pointer)
{
    const JsonNode node = tree.at(pointer);
    if (!node.exists())
        return fail(ErrorKind::Invalid,
            u"There is nothing at %1 to remove."_s.arg(pointer.toString()),
            u"Check the pointer; it is spelled with the keys of the file."_s);
    const Result<TextEdit> first = removeNode(node);
    if (!first)
        return tl::make_unexpected(first.error());
    QByteArray after = applied(tree.bytes(), *first);
    while (node.hasKey()) {
        const JsonTree rest = JsonTree::parse(after);
        const JsonNode other = rest.at(pointer);
        if (!other.exists())
            break;
        const Result<TextEdit> next = removeNode(other);
        if (!next)
            return tl::make_unexpected(next.error());
        after = applied(after, *next);
    }
    return after;
}

ExitCode runUnset(const Arguments &arguments, Console &console)
{
    return editFile(arguments.words()[0], arguments.words()[1], console, without);
}

} // namespace

constinit const Command UnsetCommand{
    .name = "unset",
    .operands = "FILE POINTER",
    .summary = "removes one value and leaves every other byte alone",
    .help = "Removes the member or array element at POINTER (RFC 6901) together with one comma. A "
            "key that occurs several times is removed each time. Mind that a deployment by partial "
            "update keeps what a file does not mention; write null or the default to be sure.\n"
            "\n"
            "Nothing is printed when all is well. The exit code is 2 when there is nothing at "
            "POINTER, and 3 when the file cannot be read or written or is not JSON.",
    .leastWords = 2,
    .mostWords = 2,
    .options = {},
    .run = runUnset,
};

} // namespace Pinion
