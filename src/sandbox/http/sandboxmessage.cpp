// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/http/sandboxmessage.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct Phrase
{
    int status;
    const char *text;
};
constexpr std::array Phrases{
    Phrase{200, "OK"},
    Phrase{201, "Created"},
    Phrase{202, "Accepted"},
    Phrase{204, "No Content"},
    Phrase{302, "Found"},
    Phrase{304, "Not Modified"},
    Phrase{307, "Temporary Redirect"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{406, "Not Acceptable"},
    Phrase{409, "Conflict"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{422, "Unprocessable Entity"},
    Phrase{429, "Too Many Requests"},
    Phrase{500, "Internal Server Error"},
    Phrase{502, "Bad Gateway"},
    Phrase{503, "Service Unavailable"},
};

/// The body of a message in chunks, and where the message ends; nothing while it is incomplete.
std::optional<std::pair<QByteArray, qsizetype>> unchunked(const QByteArray &bytes, qsizetype start)
{
    QByteArray body;
    while (true) {
        const qsizetype end = bytes.indexOf("\r\n", start);
        if (end < 0)
            return std::nullopt;
        const QByteArray head = bytes.sliced(start, end - start).split(';').first().trimmed();
        const qsizetype size = head.toLongLong(nullptr, 16);
        start = end + 2;
        if (bytes.size() < start + size + 2)
            return std::nullopt;
        body += bytes.sliced(start, size);
        start += size + 2;
        if (size == 0)
            return std::pair(body, start);
    }
}

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes;
    for (int shift = 0; shift < 32; shift += 8)
        bytes.append(char(quint8(number >> shift)));
    return bytes;
}

bool isSameName(const QByteArray &name, QByteArrayView other)
{
    return name.compare(other, Qt::CaseInsensitive) == 0;
}

} // namespace

QString SandboxRequest::path() const
{
    return QUrl::fromPercentEncoding(target.split('?').first());
}

QByteArray SandboxRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (isSameName(key, name))
            return value;
    }
    return {};
}

bool SandboxRequest::hasHeader(QByteArrayView name) const
{
    return std::any_of(headers.begin(), headers.end(),
        [name](const auto &header) { return isSameName(header.first, name); });
}

QStringList SandboxRequest::values(QStringView name) const
{
    const qsizetype mark = target.indexOf('?');
    QString text = mark < 0 ? QString() : QString::fromLatin1(target.sliced(mark + 1));
    text.replace(u'+', "%20"_L1);
    return QUrlQuery(text).allQueryItemValues(name.toString(), QUrl::FullyDecoded);
}

std::optional<QString> SandboxRequest::value(QStringView name) const
{
    const QStringList all = values(name);
    return all.isEmpty() ? std::nullopt : std::optional(all.first());
}

bool SandboxRequest::flag(QStringView name, bool otherwise) const
{
    const std::optional<QString> text = value(name);
    return text ? text->compare("true"_L1, Qt::CaseInsensitive) == 0 : otherwise;
}

SandboxAnswer SandboxAnswer::with(const QByteArray &name, const QByteArray &value) const
{
    SandboxAnswer answer = *this;
    answer.headers.append({name, value});
    return answer;
}

SandboxAnswer SandboxAnswer::json(int status, const QByteArray &body)
{
    return {status, {{"Content-Type", "application/json"}}, body};
}

QByteArray reasonPhrase(int status)
{
    const auto found = std::find_if(Phrases.begin(), Phrases.end(),
        [status](const Phrase &phrase) { return phrase.status == status; });
    return found == Phrases.end() ? "Unknown" : found->text;
}

QByteArray wireForm(const SandboxAnswer &answer, bool isHead)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(answer.status) + ' '
        + reasonPhrase(answer.status) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        bytes += name + ": " + value + "\r\n";
    if (answer.status != 204 && answer.status != 304)
        bytes += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    bytes += "\r\n";
    return isHead ? bytes : bytes + answer.body;
}

std::optional<SandboxRequest> takeRequest(QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    const QList<QByteArray> lines = buffer.first(end).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    SandboxRequest request;
    request.method = words.value(0);
    request.target = words.value(1);
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            request.headers.append({line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
    }
    const qsizetype start = end + 4;
    if (request.header("transfer-encoding").toLower() == "chunked") {
        const auto chunks = unchunked(buffer, start);
        if (!chunks)
            return std::nullopt;
        request.body = chunks->first;
        buffer.remove(0, chunks->second);
        return request;
    }
    const qsizetype size = std::max<qsizetype>(0, request.header("content-length").toLongLong());
    if (buffer.size() < start + size)
        return std::nullopt;
    request.body = buffer.sliced(start, size);
    buffer.remove(0, start + size);
    return request;
}

QByteArray gzipped(const QByteArray &bytes)
{
    // qCompress: four bytes of size, two of zlib's header, the deflated data, four of checksum.
    const QByteArray deflated = qCompress(bytes).sliced(6).chopped(4);
    constexpr char Header[] = {'\x1f', '\x8b', '\x08', 0, 0, 0, 0, 0, 0, '\xff'};
    return QByteArray(Header, sizeof Header) + deflated + littleEndian(crc32(bytes))
        + littleEndian(quint32(bytes.size()));
}

} // namespace Pinion
