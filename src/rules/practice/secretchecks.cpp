// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonstring.h"
#include "rules/practice/rewrite.h"
#include "rules/practice/secretkeys.h"
#include "rules/practice/secrets.h"
#include "rules/practice/security.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The name under which a variable's secret is listed, one that is still free.
QByteArray secretName(JsonNode secrets, const QByteArray &variable)
{
    const QByteArray base = variable.toLower().replace('_', '-');
    QByteArray name = base;
    for (int i = 2; secrets[name]; ++i)
        name = base + '-' + QByteArray::number(i);
    return name;
}

/// Asks where the secret store keeps the value, and refers to it there.
void offerStore(Finding &finding, const Workload &workload, JsonNode variable)
{
    const JsonNode app = workload.node();
    const QByteArray name = secretName(app["secrets"], variable.key());
    const auto edits = [rewrite = Rewrite(app), name, pointer = pointerWithin(app, variable)](
                           const QString &answer) -> Result<TextEdits> {
        const QString path = answer.trimmed();
        if (path.isEmpty() || path.contains(u' '))
            return fail(ErrorKind::Invalid, u"A path without blanks is needed."_s,
                u"Type where the secret store keeps the value, such as /shop/db."_s);
        Rewrite steps = rewrite;
        steps.set(pointer, "{\"secret\": " + encodeString(QByteArrayView(name)) + '}');
        steps.set(JsonPointer({"secrets", name}), "{\"source\": " + encodeString(path) + '}');
        return steps.edits();
    };
    const QString variableName = QString::fromUtf8(variable.key());
    offer(finding, u"Take %1 from the secret store…"_s.arg(variableName),
        {u"Under which path does the secret store keep %1?"_s.arg(variableName),
            workload.definition().id + u'/' + QString::fromUtf8(name), edits});
}

/// A value that only repeats its key waits for somebody to put the true one in its place.
bool isStandIn(const QString &name, QString value)
{
    while (value.startsWith(u'_'))
        value.remove(0, 1);
    while (value.endsWith(u'_'))
        value.chop(1);
    return value == name;
}

class SecretCheck
{
public:
    SecretCheck(const Workload &workload, Reporter &reporter)
        : m_workload(workload)
        , m_reporter(reporter)
        , m_keys(reporter)
        , m_hasStore(reporter.context().facts.server.has("secrets"_L1))
    { }

    void run()
    {
        for (const WorkloadText &variable : m_workload.environment())
            judgeVariable(variable.node);
        for (const WorkloadText &shell : m_workload.shells())
            judgeCommand(shell.node, u"The command"_s);
        for (const WorkloadText &argument : m_workload.arguments())
            judgeCommand(argument.node, u"An argument"_s);
        for (const WorkloadText &uri : m_workload.uris())
            judgeUri(uri.node);
    }

private:
    void judgeVariable(JsonNode variable)
    {
        const std::optional<QString> value = variable.toString();
        if (!value)
            return;
        const QString name = QString::fromUtf8(variable.key());
        if (Finding *finding = judgePassword(variable, *value, name); finding && m_hasStore)
            offerStore(*finding, m_workload, variable);
        const std::optional<SecretSpan> token = findToken(*value);
        const bool isSuspect
            = token || (m_keys.fits(name) && canBeSecret(*value) && !isStandIn(name, *value));
        if (!isSuspect || m_keys.isIgnored(name, *value) || m_reporter.skipTemplated(variable))
            return;
        Finding &finding = m_reporter.add(PlaintextSecret, variable,
            token
                ? u"%1 holds %2 in plain text; who may read the app may read it."_s.arg(
                    name, token->kind)
                : u"%1 looks like a secret in plain text; who may read the app may read it."_s.arg(
                    name));
        if (!token)
            finding.severity = Severity::Warning;
        if (m_hasStore)
            offerStore(finding, m_workload, variable);
    }

    void judgeCommand(JsonNode command, const QString &subject)
    {
        const QString text = command.stringOr();
        judgePassword(command, text, subject);
        if (const std::optional<SecretSpan> token = findToken(text)) {
            Finding &finding = m_reporter.add(PlaintextSecret, command,
                u"%1 spells out %2; who may read the app may read it."_s.arg(subject, token->kind));
            finding.range = rangeInString(command, token->begin, token->end);
        }
    }

    [[nodiscard]] const Placeholders &placeholders() const
    {
        return m_reporter.context().parameters.placeholders;
    }

    Finding *judgePassword(JsonNode node, const QString &text, const QString &subject)
    {
        const std::optional<SecretSpan> password = findUrlPassword(text, placeholders());
        if (!password)
            return nullptr;
        Finding &finding = m_reporter.add(CredentialsInUri, node,
            u"%1 holds an address with its password; logs and readers of the app get both."_s.arg(
                subject));
        finding.range = rangeInString(node, password->begin, password->end);
        return &finding;
    }

    void judgeUri(JsonNode node)
    {
        const QString uri = node.stringOr();
        if (const std::optional<SecretSpan> password = findUrlPassword(uri, placeholders())) {
            Finding &finding = m_reporter.add(CredentialsInUri, node,
                u"This URI holds a password; the fetcher writes it to the log of each task."_s);
            finding.range = rangeInString(node, password->begin, password->end);
            const qsizetype user = uri.lastIndexOf("://"_L1, password->begin) + 3;
            QString without = uri;
            without.remove(user, password->end + 1 - user);
            offer(finding, u"Remove user and password"_s, false, textEdit(node, without));
        } else if (const std::optional<SecretSpan> signature
            = findUrlSignature(uri, placeholders())) {
            Finding &finding = m_reporter.add(CredentialsInUri, node,
                u"%1 in this URI gives access to who reads it, and may expire before a restart."_s
                    .arg(signature->kind));
            finding.severity = Severity::Warning;
            finding.range = rangeInString(node, signature->begin, signature->end);
            offerUnsigned(finding, node, uri);
        }
    }

    void offerUnsigned(Finding &finding, JsonNode node, QString uri) const
    {
        while (const std::optional<SecretSpan> span = findUrlSignature(uri, placeholders())) {
            const bool isFirst = uri[span->begin - 1] == u'?';
            const bool isLast = span->end == uri.size() || uri[span->end] != u'&';
            if (isFirst && !isLast)
                uri.remove(span->begin, span->end + 1 - span->begin);
            else
                uri.remove(span->begin - 1, span->end + 1 - span->begin);
        }
        offer(finding, u"Remove what gives access"_s, false, textEdit(node, uri));
    }

    const Workload &m_workload;
    Reporter &m_reporter;
    SecretKeys m_keys;
    const bool m_hasStore;
};

} // namespace

void judgeSecrets(const Workload &workload, Reporter &reporter)
{
    SecretCheck(workload, reporter).run();
}

} // namespace Pinion
