// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonpointer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

Result<QByteArray> unescaped(QByteArrayView token)
{
    if (!token.contains('~'))
        return token.toByteArray();
    QByteArray result;
    result.reserve(token.size());
    for (qsizetype i = 0; i < token.size(); ++i) {
        if (token[i] != '~') {
            result.append(token[i]);
            continue;
        }
        ++i;
        if (i == token.size() || (token[i] != '0' && token[i] != '1'))
            return fail(ErrorKind::Invalid, u"In a JSON pointer '~' must be followed by 0 or 1."_s,
                u"Write ~0 for '~' and ~1 for '/'."_s);
        result.append(token[i] == '0' ? '~' : '/');
    }
    return result;
}

bool isIndex(const QByteArray &token)
{
    return !token.isEmpty()
        && std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

JsonPointer::JsonPointer(QList<QByteArray> tokens)
    : m_tokens(std::move(tokens))
{ }

Result<JsonPointer> JsonPointer::parse(QByteArrayView text)
{
    if (text.isEmpty())
        return JsonPointer();
    if (text[0] != '/')
        return fail(ErrorKind::Invalid,
            u"\"%1\" is not a JSON pointer."_s.arg(QString::fromUtf8(text)),
            u"It starts with '/', for example /container/docker/image."_s);

    QList<QByteArray> tokens;
    tokens.reserve(text.count('/'));
    qsizetype begin = 1;
    while (begin <= text.size()) {
        const qsizetype slash = text.indexOf('/', begin);
        const qsizetype end = slash < 0 ? text.size() : slash;
        Result<QByteArray> token = unescaped(text.sliced(begin, end - begin));
        if (!token)
            return tl::make_unexpected(std::move(token.error()));
        tokens.append(std::move(*token));
        begin = end + 1;
    }
    return JsonPointer(std::move(tokens));
}

JsonPointer JsonPointer::of(QByteArrayView text)
{
    Result<JsonPointer> pointer = parse(text);
    Q_ASSERT(pointer);
    return std::move(*pointer);
}

JsonPointer JsonPointer::parent() const
{
    return m_tokens.isEmpty() ? JsonPointer() : JsonPointer(m_tokens.first(m_tokens.size() - 1));
}

JsonPointer JsonPointer::child(const QByteArray &key) const
{
    QList<QByteArray> tokens = m_tokens;
    tokens.append(key);
    return JsonPointer(std::move(tokens));
}

JsonPointer JsonPointer::child(qsizetype index) const
{
    return child(QByteArray::number(index));
}

JsonPointer JsonPointer::joined(const JsonPointer &tail) const
{
    return JsonPointer(m_tokens + tail.m_tokens);
}

bool JsonPointer::contains(const JsonPointer &other) const
{
    return other.m_tokens.size() >= m_tokens.size()
        && std::equal(m_tokens.begin(), m_tokens.end(), other.m_tokens.begin());
}

JsonPointer JsonPointer::relative(const JsonPointer &other) const
{
    Q_ASSERT(contains(other));
    return JsonPointer(other.m_tokens.sliced(m_tokens.size()));
}

QByteArray JsonPointer::toUtf8() const
{
    QByteArray result;
    for (const QByteArray &token : m_tokens) {
        result.append('/');
        for (const char c : token) {
            if (c == '~')
                result.append("~0");
            else if (c == '/')
                result.append("~1");
            else
                result.append(c);
        }
    }
    return result;
}

QString JsonPointer::toBreadcrumb() const
{
    QString result;
    for (const QByteArray &token : m_tokens) {
        if (isIndex(token)) {
            result += u'[' + QString::fromUtf8(token) + u']';
            continue;
        }
        if (!result.isEmpty())
            result += u" › "_s;
        result += QString::fromUtf8(token);
    }
    return result;
}

} // namespace Pinion
