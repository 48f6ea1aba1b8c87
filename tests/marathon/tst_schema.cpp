// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsontree.h"
#include "marathon/schema.h"
#include "marathon/schemanode.h"

#include <QRegularExpression>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

bool matchesWhole(const FieldSpec *spec, const QString &subject)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(text(spec->pattern)));
    return subject.size() >= spec->minimumLength && expression.match(subject).hasMatch();
}

QByteArray patternOf(const FieldSpec *spec)
{
    return spec ? bytes(spec->pointer) : QByteArray("none");
}

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT

private slots:
    void findField_data();
    void findField();
    void fieldByPattern();
    void childFields();
    void isMap_data();
    void isMap();
    void walkAgreesWithLookUp();
    void keysThatLookLikeTheWildcard();
    void ids_data();
    void ids();
    void networkNames_data();
    void networkNames();
    void executors_data();
    void executors();
    void facts_data();
    void facts();
    void limitsTheServerDoesNotEnforce();
    void typeNames();
    void titles();
    void essentials();
    void deepPointersAreNotFound();
};

void TestSchema::findField_data()
{
    QTest::addColumn<int>("root");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("pattern");

    const int app = int(SchemaRoot::App);
    const int group = int(SchemaRoot::Group);
    const int pod = int(SchemaRoot::Pod);
    QTest::newRow("top level") << app << QByteArray("/cpus") << QByteArray("/cpus");
    QTest::newRow("nested") << app << QByteArray("/container/docker/image")
                            << QByteArray("/container/docker/image");
    QTest::newRow("map key") << app << QByteArray("/env/JAVA_OPTS") << QByteArray("/env/*");
    QTest::newRow("map key with slash")
        << app << QByteArray("/labels/a~1b") << QByteArray("/labels/*");
    QTest::newRow("empty map key") << app << QByteArray("/env/") << QByteArray("/env/*");
    QTest::newRow("member of a map value")
        << app << QByteArray("/env/TOKEN/secret") << QByteArray("/env/*/secret");
    QTest::newRow("array element") << app << QByteArray("/args/3") << QByteArray("/args/*");
    QTest::newRow("array of arrays")
        << app << QByteArray("/constraints/0/2") << QByteArray("/constraints/*/*");
    QTest::newRow("card") << app << QByteArray("/healthChecks/1/command/value")
                          << QByteArray("/healthChecks/*/command/value");
    QTest::newRow("named option") << app
                                  << QByteArray(
                                         "/container/volumes/0/external/options/dvdi~1driver")
                                  << QByteArray(
                                         "/container/volumes/*/external/options/dvdi~1driver");
    QTest::newRow("named wins over any")
        << app << QByteArray("/container/volumes/0/external/options/pluginName")
        << QByteArray("/container/volumes/*/external/options/pluginName");
    QTest::newRow("any option") << app << QByteArray("/container/volumes/0/external/options/size")
                                << QByteArray("/container/volumes/*/external/options/*");
    QTest::newRow("legacy port") << app << QByteArray("/container/docker/portMappings/0/hostPort")
                                 << QByteArray("/container/docker/portMappings/*/hostPort");
    QTest::newRow("unknown") << app << QByteArray("/healthCheck") << QByteArray("none");
    QTest::newRow("letter case counts") << app << QByteArray("/Cpus") << QByteArray("none");
    QTest::newRow("below a scalar") << app << QByteArray("/cpus/x") << QByteArray("none");
    QTest::newRow("the root") << app << QByteArray("") << QByteArray("none");
    QTest::newRow("app in a group") << group << QByteArray("/apps/0") << QByteArray("/apps/*");
    QTest::newRow("an app is a body of its own")
        << group << QByteArray("/apps/0/cpus") << QByteArray("none");
    QTest::newRow("pod image") << pod << QByteArray("/containers/0/image/id")
                               << QByteArray("/containers/*/image/id");
    QTest::newRow("pod constraint")
        << pod << QByteArray("/scheduling/placement/constraints/0/operator")
        << QByteArray("/scheduling/placement/constraints/*/operator");
    QTest::newRow("an app's field in a pod") << pod << QByteArray("/cpus") << QByteArray("none");
}

