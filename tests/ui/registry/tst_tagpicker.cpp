// SPDX-License-Identifier: GPL-3.0-or-later
// The tag picker through the real window, against Debian's docker-registry.
#include "pickerfixture.h"

#include "ui/editor/jsoneditor.h"
#include "ui/editor/jsonpane.h"
#include "ui/registry/runningimages.h"
#include "ui/shell/documentbar.h"

#include <QRadioButton>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// Staging runs 1.4.1.
class StagingRuns final : public RunningImages
{
public:
    [[nodiscard]] bool hasTargets() const override { return true; }
    [[nodiscard]] QStringList targetsRunning(const QString & /*repository*/, const QString &tag,
        const QString & /*digest*/) const override
    {
        return tag == "1.4.1"_L1 ? QStringList{u"staging"_s} : QStringList();
    }
};

} // namespace

class TestTagPicker : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RegistryProcess> m_registry;
    QHash<QString, ImagePusher::Pushed> m_pushed;

    [[nodiscard]] QString image(const QString &tag) const
    {
        return m_registry->domain() + u"/shop/orders:"_s + tag;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = RegistryProcess::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        m_registry = std::make_unique<RegistryProcess>();
        ImagePusher pusher(*m_registry);
        const QString path = u"shop/orders"_s;
        for (const QString &tag : {u"1.4.0"_s, u"1.4.1"_s, u"1.5.0-rc.1"_s, u"pr-12"_s})
            m_pushed[tag] = pusher.image(path, tag, tag.toUtf8(), false);
        const auto amd = pusher.image(path, u"20240530"_s, "1.4.2", false);
        const auto arm = pusher.image(path, u"sha-0a1b2c3"_s, "1.4.2", false, "arm64");
        m_pushed[u"amd64"_s] = amd;
        m_pushed[u"1.4.2"_s]
            = pusher.index(path, u"1.4.2"_s, {{"amd64", amd}, {"arm64", arm}}, false);
        pusher.tagAgain(path, u"latest"_s, m_pushed[u"1.4.2"_s]);
        pusher.tagAgain(path, u"1.4"_s, m_pushed[u"1.4.2"_s]);
    }

    void findsTheFixedTagByKeys()
    {
        PickerFixture f(image(u"latest"_s));
        const QByteArray before = f.text();
        f.openPicker();
        QTRY_COMPARE(f.selected(), u"1.4.2"_s);
        QTRY_VERIFY(f.label("sameImage").contains("latest"_L1));
        QTest::keyClick(f.in<QLineEdit>("search"), Qt::Key_Return);
        const QByteArray pinned = (image(u"1.4.2"_s) + u'@' + m_pushed[u"1.4.2"_s].digest).toUtf8();
        QTRY_VERIFY2(f.text().contains(pinned), f.text().constData());
        QVERIFY(f.text().contains("\"forcePullImage\": false"));
        QTRY_VERIFY(!f.picker());
        QCOMPARE(f.view->document().undoStack()->count(), 1);
        f.fixture.run("edit.undo");
        QCOMPARE(f.text(), before);
    }

    void picksByMouse()
    {
        PickerFixture f(image(u"1.4.0"_s));
        QTest::mouseClick(f.fixture.find<QPushButton>(u"pickTag"_s), Qt::LeftButton);
        QTRY_VERIFY(f.picker());
        QTRY_VERIFY(f.shownTags().contains(u"1.4.1"_s));
        const QModelIndex index
            = f.table()->model()->index(int(f.shownTags().indexOf(u"1.4.1"_s)), 0);
        QTest::mouseClick(
            f.table()->viewport(), Qt::LeftButton, {}, f.table()->visualRect(index).center());
        QCOMPARE(f.selected(), u"1.4.1"_s);
        f.in<QRadioButton>("pinDigest")->click();
        QTRY_COMPARE(f.label("pinResult"),
            m_registry->domain() + u"/shop/orders@"_s + m_pushed[u"1.4.1"_s].digest);
        f.in<QAbstractButton>("forcedPullOff")->click(); // leave it on
        QTest::mouseClick(f.useButton(), Qt::LeftButton);
        QTRY_VERIFY(f.text().contains(m_pushed[u"1.4.1"_s].digest.toUtf8()));
        QVERIFY(!f.text().contains("1.4.1@"));
        QVERIFY(f.text().contains("\"forcePullImage\": true"));
        // The manner is remembered for the project.
        f.openPicker();
        QVERIFY(f.in<QRadioButton>("pinDigest")->isChecked());
    }

    void doubleClickUses()
    {
        PickerFixture f(image(u"1.4.0"_s), "DOCKER", false);
        f.openPicker();
        QTRY_VERIFY(f.shownTags().contains(u"1.4.1"_s));
        const QPoint place
            = f.table()
                  ->visualRect(f.table()->model()->index(int(f.shownTags().indexOf(u"1.4.1"_s)), 0))
                  .center();
        QTest::mouseClick(f.table()->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(f.table()->viewport(), Qt::LeftButton, {}, place);
        QTRY_VERIFY(f.text().contains("1.4.1@sha256:"));
        QVERIFY(!f.text().contains("forcePull"));
    }

    void showsWhatIsKnown()
    {
        PickerFixture f(image(u"latest"_s));
        f.openPicker();
        QTRY_COMPARE(f.cellOf(u"1.4.2"_s, TagModel::Platforms), u"amd64 arm64"_s);
        QCOMPARE(f.cellOf(u"1.4.2"_s, TagModel::Kind), u"looks fixed"_s);
        QCOMPARE(f.cellOf(u"latest"_s, TagModel::Kind), u"moves"_s);
        QTRY_COMPARE(
            f.cellOf(u"1.4.1"_s, TagModel::Digest), m_pushed[u"1.4.1"_s].digest.mid(7, 12));
        QVERIFY(f.cellOf(u"1.4.1"_s, TagModel::Size).contains("bytes"_L1)
            || f.cellOf(u"1.4.1"_s, TagModel::Size).contains(u'B'));
        // The registry tells no push times, so it is the image that says when it was built.
        QCOMPARE(
            f.table()->model()->headerData(TagModel::Date, Qt::Horizontal).toString(), u"Built"_s);
        QVERIFY(f.table()->isColumnHidden(TagModel::RunsOn));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("tags");
        QTest::newRow("nothing") << QString()
                                 << QStringList{u"1.5.0-rc.1"_s, u"1.4.2"_s, u"1.4.1"_s, u"1.4.0"_s,
                                        u"20240530"_s, u"latest"_s, u"sha-0a1b2c3"_s};
        QTest::newRow("part") << u"0.5"_s << QStringList{};
        QTest::newRow("glob") << u"1.4.*"_s << QStringList{u"1.4.2"_s, u"1.4.1"_s, u"1.4.0"_s};
        QTest::newRow("range") << u">=1.4.1 <1.5"_s << QStringList{u"1.4.2"_s, u"1.4.1"_s};
    }

    void filters()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, tags);
        PickerFixture f(image(u"latest"_s));
        f.openPicker();
        QTRY_VERIFY(f.shownTags().size() > 4);
        f.in<QLineEdit>("search")->setText(typed);
        QCOMPARE(f.shownTags(), tags);
        if (tags.isEmpty()) {
            QCOMPARE(f.label("noticeTitle"), u"No tags match “0.5”."_s);
            f.press(u"Clear search"_s);
            QTRY_VERIFY(f.isTableShown());
        }
    }

    void kindsAreRemembered()
    {
        PickerFixture f(image(u"latest"_s));
        f.openPicker();
        QTRY_VERIFY(f.shownTags().size() > 4);
        QVERIFY(!f.shownTags().contains(u"1.4"_s));
        f.click("showMoving");
        f.click("showBranches");
        QVERIFY(f.shownTags().contains(u"1.4"_s));
        QVERIFY(f.shownTags().contains(u"pr-12"_s));
        QTest::keyClick(f.picker(), Qt::Key_Escape);
        QTRY_VERIFY(!f.picker());
        f.openPicker();
        QTRY_VERIFY(f.shownTags().contains(u"pr-12"_s));
        QVERIFY(!f.text().contains("sha256"));
    }

    void onePlatformOnPurpose()
    {
        PickerFixture f(image(u"1.4.2"_s));
        f.openPicker();
        QTRY_COMPARE(f.cellOf(u"1.4.2"_s, TagModel::Platforms), u"amd64 arm64"_s);
        const QModelIndex tag
            = f.table()->model()->index(int(f.shownTags().indexOf(u"1.4.2"_s)), 0);
        f.table()->expand(tag);
        f.table()->setCurrentIndex(f.table()->model()->index(0, 0, tag));
        QVERIFY(f.label("pinResult").endsWith(m_pushed[u"amd64"_s].digest));
        QVERIFY(f.label("pinRemark").contains("linux/amd64"_L1));
    }

    void mesosGetsTheImageOfOnePlatform()
    {
        PickerFixture f(image(u"latest"_s), "MESOS");
        f.openPicker();
        QTRY_COMPARE(f.selected(), u"1.4.2"_s);
        QTRY_VERIFY(f.label("pinResult").endsWith(m_pushed[u"amd64"_s].digest));
        QVERIFY(f.label("pinRemark").contains("Mesos"_L1));
    }

    void aMovingTagAloneIsWarnedOf()
    {
        PickerFixture f(image(u"latest"_s));
        f.openPicker();
        QTRY_VERIFY(f.shownTags().contains(u"latest"_s));
        f.table()->setCurrentIndex(
            f.table()->model()->index(int(f.shownTags().indexOf(u"latest"_s)), 0));
        f.in<QRadioButton>("pinTag")->click();
        QVERIFY(f.label("pinRemark").contains("tomorrow"_L1));
        QVERIFY(f.useButton()->isEnabled());
    }

    void tellsWhereImagesRun()
    {
        const StagingRuns running;
        PickerFixture f(image(u"latest"_s));
        f.fixture.registries.setRunningImages(&running);
        f.openPicker();
        QTRY_COMPARE(f.cellOf(u"1.4.1"_s, TagModel::RunsOn), u"staging"_s);
        QVERIFY(!f.table()->isColumnHidden(TagModel::RunsOn));
        QTest::keyClick(f.picker(), Qt::Key_Escape);
        QTRY_VERIFY(!f.picker());
    }

    void anotherRepository()
    {
        ImagePusher(*m_registry).image(u"shop/web"_s, u"3.0.0"_s, "web", false);
        PickerFixture f(image(u"latest"_s));
        f.openPicker();
        QTRY_VERIFY(f.shownTags().contains(u"1.4.1"_s));
        auto *line = f.in<QComboBox>("repository")->lineEdit();
        line->setText(m_registry->domain() + u"/shop/web"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(f.shownTags(), QStringList{u"3.0.0"_s});
        QTRY_VERIFY(f.label("pinResult").contains("/shop/web:3.0.0@sha256:"_L1));
    }

    void theKeysWorkInTheText()
    {
        PickerFixture f(image(u"latest"_s));
        f.fixture.run("view.text");
        JsonEditor *editor = &f.view->json().editor();
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(f.picker());
        QCOMPARE(f.view->document().undoStack()->count(), 0);
    }

    void pinsTheCurrentImage()
    {
        PickerFixture f(image(u"latest"_s));
        const QByteArray before = f.text();
        QTest::keyClick(f.fixture.window.get(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(f.text().contains(QByteArray("1.4.2@" + m_pushed[u"1.4.2"_s].digest.toUtf8())));
        QVERIFY(f.text().contains("\"forcePullImage\": false"));
        QCOMPARE(f.view->document().undoStack()->count(), 1);
        QVERIFY(f.view->bar().text().contains("Pinned to"_L1));
        f.fixture.run("app.pin");
        QVERIFY(f.view->bar().text().contains("already"_L1));
        f.fixture.run("edit.undo");
        QCOMPARE(f.text(), before);
    }

    void pinSaysWhyNot()
    {
        PickerFixture f(image(u"9.9.9"_s));
        const QByteArray before = f.text();
        f.fixture.run("app.pin");
        QTRY_VERIFY2(f.view->bar().text().contains("9.9.9"_L1), qPrintable(f.view->bar().text()));
        QCOMPARE(f.text(), before);
    }

    void aDocumentWithoutImageHasNothingToPick()
    {
        PickerFixture f(QString{});
        QVERIFY(!f.fixture.window->actions().action("app.pickTag")->isEnabled());
        QVERIFY(!f.fixture.window->actions().action("app.pin")->isEnabled());
    }
};

QTEST_MAIN(TestTagPicker)

#include "tst_tagpicker.moc"
