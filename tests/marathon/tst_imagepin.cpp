// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/imagepin.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QString Digest = u"sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"_s;

PinTarget target(const QString &tag, ManifestForm form = ManifestForm::DockerImage)
{
    return {tag, Digest, form};
}

/// The text after every image of it is pinned.
QByteArray pinned(const QByteArray &text, const PinTarget &to, PinMode mode)
{
    const JsonTree tree = JsonTree::parse(text);
    TextEdits all;
    for (const ImagePlace &place : imagePlaces(findDefinitions(tree))) {
        const Result<TextEdits> edits = pinEdits(place, to, mode);
        if (!edits)
            return edits.error().message.toUtf8();
        all.insert(all.end(), edits->begin(), edits->end());
    }
    return *applied(text, all);
}

} // namespace

class TestImagePin : public QObject
{
    Q_OBJECT

private slots:
    void places();
    void modes_data();
    void modes();
    void touchesNothingElse();
    void pinsGroupsArraysAndPods_data();
    void pinsGroupsArraysAndPods();
    void doesNothingTwice();
    void tellsWhatMesosCannotPull_data();
    void tellsWhatMesosCannotPull();
    void refuses_data();
    void refuses();
    void formsByMediaType();
};

void TestImagePin::places()
{
    const JsonTree tree = JsonTree::parse(R"({"id": "/shop", "apps": [
        {"id": "api", "container": {"docker": {"image": "shop/api:1", "forcePullImage": true}}},
        {"id": "job", "container": {"type": "mesos", "docker": {"image": "shop/job"}}},
        {"id": "cmd", "cmd": "true"},
        {"id": "odd", "container": {"docker": {"image": 5}}},
        {"id": "none", "container": {"docker": {"image": ""}}}],
        "groups": [{"id": "deep", "apps": [
            {"id": "x", "container": {"docker": {"image": "shop/x:2"}}}]}]})");
    QStringList found;
    for (const ImagePlace &place : imagePlaces(findDefinitions(tree))) {
        found.append(place.owner + u' ' + place.reference()
            + (place.runtime == ImageRuntime::Mesos ? u" mesos"_s : u" docker"_s)
            + (place.isForced() ? u" forced"_s : QString()));
    }
    QCOMPARE(found,
        QStringList({u"/shop/api shop/api:1 docker forced"_s, u"/shop/job shop/job mesos"_s,
            u"/shop/deep/x shop/x:2 docker"_s}));

    const JsonTree pod = JsonTree::parse(R"({"id": "/pod", "containers": [
        {"name": "a", "image": {"kind": "DOCKER", "id": "shop/a:1", "forcePull": true}},
        {"name": "b", "image": {"kind": "APPC", "id": "shop/b:1"}}, {"name": "c"}]})");
    const auto inPod = imagePlaces(findDefinitions(pod));
    QCOMPARE(inPod.size(), size_t(1));
    QCOMPARE(inPod[0].container, u"a"_s);
    QCOMPARE(int(inPod[0].runtime), int(ImageRuntime::Mesos));
    QVERIFY(inPod[0].isForced());
}

void TestImagePin::modes_data()
{
    QTest::addColumn<QString>("current");
    QTest::addColumn<PinTarget>("to");
    QTest::addColumn<PinMode>("mode");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &current, const PinTarget &to, PinMode mode,
                         const QString &expected) {
        QTest::newRow(name) << current << to << mode << expected;
    };
    row("tag and digest", u"shop/api:latest"_s, target(u"2.7.1"_s), PinMode::TagAndDigest,
        u"shop/api:2.7.1@"_s + Digest);
    row("digest only", u"shop/api:latest"_s, target(u"2.7.1"_s), PinMode::DigestOnly,
        u"shop/api@"_s + Digest);
    row("tag only", u"shop/api:latest"_s, target(u"2.7.1"_s), PinMode::TagOnly,
        u"shop/api:2.7.1"_s);
    row("no tag known", u"shop/api"_s, target({}), PinMode::TagAndDigest, u"shop/api@"_s + Digest);
    row("registry with port", u"reg.example.com:5000/shop/api"_s, target(u"1"_s),
        PinMode::TagAndDigest, u"reg.example.com:5000/shop/api:1@"_s + Digest);
    row("the user's spelling stays", u"docker.io/library/nginx:1"_s, target(u"1.25.3"_s),
        PinMode::TagOnly, u"docker.io/library/nginx:1.25.3"_s);
    row("another digest before", u"a:1@sha256:"_s + QString(64, u'0'), target(u"1"_s),
        PinMode::TagAndDigest, u"a:1@"_s + Digest);
}

void TestImagePin::modes()
{
    QFETCH(QString, current);
    QFETCH(PinTarget, to);
    QFETCH(PinMode, mode);
    QFETCH(QString, expected);
    const auto text
        = pinnedReference(*ImageReference::parse(current), to, mode, ImageRuntime::Docker);
    QVERIFY(text);
    QCOMPARE(*text, expected);
}

void TestImagePin::touchesNothingElse()
{
    const QByteArray before = "\xEF\xBB\xBF{ \"id\":\"/a\",\r\n\t\"cpus\": 1e-1,\r\n"
                              "\t\"container\":{\"docker\" :{\r\n\t\t\"image\"  : \"shop\\/api\" ,"
                              "\"forcePullImage\":true , \"x\": [1 ,2]} } }";
    QByteArray after = before;
    after.replace("\"shop\\/api\"", QByteArray("\"shop/api:1@" + Digest.toUtf8() + '"'));
    after.replace("true", "false");
    QCOMPARE(pinned(before, target(u"1"_s), PinMode::TagAndDigest), after);
}

