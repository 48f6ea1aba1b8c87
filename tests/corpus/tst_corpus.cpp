// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that hold for every file, tried on a folder of them: the project's own samples, or the
// folder named by PINION_CORPUS.
#include "base/textfile.h"
#include "inspect/inspector.h"
#include "json/jsonedit.h"
#include "json/lineindex.h"

#include <QDirIterator>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// Enough places per file to meet every layout it has; the huge files repeat themselves.
constexpr qsizetype PlacesPerFile = 150;

template <typename Predicate> std::vector<JsonNode> sample(const JsonTree &tree, Predicate accepts)
{
    std::vector<JsonNode> all;
    std::vector<JsonNode> open{tree.root()};
    while (!open.empty()) {
        const JsonNode node = open.back();
        open.pop_back();
        // The first of two equal keys has no pointer of its own.
        if (accepts(node))
            all.push_back(node);
        for (const JsonNode child : node.children())
            open.push_back(child);
    }
    std::vector<JsonNode> chosen;
    const qsizetype step = std::max<qsizetype>(1, qsizetype(all.size()) / PlacesPerFile);
    for (size_t i = 0; i < all.size(); i += size_t(step)) {
        if (tree.at(all[i].pointer()) == all[i])
            chosen.push_back(all[i]);
    }
    return chosen;
}

QMap<QString, int> errorsByRule(const CheckResult &result)
{
    QMap<QString, int> counts;
    for (const Finding &finding : result.findings) {
        if (finding.severity == Severity::Error)
            ++counts[finding.rule];
    }
    return counts;
}

qsizetype count(const CheckResult &result, const QString &rule)
{
    return std::ranges::count(result.findings, rule, &Finding::rule);
}

/// True if a finding has gone: from its place, or from a list whose other elements moved up.
bool isMended(const Finding &finding, const CheckResult &before, const CheckResult &after)
{
    const auto atPlace = [&finding](const CheckResult &result) {
        return std::ranges::count_if(result.findings, [&finding](const Finding &other) {
            return other.rule == finding.rule && other.pointer == finding.pointer;
        });
    };
    return atPlace(after) < atPlace(before)
        || count(after, finding.rule) < count(before, finding.rule);
}

CheckResult checked(const JsonTree &tree)
{
    return inspect(tree, {}, RuleConfig::builtIn());
}

/// The edits of a fix; a guided one is answered with a fixed tag.
std::optional<TextEdits> editsOf(const Fix &fix)
{
    if (!fix.question)
        return fix.edits;
    const Result<TextEdits> edits = fix.question->edits(u"1.2.3"_s);
    return edits ? std::optional(*edits) : std::nullopt;
}

} // namespace

class TestCorpus : public QObject
{
    Q_OBJECT

private:
    void addFiles(bool areValid)
    {
        QTest::addColumn<QString>("path");
        const QString samples = QStringLiteral(PINION_TEST_DATA "/samples");
        const QString folder = qEnvironmentVariable("PINION_CORPUS", samples);
        QDirIterator files(folder, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const QByteArray bytes = readFile(path).value_or(QByteArray());
            if (JsonTree::parse(bytes).isValid() == areValid)
                QTest::newRow(qPrintable(QDir(folder).relativeFilePath(path))) << path;
        }
    }

    static QByteArray bytesOfRow()
    {
        QFETCH(QString, path);
        return readFile(path).value();
    }

private slots:
    void readingAndWritingIsIdentical_data() { addFiles(true); }
    void readingAndWritingIsIdentical()
    {
        const QByteArray bytes = bytesOfRow();
        QTemporaryDir folder;
        const QString copy = folder.filePath(u"copy.json"_s);
        QVERIFY(writeFile(copy, JsonTree::parse(bytes).bytes()));
        QCOMPARE(readFile(copy).value(), bytes);
    }

    void settingAScalarTouchesItsBytesOnly_data() { addFiles(true); }
    void settingAScalarTouchesItsBytesOnly()
    {
        const QByteArray bytes = bytesOfRow();
        const JsonTree tree = JsonTree::parse(bytes);
        for (const JsonNode node : sample(tree, [](JsonNode n) { return !n.isContainer(); })) {
            const QByteArray old = node.literal().toByteArray();
            QCOMPARE(applied(bytes, setValue(tree, node.pointer(), old).value()), bytes);

            const Result<TextEdit> edit = setValue(tree, node.pointer(), "\"a new value\"");
            QVERIFY(edit);
            QCOMPARE(edit->range, node.range());
            const QByteArray after = applied(bytes, *edit);
            QVERIFY(after.startsWith(bytes.first(node.range().begin)));
            QVERIFY(after.endsWith(bytes.sliced(node.range().end)));
            const JsonTree changed = JsonTree::parse(after);
            QVERIFY(changed.isValid());
            QCOMPARE(applied(after, setValue(changed, node.pointer(), old).value()), bytes);
        }
    }

