// SPDX-License-Identifier: GPL-3.0-or-later
#include "formfixture.h"

#include "json/jsonstring.h"
#include "marathon/schema.h"
#include "ui/form/enveditor.h"
#include "ui/form/envpaste.h"
#include "ui/form/lineeditors.h"
#include "ui/form/tableeditor.h"
#include "ui/form/treescript.h"

#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

bool isGroup(const FieldSpec &spec)
{
    return spec.presentation == Presentation::None
        && (spec.accepts(FieldType::Object) || spec.accepts(FieldType::Array));
}

/// The value a test gives a field, as typed and as written.
struct Sample
{
    QString typed;
    QByteArray literal;
};

Sample sampleFor(const FieldSpec &spec)
{
    if (spec.presentation == Presentation::Percent)
        return {u"50"_s, "0.5"};
    if (!spec.values.empty() && spec.presentation == Presentation::Choice) {
        const QString last = text(spec.values.back());
        return {last, encodeString(last)};
    }
    if (spec.accepts(FieldType::Boolean))
        return {u"true"_s, "true"};
    if (spec.accepts(FieldType::Integer) || spec.accepts(FieldType::Number))
        return {u"7"_s, "7"};
    return {u"x1"_s, "\"x1\""};
}

/// A document in which every list and map on the way to the field has one entry.
QByteArray documentFor(const FieldSpec &spec, JsonPointer &pointer)
{
    TreeScript script("{\n  \"id\": \"/a\"\n}\n", {});
    const QByteArray path = bytes(spec.pointer);
    if (path.startsWith("/check/")) { // has no members to show before its kind is chosen
        const QByteArray kind = path.split('/').at(2);
        const bool isKind = kind == "tcp" || kind == "exec";
        (void)script.set(JsonPointer({"check", isKind ? kind : QByteArray("http")}), "{}");
    }
    if (path.endsWith("/portIndex"))
        (void)script.set(JsonPointer::of("/portDefinitions"), R"([{"port": 80}])");
    std::string pattern;
    const JsonPointer whole = JsonPointer::of(bytes(spec.pointer));
    for (const QByteArray &token : whole.tokens()) {
        const FieldSpec *parent = fieldByPattern(SchemaRoot::App, pattern);
        pattern += '/' + JsonPointer({token}).toUtf8().mid(1).toStdString();
        if (token != "*") {
            pointer = pointer.child(token);
            continue;
        }
        const bool isList = parent && parent->accepts(FieldType::Array);
        const JsonPointer element
            = isList ? pointer.child(qsizetype(0)) : pointer.child(QByteArray("key1"));
        QByteArray value = "\"x\"";
        const FieldSpec *star = fieldByPattern(SchemaRoot::App, pattern);
        if (pattern.ends_with("onstraints/*"))
            value = R"(["hostname","LIKE","a"])";
        else if (spec.pointer == "/env/*/secret")
            value = R"({"secret":"x"})";
        else if (star && star->types == FieldTypes(FieldType::Object))
            value = "{}";
        else if (star && !star->accepts(FieldType::String))
            value = "1";
        if (!script.at(element).exists()) {
            const QByteArray holder
                = isList ? QByteArray('[' + value + ']') : QByteArray("{\"key1\":" + value + '}');
            if (!script.set(pointer, holder))
                qFatal("no document for %s", pattern.c_str());
        }
        pointer = element;
    }
    return script.bytes();
}

bool chooseSegment(FieldEditor *editor, const QString &id)
{
    for (QToolButton *button : editor->findChildren<QToolButton *>()) {
        if (button->property("segmentId").toString() == id) {
            button->click();
            return true;
        }
    }
    return false;
}

bool enterInto(FieldEditor *editor, const Sample &sample)
{
    if (auto *line = qobject_cast<LineEditor *>(editor)) {
        line->lineEdit()->setFocus();
        line->lineEdit()->selectAll();
        QTest::keyClicks(line->lineEdit(), sample.typed);
        QTest::keyClick(line->lineEdit(), Qt::Key_Return);
        return true;
    }
    if (auto *box = editor->findChild<QCheckBox *>()) {
        box->click();
        if (!box->isChecked())
            box->click();
        return true;
    }
    if (auto *text = editor->findChild<QPlainTextEdit *>()) {
        text->setFocus();
        text->selectAll();
        QTest::keyClicks(text, sample.typed);
        return true;
    }
    if (auto *combo = editor->findChild<QComboBox *>()) {
        const int index = combo->findData(sample.typed);
        combo->setCurrentIndex(index);
        emit combo->activated(index);
        return index >= 0;
    }
    return chooseSegment(editor, sample.typed);
}

