// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/findbar.h"
#include "ui/editor/jsoneditor.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestFindBar : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void findsRoundTheEnds();
    void findsBackwards();
    void mindsTheCase();
    void saysWhenThereIsNone();
    void takesTheSelection();
    void replacesOne();
    void replacesAllInOneStep();
    void escapeCloses();

private:
    std::unique_ptr<AppDocument> m_document;
    std::unique_ptr<JsonEditor> m_editor;
    std::unique_ptr<FindBar> m_bar;
    QLineEdit *m_needle = nullptr;
    QLabel *m_state = nullptr;
};

void TestFindBar::init()
{
    m_document = std::make_unique<AppDocument>();
    m_document->loadUntitled("{\"žab\": \"ab\", \"AB\": \"x\\nab\"}\n");
    m_editor = std::make_unique<JsonEditor>(*m_document);
    m_bar = std::make_unique<FindBar>(*m_document, *m_editor);
    m_needle = m_bar->findChild<QLineEdit *>(u"findText"_s);
    m_state = m_bar->findChild<QLabel *>(u"findState"_s);
    m_bar->open(true);
}

void TestFindBar::cleanup()
{
    m_bar.reset();
    m_editor.reset();
    m_document.reset();
}

void TestFindBar::findsRoundTheEnds()
{
    m_needle->setText(u"ab"_s);
    QCOMPARE(m_state->text(), u"1 of 4"_s);
    for (int i = 2; i <= 4; ++i) {
        m_bar->findNext();
        QCOMPARE(m_state->text(), u"%1 of 4"_s.arg(i));
    }
    m_bar->findNext();
    QCOMPARE(m_state->text(), u"1 of 4"_s);
    QVERIFY((m_editor->selectedRange() == TextRange{4, 6}));
}

void TestFindBar::findsBackwards()
{
    m_needle->setText(u"ab"_s);
    QTest::keyClick(m_bar.get(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(m_state->text(), u"4 of 4"_s);
    QTest::keyClick(m_bar.get(), Qt::Key_F3);
    QCOMPARE(m_state->text(), u"1 of 4"_s);
}

void TestFindBar::mindsTheCase()
{
    m_needle->setText(u"AB"_s);
    QCOMPARE(m_state->text(), u"1 of 4"_s);
    for (auto *button : m_bar->findChildren<QToolButton *>()) {
        if (button->isCheckable())
            button->setChecked(true);
    }
    QCOMPARE(m_state->text(), u"1 of 1"_s);
}

void TestFindBar::saysWhenThereIsNone()
{
    m_needle->setText(u"zzz"_s);
    QCOMPARE(m_state->text(), u"Not found"_s);
    m_bar->findNext();
    m_bar->replaceCurrent();
    m_bar->replaceAll();
    QCOMPARE(m_document->undoStack()->count(), 0);
}

void TestFindBar::takesTheSelection()
{
    m_editor->select({2, 6});
    m_bar->open(false);
    QCOMPARE(m_needle->text(), u"žab"_s);
}

void TestFindBar::replacesOne()
{
    m_needle->setText(u"ab"_s);
    m_bar->findChild<QLineEdit *>(u"replaceText"_s)->setText(u"é"_s);
    m_bar->replaceCurrent();
    QVERIFY(m_document->bytes().startsWith("{\"žé\": \"ab\""));
    QCOMPARE(m_editor->bytes(), m_document->bytes());
    QCOMPARE(m_state->text(), u"1 of 3"_s);
}

void TestFindBar::replacesAllInOneStep()
{
    m_needle->setText(u"ab"_s);
    m_bar->findChild<QLineEdit *>(u"replaceText"_s)->setText(u"abab"_s);
    m_bar->replaceAll();
    QCOMPARE(m_document->bytes(), "{\"žabab\": \"abab\", \"abab\": \"x\\nabab\"}\n"_ba);
    QCOMPARE(m_editor->bytes(), m_document->bytes());
    QCOMPARE(m_document->undoStack()->count(), 1);
}

void TestFindBar::escapeCloses()
{
    m_bar->show();
    QTest::keyClick(m_bar.get(), Qt::Key_Escape);
    QVERIFY(!m_bar->isVisible());
}

QTEST_MAIN(TestFindBar)

#include "tst_findbar.moc"