void TestSchema::findField()
{
    QFETCH(int, root);
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, pattern);
    QCOMPARE(patternOf(Pinion::findField(SchemaRoot(root), JsonPointer::of(pointer))), pattern);
}

void TestSchema::fieldByPattern()
{
    for (const SchemaRoot root : {SchemaRoot::App, SchemaRoot::Group, SchemaRoot::Pod}) {
        for (const FieldSpec *spec : fields(root))
            QCOMPARE(Pinion::fieldByPattern(root, spec->pointer), spec);
    }
    QVERIFY(!Pinion::fieldByPattern(SchemaRoot::App, "/env/JAVA_OPTS"));
    QVERIFY(!Pinion::fieldByPattern(SchemaRoot::App, "/cpus/*"));
    QVERIFY(!Pinion::fieldByPattern(SchemaRoot::App, ""));
    QVERIFY(!Pinion::fieldByPattern(SchemaRoot::App, "cpus"));
}

void TestSchema::childFields()
{
    QVERIFY(Pinion::childFields(SchemaRoot::App, "").size() > 40);
    QVERIFY(Pinion::childFields(SchemaRoot::App, "/cpus").empty());
    QVERIFY(Pinion::childFields(SchemaRoot::App, "/nowhere").empty());
    QVERIFY(Pinion::childFields(SchemaRoot::App, "/env/X").empty());

    QByteArrayList members;
    for (const FieldSpec *spec : Pinion::childFields(SchemaRoot::App, "/fetch/*"))
        members.append(bytes(spec->pointer));
    const QByteArrayList expected{"/fetch/*/uri", "/fetch/*/extract", "/fetch/*/executable",
        "/fetch/*/cache", "/fetch/*/destPath"};
    QCOMPARE(members, expected);
    QCOMPARE(patternOf(Pinion::childFields(SchemaRoot::App, "/env").front()), QByteArray("/env/*"));
}

void TestSchema::isMap_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("expected");
    QTest::newRow("env") << QByteArray("/env") << true;
    QTest::newRow("labels") << QByteArray("/labels") << true;
    QTest::newRow("secrets") << QByteArray("/secrets") << true;
    QTest::newRow("provider options")
        << QByteArray("/container/volumes/*/external/options") << true;
    QTest::newRow("a list") << QByteArray("/args") << false;
    QTest::newRow("an object") << QByteArray("/container") << false;
    QTest::newRow("a scalar") << QByteArray("/cpus") << false;
}

void TestSchema::isMap()
{
    QFETCH(QByteArray, pattern);
    QFETCH(bool, expected);
    const FieldSpec *spec = Pinion::fieldByPattern(
        SchemaRoot::App, std::string_view(pattern.constData(), size_t(pattern.size())));
    QVERIFY(spec);
    QCOMPARE(Pinion::isMap(SchemaRoot::App, *spec), expected);
}

void TestSchema::walkAgreesWithLookUp()
{
    const JsonTree tree = JsonTree::parse(R"({"id": "/a", "env": {"A": "1", "B": {"secret": "s"}},
        "container": {"docker": {"image": "x:1", "odd": [1]}, "portMappings": [{"labels": {"VIP_0": "x"}}]},
        "constraints": [["hostname", "UNIQUE"]], "unknown": {"deeper": true}})");
    std::vector<std::pair<JsonNode, const SchemaNode *>> open;
    open.emplace_back(tree.root(), &schemaNode(SchemaRoot::App));
    int seen = 0;
    while (!open.empty()) {
        const auto [node, schema] = open.back();
        open.pop_back();
        const FieldSpec *walked = schema ? schema->spec() : nullptr;
        QCOMPARE(walked, Pinion::findField(SchemaRoot::App, node.pointer()));
        ++seen;
        for (const JsonNode child : node.children()) {
            const SchemaNode *next = !schema ? nullptr
                : node.isArray()             ? schema->element()
                                             : schema->child(child.key());
            open.emplace_back(child, next);
        }
    }
    QCOMPARE(seen, 21);
}