bool enterIntoTable(FieldEditor *editor, const JsonPointer &pointer, const Sample &sample)
{
    const auto *table = editor->findChild<QTableView *>();
    const QAbstractItemModel *model = table ? table->model() : nullptr;
    if (!model || model->rowCount() == 0)
        return false;
    const QString last = QString::fromUtf8(pointer.last());
    int column = -1;
    for (int i = 0; i < model->columnCount(); ++i) {
        const QString key = model->headerData(i, Qt::Horizontal, Qt::UserRole).toString();
        if (key == last || (column < 0 && key == "*"_L1))
            column = i;
    }
    if (last == "secret"_L1) // the value of a variable whose kind is secret
        column = 1;
    return column >= 0
        && const_cast<QAbstractItemModel *>(model)->setData(model->index(0, column), sample.typed);
}

} // namespace

class TestFormFields : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFieldLands_data();
    void everyFieldLands();
    void everyListTakesAnEntry_data();
    void everyListTakesAnEntry();
    void manyVariables();
    void variablesRenameRemoveAndPaste();
    void movingPortsFollowsChecks();

private:
    QTemporaryDir m_settings;
};

void TestFormFields::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"pinion-test"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestFormFields::everyFieldLands_data()
{
    QTest::addColumn<QByteArray>("pattern");
    for (const FieldSpec *spec : fields(SchemaRoot::App)) {
        const bool isList = spec->presentation == Presentation::Map
            || spec->presentation == Presentation::Table
            || spec->presentation == Presentation::Cards
            || spec->presentation == Presentation::StringList;
        if (spec->status != FieldStatus::ReadOnly && !isGroup(*spec) && !isList)
            QTest::newRow(bytes(spec->pointer).constData()) << bytes(spec->pointer);
    }
}

void TestFormFields::everyFieldLands()
{
    QFETCH(QByteArray, pattern);
    const FieldSpec *spec = fieldByPattern(SchemaRoot::App, pattern.toStdString());
    JsonPointer pointer;
    const QByteArray before = documentFor(*spec, pointer);
    FormFixture form(before);
    QVERIFY(form.document.isValid());
    FieldEditor *editor = form.open(pointer);
    QVERIFY2(editor, "no editor");
    Sample sample = sampleFor(*spec);
    if (pattern == "/unreachableStrategy")
        sample = {u"disabled"_s, "\"disabled\""};
    if (pattern.endsWith("/portIndex"))
        sample = {u"0"_s, "0"};
    const bool isOwn = editor->objectName() == u"field:"_s + pointer.toString();
    QVERIFY(isOwn ? enterInto(editor, sample) : enterIntoTable(editor, pointer, sample));
    QCOMPARE(form.document.tree().at(pointer).literal().toByteArray(), sample.literal);
    QVERIFY(form.document.isValid());
    form.undoAll();
    QCOMPARE(form.document.bytes(), before);
}

void TestFormFields::everyListTakesAnEntry_data()
{
    QTest::addColumn<QByteArray>("pattern");
    for (const FieldSpec *spec : fields(SchemaRoot::App)) {
        const bool isList = spec->presentation == Presentation::Map
            || spec->presentation == Presentation::Table
            || spec->presentation == Presentation::StringList;
        if (isList)
            QTest::newRow(bytes(spec->pointer).constData()) << bytes(spec->pointer);
    }
}

void TestFormFields::everyListTakesAnEntry()
{
    QFETCH(QByteArray, pattern);
    JsonPointer pointer;
    const QByteArray before
        = documentFor(*fieldByPattern(SchemaRoot::App, pattern.toStdString()), pointer);
    FormFixture form(before);
    auto *editor = qobject_cast<TableEditor *>(form.open(pointer));
    QVERIFY(editor);
    QCOMPARE(editor->objectName(), QString(u"field:"_s + pointer.toString()));
    editor->addRow();
    editor->addRow();
    QCOMPARE(form.document.tree().at(pointer).childCount(), 2);
    QVERIFY(form.document.isValid());
    form.undoAll();
    QCOMPARE(form.document.bytes(), before);
}

