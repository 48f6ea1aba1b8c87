// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/javatext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// The grammar of java.net.URI, which is RFC 2396 plus brackets and "other" characters: those
// outside ASCII that are neither blanks nor control characters.

bool isAscii(QChar c)
{
    return c.unicode() < 0x80;
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isUnreserved(QChar c)
{
    return isLetter(c) || isDigit(c) || QStringView(u"_-!.~'()*").contains(c);
}

bool isOther(QChar c)
{
    return !isAscii(c) && !c.isSpace() && c.category() != QChar::Other_Control;
}

/// Every character is unreserved, an "other" one, one of `more`, or part of a whole escape.
bool holdsOnly(QStringView text, QStringView more)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'%') {
            if (i + 2 >= text.size() || !isHexDigit(text[i + 1]) || !isHexDigit(text[i + 2]))
                return false;
            i += 2;
        } else if (!isUnreserved(c) && !isOther(c) && !more.contains(c)) {
            return false;
        }
    }
    return true;
}

constexpr QStringView Reserved = u";/?:@&=+$,[]";

bool isScheme(QStringView text)
{
    const auto isInner
        = [](QChar c) { return isLetter(c) || isDigit(c) || c == u'+' || c == u'-' || c == u'.'; };
    return !text.isEmpty() && isLetter(text.front())
        && std::all_of(text.begin(), text.end(), isInner);
}

/// Takes what stands in front of the first of `marks`.
QStringView takeUpTo(QStringView &text, QStringView marks)
{
    const auto end
        = std::find_if(text.begin(), text.end(), [marks](QChar c) { return marks.contains(c); });
    const QStringView part = text.first(end - text.begin());
    text = text.sliced(part.size());
    return part;
}

bool isHierarchical(QStringView text)
{
    if (text.startsWith(u"//")) {
        text = text.sliced(2);
        const QStringView authority = takeUpTo(text, u"/?#");
        if (authority.isEmpty() && text.isEmpty())
            return false;
        if (!holdsOnly(authority, u"$,;:@&=+[]"))
            return false;
    }
    if (!holdsOnly(takeUpTo(text, u"?#"), u":@&=+$,;/"))
        return false;
    if (text.startsWith(u'?')) {
        text = text.sliced(1);
        if (!holdsOnly(takeUpTo(text, u"#"), Reserved))
            return false;
    }
    return text.isEmpty() || holdsOnly(text.sliced(1), Reserved);
}

} // namespace

bool isJavaUri(QStringView text)
{
    QStringView rest = text;
    const QStringView scheme = takeUpTo(rest, u"/?#:");
    if (!rest.startsWith(u':'))
        return isHierarchical(text);
    if (!isScheme(scheme))
        return false;
    rest = rest.sliced(1);
    if (rest.startsWith(u'/'))
        return isHierarchical(rest);
    const QStringView opaque = takeUpTo(rest, u"#");
    if (opaque.isEmpty() || !holdsOnly(opaque, Reserved))
        return false;
    return rest.isEmpty() || holdsOnly(rest.sliced(1), Reserved);
}

} // namespace Pinion
