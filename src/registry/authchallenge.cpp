// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/authchallenge.h"

namespace Pinion {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

class ChallengeReader
{
public:
    explicit ChallengeReader(const QByteArray &text)
        : m_text(text)
    { }

    QList<AuthChallenge> read()
    {
        while (skip(",")) {
            const QByteArray word = token();
            if (word.isEmpty()) {
                ++m_at; // a stray sign
                continue;
            }
            skip("");
            if (!m_found.isEmpty() && peek() == '=')
                readValue(word.toLower());
            else
                begin(word.toLower());
        }
        return m_found;
    }

private:
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    /// Passes blanks and `signs`; false at the end.
    bool skip(const char *signs)
    {
        while (m_at < m_text.size() && (isBlank(peek()) || QByteArrayView(signs).contains(peek())))
            ++m_at;
        return m_at < m_text.size();
    }

    QByteArray token()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !isBlank(peek()) && !QByteArrayView("=,\"").contains(peek()))
            ++m_at;
        return m_text.sliced(begin, m_at - begin);
    }

    void begin(const QByteArray &scheme)
    {
        AuthChallenge challenge;
        challenge.scheme = scheme;
        m_found.append(challenge);
    }

    void readValue(const QByteArray &name)
    {
        ++m_at; // the sign
        skip("");
        if (peek() == '"') {
            m_found.last().parameters.insert(name, quoted());
            return;
        }
        // A token68, the base64 behind "Negotiate", may end with several of these signs.
        const bool isToken68 = peek() == '=' || peek() == ',' || peek() == '\0';
        while (peek() == '=')
            ++m_at;
        if (!isToken68)
            m_found.last().parameters.insert(name, bare());
    }

    QByteArray bare()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !isBlank(peek()) && peek() != ',')
            ++m_at;
        return m_text.sliced(begin, m_at - begin);
    }

    QByteArray quoted()
    {
        QByteArray value;
        for (++m_at; m_at < m_text.size() && peek() != '"'; ++m_at) {
            if (peek() == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            value += peek();
        }
        ++m_at;
        return value;
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    QList<AuthChallenge> m_found;
};

} // namespace

QList<AuthChallenge> parseChallenges(const QByteArray &header)
{
    return ChallengeReader(header).read();
}

std::optional<AuthChallenge> bestChallenge(const QList<AuthChallenge> &challenges)
{
    for (const AuthChallenge &challenge : challenges) {
        if (challenge.isBearer() && !challenge.value("realm").isEmpty())
            return challenge;
    }
    for (const AuthChallenge &challenge : challenges) {
        if (challenge.isBasic())
            return challenge;
    }
    return std::nullopt;
}

} // namespace Pinion
