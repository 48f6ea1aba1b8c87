// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/http/sandboxfault.h"

#include "sandbox/core/refusal.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool fits(const SandboxFault &fault, const SandboxRequest &request)
{
    QString expression = QRegularExpression::escape(fault.path);
    expression.replace("\\*"_L1, ".*"_L1);
    const QRegularExpression path(QRegularExpression::anchoredPattern(expression));
    return (fault.method.isEmpty() || fault.method == request.method)
        && path.match(request.path()).hasMatch();
}

} // namespace

SandboxAnswer SandboxFault::message(int status, const QString &text)
{
    return SandboxAnswer::json(status, refusal(status, text).body);
}

SandboxAnswer SandboxFault::page(int status, const QString &text, const QByteArray &accept)
{
    const bool takesHtml
        = accept.contains("text/html") || accept.contains("text/*") || accept.contains("*/*");
    if (!takesHtml)
        return {status, {}, {}};
    const QByteArray code = QByteArray::number(status);
    return {status, {{"Content-Type", "text/html;charset=iso-8859-1"}},
        "<html>\n<head>\n<title>Error " + code + ' ' + text.toLatin1()
            + "</title>\n</head>\n<body><h2>HTTP ERROR " + code + "</h2>\n<p>Reason:\n<pre>    "
            + text.toLatin1() + "</pre></p>\n</body>\n</html>\n"};
}

SandboxAnswer SandboxFault::askTimedOut()
{
    return message(503,
        u"Ask timed out on [Actor[akka://marathon/user/deploymentManager#-1]] after [1000 ms]"_s);
}

std::optional<SandboxFault> SandboxFaults::take(const SandboxRequest &request)
{
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        SandboxFault &fault = m_faults[i];
        if (!fits(fault, request))
            continue;
        if (fault.skips > 0) {
            --fault.skips;
            continue;
        }
        SandboxFault taken = fault;
        if (fault.times > 0 && --fault.times == 0)
            m_faults.removeAt(i);
        return taken;
    }
    return std::nullopt;
}

} // namespace Pinion
