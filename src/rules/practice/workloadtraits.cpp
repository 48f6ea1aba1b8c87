// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/workloadparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// These run on every label and every word of a document, hence no regular expressions.

bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNumber(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isAsciiDigit);
}

/// HAPROXY_GROUP, HAPROXY_0_GROUP or HAPROXY_0_VHOST
bool namesLoadBalancer(QByteArrayView key)
{
    constexpr QByteArrayView prefix = "HAPROXY_";
    if (!key.startsWith(prefix))
        return false;
    const QByteArrayView rest = key.sliced(prefix.size());
    if (rest == "GROUP")
        return true;
    const qsizetype end = rest.indexOf('_');
    if (end < 0 || !isNumber(rest.first(end)))
        return false;
    const QByteArrayView name = rest.sliced(end + 1);
    return name == "GROUP" || name == "VHOST";
}

bool isVirtualAddress(JsonNode label)
{
    const QByteArray key = label.key();
    return key.startsWith("VIP_") && isNumber(QByteArrayView(key).sliced(4));
}

bool hasChild(JsonNode parent, bool (*fits)(JsonNode))
{
    const auto children = parent.children();
    return parent.isObject() && std::any_of(children.begin(), children.end(), fits);
}

bool isBlank(char c)
{
    return QByteArrayView(" \t\r\n\f\v").contains(c);
}

bool isBeforeCommand(char c)
{
    return QByteArrayView("/;&|").contains(c);
}

/// A pattern without anything but a name, be it anchored or with escaped dots.
bool isLiteralName(QString pattern)
{
    if (pattern.startsWith(u'^'))
        pattern.remove(0, 1);
    if (pattern.endsWith(u'$'))
        pattern.chop(1);
    pattern.replace(u"\\."_s, u"."_s);
    const auto isPlain = [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'.'; };
    return !pattern.isEmpty() && std::all_of(pattern.cbegin(), pattern.cend(), isPlain);
}

} // namespace

qsizetype endOfJavaCommand(QByteArrayView text)
{
    constexpr QByteArrayView word = "java";
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const qsizetype end = at + word.size();
        const bool begins = at == 0 || isBlank(text[at - 1]) || isBeforeCommand(text[at - 1]);
        if (begins && (end == text.size() || isBlank(text[end])))
            return end;
    }
    return -1;
}

bool isJavaVariable(const QByteArray &key)
{
    static const QList<QByteArray> names{"JAVA_OPTS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS",
        "JDK_JAVA_OPTIONS", "JVM_OPTS", "CATALINA_OPTS"};
    return key.endsWith("_JAVA_OPTS") || names.contains(key);
}

bool namesOneHost(const WorkloadConstraint &constraint)
{
    if (constraint.field != u"hostname" || constraint.value.value_or(QString()).isEmpty())
        return false;
    if (constraint.op == u"LIKE")
        return isLiteralName(*constraint.value);
    return constraint.op == u"CLUSTER" || constraint.op == u"IS";
}

bool isReachedFromOutside(
    JsonNode labels, const std::vector<WorkloadPort> &ports, bool isInPublicRole)
{
    if (isInPublicRole)
        return true;
    const bool isBalanced = hasChild(labels, [](JsonNode label) {
        return namesLoadBalancer(label.key()) && !label.stringOr().isEmpty();
    });
    const bool isOnTraefik = labels["traefik.enable"].stringOr() != u"false"
        && hasChild(labels, [](JsonNode label) { return label.key().startsWith("traefik."); });
    return isBalanced || isOnTraefik
        || std::any_of(ports.begin(), ports.end(),
            [](const WorkloadPort &port) { return hasChild(port.labels, isVirtualAddress); });
}

bool runsJava(std::span<const WorkloadText> commands)
{
    return std::any_of(commands.begin(), commands.end(), [](const WorkloadText &text) {
        return endOfJavaCommand(text.node.toUtf8().value_or(QByteArray())) >= 0;
    });
}

bool configuresJava(std::span<const WorkloadText> environment)
{
    return std::any_of(environment.begin(), environment.end(),
        [](const WorkloadText &text) { return isJavaVariable(text.node.key()); });
}

} // namespace Pinion
