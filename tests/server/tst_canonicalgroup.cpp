// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/canonical.h"
#include "server/canonicalgroup.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

/// The group of the body, with each app as its id and role: what apps become is told elsewhere.
Json groupOf(const QByteArray &body, const ServerSettings &settings, const QString &path = u"/"_s)
{
    const JsonTree tree = JsonTree::parse(body);
    return canonicalGroup(tree.root(), settings, path);
}

void shorten(Json &group)
{
    for (Json &app : group["apps"]) {
        Json brief{{"id", app["id"]}};
        if (app.contains("role"))
            brief["role"] = app["role"];
        if (app.contains("dependencies"))
            brief["dependencies"] = app["dependencies"];
        app = brief;
    }
    for (Json &child : group["groups"])
        shorten(child);
}

} // namespace

class CanonicalGroupTest : public QObject
{
    Q_OBJECT

private slots:
    void normalises_data();
    void normalises();
    void holdsCanonicalApps();
    void followsTheServer();
    void isItsOwnForm();
};

void CanonicalGroupTest::normalises_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("group");

    const auto row = [](const char *tag, const QString &path, const QByteArray &body,
                         const QByteArray &group) { QTest::newRow(tag) << path << body << group; };
    row("NG1 relative ids", u"/"_s,
        R"({"id":"shop","apps":[{"id":"web","cmd":"w1"}],"groups":[{"id":"db/","apps":[{"id":"../api","cmd":"w1"}]}]})",
        R"({"id":"/shop","dependencies":[],"apps":[{"id":"/shop/web","role":"*"}],"groups":[)"
        R"({"id":"/shop/db","dependencies":[],"apps":[{"id":"/shop/api","role":"*"}],"groups":[]}],"enforceRole":false})");
    row("NG1 the id of the address", u"/shop"_s, R"({"apps":[]})",
        R"({"id":"/shop","dependencies":[],"apps":[],"groups":[],"enforceRole":false})");
    row("NG1 dependencies, each once", u"/"_s, R"({"id":"/shop","dependencies":["db","/a","db"]})",
        R"({"id":"/shop","dependencies":["/shop/db","/a"],"apps":[],"groups":[],"enforceRole":false})");
    row("NG2 a role that is enforced", u"/"_s,
        R"({"id":"/shop","enforceRole":true,"apps":[{"id":"web","cmd":"w1"}]})",
        R"({"id":"/shop","dependencies":[],"apps":[{"id":"/shop/web","role":"shop"}],"groups":[],"enforceRole":true})");
    row("NG3 other groups do not tell", u"/"_s, R"({"id":"/","groups":[{"id":"a/b"}]})",
        R"({"id":"/","dependencies":[],"apps":[],"groups":[)"
        R"({"id":"/a/b","dependencies":[],"apps":[],"groups":[]}]})");
    row("NG4 apps further down", u"/"_s,
        R"({"id":"/","groups":[{"id":"a","enforceRole":true,"groups":[{"id":"b","apps":[{"id":"c","cmd":"w1","dependencies":["d"]}]}]},{"id":"z"}]})",
        R"({"id":"/","dependencies":[],"apps":[],"groups":[{"id":"/a","dependencies":[],"apps":[],"groups":[)"
        R"({"id":"/a/b","dependencies":[],"apps":[{"id":"/a/b/c","role":"a","dependencies":["/a/b/d"]}],"groups":[]}],)"
        R"("enforceRole":true},{"id":"/z","dependencies":[],"apps":[],"groups":[],"enforceRole":false}]})");
    row("what a body cannot change", u"/"_s,
        R"({"id":"/a","pods":[{"id":"p"}],"version":"2020-01-01T00:00:00.000Z","color":1})",
        R"({"id":"/a","dependencies":[],"apps":[],"groups":[],"enforceRole":false})");
    row("a placeholder", u"/"_s, R"({"id":"/a","dependencies":["{{db}}"]})",
        R"({"id":"/a","dependencies":["{{db}}"],"apps":[],"groups":[],"enforceRole":false})");
}

void CanonicalGroupTest::normalises()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, group);

    Json after = groupOf(body, {}, path);
    shorten(after);
    QCOMPARE(QByteArray::fromStdString(after.dump()), group);
}

void CanonicalGroupTest::holdsCanonicalApps()
{
    const JsonTree tree = JsonTree::parse(R"({"id":"web","uris":["http://h/a.tgz"],"cmd":"w1"})");
    const Json app = canonical(tree.root(), {}, u"/shop"_s);
    const Json group
        = groupOf(R"({"id":"/shop","apps":[)" + tree.bytes() + R"(,null]})", ServerSettings());
    QCOMPARE(group["apps"].size(), size_t(1));
    QCOMPARE(group["apps"][0].dump(), app.dump());
}

void CanonicalGroupTest::followsTheServer()
{
    ServerSettings settings;
    settings.facts.newGroupsEnforceRole = true;
    const QByteArray body = R"({"id":"/a","apps":[{"id":"b","cmd":"w1"}]})";
    QVERIFY(groupOf(body, settings)["enforceRole"] == true);
    QVERIFY(groupOf(body, settings)["apps"][0]["role"] == "a");
    settings.version = {1, 8};
    QVERIFY(!groupOf(body, settings).contains("enforceRole"));
    QVERIFY(!groupOf(body, settings)["apps"][0].contains("role"));
}

void CanonicalGroupTest::isItsOwnForm()
{
    const QByteArray body
        = R"({"id":"a","enforceRole":true,"dependencies":["x"],"apps":[{"id":"b","cmd":"w1"}],)"
          R"("groups":[{"id":"c","apps":[{"id":"d","cmd":"w1"}]},{"id":"e"}]})";
    const Json once = groupOf(body, {});
    const Json twice = groupOf(QByteArray::fromStdString(once.dump()), {});
    QCOMPARE(twice.dump(), once.dump());
}

QTEST_APPLESS_MAIN(CanonicalGroupTest)
#include "tst_canonicalgroup.moc"
