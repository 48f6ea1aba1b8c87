// SPDX-License-Identifier: GPL-3.0-or-later
#include "formfixture.h"

#include "json/jsonstring.h"
#include "marathon/schema.h"
#include "ui/form/enveditor.h"
#include "ui/form/envpaste.h"
#include "ui/form/formlayout.h"
#include "ui/form/formview.h"
#include "ui/form/lineeditors.h"
#include "ui/form/tableeditor.h"
#include "ui/form/treescript.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QWheelEvent>

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

const QByteArray SmallApp
    = "{\n  \"id\": \"/a\",\n  \"cpus\": 1.0,\n  \"mem\": 512,\n  \"cmd\": \"run\"\n}\n";

} // namespace

class TestFormView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFieldLands_data();
    void everyFieldLands();
    void everyListTakesAnEntry_data();
    void everyListTakesAnEntry();
    void showingChangesNothing();
    void brokenTextMakesItReadOnly();
    void wheelNeedsFocus();
    void absentShowsTheDefault();
    void resetRemovesWhatWasMade();
    void numberSpellingIsKept();
    void typingIsOneStep();
    void escTakesTypingBack();
    void undoKeyGoesToTheDocument();
    void templatesAndWrongTypesStay_data();
    void templatesAndWrongTypesStay();
    void manyVariables();
    void variablesRenameRemoveAndPaste();
    void movingPortsFollowsChecks();
    void bothUpgradeNumbersAreWritten();
    void startModeKeepsTheOtherText();
    void moreOpensItself();
    void filterFindsFields();
    void otherFieldsAreEditable();
    void focusAndPointers();
    void namesAreComplete();
    void mnemonicsAreUnique();

private:
    QTemporaryDir m_settings;
};

void TestFormView::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"pinion-test"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestFormView::everyFieldLands_data()
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

void TestFormView::everyFieldLands()
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
    const bool isOwn = editor->objectName() == u"field:"_s + pointer.toString();
    QVERIFY(isOwn ? enterInto(editor, sample) : enterIntoTable(editor, pointer, sample));
    QCOMPARE(form.document.tree().at(pointer).literal().toByteArray(), sample.literal);
    QVERIFY(form.document.isValid());
    form.undoAll();
    QCOMPARE(form.document.bytes(), before);
}

void TestFormView::everyListTakesAnEntry_data()
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

void TestFormView::everyListTakesAnEntry()
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

void TestFormView::showingChangesNothing()
{
    FormFixture form(SmallApp);
    for (int page = 0; page < form.view.pages().size(); ++page) {
        form.view.showPage(page);
        QCOMPARE(form.view.currentPage(), page);
        QVERIFY(form.view.findChild<QWidget *>(form.view.pages()[page].name));
    }
    QCOMPARE(form.document.bytes(), SmallApp);
    QCOMPARE(form.document.undoStack()->count(), 0);
}

void TestFormView::brokenTextMakesItReadOnly()
{
    FormFixture form(SmallApp);
    for (int page = 0; page < form.view.pages().size(); ++page)
        form.view.showPage(page);
    const QByteArray broken = QByteArray(SmallApp).replace("512,", "512");
    QVERIFY(form.document.apply(u"break"_s, {{{0, SmallApp.size()}, broken}}));
    QVERIFY(!form.document.isValid());
    QCOMPARE(form.open("/mem")->findChild<QLineEdit *>()->text(), u"512"_s);
    const auto buttons = form.view.findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        const bool isOfTheBar = button->parent()->objectName() == "formNotice"_L1;
        const bool opensWindow = button->text().endsWith(u"…"_s) || button->text() == u"⋯"_s;
        if (!isOfTheBar && !opensWindow)
            button->click();
    }
    for (QLineEdit *line : form.view.findChildren<QLineEdit *>()) {
        if (line->objectName() == "formFilter"_L1 || !qobject_cast<LineEditor *>(line->parent()))
            continue;
        line->setFocus();
        QTest::keyClicks(line, u"9"_s);
        QTest::keyClick(line, Qt::Key_Return);
    }
    QCOMPARE(form.document.bytes(), broken);
    form.document.restoreLastValid();
    QCOMPARE(form.document.bytes(), SmallApp);
    QVERIFY(!form.open("/mem")->findChild<QLineEdit *>()->isReadOnly());
}

