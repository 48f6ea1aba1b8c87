// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that hold for any text, tried on many random ones. A failure prints the seed and the text;
// PINION_SEED repeats it.
#include "json/jsonedit.h"
#include "json/jsonformat.h"
#include "json/jsonstring.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 4000;

/// Writes random JSON in a random layout.
class RandomJson
{
public:
    explicit RandomJson(quint32 seed)
        : m_random(seed)
    {
        static const QByteArray gaps[] = {"", " ", "\n", "\n  ", "\r\n\t", "  \n \n "};
        for (QByteArray &gap : m_gaps)
            gap = gaps[m_random.bounded(6)];
        m_colon = m_random.bounded(2) == 0 ? ":" : " : ";
    }

    QByteArray value(int depth = 0)
    {
        const int kind = m_random.bounded(depth > 4 ? 4 : 7);
        switch (kind) {
        case 0:
            return pick({"true", "false", "null"});
        case 1:
            return pick({"0", "-0", "12", "1.50", "1e2", "-2E-3", "100000000000000000000"});
        case 2:
        case 3:
            return string();
        case 4:
            return container('[', ']', depth, false);
        default:
            return container('{', '}', depth, true);
        }
    }

    QByteArray object() { return container('{', '}', 0, true); }

    int bounded(int limit) { return m_random.bounded(limit); }

    /// The text with one random byte-level mistake, or none by luck.
    QByteArray mutated(QByteArray text)
    {
        if (text.isEmpty())
            return text;
        const int at = bounded(int(text.size()));
        static constexpr char Junk[]
            = "{}[],:\"'\\/#0159.eE+-tfnul \n\t\x01\x7F\x80\xC3\xA4\xED\xFF";
        constexpr int JunkSize = int(sizeof(Junk)) - 1;
        switch (bounded(4)) {
        case 0:
            return text.remove(at, 1 + bounded(3));
        case 1:
            return text.insert(at, Junk[bounded(JunkSize)]);
        case 2:
            text[at] = Junk[bounded(JunkSize)];
            return text;
        default:
            return text.first(at);
        }
    }

private:
    QByteArray pick(std::initializer_list<const char *> choices)
    {
        return *(choices.begin() + bounded(int(choices.size())));
    }

    QByteArray string()
    {
        return '"'
            + pick({"", "a", "key", "x y", "\\n", "\\u00e4", "\\ud83d\\ude00", "\xC3\xA4", "\\\\",
                "\\\"", "/", "{{x}}", "//no comment"})
            + QByteArray::number(bounded(50)) + '"';
    }

    QByteArray container(char open, char close, int depth, bool isObject)
    {
        QByteArray text(1, open);
        const int count = bounded(5);
        for (int i = 0; i < count; ++i) {
            text += (i > 0 ? "," : "") + m_gaps[0];
            if (isObject)
                text += string() + m_colon;
            text += value(depth + 1);
        }
        return text + m_gaps[count > 0 ? 1 : 2] + close;
    }

    QRandomGenerator m_random;
    QByteArray m_gaps[3];
    QByteArray m_colon;
};

} // namespace

class TestJsonProperties : public QObject
{
    Q_OBJECT

private:
    quint32 m_seed = 0;

private slots:
    void initTestCase()
    {
        bool isSet = false;
        m_seed = quint32(qEnvironmentVariableIntValue("PINION_SEED", &isSet));
        if (!isSet)
            m_seed = QRandomGenerator::global()->generate() & 0x7fffffff;
        qInfo("PINION_SEED=%u", m_seed);
    }

    /// Another parser accepts and refuses the same texts. Two differences are on purpose and left
    /// out: nlohmann_json takes NUL for the end of the text, and refuses numbers beyond a double.
    void acceptsWhatNlohmannAccepts()
    {
        int refused = 0;
        for (int round = 0; round < Rounds; ++round) {
            RandomJson random(m_seed + quint32(round));
            QByteArray text = random.value();
            for (int i = random.bounded(3); i > 0; --i)
                text = random.mutated(text);
            if (text.contains('\0'))
                continue;
            const bool theirs = nlohmann::json::accept(text.begin(), text.end());
            const JsonTree tree = JsonTree::parse(text);
            if (hasNumberBeyondDouble(tree.root()))
                continue;
            const bool ours = tree.isValid();
            refused += theirs ? 0 : 1;
            if (ours != theirs)
                qWarning() << "seed" << m_seed + quint32(round) << text;
            QCOMPARE(ours, theirs);
        }
        QVERIFY(refused > Rounds / 20); // both answers were really compared
    }

    /// Every node reads the same value as another parser does.
    void readsWhatNlohmannReads()
    {
        for (int round = 0; round < Rounds / 4; ++round) {
            const QByteArray text = RandomJson(m_seed + quint32(round)).object();
            const JsonTree tree = JsonTree::parse(text);
            QVERIFY2(tree.isValid(), text.constData());
            const nlohmann::json theirs = nlohmann::json::parse(text.begin(), text.end());
            for (const JsonNode child : tree.root().children()) {
                const std::string key = child.key().toStdString();
                const JsonNode last = tree.root().member(child.key());
                const QByteArrayView literal = last.literal();
                QVERIFY(nlohmann::json::parse(literal.begin(), literal.end()) == theirs.at(key));
            }
        }
    }

