// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/serverremedy.h"

#include "server/fieldpattern.h"

#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "marathon/schema.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString nameOf(JsonNode node)
{
    if (node.hasKey())
        return QString::fromUtf8(node.key());
    const QString name = node["name"].stringOr();
    return name.isEmpty() ? u"the entry"_s : name;
}

} // namespace

Remedy::Remedy(const Refusal &refusal, const RuleContext &context)
    : m_refusal(refusal)
    , m_settings{context.version, context.facts.server, context.parameters.placeholders}
    , m_body(context.tree.root())
{
    const Definition *definition = context.definitions.enclosing(place().pointer());
    if (definition)
        m_body = definition->node;
}

void Remedy::change(const QString &title, bool isSafe, const std::function<void(Rewrite &)> &steps)
{
    Rewrite rewrite(m_body);
    steps(rewrite);
    offer(m_carrier, title, isSafe, rewrite.edits());
}

void Remedy::remove(JsonNode node, bool isSafe, const QString &title)
{
    const QString named = title.isEmpty() ? u"Remove "_s + nameOf(node) : title;
    offer(m_carrier, named, isSafe, removeNode(node));
}

void Remedy::write(JsonNode node, const QByteArray &literal, bool isSafe, const QString &title)
{
    if (!node)
        return;
    const QString named
        = title.isEmpty() ? u"Set %1 to %2"_s.arg(nameOf(node), QString::fromUtf8(literal)) : title;
    offer(m_carrier, named, isSafe, TextEdits{{node.range(), literal}});
}

void Remedy::ask(
    const RemedyQuestion &question, const std::function<void(Rewrite &, const QString &)> &steps)
{
    // By the time of the answer the tree may be gone.
    const auto edits
        = [steps, question, bytes = m_body.literal().toByteArray(), offset = m_body.range().begin](
              const QString &typed) -> Result<TextEdits> {
        const QString answer = typed.trimmed();
        if (answer.isEmpty())
            return fail(ErrorKind::Invalid, u"Nothing was typed."_s);
        if (question.fits && !question.fits(answer)) {
            return fail(ErrorKind::Invalid, u"“%1” is not %2."_s.arg(answer, question.wanted));
        }
        Rewrite rewrite(bytes, offset);
        steps(rewrite, answer);
        return rewrite.edits();
    };
    offer(m_carrier, question.title, FixQuestion{question.prompt, question.suggestion, edits});
}

void Remedy::askText(const RemedyQuestion &question, JsonNode node)
{
    ask(question, [pointer = pointer(node)](Rewrite &rewrite, const QString &answer) {
        rewrite.setText(pointer, answer);
    });
}

std::function<bool(const QString &)> isNumberFrom(qint64 least)
{
    return [least](const QString &answer) {
        bool isNumber = false;
        const int number = answer.toInt(&isNumber);
        return isNumber && number >= least;
    };
}

std::function<bool(const QString &)> isOneOf(const QStringList &texts)
{
    return [texts](const QString &answer) { return texts.contains(answer); };
}

std::function<bool(const QString &)> fitsField(const char *pointer)
{
    const FieldSpec *spec = findField(SchemaRoot::App, JsonPointer::of(pointer));
    Q_ASSERT(spec && !spec->pattern.empty());
    return [spec](const QString &answer) { return fitsPattern(answer, *spec); };
}

QString freeName(const QString &name, const QStringList &taken)
{
    for (int number = 2;; ++number) {
        const QString free = u"%1-%2"_s.arg(name, QString::number(number));
        if (!taken.contains(free))
            return free;
    }
}

} // namespace Pinion
