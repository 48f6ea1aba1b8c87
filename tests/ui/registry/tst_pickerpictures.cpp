// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the tag picker and of the preferences for registries, light and dark, wide and
// narrow, into <build>/screenshots.
#include "pickerfixture.h"

#include "support/scriptedserver.h"
#include "ui/registry/runningimages.h"
#include "ui/registry/tagnotice.h"
#include "ui/shell/preferencesdialog.h"

#include <QDir>
#include <QImage>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

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

class TestPickerPictures : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RegistryProcess> m_registry;
    QString m_target = QStringLiteral(PINION_BINARY_DIR "/screenshots");

    void shoot(QWidget &widget, const QString &name) const
    {
        QTest::qWait(80); // lets layouts settle
        const QImage image = widget.grab().toImage();
        QVERIFY(image.save(m_target + u"/picker-"_s + name + u".png"_s));
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY2(colours.size() > 20, qPrintable(name));
    }

    void shootFailure(const Answer &answer, const QString &name, const QString &suffix) const
    {
        const ScriptedServer server([&](const SeenRequest &request) {
            return request.path() == "/v2/" && answer.status != 401 ? Answer(200) : answer;
        });
        const PickerFixture f(server.domain() + u"/shop/orders:latest"_s);
        f.openPicker();
        QTRY_VERIFY(f.in<TagNotice>("notice")->isVisible());
        QTRY_VERIFY(!f.label("noticeTitle").isEmpty());
        if (name != "listing"_L1)
            QTRY_VERIFY(!f.label("noticeTitle").startsWith("Listing"_L1));
        shoot(*f.picker(), name + suffix);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = RegistryProcess::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY(QDir().mkpath(m_target));
        m_registry = std::make_unique<RegistryProcess>();
        ImagePusher pusher(*m_registry);
        const QString path = u"shop/orders"_s;
        for (const QString &tag : {u"1.3.0"_s, u"1.3.1"_s, u"1.4.0"_s, u"1.4.0-alpine3.19"_s,
                 u"1.4.1"_s, u"1.4.2-rc.3"_s, u"1.5.0-beta.1"_s, u"20240530"_s, u"main-0a1b2c3"_s})
            pusher.image(path, tag, tag.toUtf8(), false);
        const auto amd = pusher.image(path, u"pr-11"_s, "1.4.2", false);
        const auto arm = pusher.image(path, u"pr-12"_s, "1.4.2", false, "arm64");
        const auto list = pusher.index(path, u"1.4.2"_s, {{"amd64", amd}, {"arm64", arm}}, false);
        for (const QString &tag : {u"latest"_s, u"1.4"_s, u"1"_s})
            pusher.tagAgain(path, tag, list);
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("suffix");
        QTest::newRow("light, wide") << false << QSize(1060, 720) << u"-light-wide"_s;
        QTest::newRow("dark, narrow") << true << QSize(640, 560) << u"-dark-narrow"_s;
    }

    void pictures()
    {
        QFETCH(bool, isDark);
        QFETCH(QSize, size);
        QFETCH(QString, suffix);
        applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
        const StagingRuns running;
        QTemporaryDir settings;
        PickerFixture f(
            m_registry->domain() + u"/shop/orders:latest"_s, "DOCKER", true, settings.path());
        f.fixture.registries.setRunningImages(&running);
        f.openPicker();
        f.picker()->resize(size);
        QTRY_COMPARE(f.selected(), u"1.4.2"_s);
        QTRY_COMPARE(f.cellOf(u"1.4.2"_s, TagModel::Platforms), u"amd64 arm64"_s);
        QTRY_VERIFY(f.label("sameImage").contains("latest"_L1));
        f.table()->expand(f.table()->currentIndex().siblingAtColumn(0));
        shoot(*f.picker(), u"tags"_s + suffix);
        f.click("showMoving");
        f.table()->setCurrentIndex(
            f.table()->model()->index(int(f.shownTags().indexOf(u"latest"_s)), 0));
        f.click("pinTag");
        shoot(*f.picker(), u"moving"_s + suffix);
        f.in<QLineEdit>("search")->setText(u"9.9"_s);
        shoot(*f.picker(), u"nothing"_s + suffix);
        f.in<QLineEdit>("search")->clear();
        f.click("changeLogin");
        shoot(*f.picker(), u"signin"_s + suffix);
        QTest::keyClick(f.picker(), Qt::Key_Escape);
        QTRY_VERIFY(!f.picker());
        shoot(*f.fixture.window, u"field"_s + suffix);
    }

    void failures_data() { pictures_data(); }

    void failures()
    {
        QFETCH(bool, isDark);
        QFETCH(QString, suffix);
        applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
        Answer silent;
        silent.hangs = true;
        shootFailure(silent, u"listing"_s, suffix);
        shootFailure(
            Answer(404, "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}"), u"notfound"_s, suffix);
        shootFailure(Answer(429).with("Retry-After", "3600"), u"toooften"_s, suffix);
        shootFailure(Answer(401).with("WWW-Authenticate", "Basic realm=\"test\""),
            u"unauthorized"_s, suffix);
    }

    void offline_data() { pictures_data(); }

    void offline()
    {
        QFETCH(bool, isDark);
        QFETCH(QSize, size);
        QFETCH(QString, suffix);
        applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
        QTemporaryDir settings;
        QString reference;
        for (const bool isThere : {true, false}) {
            std::unique_ptr<RegistryProcess> registry;
            if (isThere) {
                RegistrySetup setup;
                setup.dataFolder = m_registry->dataFolder();
                registry = std::make_unique<RegistryProcess>(setup);
                reference = registry->domain() + u"/shop/orders:latest"_s;
            }
            const PickerFixture f(reference, "DOCKER", true, settings.path());
            f.openPicker();
            f.picker()->resize(size);
            QTRY_VERIFY(f.label("pinResult").contains("@sha256:"_L1));
            if (!isThere) {
                QTRY_VERIFY(f.in<MessageBar>("bar")->isVisible());
                shoot(*f.picker(), u"offline"_s + suffix);
            }
            QTest::keyClick(f.picker(), Qt::Key_Escape);
            QTRY_VERIFY(!f.picker());
        }
    }

    void preferences_data() { pictures_data(); }

    void preferences()
    {
        QFETCH(bool, isDark);
        QFETCH(QString, suffix);
        applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
        QTemporaryDir settings;
        WindowFixture f(settings.path());
        RegistryPreference told{u"registry.example.com:5000"_s};
        told.caFile = u"/home/dev/ca/example-ca.pem"_s;
        told.user = u"ci-reader"_s;
        f.registries.preferences().set(told);
        f.registries.preferences().set(RegistryPreference{u"docker.io"_s});
        f.registries.preferences().setLookedUp(u"registry.example.com:5000/shop/orders"_s, true);
        PreferencesDialog dialog(f.preferences, f.registries, f.targets, f.window.get());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.open();
        shoot(dialog, u"general"_s + suffix);
        dialog.showRegistry(told.domain);
        shoot(dialog, u"registries"_s + suffix);
    }

    void cleanupTestCase() { applyTheme(Preferences::ThemeChoice::System); }
};

QTEST_MAIN(TestPickerPictures)

#include "tst_pickerpictures.moc"
