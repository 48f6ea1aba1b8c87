// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/patch.h"

#include <QRandomGenerator>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Json = nlohmann::json;

namespace {

/// Takes the steps one by one as RFC 6902 tells, on nothing but the printed patch.
Json applied(const Json &patch, Json document)
{
    for (const Json &step : patch) {
        const Json::json_pointer path(step.at("path").get<std::string>());
        const std::string operation = step.at("op");
        Json value;
        if (operation == "move") {
            const Json::json_pointer from(step.at("from").get<std::string>());
            value = document.at(from);
            Json &parent = document.at(from.parent_pointer());
            if (parent.is_array())
                parent.erase(std::stoul(from.back()));
            else
                parent.erase(from.back());
        } else if (operation != "remove") {
            value = step.at("value");
        }
        if (path.empty()) {
            document = value;
            continue;
        }
        Json &parent = document.at(path.parent_pointer());
        const bool isArray = parent.is_array();
        if (operation == "replace" || operation == "remove")
            (void)document.at(path); // must be there
        if (operation == "replace")
            document.at(path) = value;
        else if (operation == "remove" && isArray)
            parent.erase(std::stoul(path.back()));
        else if (operation == "remove")
            parent.erase(path.back());
        else if (isArray)
            parent.insert(parent.begin() + std::stol(path.back()), value);
        else
            parent[path.back()] = value;
    }
    return document;
}

class RandomJson
{
public:
    explicit RandomJson(quint32 seed)
        : m_random(seed)
    { }

    Json value(int depth)
    {
        switch (m_random.bounded(depth > 0 ? 9 : 6)) {
        case 0:
            return nullptr;
        case 1:
            return m_random.bounded(2) == 0;
        case 2:
            return int(m_random.bounded(5));
        case 3:
            return double(m_random.bounded(9)) / 4;
        case 4:
            return word();
        case 5:
            return word() + "~/\"\\\n\u00e9";
        case 6:
        case 7:
            return object(depth - 1);
        default:
            return array(depth - 1);
        }
    }

    /// The value with a few things changed, at any depth.
    Json changed(const Json &value, int depth)
    {
        if (m_random.bounded(12) == 0)
            return this->value(depth);
        if (value.is_object()) {
            Json result = Json::object();
            for (const auto &[key, member] : value.items()) {
                if (m_random.bounded(8) != 0)
                    result[key] = changed(member, depth - 1);
            }
            if (m_random.bounded(5) == 0)
                result[word()] = this->value(depth - 1);
            return result;
        }
        if (value.is_array()) {
            Json result = Json::array();
            for (const Json &element : value) {
                if (m_random.bounded(8) == 0)
                    continue;
                const Json kept = changed(element, depth - 1);
                result.insert(m_random.bounded(6) == 0 ? result.begin() : result.end(), kept);
                if (m_random.bounded(8) == 0)
                    result.push_back(this->value(depth - 1));
            }
            return result;
        }
        return value;
    }

private:
    std::string word() { return std::string(1, char('a' + m_random.bounded(6))); }
    Json object(int depth)
    {
        Json result = Json::object();
        for (int i = int(m_random.bounded(6)); i > 0; --i)
            result[m_random.bounded(4) == 0 ? word() + "/~" + word() : word()] = value(depth);
        return result;
    }
    Json array(int depth)
    {
        Json result = Json::array();
        for (int i = int(m_random.bounded(7)); i > 0; --i)
            result.push_back(value(depth));
        return result;
    }

    QRandomGenerator m_random;
};

QByteArray patchOf(const QByteArray &before, const QByteArray &after)
{
    const JsonTree one = JsonTree::parse(before);
    const JsonTree other = JsonTree::parse(after);
    return patchText(patch(one.root(), other.root()));
}

} // namespace

class TestPatch : public QObject
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void turnsOneIntoTheOther_data();
    void turnsOneIntoTheOther();
    void deepNestingIsFine();
};

void TestPatch::texts_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("steps");
    const auto row
        = [](const char *name, const char *before, const char *after, const char *steps) {
              QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(steps);
          };
    row("nothing", "{}", "{}", "[]");
    row("spelling", R"({"a": 1.0, "b": "x"})", R"({"b": "\u0078", "a": 1e0})", "[]");
    row("a member", R"({"a": 1})", R"({"a": 2})",
        R"([{"op": "replace", "path": "/a", "value": 2}])");
    row("more and less", R"({"a": 1})", R"({"b": [1, 2]})",
        R"([{"op": "remove", "path": "/a"},{"op": "add", "path": "/b", "value": [1,2]}])");
    row("escapes", R"({"a/b~c": 1})", R"({"a/b~c": 2})",
        R"([{"op": "replace", "path": "/a~1b~0c", "value": 2}])");
    row("the whole", "1", "[]", R"([{"op": "replace", "path": "", "value": []}])");
    row("an element less", "[1, 2, 3]", "[1, 3]", R"([{"op": "remove", "path": "/1"}])");
    row("an element more", "[1, 3]", "[1, 2, 3]", R"([{"op": "add", "path": "/1", "value": 2}])");
    row("a moved element", R"(["a", "b", "c"])", R"(["c", "a", "b"])",
        R"([{"op": "move", "from": "/2", "path": "/0"}])");
    row("inside an element", R"([{"id": "/a", "x": 1}, {"id": "/b", "x": 1}])",
        R"([{"id": "/a", "x": 1}, {"id": "/b", "x": 2}])",
        R"([{"op": "replace", "path": "/1/x", "value": 2}])");
    row("a repeated key", R"({"a": 1, "a": 2})", R"({"a": 2})", "[]");
    row("large numbers", "[12345678901234567890]", "[12345678901234567891]",
        R"([{"op": "replace", "path": "/0", "value": 12345678901234567891}])");
}

void TestPatch::texts()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, steps);
    QByteArray text = patchOf(before, after).simplified();
    text.replace("[ {", "[{").replace("} ]", "}]").replace("}, {", "},{");
    QCOMPARE(text, steps);
}

void TestPatch::turnsOneIntoTheOther_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestPatch::turnsOneIntoTheOther()
{
    QFETCH(quint32, seed);
    RandomJson random(seed);
    for (int round = 0; round < 100; ++round) {
        const Json before = random.value(5);
        const Json after = round % 4 == 0 ? random.value(5) : random.changed(before, 5);
        const QByteArray text = patchOf(
            QByteArray::fromStdString(before.dump()), QByteArray::fromStdString(after.dump()));
        const Json steps = Json::parse(text.toStdString());
        const QByteArray told
            = QByteArray::fromStdString(before.dump() + "\n" + after.dump() + "\n") + text;
        QVERIFY2(applied(steps, before) == after, told.constData());
        QVERIFY2(steps.empty() == (before == after), told.constData());
        // A second implementation reads it the same way.
        QVERIFY2(before.patch(steps) == after, told.constData());
    }
}

void TestPatch::deepNestingIsFine()
{
    const QByteArray before = QByteArray(20000, '[') + '1' + QByteArray(20000, ']');
    const QByteArray after = QByteArray(20000, '[') + '2' + QByteArray(20000, ']');
    QVERIFY(patchOf(before, after).contains("\"add\""));
    QCOMPARE(patchOf(before, before), QByteArray("[]\n"));
}

QTEST_GUILESS_MAIN(TestPatch)
#include "tst_patch.moc"
