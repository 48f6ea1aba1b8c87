// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/http/faultyanswer.h"

#include <QTimer>

namespace Pinion {

namespace {

/// Writes a text piece by piece, then cuts or goes on.
void sendPieces(SandboxConnection &connection, const QByteArray &bytes, const SandboxFault &fault)
{
    const qsizetype size
        = fault.pieceSize > 0 ? fault.pieceSize : std::max<qsizetype>(1, bytes.size());
    connection.write(bytes.first(std::min(size, bytes.size())));
    const QByteArray rest = bytes.sliced(std::min(size, bytes.size()));
    if (!rest.isEmpty()) {
        QTimer::singleShot(fault.piecePause, &connection,
            [&connection, rest, fault] { sendPieces(connection, rest, fault); });
        return;
    }
    if (fault.cutAfter)
        connection.end(); // what was written has to arrive
    else
        connection.finishAnswer();
}

void sendNow(SandboxConnection &connection, const SandboxAnswer &answer, const SandboxFault &fault)
{
    if (fault.cutAfter == 0) {
        connection.cut();
        return;
    }
    if (!fault.raw.isEmpty()) {
        connection.write(fault.raw);
        connection.end();
        return;
    }
    QByteArray bytes = wireForm(answer, connection.request().method == "HEAD");
    if (fault.cutAfter)
        bytes.truncate(*fault.cutAfter < 0 ? bytes.size() + *fault.cutAfter : *fault.cutAfter);
    if (fault.bodyDelay == 0) {
        sendPieces(connection, bytes, fault);
        return;
    }
    const qsizetype head = bytes.indexOf("\r\n\r\n") + 4;
    connection.write(bytes.first(head));
    QTimer::singleShot(fault.bodyDelay, &connection,
        [&connection, body = bytes.sliced(head), fault] { sendPieces(connection, body, fault); });
}

} // namespace

void sendFaulty(
    SandboxConnection &connection, const SandboxAnswer &answer, const SandboxFault &fault)
{
    if (fault.hangs)
        return;
    if (fault.delay == 0) {
        sendNow(connection, answer, fault);
        return;
    }
    QTimer::singleShot(fault.delay, &connection,
        [&connection, answer, fault] { sendNow(connection, answer, fault); });
}

SandboxAnswer answerUnder(SandboxFaults &faults, const SandboxRequest &request,
    SandboxConnection &connection, const std::function<SandboxAnswer()> &answer)
{
    const std::optional<SandboxFault> fault = faults.take(request);
    SandboxAnswer given;
    if (!fault || !fault->answer || fault->isApplied)
        given = answer();
    if (fault && fault->answer)
        given = *fault->answer;
    if (fault)
        sendFaulty(connection, given, *fault);
    else
        connection.answer(given);
    return given;
}

} // namespace Pinion