void TestFormFields::manyVariables()
{
    QByteArray env;
    for (int i = 0; i < 500; ++i)
        env += (i ? ",\n    " : "\n    ") + encodeString(QString(u"NAME_%1"_s.arg(i))) + ": \"v\"";
    FormFixture form("{\n  \"id\": \"/a\",\n  \"env\": {" + env + "\n  }\n}\n");
    auto *editor = qobject_cast<EnvEditor *>(form.open("/env"));
    QVERIFY(editor);
    QAbstractItemModel *model = editor->view()->model();
    QCOMPARE(model->rowCount(), 500);
    QVERIFY(editor->findChildren<QWidget *>().size() < 60); // no widget per row
    QElapsedTimer timer;
    timer.start();
    QVERIFY(model->setData(model->index(250, 1), u"changed"_s));
    QVERIFY2(timer.elapsed() < 500, "one cell of 500 took too long");
    QCOMPARE(form.at("/env/NAME_250").stringOr(), u"changed"_s);
    QCOMPARE(form.document.undoStack()->count(), 1);
}

void TestFormFields::variablesRenameRemoveAndPaste()
{
    const QByteArray before
        = "{\"id\":\"/a\",\"env\":{\"A\":\"1\",\"DB_PASSWORD\":\"x\",\"C\":\"3\"}}";
    FormFixture form(before);
    auto *editor = qobject_cast<EnvEditor *>(form.open("/env"));
    QAbstractItemModel *model = editor->view()->model();
    QVERIFY(model->setData(model->index(0, 0), u"B"_s));
    QCOMPARE(form.document.bytes(), QByteArray(before).replace("\"A\"", "\"B\""));
    QVERIFY(!model->setData(model->index(0, 0), u"C"_s)); // taken
    QVERIFY(!model->data(model->index(1, 1)).toString().contains(u'x'));
    QCOMPARE(model->data(model->index(1, 1), Qt::EditRole).toString(), u"x"_s);
    editor->view()->setCurrentIndex(model->index(0, 0));
    QTest::keyClick(editor->view(), Qt::Key_Delete);
    QVERIFY(!form.at("/env/B").exists());
    QVERIFY(model->setData(model->index(1, 2), u"secret"_s));
    QCOMPARE(form.at("/env/C/secret").stringOr(), u"3"_s);
    const int steps = form.document.undoStack()->count();
    editor->takeOver({{u"NEW"_s, u"n"_s}, {u"DB_PASSWORD"_s, u"y"_s}});
    QCOMPARE(form.document.undoStack()->count(), steps + 1);
    QCOMPARE(form.at("/env/DB_PASSWORD").stringOr(), u"y"_s);
    form.undoAll();
    QCOMPARE(form.document.bytes(), before);
}

void TestFormFields::movingPortsFollowsChecks()
{
    const QByteArray before
        = R"({"id":"/a","portDefinitions":[{"port":0,"name":"a"},{"port":80,"name":"b"}],)"
          R"("healthChecks":[{"portIndex":1}]})";
    FormFixture form(before);
    auto *editor = qobject_cast<TableEditor *>(form.open("/portDefinitions"));
    QAbstractItemModel *model = editor->view()->model();
    int portColumn = -1;
    for (int i = 0; i < model->columnCount(); ++i) {
        if (model->headerData(i, Qt::Horizontal, Qt::UserRole) == "port"_L1)
            portColumn = i;
    }
    QCOMPARE(model->data(model->index(0, portColumn)).toString(), u"auto"_s);
    QVERIFY(model->data(model->index(1, 0), Qt::DecorationRole).isValid()); // the heart
    editor->view()->setCurrentIndex(model->index(1, portColumn));
    QTest::keyClick(editor->view(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(form.at("/portDefinitions/0/name").stringOr(), u"b"_s);
    QCOMPARE(form.at("/healthChecks/0/portIndex").toInteger().value_or(-1), 0);
    QCOMPARE(form.document.undoStack()->count(), 1);
    QVERIFY(model->setData(model->index(0, portColumn), u"auto"_s));
    QCOMPARE(form.at("/portDefinitions/0/port").toInteger().value_or(-1), 0);
    form.undoAll();
    QCOMPARE(form.document.bytes(), before);
}

QTEST_MAIN(TestFormFields)
#include "tst_formfields.moc"