void TestSchema::keysThatLookLikeTheWildcard()
{
    QCOMPARE(patternOf(Pinion::findField(SchemaRoot::App, JsonPointer({"env", "*"}))),
        QByteArray("/env/*"));
    QVERIFY(!Pinion::findField(SchemaRoot::App, JsonPointer({"*"})));
    QVERIFY(!Pinion::findField(SchemaRoot::App, JsonPointer({"container", "*"})));
}

void TestSchema::ids_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isAccepted");
    for (const char *id : {"/", "a", "a/b", "/a//b", "//a", "/a/", "../b", "/a/../b", "..", "a.b",
             "/shop/web-1.blue", "0", "a---b", "/../..", "a/..", "//"})
        QTest::addRow("accepts %s", id) << QString::fromLatin1(id) << true;
    for (const char *id : {"", "./a", "a.", "a..b", "-a", "a-", "a_b", "/A", "a b", ".", "/a/./b",
             "...", ".a", "a/-", "a-.b", "a.-b", "..a", "a/..b", "é", "a\n"})
        QTest::addRow("refuses '%s'", id) << QString::fromUtf8(id) << false;
}

void TestSchema::ids()
{
    QFETCH(QString, id);
    QFETCH(bool, isAccepted);
    for (const SchemaRoot root : {SchemaRoot::App, SchemaRoot::Group, SchemaRoot::Pod})
        QCOMPARE(matchesWhole(Pinion::fieldByPattern(root, "/id"), id), isAccepted);
    // The server's own expression, against which the one in the tables must not differ.
    static const QRegularExpression original(
        uR"(^(\/?((\.\.)|(([a-z0-9]|[a-z0-9][a-z0-9\-]*[a-z0-9])\.)*([a-z0-9]|[a-z0-9][a-z0-9\-]*[a-z0-9]))?($|\/))+\z)"_s);
    if (!id.isEmpty() && !id.endsWith(u'\n'))
        QCOMPARE(original.match(id).hasMatch(), isAccepted);
}

void TestSchema::networkNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isAccepted");
    for (const char *name : {"a", "dcos", "my_net", "a-_-b", "0"})
        QTest::addRow("accepts %s", name) << QString::fromLatin1(name) << true;
    for (const char *name : {"", "_a", "a_", "-a", "a-", "A", "a.b", "a b"})
        QTest::addRow("refuses '%s'", name) << QString::fromLatin1(name) << false;
}

void TestSchema::networkNames()
{
    QFETCH(QString, name);
    QFETCH(bool, isAccepted);
    QCOMPARE(matchesWhole(Pinion::fieldByPattern(SchemaRoot::App, "/networks/*/name"), name),
        isAccepted);
}

void TestSchema::executors_data()
{
    QTest::addColumn<QString>("executor");
    QTest::addColumn<bool>("isAccepted");
    for (const char *executor : {"", "//cmd", "/x", "a/b", "/opt/bin/run"})
        QTest::addRow("accepts '%s'", executor) << QString::fromLatin1(executor) << true;
    for (const char *executor : {"/", "//x", "a//b", "a/"})
        QTest::addRow("refuses '%s'", executor) << QString::fromLatin1(executor) << false;
}

void TestSchema::executors()
{
    QFETCH(QString, executor);
    QFETCH(bool, isAccepted);
    QCOMPARE(
        matchesWhole(Pinion::fieldByPattern(SchemaRoot::App, "/executor"), executor), isAccepted);
}

