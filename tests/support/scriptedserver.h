// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace Pinion {

struct SeenRequest
{
    QByteArray method;
    QByteArray target; ///< path and query as sent
    QHash<QByteArray, QByteArray> headers; ///< by name in lower case
    QByteArray body;

    [[nodiscard]] QByteArray path() const { return target.split('?').first(); }
    [[nodiscard]] QByteArray header(const QByteArray &name) const { return headers.value(name); }
};

/// How the server answers one request, well or badly.
struct Answer
{
    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int delay = 0; ///< milliseconds
    bool hangs = false; ///< never answers
    bool cuts = false; ///< closes after half of the body
    bool drops = false; ///< closes without a word
    std::optional<qint64> announcedSize; ///< another Content-Length than the true one
    QByteArray raw; ///< these bytes instead of all that, then the end

    Answer() = default;
    Answer(int code, QByteArray text = {}) // NOLINT(google-explicit-constructor): reads as a table
        : status(code)
        , body(std::move(text))
    { }
    Answer with(const QByteArray &name, const QByteArray &value) const
    {
        Answer answer = *this;
        answer.headers.append(qMakePair(name, value));
        return answer;
    }
};

/// An HTTP/1.1 server on a free loopback port that answers as its script says, and remembers what
/// it was asked. Lives in the thread of the test.
class ScriptedServer final : public QObject
{
public:
    using Script = std::function<Answer(const SeenRequest &)>;

    explicit ScriptedServer(Script script);
    ScriptedServer(Script script, const QSslConfiguration &tls);
    ~ScriptedServer() override;

    [[nodiscard]] quint16 port() const;
    /// "127.0.0.1:12345"
    [[nodiscard]] QString domain() const;
    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/")) const;
    [[nodiscard]] const QList<SeenRequest> &seen() const { return m_seen; }
    [[nodiscard]] int mostAtOnce() const { return m_mostAtOnce; }
    void forgetSeen() { m_seen.clear(); }

private:
    class Connection;

    void listen();
    void accept();

    Script m_script;
    std::unique_ptr<QTcpServer> m_server;
    bool m_isTls = false;
    QList<SeenRequest> m_seen;
    int m_atOnce = 0;
    int m_mostAtOnce = 0;
};

} // namespace Pinion
