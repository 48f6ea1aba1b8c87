// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the window, light and dark, at two widths, into <build>/screenshots. The README shows
// one of them, so it is made anew with every run: PINION_UPDATE=1 copies it into docs/images.
#include "windowfixture.h"

#include "base/textfile.h"
#include "support/fullapp.h"
#include "ui/form/formview.h"
#include "ui/shell/appearance.h"
#include "ui/shell/documentview.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QImage>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestScreenshots : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_target = QStringLiteral(PINION_BINARY_DIR "/screenshots");

    void shoot(QWidget &widget, const QString &name)
    {
        QTest::qWait(50); // lets layouts settle and the findings arrive
        const QImage image = widget.grab().toImage();
        QVERIFY(image.save(m_target + u'/' + name + u".png"_s));
        // A picture of nothing has few colours.
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY2(colours.size() > 20, qPrintable(name));
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(QDir().mkpath(m_target));
    }

    void windows_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light-1280") << false << QSize(1280, 800);
        QTest::newRow("dark-1280") << true << QSize(1280, 800);
        QTest::newRow("light-1920") << false << QSize(1920, 1080);
        QTest::newRow("dark-1920") << true << QSize(1920, 1080);
        QTest::newRow("light-960") << false << QSize(960, 600);
    }
    void windows()
    {
        QFETCH(bool, isDark);
        QFETCH(QSize, size);
        const QString suffix = u'-' + QString::fromLatin1(QTest::currentDataTag());
        applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
        const WindowFixture fixture(m_folder.filePath(u"state"_s + suffix), size);
        shoot(*fixture.window, u"start"_s + suffix);

        const QString path = m_folder.filePath(u"orders.json"_s);
        QVERIFY(writeFile(path,
            readFile(QStringLiteral(PINION_SOURCE_DIR "/resources/samples/orders.json")).value()));
        DocumentView *view = fixture.window->openFile(path);
        QVERIFY(view);
        view->analysis().runNow();
        fixture.run("view.problems");
        shoot(*fixture.window, u"editor"_s + suffix);
        fixture.run("view.problems");

        if (view->viewMode() == ViewMode::Split || view->viewMode() == ViewMode::Form) {
            for (int page = 1; page < view->form()->pages().size(); ++page) {
                view->form()->showPage(page);
                const QString name = view->form()->pages().at(page).name;
                shoot(*fixture.window, QString(name).replace(u':', u'-') + suffix);
            }
        }
        view->document().type(u"Typing"_s, {{2, 2}, "?"}, nullptr);
        view->analysis().runNow();
        shoot(*fixture.window, u"broken"_s + suffix);
        view->document().undoStack()->undo();

        DocumentView *group
            = fixture.window->openFile(QStringLiteral(PINION_TEST_DATA "/samples/group.json"));
        QVERIFY(group);
        group->analysis().runNow();
        shoot(*fixture.window, u"group"_s + suffix);
    }

    void cleanupTestCase()
    {
        if (!qEnvironmentVariableIsSet("PINION_UPDATE"))
            return;
        const QString images = QStringLiteral(PINION_SOURCE_DIR "/docs/images");
        QVERIFY(QDir().mkpath(images));
        for (const QString &theme : {u"light"_s, u"dark"_s}) {
            const QByteArray picture
                = readFile(m_target + u"/editor-"_s + theme + u"-1280.png"_s).value();
            QVERIFY(writeFile(images + u"/editor-"_s + theme + u".png"_s, picture));
        }
    }
};

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