void TestFormView::wheelNeedsFocus()
{
    FormFixture form(SmallApp);
    auto *line = form.control<QLineEdit>("/mem");
    form.view.focusFilter();
    QVERIFY(!line->hasFocus());
    const auto wheel = [line] {
        QWheelEvent event(QPointF(5, 5), line->mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, 120),
            Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(line, &event);
    };
    wheel();
    QCOMPARE(form.document.bytes(), SmallApp);
    QVERIFY(form.view.focusField(JsonPointer::of("/mem")));
    form.view.activateWindow();
    QTRY_VERIFY(line->hasFocus());
    wheel();
    QCOMPARE(form.at("/mem").literal().toByteArray(), "576");
}

void TestFormView::absentShowsTheDefault()
{
    FormFixture form("{\n  \"id\": \"/a\"\n}\n");
    auto *line = form.control<QLineEdit>("/mem");
    QVERIFY(line->text().isEmpty());
    QVERIFY(line->placeholderText().contains("default"_L1));
    QVERIFY(line->placeholderText().contains("128"_L1));
    QCOMPARE(form.document.undoStack()->count(), 0);
}

void TestFormView::resetRemovesWhatWasMade()
{
    const QByteArray before = "{\n  \"id\": \"/a\"\n}\n";
    FormFixture form(before);
    FieldEditor *editor = form.open("/container/docker/privileged");
    editor->findChild<QCheckBox *>()->click();
    QCOMPARE(form.at("/container/docker/privileged").toBool().value_or(false), true);
    emit editor->cleared();
    QVERIFY(!form.at("/container").exists());
    QCOMPARE(form.document.bytes(), before);

    FormFixture kept(R"({"id":"/a","container":{"docker":{"image":"a:1","privileged":true}}})");
    emit kept.open("/container/docker/privileged")->cleared();
    QVERIFY(kept.at("/container/docker/image").exists());
}

