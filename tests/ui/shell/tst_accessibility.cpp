// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include "base/textfile.h"
#include "ui/shell/documentview.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QSpinBox>
#include <QStyle>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr int MinimumTarget = 24;

// Parts that a widget builds for itself.
bool isInternal(const QWidget *widget)
{
    return widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QHeaderView *>(widget)
        || qobject_cast<const QSpinBox *>(widget->parentWidget())
        || qobject_cast<const QComboBox *>(widget->parentWidget())
        || (qobject_cast<const QAbstractButton *>(widget)
            && qobject_cast<const QLineEdit *>(widget->parentWidget()));
}

bool isControl(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
        || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
        || qobject_cast<const QAbstractItemView *>(widget);
}

QString describe(const QWidget *widget)
{
    QStringList path;
    for (const QWidget *at = widget; at; at = at->parentWidget())
        path.prepend(QString::fromLatin1(at->metaObject()->className()) + u'#' + at->objectName());
    return path.mid(qMax(qsizetype(0), path.size() - 4)).join(u'/');
}

QStringList namelessControls(const QWidget &root)
{
    QStringList result;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        if (!isControl(widget) || isInternal(widget) || !widget->isVisibleTo(&root))
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).trimmed().isEmpty())
            result.append(describe(widget));
    }
    return result;
}

QStringList smallTargets(const QWidget &root)
{
    QStringList result;
    for (const QAbstractButton *button : root.findChildren<QAbstractButton *>()) {
        if (isInternal(button) || !button->isVisible())
            continue;
        // The dock's own title buttons follow the style.
        if (button->objectName().startsWith(u"qt_dockwidget"_s))
            continue;
        if (button->width() < MinimumTarget || button->height() < MinimumTarget)
            result.append(
                u"%1 (%2x%3)"_s.arg(describe(button)).arg(button->width()).arg(button->height()));
    }
    return result;
}

QStringList duplicateMnemonics(const QList<QAction *> &actions)
{
    QStringList result;
    QHash<QKeySequence, QString> seen;
    for (const QAction *action : actions) {
        const QKeySequence mnemonic = QKeySequence::mnemonic(action->text());
        if (mnemonic.isEmpty())
            continue;
        if (seen.contains(mnemonic))
            result.append(u"%1: %2, %3"_s.arg(mnemonic.toString(), seen[mnemonic], action->text()));
        seen.insert(mnemonic, action->text());
        if (action->menu())
            result += duplicateMnemonics(action->menu()->actions());
    }
    return result;
}

} // namespace

/// Walks through the widgets of the window and its dialogs.
class TestAccessibility : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void startPage();
    void documentAndDocks();
    void dialogs_data();
    void dialogs();
    void menus();

private:
    void check(const QWidget &root)
    {
        const QStringList nameless = namelessControls(root);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
        const QStringList small = smallTargets(root);
        QVERIFY2(small.isEmpty(), qPrintable(small.join(u'\n')));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<WindowFixture> m_shell;
};

void TestAccessibility::initTestCase()
{
    m_shell = std::make_unique<WindowFixture>(m_folder.filePath(u"own"_s), QSize(1500, 900));
}

void TestAccessibility::startPage()
{
    check(*m_shell->window);
}

void TestAccessibility::documentAndDocks()
{
    const QString path = m_folder.filePath(u"a.json"_s);
    QVERIFY(writeFile(path,
        R"([{"id": "/a", "cmd": "x", "env": {"A": "1"}}, {"id": "/b", "container": {"docker": {"image": "b:latest"}}}])"));
    QVERIFY(m_shell->window->openFile(path));
    m_shell->run("view.problems");
    m_shell->run("view.files");
    m_shell->window->currentView()->analysis().runNow();
    check(*m_shell->window);
}

void TestAccessibility::dialogs_data()
{
    QTest::addColumn<QByteArray>("action");
    for (const char *action :
        {"file.new", "edit.preferences", "tools.shortcuts", "tools.rules", "help.field",
            "help.shortcuts", "help.rules", "help.about", "app.duplicate", "edit.goTo"})
        QTest::newRow(action) << QByteArray(action);
}

void TestAccessibility::dialogs()
{
    QFETCH(QByteArray, action);
    m_shell->run(std::string_view(action.constData(), size_t(action.size())));
    QWidget *opened = nullptr;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget != m_shell->window.get() && widget->isVisible())
            opened = widget;
    }
    QVERIFY(opened);
    check(*opened);
    opened->close();
    QTRY_VERIFY(!QApplication::activeModalWidget());
}

void TestAccessibility::menus()
{
    const QStringList duplicates = duplicateMnemonics(m_shell->window->menuBar()->actions());
    QVERIFY2(duplicates.isEmpty(), qPrintable(duplicates.join(u'\n')));
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