void TestSchema::facts_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QString>("since");
    QTest::newRow("instances") << QByteArray("/instances") << QByteArray("1") << u"0.0"_s;
    QTest::newRow("mem") << QByteArray("/mem") << QByteArray("128") << u"0.0"_s;
    QTest::newRow("container type")
        << QByteArray("/container/type") << QByteArray("\"DOCKER\"") << u"0.0"_s;
    QTest::newRow("grace period") << QByteArray("/healthChecks/*/gracePeriodSeconds")
                                  << QByteArray("300") << u"0.0"_s;
    QTest::newRow("delay") << QByteArray("/healthChecks/*/delaySeconds") << QByteArray("15")
                           << u"1.4"_s;
    QTest::newRow("backoff factor")
        << QByteArray("/backoffFactor") << QByteArray("1.15") << u"0.0"_s;
    QTest::newRow("networks") << QByteArray("/networks") << QByteArray("[{\"mode\":\"host\"}]")
                              << u"1.5"_s;
    QTest::newRow("role") << QByteArray("/role") << QByteArray() << u"1.9"_s;
    QTest::newRow("limits") << QByteArray("/resourceLimits") << QByteArray() << u"1.10"_s;
    QTest::newRow("shared") << QByteArray("/container/volumes/*/external/shared")
                            << QByteArray("false") << u"1.8.222"_s;
    QTest::newRow("CSI") << QByteArray("/container/volumes/*/external/options/pluginName")
                         << QByteArray() << u"1.11"_s;
}

void TestSchema::facts()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, literal);
    QFETCH(QString, since);
    const FieldSpec *spec = Pinion::findField(SchemaRoot::App, JsonPointer::of(pattern));
    QVERIFY(spec);
    QCOMPARE(bytes(spec->defaultLiteral), literal);
    QCOMPARE(spec->since.toString(), since);
}

void TestSchema::limitsTheServerDoesNotEnforce()
{
    // The specification says 0.001 and 0.1, but the server's reader cuts bounds down to whole
    // numbers.
    QCOMPARE(Pinion::fieldByPattern(SchemaRoot::App, "/cpus")->minimum, std::optional<double>(0));
    QCOMPARE(Pinion::fieldByPattern(SchemaRoot::App, "/executorResources/cpus")->minimum,
        std::optional<double>(0));
    QCOMPARE(Pinion::fieldByPattern(SchemaRoot::App, "/executorResources/mem")->minimum,
        std::optional<double>(32));
    QVERIFY(!Pinion::fieldByPattern(SchemaRoot::App, "/healthChecks/*/timeoutSeconds")->minimum);
    QVERIFY(!Pinion::fieldByPattern(SchemaRoot::App, "/ports/*")->maximum);
}

void TestSchema::typeNames()
{
    QCOMPARE(Pinion::typeNames(FieldType::String), u"text"_s);
    QCOMPARE(Pinion::typeNames(FieldType::Integer), u"whole number"_s);
    QCOMPARE(Pinion::typeNames(FieldType::Boolean), u"true or false"_s);
    QCOMPARE(Pinion::typeNames(FieldType::Array), u"list"_s);
    QCOMPARE(Pinion::typeNames(FieldType::String | FieldType::Object), u"text or object"_s);
    QCOMPARE(Pinion::typeNames(FieldType::Number | FieldType::String), u"text or number"_s);
}

void TestSchema::titles()
{
    QStringList seen;
    for (int i = int(Section::Container); i <= int(Section::Labels); ++i)
        seen.append(title(Section(i)));
    QVERIFY(!seen.contains(QString()));
    QCOMPARE(seen.removeDuplicates(), 0);
    QCOMPARE(seen.first(), u"Container & image"_s);
    QCOMPARE(title(Section::None), QString());
}

void TestSchema::essentials()
{
    QByteArrayList found;
    for (const FieldSpec *spec : fields(SchemaRoot::App)) {
        if (spec->tier == Tier::Essential)
            found.append(bytes(spec->pointer));
    }
    const QByteArrayList expected{"/id", "/container/docker/image", "/instances", "/cpus", "/mem",
        "/cmd", "/container/portMappings", "/portDefinitions", "/env", "/healthChecks"};
    QCOMPARE(found, expected);
}

void TestSchema::deepPointersAreNotFound()
{
    const JsonPointer deep(QList<QByteArray>(100'000, "groups"));
    QVERIFY(!Pinion::findField(SchemaRoot::Group, deep));
}

QTEST_APPLESS_MAIN(TestSchema)
#include "tst_schema.moc"