    void addingAndRemovingRestoresTheBytes_data() { addFiles(true); }
    void addingAndRemovingRestoresTheBytes()
    {
        const QByteArray bytes = bytesOfRow();
        const JsonTree tree = JsonTree::parse(bytes);
        for (const JsonNode node : sample(tree, [](JsonNode n) { return n.isContainer(); })) {
            const JsonPointer added = node.isObject() ? node.pointer().child("a key that is new")
                                                      : node.pointer().child(node.childCount());
            const QByteArray after = applied(bytes, setValue(tree, added, "[1, \"x\"]").value());
            const JsonTree changed = JsonTree::parse(after);
            QVERIFY2(changed.isValid(), after.constData());
            QCOMPARE(changed.at(added).literal(), QByteArrayView("[1, \"x\"]"));
            const Result<TextEdit> back = removeNode(changed.at(added));
            QVERIFY(back);
            QCOMPARE(applied(after, *back), bytes);
        }
    }

    void theRulesAreDeterministic_data() { addFiles(true); }
    void theRulesAreDeterministic()
    {
        const QByteArray bytes = bytesOfRow();
        const JsonTree tree = JsonTree::parse(bytes);
        const CheckResult first = checked(tree);
        const CheckResult second = checked(JsonTree::parse(bytes));
        QCOMPARE(first.findings.size(), second.findings.size());
        for (size_t i = 0; i < first.findings.size(); ++i) {
            QCOMPARE(first.findings[i].rule, second.findings[i].rule);
            QCOMPARE(first.findings[i].range, second.findings[i].range);
            QVERIFY(first.findings[i].range.end <= bytes.size());
        }
    }

    void fixesFixAndBreakNothing_data() { addFiles(true); }
    void fixesFixAndBreakNothing() { tryAllFixes(bytesOfRow()); }

    void mistakesAreLocated_data() { addFiles(false); }
    void mistakesAreLocated()
    {
        const QByteArray bytes = bytesOfRow();
        const JsonTree tree = JsonTree::parse(bytes);
        QVERIFY(!tree.errors().empty());
        const LineIndex lines(bytes);
        for (const SyntaxError &error : tree.errors()) {
            QVERIFY(error.range.begin <= error.range.end && error.range.end <= bytes.size());
            QVERIFY(lines.position(error.range.begin).line >= 1);
            QVERIFY(!describe(error, bytes).isEmpty());
        }
        const CheckResult result = checked(tree);
        QVERIFY(std::any_of(result.findings.begin(), result.findings.end(),
            [](const Finding &finding) { return finding.family == RuleFamily::Syntax; }));
        for (const Finding &finding : result.findings)
            QVERIFY(
                finding.family == RuleFamily::Syntax || finding.rule == u"meta-duplicate-key"_s);
    }

    void fixesOfMistakes_data() { addFiles(false); }
    void fixesOfMistakes() { tryAllFixes(bytesOfRow()); }

private:
    static void tryAllFixes(const QByteArray &bytes)
    {
        const JsonTree tree = JsonTree::parse(bytes);
        const CheckResult before = checked(tree);
        const QMap<QString, int> errorsBefore = errorsByRule(before);
        const size_t step = std::max<size_t>(1, before.findings.size() / PlacesPerFile);
        for (size_t i = 0; i < before.findings.size(); i += step) {
            const Finding &finding = before.findings[i];
            for (const Fix &fix : finding.fixes) {
                const std::optional<TextEdits> edits = editsOf(fix);
                if (!edits)
                    continue;
                QVERIFY2(!edits->empty(), qPrintable(finding.rule));
                const Result<QByteArray> after = applied(bytes, *edits);
                QVERIFY2(after, qPrintable(finding.rule));
                const JsonTree fixed = JsonTree::parse(*after);
                const CheckResult result = checked(fixed);
                const QString what
                    = finding.rule + u' ' + finding.pointer.toString() + u": "_s + fix.title;
                QVERIFY2(isMended(finding, before, result), qPrintable(what));
                // Mended syntax lets the other rules speak for the first time, and a list of
                // errors that was cut at its end shows its next ones.
                const bool isCut = tree.errors().size() >= 100;
                // So does a misspelt key once it is read: what it asks for may be unwise. And the
                // server, which names what stops it first, names what would stop it next.
                if (finding.rule == u"meta-unknown-field" || finding.family == RuleFamily::Refused)
                    continue;
                if (tree.isValid() || (!fixed.isValid() && !isCut)) {
                    const QMap<QString, int> errorsAfter = errorsByRule(result);
                    for (const auto &[rule, count] : errorsAfter.asKeyValueRange())
                        QVERIFY2(
                            count <= errorsBefore.value(rule), qPrintable(what + u" → "_s + rule));
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
