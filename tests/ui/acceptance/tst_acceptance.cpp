// SPDX-License-Identifier: GPL-3.0-or-later
// What a user may rely on, tried through the real window.
#include "windowfixture.h"

#include "base/textfile.h"
#include "json/jsonedit.h"
#include "support/fullapp.h"
#include "ui/editor/jsoneditor.h"
#include "ui/editor/jsonpane.h"
#include "ui/form/formview.h"
#include "ui/shell/documentview.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDirIterator>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestAcceptance : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString written(const QString &name, const QByteArray &bytes) const
    {
        const QString path = m_folder.filePath(name);
        [&] { QVERIFY(writeFile(path, bytes)); }();
        return path;
    }

    static QByteArray orders()
    {
        return readFile(QStringLiteral(PINION_SOURCE_DIR "/resources/samples/orders.json")).value();
    }

    /// Types into the line of a form field, as a user does: click, select all, type, Enter.
    static bool typeInto(DocumentView &view, const JsonPointer &pointer, const QString &text)
    {
        if (!view.form()->focusField(pointer))
            return false;
        auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (!line)
            return false;
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        return true;
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void oneFieldChangedMeansOneValueChanged_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"web.json", "legacy.json", "tiny.json", "template.json"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void oneFieldChangedMeansOneValueChanged()
    {
        QFETCH(QString, name);
        const QByteArray before
            = readFile(QStringLiteral(PINION_TEST_DATA "/samples/") + name).value();
        const QString path = written(name, before);
        const WindowFixture fixture(m_folder.filePath(u"state-"_s + name));
        DocumentView *view = fixture.window->openFile(path);
        QVERIFY(view && view->form());
        const JsonPointer id = JsonPointer::of("/id");
        const TextRange value = view->document().tree().at(id).range();
        QVERIFY(typeInto(*view, id, u"/shop/renamed"_s));
        fixture.run("file.save");
        QByteArray expected = before;
        expected.replace(value.begin, value.length(), "\"/shop/renamed\"");
        QCOMPARE(readFile(path).value(), expected);
        QVERIFY(!view->document().isDirty());
    }

    void unknownKeysSurviveTwentyEdits()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        QByteArray text = orders();
        QList<QByteArray> unknown;
        for (int i = 0; i < 200; ++i) {
            const JsonTree tree = JsonTree::parse(text);
            JsonNode object = tree.nodeAt(random.bounded(int(text.size())));
            while (!object.isObject())
                object = object.parent();
            const QByteArray key = "x-unknown-" + QByteArray::number(i);
            const QByteArray literal
                = "[ " + QByteArray::number(random.generate()) + ".50 , \"\\u00e4\"]";
            unknown.append(literal);
            text = applied(text, insertMember(object, key, literal).value());
        }

        const WindowFixture fixture(m_folder.filePath(u"state-unknown"_s));
        DocumentView *view = fixture.window->openFile(written(u"unknown.json"_s, text));
        QVERIFY(view && view->form());
        int edits = 0;
        for (const char *pointer :
            {"/instances", "/cpus", "/mem", "/disk", "/taskKillGracePeriodSeconds",
                "/backoffSeconds", "/backoffFactor", "/maxLaunchDelaySeconds", "/user",
                "/container/docker/image", "/healthChecks/0/path",
                "/healthChecks/0/gracePeriodSeconds", "/healthChecks/0/intervalSeconds",
                "/healthChecks/0/timeoutSeconds", "/healthChecks/0/maxConsecutiveFailures",
                "/healthChecks/0/delaySeconds", "/role", "/upgradeStrategy/minimumHealthCapacity",
                "/upgradeStrategy/maximumOverCapacity", "/id"}) {
            const QByteArray before = view->document().bytes();
            const bool isText
                = QByteArrayView("/user /role /id /container/docker/image").contains(pointer);
            const QString value = QByteArrayView(pointer).endsWith("path") ? u"/ready"_s
                : isText                                                   ? u"shop"_s
                                                                           : u"7"_s;
            QVERIFY2(typeInto(*view, JsonPointer::of(pointer), value), pointer);
            edits += before != view->document().bytes() ? 1 : 0;
        }
        QCOMPARE(edits, 20);
        const JsonTree &after = view->document().tree();
        QVERIFY(after.isValid());
        for (qsizetype i = 0; i < unknown.size(); ++i) {
            const QByteArray member = "\"x-unknown-" + QByteArray::number(i) + "\": " + unknown[i];
            QCOMPARE(after.bytes().count(member), 1);
        }

        while (view->document().undoStack()->canUndo())
            fixture.run("edit.undo");
        QCOMPARE(view->document().bytes(), text);
        QVERIFY(!view->document().isDirty());
    }

    void noControlChangesABrokenText()
    {
        const WindowFixture fixture(m_folder.filePath(u"state-broken"_s));
        DocumentView *view = fixture.window->openFile(written(u"broken.json"_s, orders()));
        QVERIFY(view && view->form());
        FormView &form = *view->form();
        for (int page = 0; page < form.pages().size(); ++page)
            form.showPage(page);
        view->document().type(u"Typing"_s, {{0, 1}, "{,"}, nullptr);
        QVERIFY(!view->document().isValid());
        const QByteArray broken = view->document().bytes();

        int pressed = 0;
        for (int page = 0; page < form.pages().size(); ++page) {
            form.showPage(page);
            for (QWidget *control : form.findChildren<QWidget *>()) {
                if (!control->isVisible() || qobject_cast<QMenu *>(control->window()))
                    continue;
                pressed += press(control) ? 1 : 0;
                QVERIFY2(view->document().bytes() == broken, qPrintable(control->objectName()));
            }
        }
        QVERIFY(pressed > 60);
    }

    void f4LandsOnEveryFieldAndBack()
    {
        const WindowFixture fixture(m_folder.filePath(u"state-f4"_s));
        DocumentView *view
            = fixture.window->openFile(written(u"every.json"_s, appWithEveryField()));
        QVERIFY(view && view->form());
        int exact = 0;
        const QList<const FieldSpec *> leaves = writableLeaves();
        for (const FieldSpec *spec : leaves) {
            const JsonPointer pointer = examplePointer(*spec);
            const QByteArray name = pointer.toUtf8();
            QVERIFY2(view->document().tree().at(pointer), name.constData());
            view->json().goTo(pointer);
            QVERIFY2(view->json().editor().hasFocus(), name.constData());
            fixture.run("view.switch");
            QVERIFY2(!view->json().editor().hasFocus(), name.constData());
            const JsonPointer inForm = view->form()->currentPointer();
            QVERIFY2(inForm.contains(pointer) || pointer.contains(inForm),
                qPrintable(pointer.toString() + u" became "_s + inForm.toString()));
            QVERIFY2(!inForm.isRoot(), name.constData());
            exact += inForm == pointer ? 1 : 0;
            fixture.run("view.switch");
            QVERIFY2(view->json().editor().hasFocus(), name.constData());
            const JsonPointer back = view->json().currentPointer();
            QVERIFY2(back.contains(pointer) || pointer.contains(back),
                qPrintable(pointer.toString() + u" came back as "_s + back.toString()));
        }
        qInfo("%d of %lld fields are met exactly, the others as a cell of their table", exact,
            static_cast<long long>(leaves.size()));
        QVERIFY(exact * 2 > leaves.size());
    }

    void theFoundingExampleIsFixedByKeyboard()
    {
        const QByteArray before = orders();
        const QString path = written(u"orders.json"_s, before);
        const WindowFixture fixture(m_folder.filePath(u"state-orders"_s));
        DocumentView *view = fixture.window->openFile(path);
        QVERIFY(view);
        view->analysis().runNow();
        QStringList rules;
        for (const Finding &finding : view->analysis().findings())
            rules.append(finding.rule);
        QCOMPARE(rules, QStringList{u"image-force-pull-mutable"_s});
        const Finding &finding = view->analysis().findings().front();
        QCOMPARE(finding.pointer.toUtf8(), "/container/docker/image");
        QCOMPARE(finding.severity, Severity::Error);
        const auto guided = std::find_if(finding.fixes.begin(), finding.fixes.end(),
            [](const Fix &fix) { return fix.question.has_value(); });
        QVERIFY(guided != finding.fixes.end());
        const Result<TextEdits> edits = guided->question->edits(u"1.4.2"_s);
        QVERIFY(edits);
        QVERIFY(view->document().apply(guided->title, *edits));
        fixture.run("file.save");
        QByteArray expected = before;
        expected.replace("orders:latest", "orders:1.4.2")
            .replace("\"forcePullImage\": true", "\"forcePullImage\": false");
        QCOMPARE(readFile(path).value(), expected);
        view->analysis().runNow();
        QVERIFY(view->analysis().findings().empty());
        fixture.run("edit.undo");
        QCOMPARE(view->document().bytes(), before);
    }

