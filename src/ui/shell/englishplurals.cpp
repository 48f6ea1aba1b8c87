// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/englishplurals.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

void EnglishPlurals::install()
{
    if (qApp->findChild<EnglishPlurals *>())
        return;
    QCoreApplication::installTranslator(new EnglishPlurals(qApp));
}

QString EnglishPlurals::translate(const char *, const char *source, const char *, int n) const
{
    if (n < 0)
        return {}; // no number, so the source says it
    static const QRegularExpression ending(u"\\((e?s)\\)"_s);
    static const QRegularExpression pair(u"\\(([^()|]*)\\|([^()|]*)\\)"_s);
    const bool isOne = n == 1;
    return QString::fromUtf8(source)
        .replace(ending, isOne ? QString() : u"\\1"_s)
        .replace(pair, isOne ? u"\\1"_s : u"\\2"_s);
}

} // namespace Pinion

#include "moc_englishplurals.cpp"
