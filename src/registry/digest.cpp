// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/digest.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype Sha256Digits = 64;
constexpr qsizetype Sha512Digits = 128;

bool isHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
        [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

QString hash(const QByteArray &bytes, QCryptographicHash::Algorithm algorithm)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, algorithm).toHex());
}

} // namespace

bool isDigest(const QString &text)
{
    const QStringView digits = QStringView(text).sliced(std::min<qsizetype>(text.size(), 7));
    const bool isKnown = (text.startsWith("sha256:"_L1) && digits.size() == Sha256Digits)
        || (text.startsWith("sha512:"_L1) && digits.size() == Sha512Digits);
    return isKnown && isHex(digits);
}

QString digestOf(const QByteArray &bytes)
{
    return u"sha256:"_s + hash(bytes, QCryptographicHash::Sha256);
}

bool isDigestOf(const QString &digest, const QByteArray &bytes)
{
    if (digest.startsWith("sha512:"_L1))
        return digest == u"sha512:"_s + hash(bytes, QCryptographicHash::Sha512);
    return digest == digestOf(bytes);
}

} // namespace Pinion
