// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsontree.h"
#include "marathon/schema.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Pinion;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(const Pinion::FieldSpec *)

namespace {

constexpr SchemaRoot Roots[] = {SchemaRoot::App, SchemaRoot::Group, SchemaRoot::Pod};

QByteArray rootName(SchemaRoot root)
{
    return root == SchemaRoot::App ? "app" : root == SchemaRoot::Group ? "group" : "pod";
}

std::string_view parentOf(std::string_view pointer)
{
    return pointer.substr(0, pointer.rfind('/'));
}

bool isArrayRow(const FieldSpec &spec)
{
    return spec.accepts(FieldType::Array);
}

bool isNumeric(const FieldSpec &spec)
{
    return spec.accepts(FieldType::Integer) || spec.accepts(FieldType::Number);
}

bool fits(const FieldSpec &spec, JsonNode value)
{
    switch (value.type()) {
    case JsonType::String:
        return spec.accepts(FieldType::String);
    case JsonType::Boolean:
        return spec.accepts(FieldType::Boolean);
    case JsonType::Object:
        return spec.accepts(FieldType::Object);
    case JsonType::Array:
        return spec.accepts(FieldType::Array);
    case JsonType::Number:
        return spec.accepts(FieldType::Number)
            || (spec.accepts(FieldType::Integer) && value.toInteger().has_value());
    default:
        return false;
    }
}

bool matchesWhole(std::string_view pattern, const QString &subject)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(text(pattern)));
    return expression.match(subject).hasMatch();
}

} // namespace

/// Asks the same questions of every row of every table.
class TestSchemaTables : public QObject
{
    Q_OBJECT

private slots:
    void pointersAreUnique();
    void parentStandsBefore_data() { addRows(); }
    void parentStandsBefore();
    void wordsAreThere_data() { addRows(); }
    void wordsAreThere();
    void defaultSuits_data() { addRows(); }
    void defaultSuits();
    void limitsAreOrdered_data() { addRows(); }
    void limitsAreOrdered();
    void valuesAreDistinct_data() { addRows(); }
    void valuesAreDistinct();
    void patternCompiles_data() { addRows(); }
    void patternCompiles();
    void editorSuitsType_data() { addRows(); }
    void editorSuitsType();
    void everyAppFieldHasAnEditor_data() { addRows(); }
    void everyAppFieldHasAnEditor();
    void replacementExists_data() { addRows(); }
    void replacementExists();
    void listsSayWhatTheyHold_data() { addRows(); }
    void listsSayWhatTheyHold();

private:
    static void addRows();
};

void TestSchemaTables::addRows()
{
    QTest::addColumn<int>("root");
    QTest::addColumn<const FieldSpec *>("spec");
    for (const SchemaRoot root : Roots) {
        for (const FieldSpec *spec : fields(root)) {
            const QByteArray name = rootName(root) + bytes(spec->pointer);
            QTest::newRow(name.constData()) << int(root) << spec;
        }
    }
}

void TestSchemaTables::pointersAreUnique()
{
    for (const SchemaRoot root : Roots) {
        QSet<QByteArray> seen;
        for (const FieldSpec *spec : fields(root)) {
            const QByteArray pointer = bytes(spec->pointer);
            QVERIFY2(!seen.contains(pointer), pointer.constData());
            seen.insert(pointer);
            QVERIFY2(JsonPointer::parse(pointer), pointer.constData());
        }
        QVERIFY(seen.size() > 10);
    }
}

void TestSchemaTables::parentStandsBefore()
{
    QFETCH(int, root);
    QFETCH(const FieldSpec *, spec);
    const std::string_view parent = parentOf(spec->pointer);
    if (parent.empty())
        return;
    const FieldSpec *row = fieldByPattern(SchemaRoot(root), parent);
    QVERIFY(row);
    const auto &rows = fields(SchemaRoot(root));
    QVERIFY(std::find(rows.begin(), rows.end(), row) < std::find(rows.begin(), rows.end(), spec));
    const bool isElement = spec->pointer.ends_with("/*");
    QVERIFY(row->accepts(FieldType::Object) || (isElement && isArrayRow(*row)));
    QVERIFY2(spec->since >= row->since || row->status == FieldStatus::Legacy,
        "a member cannot be older than its object");
}

void TestSchemaTables::wordsAreThere()
{
    QFETCH(const FieldSpec *, spec);
    QVERIFY(!spec->label.empty());
    QVERIFY2(spec->label.size() <= 40, "labels are short");
    QVERIFY(text(spec->label).front().isUpper() || spec->label.starts_with("/"));
    QVERIFY(!spec->source.empty());
    QVERIFY2(spec->help.ends_with('.'), "help is made of sentences");
    QVERIFY(spec->help.size() <= 260);
    QVERIFY(spec->help.find("  ") == std::string_view::npos);
    QVERIFY(spec->types != FieldTypes());
    QVERIFY(spec->unit.empty() || isNumeric(*spec));
}

void TestSchemaTables::defaultSuits()
{
    QFETCH(const FieldSpec *, spec);
    if (spec->defaultLiteral.empty())
        return;
    const JsonTree tree = JsonTree::parse(bytes(spec->defaultLiteral));
    QVERIFY(tree.isValid());
    const JsonNode value = tree.root();
    QVERIFY(fits(*spec, value));
    if (const auto number = value.toDouble()) {
        QVERIFY(!spec->minimum || *number >= *spec->minimum);
        QVERIFY(!spec->maximum || *number <= *spec->maximum);
    }
    if (value.isString() && !spec->values.empty()) {
        const QByteArray word = *value.toUtf8();
        QVERIFY(std::any_of(spec->values.begin(), spec->values.end(),
            [&word](std::string_view known) { return bytes(known) == word; }));
    }
    if (value.isString() && !spec->pattern.empty())
        QVERIFY(matchesWhole(spec->pattern, value.stringOr()));
}

