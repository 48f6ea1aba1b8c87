// SPDX-License-Identifier: GPL-3.0-or-later
#include "formfixture.h"

#include "marathon/schema.h"
#include "ui/form/formview.h"
#include "ui/form/lineeditors.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

const QByteArray SmallApp
    = "{\n  \"id\": \"/a\",\n  \"cpus\": 1.0,\n  \"mem\": 512,\n  \"cmd\": \"run\"\n}\n";

} // namespace

class TestFormView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void showingChangesNothing();
    void hiddenPagesCatchUp();
    void hiddenFormCatchesUp();
    void editsActOnThePresentText();
    void theCursorStaysWhenOthersWrite();
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

// Only the page on screen follows each change; the others do when they are shown.
void TestFormView::hiddenPagesCatchUp()
{
    FormFixture form(SmallApp);
    for (int page = 0; page < form.view.pages().size(); ++page)
        form.view.showPage(page);
    form.view.showPage(int(Section::Labels));
    QVERIFY(form.document.setField(u"Change"_s, JsonPointer::of("/mem"), "777"));
    form.analysis.runNow();
    QCOMPARE(form.control<QLineEdit>("/mem")->text(), u"777"_s);
    form.view.showPage(int(Section::Resources));
    const auto *page
        = form.view.findChild<QWidget *>(form.view.pages()[int(Section::Resources)].name);
    QCOMPARE(page->findChild<FieldEditor *>(u"field:/mem"_s)->findChild<QLineEdit *>()->text(),
        u"777"_s);
}

void TestFormView::hiddenFormCatchesUp()
{
    FormFixture form(SmallApp);
    QWidget window;
    form.view.setParent(&window);
    form.view.show();
    window.show();
    auto *line = form.control<QLineEdit>("/mem");
    form.view.hide();
    QVERIFY(form.document.setField(u"Change"_s, JsonPointer::of("/mem"), "777"));
    form.view.show();
    QCOMPARE(line->text(), u"777"_s);
    form.view.setParent(nullptr);
}

void TestFormView::editsActOnThePresentText()
{
    FormFixture form(SmallApp);
    auto *line = form.control<QLineEdit>("/mem");
    form.document.type(u"Typing"_s, {{0, 0}, "\n\n"}, nullptr);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, u"99"_s);
    form.document.type(u"Typing"_s, {{0, 0}, "\n"}, nullptr);
    QTest::keyClicks(line, u"9"_s);
    QCOMPARE(form.document.bytes(), "\n\n\n" + QByteArray(SmallApp).replace("512", "999"));
}

void TestFormView::theCursorStaysWhenOthersWrite()
{
    FormFixture form(SmallApp);
    form.view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&form.view));
    auto *line = form.control<QLineEdit>("/id");
    line->setFocus();
    line->setCursorPosition(2);
    const qsizetype place = SmallApp.indexOf("/a\"") + 2;
    form.document.type(u"Typing"_s, {{place, place}, QByteArray(200, 'b')}, nullptr);
    QCOMPARE(line->text().size(), 202);
    QCOMPARE(line->cursorPosition(), 2);
    form.undoAll();
    QCOMPARE(line->text(), u"/a"_s);
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
        const bool opensWindow = button->text().endsWith(u"…"_s) || button->text() == u"⋯"_s;
        if (!opensWindow)
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
