// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include "base/textfile.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/startpage.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>

using namespace Pinion;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the next window offers after one that ended without closing.
class TestCrash : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingIsListedAfterACleanEnd();
    void copyIsListedAndRestored();
    void newerFileIsShownFirst();
    void discardForgets();

private:
    // Leaves "mem" 256 unsaved and vanishes.
    void crash()
    {
        QVERIFY(writeFile(path(), "{\"id\": \"/a\", \"cmd\": \"x\", \"mem\": 64}"));
        WindowFixture shell(m_folder->filePath(u"own"_s));
        DocumentView *view = shell.window->openFile(path());
        QVERIFY(view);
        QVERIFY(view->document().setField(u"Change"_s, JsonPointer::of("/mem"), "256"));
        // Written two seconds after the change at the latest twenty.
        QTRY_VERIFY_WITH_TIMEOUT(hasCopy(), 20000);
    }
    [[nodiscard]] bool hasCopy() const
    {
        const QDir folder(m_folder->filePath(u"own/state/recovery"_s));
        const QStringList own = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        return !own.isEmpty() && !QDir(folder.filePath(own.first())).isEmpty();
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(u"app.json"_s); }
    [[nodiscard]] static QPushButton *button(const WindowFixture &shell, const QString &text)
    {
        for (QPushButton *button : shell.window->tabs().startPage().findChildren<QPushButton *>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCrash::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestCrash::nothingIsListedAfterACleanEnd()
{
    {
        const WindowFixture shell(m_folder->filePath(u"own"_s));
        shell.window->close();
        QTRY_VERIFY(!shell.window->isVisible());
    }
    WindowFixture next(m_folder->filePath(u"own"_s));
    QVERIFY(!next.find<QWidget>(u"recoveryList"_s)->isVisible());
}

void TestCrash::copyIsListedAndRestored()
{
    crash();
    WindowFixture next(m_folder->filePath(u"own"_s));
    QVERIFY(next.find<QWidget>(u"recoveryList"_s)->isVisible());
    QVERIFY(next.find<QLabel>(u"recoveryTitle"_s)->text().startsWith(u"Pinion closed"_s));
    QTest::mouseClick(button(next, u"Restore"_s), Qt::LeftButton);
    const DocumentView *view = next.window->currentView();
    QVERIFY(view);
    QVERIFY(view->document().bytes().contains("256"));
    QVERIFY(view->document().isDirty());
    QVERIFY(readFile(path())->contains("64"));
}

void TestCrash::newerFileIsShownFirst()
{
    crash();
    QVERIFY(writeFile(path(), "{\"id\": \"/newer\", \"cmd\": \"x\"}"));
    WindowFixture next(m_folder->filePath(u"own"_s));
    QTest::mouseClick(button(next, u"Restore"_s), Qt::LeftButton);
    auto *dialog = next.find<QDialog>(u"diffDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(next.workspace.recovery().leftBehind().size(), size_t(1));
    dialog->accept();
    QVERIFY(next.window->currentView());
    QVERIFY(next.window->currentView()->document().bytes().contains("256"));
    QVERIFY(readFile(path())->contains("newer"));
}

void TestCrash::discardForgets()
{
    crash();
    WindowFixture next(m_folder->filePath(u"own"_s));
    QTest::mouseClick(button(next, u"Discard"_s), Qt::LeftButton);
    QVERIFY(!next.find<QWidget>(u"recoveryList"_s)->isVisible());
    QVERIFY(next.workspace.recovery().leftBehind().empty());
}

QTEST_MAIN(TestCrash)
#include "tst_crash.moc"
