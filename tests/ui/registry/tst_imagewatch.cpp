// SPDX-License-Identifier: GPL-3.0-or-later
// What registries say about the images of open documents, in the findings and in the form.
#include "pickerfixture.h"

#include "support/scriptedserver.h"
#include "ui/form/imagebadge.h"
#include "ui/registry/imagewatch.h"

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestImageWatch : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RegistryProcess> m_registry;

    [[nodiscard]] QString image(const QString &tag) const
    {
        return m_registry->domain() + u"/shop/orders:"_s + tag;
    }
    [[nodiscard]] QString repository() const { return m_registry->domain() + u"/shop/orders"_s; }

    static bool hasFinding(const PickerFixture &f, const QString &rule)
    {
        return std::ranges::any_of(f.view->analysis().findings(),
            [&](const Finding &finding) { return finding.rule == rule; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = RegistryProcess::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        m_registry = std::make_unique<RegistryProcess>();
        ImagePusher pusher(*m_registry);
        pusher.image(u"shop/orders"_s, u"1.4.2"_s, "1.4.2", false);
        pusher.image(u"shop/arm"_s, u"1.0.0"_s, "arm", false, "arm64");
    }

    void nothingIsAskedUnlessAllowed()
    {
        const ScriptedServer server([](const SeenRequest &) { return Answer(200); });
        PickerFixture f(server.domain() + u"/shop/orders:1.0.0"_s);
        QTRY_VERIFY(f.view->analysis().isCurrent());
        f.fixture.window->findChild<ImageWatch *>()->look();
        QCoreApplication::processEvents();
        QVERIFY(server.seen().isEmpty());
        QVERIFY(!f.fixture.window->actions().action("app.lookUp")->isChecked());
        f.fixture.run("app.lookUp");
        QTRY_VERIFY(!server.seen().isEmpty());
        QVERIFY(f.fixture.window->actions().action("app.lookUp")->isChecked());
    }

    void aTagThatIsNotThere()
    {
        PickerFixture f(image(u"9.9.9"_s));
        f.fixture.registries.preferences().setLooksUpAll(true);
        QTRY_VERIFY(
            hasFinding(f, u"image-tag-moved"_s) || hasFinding(f, u"image-force-pull-mutable"_s));
        QTRY_COMPARE(f.fixture.find<QLabel>(u"imageBadge"_s)->text(), u"Not there"_s);
    }

    void aTagThatMoves()
    {
        ImagePusher pusher(*m_registry);
        pusher.image(u"shop/moving"_s, u"2.0.0"_s, "first", false);
        const QString reference = m_registry->domain() + u"/shop/moving:2.0.0"_s;
        QTemporaryDir settings;
        {
            PickerFixture f(reference, "DOCKER", false, settings.path());
            f.fixture.registries.preferences().setLooksUpAll(true);
            QTRY_VERIFY(f.view->analysis().imageReports().value(reference).seen.isValid());
            QVERIFY(!hasFinding(f, u"image-tag-moved"_s));
            QTRY_VERIFY(
                f.fixture.find<QLabel>(u"imageBadge"_s)->toolTip().contains("Last looked up"_L1));
        }
        pusher.image(u"shop/moving"_s, u"2.0.0"_s, "second", false);
        PickerFixture f(reference, "DOCKER", false, settings.path());
        QTRY_VERIFY(hasFinding(f, u"image-tag-moved"_s));
        QTRY_COMPARE(f.fixture.find<QLabel>(u"imageBadge"_s)->text(), u"Moved before"_s);
    }

    void aPlatformThatIsMissing()
    {
        PickerFixture f(m_registry->domain() + u"/shop/arm:1.0.0"_s, "DOCKER", false);
        f.fixture.registries.preferences().setLookedUp(m_registry->domain() + u"/shop/arm"_s, true);
        QTRY_VERIFY(hasFinding(f, u"image-platform-missing"_s));
    }

    void theProjectNamesThePlatform()
    {
        PickerFixture f(m_registry->domain() + u"/shop/arm:1.0.0"_s, "DOCKER", false);
        QVERIFY(writeFile(f.own.filePath(u".pinion.json"_s),
            "{\"root\": true, \"rules\": {\"image-platform-missing\": "
            "{\"platform\": \"linux/arm64\"}}}"));
        f.view->analysis().reloadConfig();
        f.fixture.registries.preferences().setLooksUpAll(true);
        const QString reference = m_registry->domain() + u"/shop/arm:1.0.0"_s;
        QTRY_VERIFY(f.view->analysis().imageReports().value(reference).seen.isValid());
        f.view->analysis().runNow();
        QVERIFY(!hasFinding(f, u"image-platform-missing"_s));
    }

    void badges_data()
    {
        QTest::addColumn<QString>("image");
        QTest::addColumn<ImageReport>("report");
        QTest::addColumn<int>("shape");
        using Shape = ImageBadge::Shape;
        const QString digest = u"@sha256:"_s + QString(64, u'a');
        ImageReport locked;
        locked.evidence.isLocked = true;
        ImageReport moved;
        moved.evidence.movedOn = QDate(2026, 5, 20);
        ImageReport gone;
        gone.facts.evidence = ImageEvidence::Gone;
        const auto row = [](const char *name, const QString &text, const ImageReport &report,
                             Shape shape) { QTest::newRow(name) << text << report << int(shape); };
        row("pinned", u"shop/orders:1.4.2"_s + digest, {}, Shape::Ring);
        row("pinned, whatever the tag did", u"shop/orders:1.4.2"_s + digest, moved, Shape::Ring);
        row("fixed by registry", u"shop/orders:latest"_s, locked, Shape::Lock);
        row("looks fixed", u"shop/orders:1.4.2"_s, {}, Shape::Equals);
        row("moves", u"shop/orders:1.4"_s, {}, Shape::Loop);
        row("no tag moves", u"shop/orders"_s, {}, Shape::Loop);
        row("moved before", u"shop/orders:1.4.2"_s, moved, Shape::LoopMark);
        row("unknown", u"shop/orders:foo"_s, {}, Shape::Question);
        row("not there", u"shop/orders:1.4.2"_s, gone, Shape::Cross);
        row("nothing", QString(), {}, Shape::None);
    }

    void badges()
    {
        QFETCH(QString, image);
        QFETCH(ImageReport, report);
        QFETCH(int, shape);
        const ImageBadge badge = imageBadge(image, {}, report);
        QCOMPARE(int(badge.shape), shape);
        QCOMPARE(badge.word.isEmpty(), image.isEmpty());
    }

    void theProjectsWordCounts()
    {
        TagPolicy policy;
        policy.immutableRepositories.append(u"docker.io/shop/**"_s);
        QCOMPARE(int(imageBadge(u"shop/orders:foo"_s, policy).shape), int(ImageBadge::Shape::Lock));
    }
};

QTEST_MAIN(TestImageWatch)

#include "tst_imagewatch.moc"