void TestSchemaTables::limitsAreOrdered()
{
    QFETCH(const FieldSpec *, spec);
    if (spec->minimum && spec->maximum)
        QVERIFY(*spec->minimum < *spec->maximum);
    QVERIFY(spec->minimumLength >= 0);
    QVERIFY(spec->maximumLength == 0 || spec->minimumLength <= spec->maximumLength);
    QVERIFY(isNumeric(*spec) || (!spec->minimum && !spec->maximum));
    const bool hasLength = spec->minimumLength != 0 || spec->maximumLength != 0;
    QVERIFY(!hasLength || spec->accepts(FieldType::String) || isArrayRow(*spec));
    QVERIFY(!spec->deprecated.isSet() || spec->since <= spec->deprecated);
}

void TestSchemaTables::valuesAreDistinct()
{
    QFETCH(const FieldSpec *, spec);
    QSet<QByteArray> seen;
    for (const std::string_view value : spec->values) {
        // The server compares in lower case, so that two spellings of one value would be one too
        // many.
        const QByteArray key = bytes(value).toLower();
        QVERIFY2(!seen.contains(key), key.constData());
        seen.insert(key);
    }
    QVERIFY(spec->values.empty() || spec->accepts(FieldType::String));
}

void TestSchemaTables::patternCompiles()
{
    QFETCH(const FieldSpec *, spec);
    if (spec->pattern.empty())
        return;
    const QRegularExpression expression(text(spec->pattern));
    QVERIFY2(expression.isValid(), qPrintable(expression.errorString()));
    QVERIFY(spec->accepts(FieldType::String));
    // A pattern that backtracks without bound gives up on such a text instead of refusing it.
    const QString hard = QString(100'000, u'a') + u'!';
    const auto match
        = QRegularExpression(QRegularExpression::anchoredPattern(text(spec->pattern))).match(hard);
    QVERIFY(match.isValid());
}

void TestSchemaTables::editorSuitsType()
{
    QFETCH(int, root);
    QFETCH(const FieldSpec *, spec);
    switch (spec->presentation) {
    case Presentation::None:
        break;
    case Presentation::Text:
    case Presentation::Multiline:
    case Presentation::Image:
        QVERIFY(spec->accepts(FieldType::String));
        break;
    case Presentation::Quantity:
    case Presentation::Percent:
        QVERIFY(isNumeric(*spec));
        break;
    case Presentation::Toggle:
        QVERIFY(spec->types == FieldTypes(FieldType::Boolean));
        break;
    case Presentation::Choice:
        QVERIFY(!spec->values.empty());
        break;
    case Presentation::OpenChoice:
        QVERIFY(spec->accepts(FieldType::String));
        break;
    case Presentation::Map:
        QVERIFY(isMap(SchemaRoot(root), *spec));
        break;
    case Presentation::StringList:
    case Presentation::Table:
    case Presentation::Cards:
        QVERIFY(isArrayRow(*spec));
        break;
    }
}

void TestSchemaTables::everyAppFieldHasAnEditor()
{
    QFETCH(int, root);
    QFETCH(const FieldSpec *, spec);
    const bool isInForm
        = SchemaRoot(root) == SchemaRoot::App && spec->status != FieldStatus::ReadOnly;
    QCOMPARE(spec->section != Section::None, isInForm);
    if (!isInForm || spec->presentation != Presentation::None)
        return;
    // Without an editor of its own it is there to hold members that have one.
    QVERIFY(!isArrayRow(*spec) || spec->pointer.ends_with("/*"));
    QVERIFY(!childFields(SchemaRoot(root), spec->pointer).empty());
}

void TestSchemaTables::replacementExists()
{
    QFETCH(int, root);
    QFETCH(const FieldSpec *, spec);
    const bool isOld = spec->status == FieldStatus::Legacy || spec->status == FieldStatus::Rejected;
    QCOMPARE(spec->deprecated.isSet(), isOld);
    if (spec->replacement.empty())
        return;
    QVERIFY(isOld);
    const FieldSpec *successor = fieldByPattern(SchemaRoot(root), spec->replacement);
    QVERIFY(successor);
    QVERIFY(successor->status == FieldStatus::Current);
}

void TestSchemaTables::listsSayWhatTheyHold()
{
    QFETCH(int, root);
    QFETCH(const FieldSpec *, spec);
    if (isArrayRow(*spec))
        QCOMPARE(childFields(SchemaRoot(root), spec->pointer).size(), 1U);
    const bool holdsRows
        = spec->presentation == Presentation::Table || spec->presentation == Presentation::Cards;
    for (const FieldSpec *child : childFields(SchemaRoot(root), spec->pointer)) {
        QVERIFY(!isArrayRow(*spec) || child->pointer.ends_with("/*"));
        if (holdsRows)
            QVERIFY(child->section == spec->section);
        const bool isLeaf = childFields(SchemaRoot(root), child->pointer).empty();
        if (spec->section != Section::None && isLeaf)
            QVERIFY(child->presentation != Presentation::None);
    }
}

QTEST_APPLESS_MAIN(TestSchemaTables)
#include "tst_schematables.moc"
