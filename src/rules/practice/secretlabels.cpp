// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"
#include "rules/practice/rewrite.h"
#include "rules/practice/secretkeys.h"
#include "rules/practice/secrets.h"
#include "rules/practice/security.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// A hash as crypt(3) writes it: $id$salt$hash, or the 13 characters of the old DES form.
bool isCryptHash(const QString &text)
{
    constexpr qsizetype DesLength = 13;
    const auto isCryptCharacter = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'.' || c == u'/');
    };
    return text.startsWith(u'$')
        || (text.size() == DesLength && std::all_of(text.begin(), text.end(), isCryptCharacter));
}

bool isLoadBalancerLogin(const QByteArray &key)
{
    return key.startsWith("HAPROXY_") && key.endsWith("_AUTH");
}

/// Where the password of realm:user:password begins, or -1.
qsizetype passwordBegin(const QString &login)
{
    const qsizetype first = login.indexOf(u':');
    const qsizetype second = first < 0 ? -1 : login.indexOf(u':', first + 1);
    return second < 0 || second + 1 == login.size() ? -1 : second + 1;
}

class LabelCheck
{
public:
    explicit LabelCheck(Reporter &reporter)
        : m_reporter(reporter)
        , m_keys(reporter)
    { }

    void judge(JsonNode labels)
    {
        if (!labels.isObject())
            return;
        for (const JsonNode label : labels.children()) {
            const QByteArray key = label.key();
            const std::optional<QString> value = label.toString();
            if (!value || key.startsWith("pinion."))
                continue;
            if (isLoadBalancerLogin(key))
                judgeLogin(label, *value);
            else
                judgeLabel(label, QString::fromUtf8(key), *value);
        }
    }

private:
    void judgeLabel(JsonNode label, const QString &key, const QString &value)
    {
        const std::optional<SecretSpan> token = findToken(value);
        const bool isSuspect = token || (m_keys.fits(key) && canBeSecret(value));
        if (!isSuspect || m_keys.isIgnored(key, value) || m_reporter.skipTemplated(label))
            return;
        Finding &finding = m_reporter.add(SecretInLabel, label,
            u"Label %1 holds %2; labels are copied into each task and shown to all readers."_s.arg(
                key, token ? token->kind : u"what looks like a secret"_s));
        offer(finding, u"Remove label %1"_s.arg(key), false, removeNode(label));
    }

    void judgeLogin(JsonNode label, const QString &value)
    {
        const qsizetype begin = passwordBegin(value);
        if (begin < 0 || isCryptHash(value.sliced(begin)) || m_reporter.skipTemplated(label))
            return;
        const QString key = QString::fromUtf8(label.key());
        Finding &finding = m_reporter.add(SecretInLabel, label,
            u"Label %1 holds a readable password; the load balancer takes a crypt hash."_s.arg(
                key));
        finding.range = rangeInString(label, begin, value.size());
        const auto edits = [rewrite = Rewrite(label), head = value.left(begin)](
                               const QString &answer) -> Result<TextEdits> {
            const QString hash = answer.trimmed();
            if (!isCryptHash(hash) || hash.contains(u':'))
                return fail(ErrorKind::Invalid, u"That is no crypt hash."_s,
                    u"Make one with \"openssl passwd -6\"; it begins with $6$."_s);
            Rewrite steps = rewrite;
            return steps.setText({}, head + hash).edits();
        };
        offer(finding, u"Write the hash of the password…"_s,
            {u"Which crypt hash takes the place of the password in %1?"_s.arg(key), {}, edits});
    }

    Reporter &m_reporter;
    SecretKeys m_keys;
};

} // namespace

void judgeSecretLabels(const Workload &workload, Reporter &reporter)
{
    LabelCheck check(reporter);
    check.judge(workload.labels());
    for (const WorkloadPort &port : workload.ports())
        check.judge(port.labels);
    for (const JsonNode network : workload.node()["networks"].children())
        check.judge(network["labels"]);
    if (!workload.isPod())
        return;
    for (const JsonNode container : workload.containers())
        check.judge(container["labels"]);
}

} // namespace Pinion
