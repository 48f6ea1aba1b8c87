// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/tagmodel.h"
#include "ui/registry/tagtexts.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

std::vector<CatalogTag> catalog(const QStringList &tags)
{
    return catalogOf(*ImageReference::parse(u"shop/orders"_s), tags, {}).tags;
}

TagDetails details(const QString &digit, qint64 size, const QStringList &platforms = {})
{
    TagDetails details;
    details.top.digest = u"sha256:"_s + digit.repeated(64);
    details.downloadSize = size;
    for (const QString &platform : platforms) {
        details.platforms.append(Platform::parse(platform));
        details.images.append({Platform::parse(platform), u"sha256:"_s + QString(64, u'f'), {}});
    }
    return details;
}

QStringList shown(const TagModel &model)
{
    QStringList tags;
    for (int row = 0; row < model.rowCount(); ++row)
        tags.append(model.tagAt(model.index(row, 0)));
    return tags;
}

const QStringList Tags{u"latest"_s, u"1.0.0"_s, u"1.2.0"_s, u"1.1.0"_s, u"feature-x"_s};

} // namespace

class TestTagModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsPromisesToViews()
    {
        TagModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRepository(*ImageReference::parse(u"shop/orders"_s), nullptr);
        model.setTags(catalog(Tags));
        model.setDetails(
            u"1.1.0"_s, details(u"a"_s, 5, {u"linux/amd64"_s, u"linux/arm64"_s}), true);
        QCOMPARE(model.rowCount(model.indexOf(u"1.1.0"_s)), 2);
        model.setDetails(u"1.1.0"_s, details(u"b"_s, 5, {u"linux/amd64"_s}), true);
        QCOMPARE(model.rowCount(model.indexOf(u"1.1.0"_s)), 1);
        model.setTags(catalog(Tags + QStringList{u"1.3.0"_s}));
        QCOMPARE(model.rowCount(model.indexOf(u"1.1.0"_s)), 1);
        model.setFilter({});
        model.sort(TagModel::Size, Qt::DescendingOrder);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void newestFirstAndWhatIsUnknownLast()
    {
        TagModel model;
        model.setTags(catalog(Tags));
        QCOMPARE(shown(model), (QStringList{u"1.2.0"_s, u"1.1.0"_s, u"1.0.0"_s}));
        model.setDetails(u"1.0.0"_s, details(u"a"_s, 100), true);
        model.setDetails(u"1.1.0"_s, details(u"b"_s, 900), true);
        model.sort(TagModel::Size, Qt::AscendingOrder);
        QCOMPARE(shown(model), (QStringList{u"1.0.0"_s, u"1.1.0"_s, u"1.2.0"_s}));
        model.sort(TagModel::Tag, Qt::DescendingOrder);
        QCOMPARE(shown(model), (QStringList{u"1.0.0"_s, u"1.1.0"_s, u"1.2.0"_s}));
    }

    void theTagOfTheDocumentIsAlwaysThere()
    {
        TagModel model;
        model.setTags(catalog(Tags));
        TagFilter filter;
        filter.always = u"latest"_s;
        model.setFilter(filter);
        QVERIFY(shown(model).contains(u"latest"_s));
        filter.query = TagQuery(u"1.2"_s);
        model.setFilter(filter);
        QCOMPARE(shown(model), QStringList{u"1.2.0"_s});
    }

    void tellsEqualImages()
    {
        TagModel model;
        model.setTags(catalog(Tags));
        model.setDetails(u"latest"_s, details(u"a"_s, 1), true);
        model.setDetails(u"1.2.0"_s, details(u"a"_s, 1), true);
        model.setDetails(u"1.1.0"_s, details(u"b"_s, 1), true);
        QCOMPARE(model.tagsWith(u"sha256:"_s + QString(64, u'a')),
            (QStringList{u"1.2.0"_s, u"latest"_s}));
        QCOMPARE(model.known(), 3);
    }

    void datesAreNeverGuessed()
    {
        TagModel model;
        model.setTags(catalog(Tags));
        const auto cell = [&](int column) {
            return model.indexOf(u"1.2.0"_s).siblingAtColumn(column).data().toString();
        };
        QCOMPARE(cell(TagModel::Date), u"…"_s);
        model.setDetails(u"1.2.0"_s, details(u"a"_s, 0), true);
        QCOMPARE(cell(TagModel::Date), u"–"_s);
        VendorTag told;
        told.name = u"1.1.0"_s;
        told.pushed = QDateTime::currentDateTimeUtc().addSecs(-7200);
        model.setVendorTags({told});
        QCOMPARE(cell(TagModel::Date), u"–"_s);
        QCOMPARE(model.indexOf(u"1.1.0"_s).siblingAtColumn(TagModel::Date).data().toString(),
            u"2 h ago"_s);
        QCOMPARE(model.headerData(TagModel::Date, Qt::Horizontal, Qt::DisplayRole).toString(),
            u"Pushed"_s);
    }

    void times_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("now") << qint64(5) << u"just now"_s;
        QTest::newRow("minutes") << qint64(61) << u"1 min ago"_s;
        QTest::newRow("hours") << qint64(7300) << u"2 h ago"_s;
        QTest::newRow("days") << qint64(6 * 86400) << u"6"_s;
    }

    void times()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        const QDateTime now(QDate(2026, 5, 20), QTime(12, 0), Qt::UTC);
        QVERIFY(timeAgo(now.addSecs(-seconds), now).startsWith(text));
    }
};

QTEST_MAIN(TestTagModel)

#include "tst_tagmodel.moc"