    /// Told exactly up to some size; beyond it, no repeated key is missed.
    void tellsWhetherKeysRepeat()
    {
        int repeating = 0;
        for (int round = 0; round < Rounds / 4; ++round) {
            QRandomGenerator random(m_seed + quint32(round));
            QSet<QByteArray> keys;
            QByteArrayList members;
            const int count = random.bounded(40);
            for (int i = 0; i < count; ++i) {
                const QByteArray key = QByteArray::number(random.bounded(400));
                keys.insert(key);
                const bool isEscaped = random.bounded(3) == 0;
                const QByteArray first = isEscaped ? "\\u00" + key.first(1).toHex() : key.first(1);
                members.append('"' + first + key.sliced(1) + "\": 0");
            }
            const QByteArray text = '{' + members.join(',') + '}';
            const bool repeats = keys.size() < count;
            repeating += repeats ? 1 : 0;
            QVERIFY2(JsonTree::parse(text).root().mayRepeatKeys() == repeats, text.constData());
        }
        QVERIFY(repeating > Rounds / 40);
    }

    void settingTouchesTheValueOnlyAndComesBack()
    {
        for (int round = 0; round < Rounds; ++round) {
            RandomJson random(m_seed + quint32(round));
            const QByteArray text = random.object();
            const JsonTree tree = JsonTree::parse(text);
            const JsonNode node = tree.nodeAt(random.bounded(int(text.size())));
            const JsonPointer pointer = node.pointer();
            if (tree.at(pointer) != node)
                continue; // the first of two equal keys has no pointer of its own
            const Result<TextEdit> edit = setValue(tree, pointer, "[\"new\"]");
            QVERIFY2(edit, text.constData());
            QCOMPARE(edit->range, node.range());
            const QByteArray after = applied(text, *edit);
            const JsonTree changed = JsonTree::parse(after);
            QVERIFY(changed.isValid());
            const Result<TextEdit> back = setValue(changed, pointer, node.literal().toByteArray());
            QCOMPARE(applied(after, *back), text);
        }
    }

    void addingAndRemovingRestoresTheBytes()
    {
        for (int round = 0; round < Rounds; ++round) {
            RandomJson random(m_seed + quint32(round));
            const QByteArray text = random.object();
            const JsonTree tree = JsonTree::parse(text);
            JsonNode node = tree.nodeAt(random.bounded(int(text.size())));
            while (!node.isContainer())
                node = node.parent();
            if (tree.at(node.pointer()) != node)
                continue;
            const JsonPointer pointer = node.isObject() ? node.pointer().child("added key")
                                                        : node.pointer().child(node.childCount());
            const Result<TextEdit> edit = setValue(tree, pointer, "{\"a\": 1}");
            QVERIFY2(edit, text.constData());
            const QByteArray after = applied(text, *edit);
            const JsonTree changed = JsonTree::parse(after);
            QVERIFY2(changed.isValid(), after.constData());
            QCOMPARE(changed.at(pointer).literal(), QByteArrayView("{\"a\": 1}"));
            const Result<TextEdit> back = removeNode(changed.at(pointer));
            const QByteArray restored = applied(after, *back);
            if (restored != text)
                qWarning() << "seed" << m_seed + quint32(round) << text << after;
            QCOMPARE(restored, text);
        }
    }

    void removingLeavesEverythingElse()
    {
        for (int round = 0; round < Rounds; ++round) {
            RandomJson random(m_seed + quint32(round));
            const QByteArray text = random.object();
            const JsonTree tree = JsonTree::parse(text);
            const JsonNode node = tree.nodeAt(random.bounded(int(text.size())));
            if (!node.parent())
                continue;
            const QByteArray after = applied(text, *removeNode(node));
            const JsonTree changed = JsonTree::parse(after);
            QVERIFY2(changed.isValid(), after.constData());
            QCOMPARE(changed.nodeCount(), tree.nodeCount() - subtreeSize(node));
        }
    }

    void layingOutChangesNoValue()
    {
        for (int round = 0; round < Rounds / 4; ++round) {
            const QByteArray text = RandomJson(m_seed + quint32(round)).object();
            const JsonTree tree = JsonTree::parse(text);
            const QByteArray after = formattedText(tree).value();
            const JsonTree laidOut = JsonTree::parse(after);
            QVERIFY(laidOut.isValid());
            QCOMPARE(compact(laidOut.root()), compact(tree.root()));
        }
    }

    void stringsSurviveCoding()
    {
        for (int round = 0; round < Rounds; ++round) {
            RandomJson random(m_seed + quint32(round));
            QString text;
            for (int i = random.bounded(12); i > 0; --i)
                text += QChar(random.bounded(0xD800));
            QCOMPARE(decodeString(encodeString(text)).value(), text.toUtf8());
        }
    }

private:
    static bool hasNumberBeyondDouble(JsonNode node)
    {
        if (node.isNumber())
            return std::isinf(*node.toDouble());
        for (const JsonNode child : node.children()) {
            if (hasNumberBeyondDouble(child))
                return true;
        }
        return false;
    }

    static qsizetype subtreeSize(JsonNode node)
    {
        qsizetype size = 1;
        for (const JsonNode child : node.children())
            size += subtreeSize(child);
        return size;
    }
};

QTEST_APPLESS_MAIN(TestJsonProperties)
#include "tst_jsonproperties.moc"
