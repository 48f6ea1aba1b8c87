// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/fieldpattern.h"

#include "marathon/fieldpatterns.h"

#include <QRegularExpression>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

FieldSpec fieldOf(std::string_view pattern)
{
    FieldSpec spec{};
    spec.pattern = pattern;
    return spec;
}

} // namespace

class TestFieldPattern : public QObject
{
    Q_OBJECT

private slots:
    void decidesAsItsRegularExpression_data();
    void decidesAsItsRegularExpression();
    void takesTextOfAnyLength();
};

void TestFieldPattern::decidesAsItsRegularExpression_data()
{
    QTest::addColumn<QByteArray>("pattern");
    for (const std::string_view pattern : {PathIdPattern, NamePattern, NetworkNamePattern})
        QTest::newRow(pattern.data()) << QByteArray(pattern.data(), qsizetype(pattern.size()));
}

void TestFieldPattern::decidesAsItsRegularExpression()
{
    QFETCH(QByteArray, pattern);
    const FieldSpec spec = fieldOf({pattern.data(), size_t(pattern.size())});
    const QRegularExpression expression(
        QRegularExpression::anchoredPattern(QString::fromLatin1(pattern)));
    // Every text of up to six of these letters.
    const QString letters = u"a0-_./A"_s;
    constexpr qsizetype Longest = 6;
    QStringList texts{QString()};
    int taken = 0;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QString text = texts[i];
        const bool isTaken = expression.match(text).hasMatch();
        taken += isTaken ? 1 : 0;
        if (fitsPattern(text, spec) != isTaken)
            QFAIL(qPrintable(text));
        for (qsizetype letter = 0; text.size() < Longest && letter < letters.size(); ++letter)
            texts.append(text + letters[letter]);
    }
    QVERIFY(taken > 100 && taken < texts.size() / 2);
    for (const QString &text : {u"ä"_s, u"a\n"_s, u"a "_s, u"\u0660"_s})
        QCOMPARE(fitsPattern(text, spec), expression.match(text).hasMatch());
}

void TestFieldPattern::takesTextOfAnyLength()
{
    const FieldSpec spec = fieldOf(PathIdPattern);
    QVERIFY(fitsPattern(QString(1'000'000, u'a'), spec));
    QVERIFY(!fitsPattern(QString(1'000'000, u'a') + u'-', spec));
}

QTEST_GUILESS_MAIN(TestFieldPattern)
#include "tst_fieldpattern.moc"