void TestImagePin::pinsGroupsArraysAndPods_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray app = R"({"id": "/a", "container": {"docker": {"image": "a:latest"}}})";
    const QByteArray fixed = R"({"id": "/a", "container": {"docker": {"image": "a:1"}}})";
    QTest::newRow("array") << QByteArray('[' + app + ", " + app + ']')
                           << QByteArray('[' + fixed + ", " + fixed + ']');
    QTest::newRow("group") << QByteArray(R"({"id": "/", "apps": [)" + app + "]}")
                           << QByteArray(R"({"id": "/", "apps": [)" + fixed + "]}");
    QTest::newRow("answer of the API")
        << QByteArray(R"({"app": )" + app + '}') << QByteArray(R"({"app": )" + fixed + '}');
    QTest::newRow("pod")
        << QByteArray(R"({"id": "/p", "containers": [{"name": "c",)"
                      R"( "image": {"kind": "DOCKER", "id": "a", "forcePull": true}}]})")
        << QByteArray(R"({"id": "/p", "containers": [{"name": "c",)"
                      R"( "image": {"kind": "DOCKER", "id": "a:1", "forcePull": false}}]})");
}

void TestImagePin::pinsGroupsArraysAndPods()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QCOMPARE(pinned(before, target(u"1"_s), PinMode::TagOnly), after);
}

void TestImagePin::doesNothingTwice()
{
    const QByteArray app = R"({"id": "/a", "container": {"docker": {"image": "a:latest"}}})";
    const QByteArray once = pinned(app, target(u"1"_s), PinMode::TagAndDigest);
    const JsonTree tree = JsonTree::parse(once);
    const auto places = imagePlaces(findDefinitions(tree));
    QVERIFY(pinEdits(places[0], target(u"1"_s), PinMode::TagAndDigest)->empty());
}

void TestImagePin::tellsWhatMesosCannotPull_data()
{
    QTest::addColumn<ManifestForm>("form");
    QTest::addColumn<QString>("byDigest");
    QTest::addColumn<QString>("byTag");
    QTest::newRow("schema 2") << ManifestForm::DockerImage << QString() << QString();
    QTest::newRow("not known") << ManifestForm::Unknown << QString() << QString();
    QTest::newRow("list") << ManifestForm::DockerList << u"list of platforms by its digest"_s
                          << QString();
    QTest::newRow("OCI") << ManifestForm::OciImage << u"OCI format"_s << u"OCI format"_s;
    QTest::newRow("OCI index") << ManifestForm::OciIndex << u"OCI format"_s << u"OCI format"_s;
    QTest::newRow("chart") << ManifestForm::Other << u"not an image"_s << u"not an image"_s;
}

void TestImagePin::tellsWhatMesosCannotPull()
{
    QFETCH(ManifestForm, form);
    QFETCH(QString, byDigest);
    QFETCH(QString, byTag);
    const auto reference = ImageReference::parse(u"shop/api:1"_s);
    const auto problem = [&](PinMode mode, ImageRuntime runtime) {
        const auto text = pinnedReference(*reference, target(u"1"_s, form), mode, runtime);
        return text ? QString() : text.error().message;
    };
    QCOMPARE(problem(PinMode::TagAndDigest, ImageRuntime::Docker), QString());
    const QString digestProblem = problem(PinMode::TagAndDigest, ImageRuntime::Mesos);
    const QString tagProblem = problem(PinMode::TagOnly, ImageRuntime::Mesos);
    QCOMPARE(digestProblem.isEmpty(), byDigest.isEmpty());
    QVERIFY2(digestProblem.contains(byDigest), qPrintable(digestProblem));
    QCOMPARE(tagProblem.isEmpty(), byTag.isEmpty());
    QVERIFY2(tagProblem.contains(byTag), qPrintable(tagProblem));
}

void TestImagePin::refuses_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<PinTarget>("to");
    QTest::addColumn<PinMode>("mode");
    QTest::addColumn<QString>("message");
    QTest::newRow("no digest") << QByteArray("a") << PinTarget{u"1"_s, {}, {}}
                               << PinMode::TagAndDigest << u"No digest is known for a:1."_s;
    QTest::newRow("no tag") << QByteArray("a") << target({}) << PinMode::TagOnly
                            << u"a has no tag to keep."_s;
    QTest::newRow("bad tag") << QByteArray("a") << target(u"-x"_s) << PinMode::TagOnly
                             << u"starts with a dot or a dash"_s;
    QTest::newRow("no reference") << QByteArray("A b") << target(u"1"_s) << PinMode::TagOnly
                                  << u"it contains blanks"_s;
}

void TestImagePin::refuses()
{
    QFETCH(QByteArray, image);
    QFETCH(PinTarget, to);
    QFETCH(PinMode, mode);
    QFETCH(QString, message);
    const QByteArray text
        = R"({"id": "/a", "container": {"docker": {"image": ")" + image + R"("}}})";
    const QString told = QString::fromUtf8(pinned(text, to, mode));
    QVERIFY2(told.contains(message), qPrintable(told));
}

void TestImagePin::formsByMediaType()
{
    QCOMPARE(int(manifestForm(u"application/vnd.docker.distribution.manifest.v2+json"_s)),
        int(ManifestForm::DockerImage));
    QCOMPARE(int(manifestForm(u"application/vnd.oci.image.index.v1+json; charset=utf-8"_s)),
        int(ManifestForm::OciIndex));
    QCOMPARE(int(manifestForm(u"text/html"_s)), int(ManifestForm::Other));
    QCOMPARE(int(manifestForm({})), int(ManifestForm::Unknown));
}

QTEST_APPLESS_MAIN(TestImagePin)
#include "tst_imagepin.moc"
