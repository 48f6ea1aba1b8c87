// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/quantity.h"

#include <QString>

#include <cmath>
#include <span>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct Suffix
{
    QLatin1StringView word;
    double factor;
};

constexpr double Kibi = 1024;

constexpr Suffix SizeSuffixes[] = {
    {"b"_L1, 1 / (Kibi * Kibi)},
    {"k"_L1, 1 / Kibi},
    {"kb"_L1, 1 / Kibi},
    {"kib"_L1, 1 / Kibi},
    {"m"_L1, 1},
    {"mb"_L1, 1},
    {"mib"_L1, 1},
    {"g"_L1, Kibi},
    {"gb"_L1, Kibi},
    {"gib"_L1, Kibi},
    {"t"_L1, Kibi *Kibi},
    {"tb"_L1, Kibi *Kibi},
    {"tib"_L1, Kibi *Kibi},
};
constexpr Suffix TimeSuffixes[] = {
    {"ms"_L1, 0.001},
    {"s"_L1, 1},
    {"sec"_L1, 1},
    {"m"_L1, 60},
    {"min"_L1, 60},
    {"h"_L1, 3600},
    {"d"_L1, 86400},
};
constexpr Suffix CoreSuffixes[] = {
    {"m"_L1, 0.001},
    {"core"_L1, 1},
    {"cores"_L1, 1},
    {"cpu"_L1, 1},
    {"cpus"_L1, 1},
};
constexpr Suffix PercentSuffixes[] = {{"%"_L1, 1}};

bool isSize(QStringView unit)
{
    return unit == "MiB"_L1 || unit == "GiB"_L1 || unit == "MB"_L1 || unit == "GB"_L1;
}

std::span<const Suffix> suffixesFor(QStringView unit)
{
    if (isSize(unit))
        return SizeSuffixes;
    if (unit == "s"_L1)
        return TimeSuffixes;
    if (unit == "cores"_L1 || unit == "CPUs"_L1)
        return CoreSuffixes;
    if (unit == "%"_L1)
        return PercentSuffixes;
    return {};
}

/// A recursive descent over the text; depth is bounded by the number of brackets, which the
/// caller's length limit keeps small.
class Parser
{
public:
    Parser(QStringView text, QStringView unit)
        : m_text(text)
        , m_unit(unit)
    { }

    std::optional<double> parse()
    {
        const auto value = sum();
        skipBlanks();
        if (!value || m_at != m_text.size() || !std::isfinite(*value))
            return {};
        return value;
    }

private:
    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }
    bool take(QStringView oneOf, QChar *taken)
    {
        skipBlanks();
        if (m_at >= m_text.size() || !oneOf.contains(peek()))
            return false;
        *taken = m_text[m_at++];
        return true;
    }

    std::optional<double> sum()
    {
        auto left = product();
        QChar sign;
        while (left && take(u"+-", &sign)) {
            const auto right = product();
            if (!right)
                return {};
            left = sign == u'+' ? *left + *right : *left - *right;
        }
        return left;
    }

    std::optional<double> product()
    {
        auto left = factor();
        QChar sign;
        while (left && take(u"*/×", &sign)) {
            const auto right = factor();
            if (!right)
                return {};
            left = sign == u'/' ? *left / *right : *left * *right;
        }
        return left;
    }

    std::optional<double> factor()
    {
        QChar sign;
        if (take(u"-", &sign)) {
            const auto value = factor();
            return value ? std::optional(-*value) : std::nullopt;
        }
        if (take(u"(", &sign)) {
            const auto value = sum();
            return value && take(u")", &sign) ? value : std::nullopt;
        }
        const auto value = number();
        const auto scale = value ? suffix() : std::nullopt;
        return scale ? std::optional(*value * *scale) : std::nullopt;
    }

    std::optional<double> number()
    {
        skipBlanks();
        QString digits;
        int marks = 0;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = peek();
            if (c == u'.' || c == u',') {
                ++marks;
                digits += u'.';
            } else if (c >= u'0' && c <= u'9') {
                digits += c;
            } else {
                break;
            }
        }
        if (marks > 1 || digits.isEmpty() || digits == u'.')
            return {};
        digits += exponent();
        bool ok = false;
        const double value = digits.toDouble(&ok);
        return ok ? std::optional(value) : std::nullopt;
    }

    /// "e3", "E-2": only when digits follow, so that a word that starts with e stays a word.
    QString exponent()
    {
        qsizetype end = m_at;
        if (peek().toLower() != u'e')
            return {};
        ++end;
        if (end < m_text.size() && (m_text[end] == u'-' || m_text[end] == u'+'))
            ++end;
        const qsizetype firstDigit = end;
        while (end < m_text.size() && m_text[end] >= u'0' && m_text[end] <= u'9')
            ++end;
        if (end == firstDigit)
            return {};
        const QString taken = m_text.sliced(m_at, end - m_at).toString();
        m_at = end;
        return taken;
    }

    std::optional<double> suffix()
    {
        skipBlanks();
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && (peek().isLetter() || peek() == u'%'))
            ++m_at;
        const QStringView word = m_text.sliced(begin, m_at - begin);
        if (word.isEmpty())
            return 1;
        for (const Suffix &suffix : suffixesFor(m_unit)) {
            if (word.compare(suffix.word, Qt::CaseInsensitive) == 0)
                return m_unit.startsWith(u'G') ? suffix.factor / Kibi : suffix.factor;
        }
        return {};
    }

    QStringView m_text;
    QStringView m_unit;
    qsizetype m_at = 0;
};

} // namespace

std::optional<double> evaluateQuantity(QStringView text, QStringView unit)
{
    constexpr qsizetype LongestSensible = 200;
    if (text.size() > LongestSensible)
        return {};
    return Parser(text, unit).parse();
}

QByteArray numberLiteral(double value)
{
    constexpr double ExactIntegers = 9007199254740992.0; // 2^53
    const double whole = std::round(value);
    if (std::abs(value) < ExactIntegers && std::abs(value - whole) < 1e-9)
        return QByteArray::number(qint64(whole));
    return QByteArray::number(value, 'g', 12);
}

double quantityStep(QStringView unit, bool isInteger)
{
    if (unit == "MiB"_L1 || unit == "MB"_L1)
        return 64;
    if (unit == "cores"_L1 || !isInteger)
        return 0.1;
    return unit == "%"_L1 ? 5 : 1;
}

} // namespace Pinion
