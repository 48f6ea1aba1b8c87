// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagquery.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestTagQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        const QStringList tags{u"latest"_s, u"1"_s, u"1.4"_s, u"1.4.0"_s, u"1.4.2"_s,
            u"1.4.2-alpine"_s, u"1.10.0"_s, u"v2.0.0-rc.1"_s, u"2.0.0"_s, u"2.1"_s, u"20240530"_s,
            u"sha-0a1b2c3"_s, u"RELEASE.2024-01-29T03-56-32Z"_s};
        QTest::addColumn<QStringList>("tags");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        const auto row = [&](const char *name, const QString &typed, const QStringList &found) {
            QTest::newRow(name) << tags << typed << found;
        };
        row("nothing typed", u" "_s, tags);
        row("part", u"1.4"_s, {u"1.4"_s, u"1.4.0"_s, u"1.4.2"_s, u"1.4.2-alpine"_s});
        row("part in any case", u"release"_s, {u"RELEASE.2024-01-29T03-56-32Z"_s});
        row("two parts", u"1.4 alp"_s, {u"1.4.2-alpine"_s});
        row("glob", u"1.4.*"_s, {u"1.4.0"_s, u"1.4.2"_s, u"1.4.2-alpine"_s});
        row("glob for one character", u"1.4.?"_s, {u"1.4.0"_s, u"1.4.2"_s});
        row("a glob is about the whole tag", u"*lates"_s, {});
        row("range", u">=1.4 <2"_s,
            {u"1.4"_s, u"1.4.0"_s, u"1.4.2"_s, u"1.4.2-alpine"_s, u"1.10.0"_s});
        row("range apart", u">= 1.4 < 1.5"_s,
            {u"1.4"_s, u"1.4.0"_s, u"1.4.2"_s, u"1.4.2-alpine"_s});
        row("beyond", u">1.4.2"_s, {u"1.10.0"_s, u"v2.0.0-rc.1"_s, u"2.0.0"_s, u"2.1"_s});
        row("up to", u"<=1.4"_s, {u"1"_s, u"1.4"_s, u"1.4.0"_s});
        row("exactly", u"=v2"_s, {u"v2.0.0-rc.1"_s, u"2.0.0"_s});
        row("range and part", u">=1.4 alpine"_s, {u"1.4.2-alpine"_s});
        row("still typing a range", u"1.4 <"_s,
            {u"1.4"_s, u"1.4.0"_s, u"1.4.2"_s, u"1.4.2-alpine"_s});
        row("no pattern of other languages", u"1.4.[02]"_s, {});
        row("nothing", u"9.9"_s, {});
    }

    void finds()
    {
        QFETCH(QStringList, tags);
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        const TagQuery query(typed);
        QStringList matching;
        for (const QString &tag : tags) {
            if (query.matches(TagKey(tag)))
                matching.append(tag);
        }
        QCOMPARE(matching, found);
        QCOMPARE(query.isEmpty(), typed.trimmed().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestTagQuery)

#include "tst_tagquery.moc"