private:
    static bool press(QWidget *control)
    {
        if (auto *button = qobject_cast<QAbstractButton *>(control)) {
            // A button that opens a menu would wait for the user; its actions are the rows' own.
            const bool opensMenu = button->objectName().startsWith(u"menu"_s)
                || button->accessibleName().contains(u"menu"_s, Qt::CaseInsensitive);
            if (opensMenu)
                return false;
            button->click();
            return true;
        }
        if (qobject_cast<QLineEdit *>(control) || qobject_cast<QPlainTextEdit *>(control)
            || qobject_cast<QAbstractSpinBox *>(control)) {
            if (control->objectName().contains(u"filter"_s, Qt::CaseInsensitive))
                return false;
            QTest::keyClicks(control, u"7x"_s);
            QTest::keyClick(control, Qt::Key_Backspace);
            QTest::keyClick(control, Qt::Key_Return);
            return true;
        }
        if (auto *box = qobject_cast<QComboBox *>(control)) {
            QTest::keyClick(box, Qt::Key_Down);
            QTest::keyClick(box, Qt::Key_Up);
            return true;
        }
        if (qobject_cast<QAbstractItemView *>(control)) {
            for (const Qt::Key key :
                {Qt::Key_Down, Qt::Key_F2, Qt::Key_Insert, Qt::Key_Delete, Qt::Key_Space})
                QTest::keyClick(control, key);
            return true;
        }
        return false;
    }
};

QTEST_MAIN(TestAcceptance)
#include "tst_acceptance.moc"