void TestFormView::numberSpellingIsKept()
{
    FormFixture form(SmallApp);
    auto *line = form.control<QLineEdit>("/cpus");
    QCOMPARE(line->text(), u"1.0"_s);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, u"1"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(form.document.bytes(), SmallApp);
    line = form.control<QLineEdit>("/mem");
    line->selectAll();
    QTest::keyClicks(line, u"1.5 GiB"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(form.at("/mem").literal().toByteArray(), "1536");
    QCOMPARE(line->text(), u"1536"_s);
}

void TestFormView::typingIsOneStep()
{
    FormFixture form(SmallApp);
    auto *line = form.control<QLineEdit>("/mem");
    line->selectAll();
    QTest::keyClicks(line, u"4096"_s);
    QCOMPARE(form.at("/mem").literal().toByteArray(), "4096");
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(form.document.undoStack()->count(), 1);
    QCOMPARE(form.document.undoStack()->undoText(), u"Change memory to 4096 MiB"_s);
}

void TestFormView::escTakesTypingBack()
{
    FormFixture form(SmallApp);
    auto *line = form.control<QLineEdit>("/mem");
    form.view.activateWindow();
    QTRY_VERIFY(line->hasFocus());
    line->selectAll();
    QTest::keyClicks(line, u"77"_s);
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(form.document.bytes(), SmallApp);
    QCOMPARE(line->text(), u"512"_s);
}

void TestFormView::undoKeyGoesToTheDocument()
{
    FormFixture form(SmallApp);
    auto *text = form.control<QPlainTextEdit>("/cmd");
    QVERIFY(text);
    text->selectAll();
    QTest::keyClicks(text, u"walk"_s);
    QCOMPARE(form.at("/cmd").stringOr(), u"walk"_s);
    QTest::keyClick(text, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(form.document.bytes(), SmallApp);
    QCOMPARE(text->toPlainText(), u"run"_s);
    QTest::keyClick(text, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(form.at("/cmd").stringOr(), u"walk"_s);
}

void TestFormView::templatesAndWrongTypesStay_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QString>("shown");
    QTest::newRow("template") << QByteArray("\"{{mem}}\"") << u"{{mem}}"_s;
    QTest::newRow("text for a number") << QByteArray("\"512\"") << u"\"512\""_s;
    QTest::newRow("object for a number") << QByteArray("{\"a\":1}") << u"{\"a\":1}"_s;
}

void TestFormView::templatesAndWrongTypesStay()
{
    QFETCH(QByteArray, literal);
    QFETCH(QString, shown);
    const QByteArray before = "{\"id\":\"/a\",\"mem\":" + literal + "}";
    FormFixture form(before);
    auto *editor = qobject_cast<RawEditor *>(form.open("/mem"));
    QVERIFY(editor);
    QCOMPARE(editor->lineEdit()->text(), shown);
    QTest::keyClick(editor->lineEdit(), Qt::Key_Return);
    QCOMPARE(form.document.bytes(), before);
    editor->lineEdit()->selectAll();
    QTest::keyClicks(editor->lineEdit(), u"64"_s);
    QTest::keyClick(editor->lineEdit(), Qt::Key_Return);
    QCOMPARE(form.at("/mem").literal().toByteArray(), "64");
    QVERIFY(!qobject_cast<RawEditor *>(form.open("/mem")));
}

void TestFormView::manyVariables()
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

void TestFormView::variablesRenameRemoveAndPaste()
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

void TestFormView::movingPortsFollowsChecks()
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

void TestFormView::bothUpgradeNumbersAreWritten()
{
    FormFixture form(SmallApp);
    auto *line = form.control<QLineEdit>("/upgradeStrategy/minimumHealthCapacity");
    QTest::keyClicks(line, u"75"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(form.at("/upgradeStrategy/minimumHealthCapacity").literal().toByteArray(), "0.75");
    QCOMPARE(form.at("/upgradeStrategy/maximumOverCapacity").literal().toByteArray(), "1");
    emit form.open("/upgradeStrategy/minimumHealthCapacity")->cleared();
    QVERIFY(!form.at("/upgradeStrategy").exists());
}

void TestFormView::startModeKeepsTheOtherText()
{
    FormFixture form(SmallApp);
    form.view.showPage(int(Section::Command));
    auto *page = form.view.findChild<QWidget *>(form.view.pages()[int(Section::Command)].name);
    const auto press = [page](const QString &id) {
        for (QToolButton *button : page->findChildren<QToolButton *>()) {
            if (button->property("segmentId").toString() == id)
                button->click();
        }
    };
    press(u"args"_s);
    QVERIFY(!form.at("/cmd").exists());
    QVERIFY(page->findChild<QWidget *>(u"field:/args"_s)->isVisible());
    QVERIFY(!page->findChild<QWidget *>(u"field:/cmd"_s)->isVisible());
    press(u"cmd"_s);
    QCOMPARE(form.at("/cmd").stringOr(), u"run"_s);
}

void TestFormView::moreOpensItself()
{
    FormFixture form(R"({"id":"/a","gpus":1})");
    form.view.showPage(int(Section::Resources));
    auto *page = form.view.findChild<QWidget *>(form.view.pages()[int(Section::Resources)].name);
    auto *more = page->findChild<QToolButton *>(u"more"_s);
    QVERIFY(more->isChecked());
    QVERIFY(more->text().contains(u'1'));
    QVERIFY(page->findChild<QWidget *>(u"field:/gpus"_s)->isVisible());
}

void TestFormView::filterFindsFields()
{
    FormFixture form(SmallApp);
    form.view.setFilter(u"forcePull"_s);
    auto *page = form.view.findChild<QWidget *>(u"page:filter"_s);
    QVERIFY(page && page->isVisible());
    QVERIFY(page->findChild<QWidget *>(u"field:/container/docker/forcePullImage"_s)->isVisible());
    QVERIFY(!page->findChild<QWidget *>(u"field:/mem"_s)->isVisible());
    form.view.setFilter(u"512"_s); // a value
    QVERIFY(page->findChild<QWidget *>(u"field:/mem"_s)->isVisible());
    form.view.setFilter({});
    QVERIFY(!page->isVisible());
}

void TestFormView::otherFieldsAreEditable()
{
    FormFixture form(
        R"({"id":"/a","priviledged":true,"container":{"docker":{"image":"a:1","colour":"red"}}})");
    const int last = int(form.view.pages().size()) - 1;
    form.view.showPage(last);
    auto *page = form.view.findChild<QWidget *>(form.view.pages()[last].name);
    auto *tree = page->findChild<QAbstractItemView *>(u"otherFields"_s);
    QVERIFY(tree && tree->isVisible());
    QAbstractItemModel *model = tree->model();
    QCOMPARE(model->rowCount(), 2);
    QVERIFY(model->setData(model->index(0, 1), u"false"_s));
    QCOMPARE(form.at("/priviledged").literal().toByteArray(), "false");
    QVERIFY(form.view.focusField(JsonPointer::of("/container/docker/colour")));
    QCOMPARE(form.view.currentPage(), last);
}

void TestFormView::focusAndPointers()
{
    FormFixture form(R"([{"id":"/a","mem":1},{"id":"/b","healthChecks":[{"path":"/h"}]}])");
    form.view.setApp(JsonPointer::of("/1"));
    QCOMPARE(form.view.app(), JsonPointer::of("/1"));
    QVERIFY(!form.view.focusField(JsonPointer::of("/0/mem")));
    QVERIFY(form.view.focusField(JsonPointer::of("/1/healthChecks/0/path")));
    QCOMPARE(form.view.currentPage(), int(Section::Health));
    QVERIFY(form.view.findChild<QWidget *>(u"field:/healthChecks/0/path"_s));
    QCOMPARE(form.view.currentPointer(), JsonPointer::of("/1/healthChecks/0/path"));
    form.view.markField(JsonPointer::of("/1/cpus"), true);
    QCOMPARE(form.view.currentPage(), int(Section::Resources));
}

void TestFormView::namesAreComplete()
{
    FormFixture form(
        R"({"id":"/a","container":{"docker":{"image":"a:1"},"portMappings":[{}],"volumes":[{"hostPath":"/x"}]},
        "networks":[{"mode":"container"}],"healthChecks":[{}],"readinessChecks":[{}],"env":{"A":"1"},"constraints":[["a","IS","b"]]})");
    form.analysis.runNow();
    for (int page = 0; page < form.view.pages().size(); ++page)
        form.view.showPage(page);
    for (QWidget *widget : form.view.findChildren<QWidget *>()) {
        const bool isControl
            = widget->focusPolicy() != Qt::NoFocus || qobject_cast<QAbstractButton *>(widget);
        const bool isInternal = widget->objectName().startsWith("qt_"_L1)
            || qobject_cast<QHeaderView *>(widget)
            || widget->parent()->inherits("QAbstractScrollArea") || qobject_cast<QLabel *>(widget)
            || widget->parent()->inherits("QLineEdit") || widget->parent()->inherits("QComboBox")
            || widget->parent()->inherits("QAbstractItemView") || widget->inherits("QMenu")
            || widget->inherits("QTableCornerButton") || widget->focusProxy();
        if (!isControl || isInternal)
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty(),
            qPrintable(QString(QString::fromLatin1(widget->metaObject()->className()) + u" in "_s
                + widget->parent()->objectName() + u' '
                + QString::fromLatin1(widget->parent()->metaObject()->className()))));
    }
}

void TestFormView::mnemonicsAreUnique()
{
    FormFixture form(SmallApp);
    for (int page = 0; page < form.view.pages().size(); ++page) {
        form.view.showPage(page);
        QStringList letters;
        const auto *shown = form.view.findChild<QWidget *>(form.view.pages()[page].name);
        for (const QLabel *label : shown->findChildren<QLabel *>()) {
            const QKeySequence key = QKeySequence::mnemonic(label->text());
            if (label->buddy() && !key.isEmpty())
                letters += key.toString();
        }
        QVERIFY2(letters.removeDuplicates() == 0, qPrintable(form.view.pages()[page].name));
    }
}

QTEST_MAIN(TestFormView)
#include "tst_formview.moc"
