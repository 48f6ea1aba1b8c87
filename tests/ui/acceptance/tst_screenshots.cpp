// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the window, light and dark, at two widths, into <build>/screenshots. The README shows
// one of them, so it is made anew with every run: PINION_UPDATE=1 copies it into docs/images.
#include "windowfixture.h"

#include "base/textfile.h"
#include "support/fullapp.h"
#include "ui/findings/explaindialog.h"
#include "ui/findings/fixes.h"
#include "ui/findings/ignore.h"
#include "ui/findings/problemspanel.h"
#include "ui/form/formview.h"
#include "ui/form/linesdialog.h"
#include "ui/form/pastedialog.h"
#include "ui/form/splitdialog.h"
#include "ui/shell/appearance.h"
#include "ui/shell/diffdialog.h"
#include "ui/shell/documentbar.h"
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

    /// The window that has just come up in front of the main one; closes it.
    void shootWindowOver(QWidget &window, const QString &name)
    {
        QWidget *opened = nullptr;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget != &window && widget->isVisible())
                opened = widget;
        }
        QVERIFY2(opened, qPrintable(name));
        shoot(*opened, name);
        opened->close();
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    /// Findings of every level, and one that the project ignores.
    void shootFindings(const WindowFixture &fixture, const QString &suffix)
    {
        QVERIFY(QDir(m_folder.path()).mkpath(u"several"_s));
        QVERIFY(writeFile(m_folder.filePath(u"several/.pinion.json"_s),
            R"({"root": true, "profile": "staging", "suppressions": [{"rule": "place-no-spread",
                "id": "/shop/orders", "reason": "one agent is enough for a trial", "by": "ops"}]})"));
        const QString path = m_folder.filePath(u"several/orders.json"_s);
        QVERIFY(writeFile(path, R"({
  "id": "/shop/orders",
  "instances": 2,
  "cpus": 0.5,
  "mem": 512,
  "priviledged": true,
  "container": {
    "type": "DOCKER",
    "docker": {"image": "shop/orders:latest", "forcePullImage": true},
    "portMappings": [{"containerPort": 8080, "hostPort": 31080}]
  },
  "healthChecks": [{"protocol": "HTTP", "portIndex": 0, "gracePeriodSeconds": -1}]
}
)"));
        DocumentView *view = fixture.window->openFile(path);
        QVERIFY(view);
        view->analysis().runNow();
        fixture.run("view.problems");
        fixture.find<ProblemsPanel>(u"problemsPanel"_s)->showSuppressed();
        shoot(*fixture.window, u"findings"_s + suffix);
    }

    /// Those that no action opens by itself.
    void shootOthers(QWidget &window, DocumentView &view, const QString &suffix)
    {
        const auto show = [&](QDialog *dialog, const QString &name) {
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
            shootWindowOver(window, u"dialog-"_s + name + suffix);
        };
        show(new LinesDialog(u"LOG_PATTERN"_s, u"%d %level\n  %msg"_s, &window), u"lines"_s);
        show(new SplitDialog(
                 u"java -Xmx512m -jar '/opt/my app.jar' --port $PORT0 | tee log"_s, &window),
            u"split"_s);
        show(new PasteDialog(u"export A=1\nDB_PASSWORD=x y\n# no\nnot a line\nPATH=/bin"_s,
                 {u"PATH"_s}, &window),
            u"paste"_s);
        const TextPair texts{view.document().bytes(),
            QByteArray(view.document().bytes()).replace("latest", "1.4.2"), u"on disk"_s,
            u"in Pinion"_s};
        show(new DiffDialog(texts, {}, &window), u"diff"_s);
        const Finding finding = view.analysis().findings().front();
        ExplainDialog::showFinding(&window, finding);
        shootWindowOver(window, u"dialog-explain"_s + suffix);
        ignoreFinding(&window, view.analysis(), finding);
        shootWindowOver(window, u"dialog-ignore"_s + suffix);
        for (const Fix &fix : finding.fixes) {
            if (!fix.question)
                continue;
            QVERIFY(applyFix(&window, view.analysis(), finding, fix));
            shootWindowOver(window, u"dialog-question"_s + suffix);
            break;
        }
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
        QTest::newRow("dark-900") << true << QSize(900, 700);
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
        QTRY_VERIFY(view->bar().isVisible());
        shoot(*fixture.window, u"broken"_s + suffix);
        view->document().undoStack()->undo();

        DocumentView *group
            = fixture.window->openFile(QStringLiteral(PINION_TEST_DATA "/samples/group.json"));
        QVERIFY(group);
        group->analysis().runNow();
        shoot(*fixture.window, u"group"_s + suffix);
        shootFindings(fixture, suffix);
    }

    void dialogs_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void dialogs()
    {
        QFETCH(bool, isDark);
        const QString suffix = u'-' + QString::fromLatin1(QTest::currentDataTag());
        applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
        const WindowFixture fixture(m_folder.filePath(u"dialogs"_s + suffix), QSize(1280, 800));
        const QString path = m_folder.filePath(u"dialogs.json"_s);
        QVERIFY(writeFile(path,
            readFile(QStringLiteral(PINION_SOURCE_DIR "/resources/samples/orders.json")).value()));
        DocumentView *view = fixture.window->openFile(path);
        QVERIFY(view);
        view->analysis().runNow();
        for (const char *action : {"file.new", "edit.preferences", "edit.goTo", "edit.goToLine",
                 "tools.shortcuts", "tools.rules", "help.field", "help.shortcuts", "help.rules",
                 "help.about", "app.duplicate", "app.fixAll"}) {
            fixture.run(action);
            shootWindowOver(*fixture.window,
                u"dialog-"_s + QString::fromLatin1(action).replace(u'.', u'-') + suffix);
        }
        shootOthers(*fixture.window, *view, suffix);
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
