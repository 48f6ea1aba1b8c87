// SPDX-License-Identifier: GPL-3.0-or-later
// What the tag picker shows where there is no list of tags to show: each with its next step.
#include "pickerfixture.h"

#include "support/certificates.h"
#include "support/scriptedserver.h"
#include "ui/registry/tagnotice.h"
#include "ui/shell/preferencesdialog.h"

#include <QCheckBox>
#include <QCryptographicHash>
#include <QFile>
#include <QTabWidget>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Password = "planted:pass-word";

QStringList logged;

void remember(QtMsgType /*type*/, const QMessageLogContext & /*context*/, const QString &text)
{
    logged.append(text);
}

/// A registry that answers every question in the same way.
ScriptedServer::Script always(Answer answer)
{
    return [answer](const SeenRequest &request) {
        return request.path() == "/v2/" ? Answer(200) : answer;
    };
}

} // namespace

class TestPickerStates : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<RegistryProcess> m_registry;

    [[nodiscard]] RegistrySetup withPassword() const
    {
        const QByteArray line = runProgram(u"perl"_s,
            {u"-e"_s,
                u"print 'alice:' . crypt('%1', '$2b$05$' . 'abcdefghijklmnopqrstuu')"_s.arg(
                    QLatin1StringView(Password))});
        QFile file(m_folder.filePath(u"htpasswd"_s));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
        file.write(line + '\n');
        RegistrySetup setup;
        setup.dataFolder = m_registry->dataFolder();
        setup.auth = u"  htpasswd: {realm: test, path: %1}\n"_s.arg(file.fileName());
        return setup;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = RegistryProcess::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        m_registry = std::make_unique<RegistryProcess>();
        ImagePusher pusher(*m_registry);
        const auto image = pusher.image(u"shop/orders"_s, u"1.4.2"_s, "1.4.2", false);
        pusher.tagAgain(u"shop/orders"_s, u"latest"_s, image);
    }

    void signsInWhereThatIsAskedFor()
    {
        logged.clear();
        const QtMessageHandler before = qInstallMessageHandler(remember);
        const RegistryProcess closed(withPassword());
        QTemporaryDir settings;
        {
            PickerFixture f(
                closed.domain() + u"/shop/orders:latest"_s, "DOCKER", true, settings.path());
            f.openPicker();
            QTRY_VERIFY(f.in<TagNotice>("notice")->isSignInShown());
            QVERIFY(f.label("noticeTitle").contains("sign-in"_L1));
            QVERIFY(!f.in<QCheckBox>("lasts")->isEnabled()); // there is no keychain in tests

            f.in<QLineEdit>("user")->setText(u"alice"_s);
            f.in<QLineEdit>("password")->setText(u"wrong-planted"_s);
            f.click("signIn");
            QTRY_VERIFY(f.label("noticeDetail").contains("refused the login"_L1));
            QVERIFY(f.in<QLineEdit>("password")->text().isEmpty());

            f.in<QLineEdit>("password")->setText(QLatin1StringView(Password));
            QTest::keyClick(f.in<QLineEdit>("password"), Qt::Key_Return);
            QTRY_VERIFY(f.isTableShown());
            QTRY_COMPARE(f.label("signedIn"), u"signed in as alice"_s);
            QTRY_COMPARE(f.selected(), u"1.4.2"_s);
            QTRY_VERIFY(f.label("pinResult").contains("@sha256:"_L1));
            QTest::mouseClick(f.useButton(), Qt::LeftButton);
            QTRY_VERIFY(f.text().contains("1.4.2@sha256:"));
            QVERIFY(!f.text().contains("planted"));
            QCOMPARE(f.fixture.registries.preferences().find(closed.domain()).user, u"alice"_s);
            f.fixture.workspace.save(f.view->document());
        }
        qInstallMessageHandler(before);
        QCOMPARE(filesWith(settings.path(), Password), QStringList());
        QCOMPARE(filesWith(settings.path(), "planted"), QStringList());
        QVERIFY(logged.filter(u"planted"_s).isEmpty());
    }

    void enterInTheLoginUsesNoTag()
    {
        PickerFixture f(m_registry->domain() + u"/shop/orders:latest"_s);
        f.openPicker();
        QTRY_VERIFY(f.label("pinResult").contains("@sha256:"_L1));
        f.click("changeLogin");
        QVERIFY(f.in<TagNotice>("notice")->isSignInShown());
        QVERIFY(!f.useButton()->isEnabled());
        f.in<QLineEdit>("user")->setText(u"alice"_s);
        f.in<QLineEdit>("password")->setText(u"any"_s);
        QTest::keyClick(f.in<QLineEdit>("password"), Qt::Key_Return);
        QVERIFY(f.picker());
        QTRY_VERIFY(f.isTableShown());
        QVERIFY(!f.text().contains("sha256"));
    }

    void wantsACertificateThatIsTrusted()
    {
        const Certificates certificates(m_folder.path());
        certificates.sign(u"server"_s,
            {u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s, u"extendedKeyUsage=serverAuth"_s});
        RegistrySetup setup;
        setup.dataFolder = m_registry->dataFolder();
        setup.tls = u"    certificate: %1\n    key: %2\n"_s.arg(
            certificates.path(u"server.crt"_s), certificates.path(u"server.key"_s));
        const RegistryProcess registry(setup);
        PickerFixture f(registry.domain() + u"/shop/orders:latest"_s);
        f.openPicker();
        QTRY_VERIFY(f.label("noticeTitle").contains("does not trust"_L1));
        f.press(u"Registry settings…"_s);
        QTRY_VERIFY(f.picker()->findChild<PreferencesDialog *>());
        auto *preferences = f.picker()->findChild<PreferencesDialog *>();
        QCOMPARE(preferences->findChild<QLineEdit *>(u"address"_s)->text(), registry.domain());
        auto *caFile = preferences->findChild<QLineEdit *>(u"caFile"_s);
        caFile->setText(certificates.path(u"ca.crt"_s));
        emit caFile->editingFinished();
        preferences->findChild<QPushButton *>(u"test"_s)->click();
        auto *result = preferences->findChild<QLabel *>(u"testResult"_s);
        QTRY_VERIFY2(result->text().contains("answers"_L1), qPrintable(result->text()));
        preferences->close();
        QTRY_VERIFY(f.isTableShown());
        QVERIFY(f.shownTags().contains(u"1.4.2"_s));
    }

    void offlineShowsTheLastList()
    {
        QTemporaryDir settings;
        QString domain;
        {
            RegistrySetup setup;
            setup.dataFolder = m_registry->dataFolder();
            const RegistryProcess registry(setup);
            domain = registry.domain();
            PickerFixture f(domain + u"/shop/orders:latest"_s, "DOCKER", true, settings.path());
            f.openPicker();
            QTRY_VERIFY(f.label("pinResult").contains("@sha256:"_L1));
            QTest::keyClick(f.picker(), Qt::Key_Escape);
            QTRY_VERIFY(!f.picker());
        }
        PickerFixture f(domain + u"/shop/orders:latest"_s, "DOCKER", true, settings.path());
        f.openPicker();
        auto *bar = f.in<MessageBar>("bar");
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().contains("The list from"_L1), qPrintable(bar->text()));
        QVERIFY(f.shownTags().contains(u"1.4.2"_s));
        // What was seen then can be pinned without the registry.
        QTRY_VERIFY(f.label("pinResult").contains("1.4.2@sha256:"_L1)
            || f.label("pinResult").contains("latest@sha256:"_L1));
        QVERIFY(f.useButton()->isEnabled());
    }

    void offlineWithoutAList()
    {
        quint16 port = 0;
        {
            const ScriptedServer gone(always(200));
            port = gone.port();
        }
        PickerFixture f(u"127.0.0.1:%1/shop/orders:latest"_s.arg(port));
        f.openPicker();
        QTRY_VERIFY(f.label("noticeTitle").contains("refused the connection"_L1));
        QVERIFY(!f.useButton()->isEnabled());
        f.press(u"Type the tag by hand"_s);
        QTRY_VERIFY(!f.picker());
        const auto line
            = [&] { return qobject_cast<QLineEdit *>(f.fixture.window->focusWidget()); };
        QTRY_VERIFY(line());
        QCOMPARE(line()->selectedText(), u"latest"_s);
    }

    void failures_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("button");
        QTest::newRow("not found") << Answer(404, "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}")
                                   << u"no repository"_s << u"Check the name"_s << u"Try again"_s;
        QTest::newRow("too often")
            << Answer(429).with("Retry-After", "3600") << u"asked too often"_s
            << u"It allows more at"_s << u"Sign in for more…"_s;
        QTest::newRow("in trouble")
            << Answer(500) << u"problem of its own"_s << u"Try again later"_s << u"Try again"_s;
        QTest::newRow("no list") << Answer(200, "<html>") << u"cannot be read"_s
                                 << u"image registry"_s << u"Type the tag by hand"_s;
        QTest::newRow("no tags") << Answer(200, "{\"tags\":null}") << u"has no tags"_s << QString()
                                 << u"Try again"_s;
    }

    void failures()
    {
        QFETCH(Answer, answer);
        QFETCH(QString, title);
        QFETCH(QString, detail);
        QFETCH(QString, button);
        const ScriptedServer server(always(answer));
        PickerFixture f(server.domain() + u"/shop/orders:latest"_s);
        f.openPicker();
        QTRY_VERIFY2(f.label("noticeTitle").contains(title), qPrintable(f.label("noticeTitle")));
        QVERIFY2(f.label("noticeDetail").contains(detail), qPrintable(f.label("noticeDetail")));
        QVERIFY(!f.useButton()->isEnabled());
        f.press(button); // there it is
    }

    void stopsAtOnce()
    {
        Answer silent;
        silent.hangs = true;
        const ScriptedServer server(always(silent));
        PickerFixture f(server.domain() + u"/shop/orders:latest"_s);
        f.openPicker();
        QTRY_VERIFY(f.label("noticeTitle").startsWith("Listing"_L1));
        QTRY_VERIFY(!server.seen().isEmpty());
        f.click("stop");
        QCOMPARE(f.label("noticeTitle"), u"Stopped."_s);
        f.press(u"List the tags"_s);
        QTRY_VERIFY(f.label("noticeTitle").startsWith("Listing"_L1));
        QTest::keyClick(f.picker(), Qt::Key_Escape);
        QTRY_VERIFY(!f.picker());
        QVERIFY(!f.text().contains("sha256"));
    }

    void enterWaitsForTheDigest()
    {
        const QByteArray manifest = "{\"config\":{}}";
        const QByteArray digest
            = "sha256:" + QCryptographicHash::hash(manifest, QCryptographicHash::Sha256).toHex();
        const ScriptedServer server([&](const SeenRequest &request) {
            if (request.path().endsWith("/tags/list"))
                return Answer(200, "{\"tags\":[\"2.0.0\"]}");
            Answer answer
                = Answer(200, manifest)
                      .with("Content-Type", "application/vnd.docker.distribution.manifest.v2+json")
                      .with("Docker-Content-Digest", digest);
            answer.delay = request.path() == "/v2/" ? 0 : 300;
            return answer;
        });
        PickerFixture f(server.domain() + u"/shop/orders:1.0.0"_s);
        f.openPicker();
        QTRY_COMPARE(f.selected(), u"2.0.0"_s);
        QTest::keyClick(f.in<QLineEdit>("search"), Qt::Key_Return);
        QVERIFY(f.picker());
        QTRY_VERIFY(!f.picker());
        QVERIFY2(f.text().contains(QByteArray("2.0.0@" + digest)), f.text().constData());
    }

    void manyTags()
    {
        QByteArrayList names;
        for (int i = 0; i < 10'000; ++i)
            names += "\"1." + QByteArray::number(i / 100) + '.' + QByteArray::number(i % 100) + '"';
        const QByteArray list = "{\"tags\":[" + names.join(',') + "]}";
        const ScriptedServer server([&](const SeenRequest &request) {
            if (request.path().endsWith("/tags/list"))
                return Answer(200, list);
            return Answer(request.path() == "/v2/" ? 200 : 404);
        });
        PickerFixture f(server.domain() + u"/shop/orders:1.50.50"_s);
        f.openPicker();
        QTRY_COMPARE_WITH_TIMEOUT(f.table()->model()->rowCount(), 10'000, 30'000);
        QCOMPARE(f.selected(), u"1.50.50"_s);
        f.in<QLineEdit>("search")->setText(u">=1.99.98"_s);
        QCOMPARE(f.shownTags(), (QStringList{u"1.99.99"_s, u"1.99.98"_s}));
        // Only what is on screen is asked for.
        QVERIFY2(server.seen().size() < 1000, qPrintable(QString::number(server.seen().size())));
    }
};

QTEST_MAIN(TestPickerStates)

#include "tst_pickerstates.moc"
