// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editorlook.h"
#include "ui/editor/findingmarks.h"
#include "ui/editor/hovertext.h"
#include "ui/editor/jsoneditor.h"
#include "ui/editor/jsonpane.h"
#include "ui/editor/scintilla.h"
#include "ui/editor/scrollmarks.h"
#include "ui/findings/analysis.h"

#include <QInputDialog>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Sci = QsciScintillaBase;

namespace {

const QByteArray Moving = R"({
  "id": "/shop/api",
  "cpus": 0.5,
  "mem": 256,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": "shop/api:latest",
      "forcePullImage": true
    }
  }
}
)";

const JsonPointer Image = JsonPointer::of("/container/docker/image");

} // namespace

class TestJsonPane : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void followsTheCursor();
    void goesToValues();
    void breadcrumbLeadsBack();
    void showsTheSharedValue();
    void scrollsOnlyWhenNeeded();
    void underlinesFindings();
    void underlinesOnePart_data();
    void underlinesOnePart();
    void marksFollowEveryEdit();
    void marksStayWhereNothingChanged();
    void dimsWhileBroken();
    void hoverTells();
    void fixKeyNamesThePlace();
    void goesToLines();

private:
    [[nodiscard]] bool hasIndicator(int indicator, qsizetype at) const
    {
        return send(m_pane->editor(), Sci::SCI_INDICATORVALUEAT, indicator, at) != 0;
    }

    std::unique_ptr<AppDocument> m_document;
    std::unique_ptr<Analysis> m_analysis;
    std::unique_ptr<JsonPane> m_pane;
};

void TestJsonPane::init()
{
    m_document = std::make_unique<AppDocument>();
    m_document->loadUntitled(Moving);
    m_analysis = std::make_unique<Analysis>(*m_document);
    m_analysis->runNow();
    m_pane = std::make_unique<JsonPane>(*m_document, *m_analysis);
    m_pane->resize(500, 300);
    m_pane->show();
}

void TestJsonPane::cleanup()
{
    m_pane.reset();
    m_analysis.reset();
    m_document.reset();
}

void TestJsonPane::followsTheCursor()
{
    QSignalSpy moved(m_pane.get(), &JsonPane::currentPointerChanged);
    QSignalSpy position(m_pane.get(), &JsonPane::cursorPositionChanged);
    const qsizetype at = Moving.indexOf("shop/api:latest");
    m_pane->setCursorOffset(at);
    QTRY_COMPARE(m_pane->currentPointer(), Image);
    QTRY_COMPARE(moved.count(), 1);
    QVERIFY((position.last().first().value<TextPosition>() == TextPosition{8, 17}));
    m_pane->setCursorOffset(m_document->tree().at(Image).range().end);
    QCOMPARE(m_pane->currentPointer(), Image);
    m_pane->setCursorOffset(0);
    QCOMPARE(m_pane->currentPointer(), JsonPointer());
}

void TestJsonPane::goesToValues()
{
    m_pane->goTo(Image);
    QCOMPARE(m_pane->cursorOffset(), m_document->tree().at(Image).range().begin);
    m_pane->goTo(JsonPointer::of("/container/volumes/0"));
    QCOMPARE(m_pane->currentPointer(), JsonPointer::of("/container"));
    m_pane->goTo(TextRange{4, 8});
    QCOMPARE(m_pane->cursorOffset(), 4);
}

void TestJsonPane::breadcrumbLeadsBack()
{
    m_pane->setCursorOffset(m_document->tree().at(Image).range().begin);
    QToolButton *container = nullptr;
    const auto find = [&] {
        for (auto *button : m_pane->findChildren<QToolButton *>()) {
            if (button->text() == u"container"_s && button->isVisible())
                container = button;
        }
        return container != nullptr;
    };
    QTRY_VERIFY(find());
    QTest::mouseClick(container, Qt::LeftButton);
    QCOMPARE(
        m_pane->cursorOffset(), m_document->tree().at(JsonPointer::of("/container")).range().begin);
}

void TestJsonPane::showsTheSharedValue()
{
    m_pane->showValue(Image);
    const TextRange member = m_document->tree().at(Image).memberRange();
    QVERIFY(hasIndicator(Indicator::Band, member.begin));
    QVERIFY(hasIndicator(Indicator::Band, member.end - 1));
    QVERIFY(!hasIndicator(Indicator::Band, member.end));
    QCOMPARE(send(m_pane->editor(), Sci::SCI_MARKERGET, 7) & (1 << Marker::ValueBar),
        1 << Marker::ValueBar);

    QVERIFY(m_document->setField(u"Change"_s, Image, "\"shop/api:2.7.1\""));
    QVERIFY(hasIndicator(Indicator::Band, member.begin));

    m_pane->showValue(JsonPointer::of("/container"));
    const JsonNode container = m_document->tree().at(JsonPointer::of("/container"));
    QVERIFY(hasIndicator(Indicator::Band, container.keyRange().begin));
    QVERIFY(!hasIndicator(Indicator::Band, container.range().end - 1));
}

void TestJsonPane::scrollsOnlyWhenNeeded()
{
    QByteArray text = "{\n";
    for (int i = 0; i < 300; ++i)
        text += "  \"key" + QByteArray::number(i) + "\": " + QByteArray::number(i) + ",\n";
    m_document->loadUntitled(text + "  \"last\": 0\n}\n");
    const auto first = [this] { return send(m_pane->editor(), Sci::SCI_GETFIRSTVISIBLELINE); };
    m_pane->showValue(JsonPointer::of("/key3"));
    QCOMPARE(first(), 0);
    m_pane->showValue(JsonPointer::of("/key150"));
    const qsizetype scrolled = first();
    QVERIFY(scrolled > 100 && scrolled < 152);
    m_pane->showValue(JsonPointer::of("/key151"));
    QCOMPARE(first(), scrolled);
}

void TestJsonPane::underlinesFindings()
{
    const TextRange image = m_document->tree().at(Image).range();
    QVERIFY(hasIndicator(Indicator::Error, image.begin));
    QVERIFY(hasIndicator(Indicator::Error, image.end - 1));
    QVERIFY(!hasIndicator(Indicator::Error, image.end));
    QVERIFY(send(m_pane->editor(), Sci::SCI_MARKERGET, 7) & (1 << Marker::Error));
    const auto *marks = m_pane->findChild<ScrollMarks *>();
    QVERIFY(marks && !marks->marks().isEmpty());

    QVERIFY(m_document->setField(u"Pin"_s, Image, "\"shop/api:2.7.1\""));
    m_analysis->runNow();
    QVERIFY(!hasIndicator(Indicator::Error, m_document->tree().at(Image).range().begin));
}

void TestJsonPane::underlinesOnePart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<TextRange>("range");
    QTest::addColumn<TextRange>("underlined");
    QTest::newRow("a scalar") << "[12]"_ba << TextRange{1, 3} << TextRange{1, 3};
    QTest::newRow("an object") << "[{\n}]"_ba << TextRange{1, 4} << TextRange{1, 2};
    QTest::newRow("several lines") << "[1,\n2]"_ba << TextRange{1, 5} << TextRange{1, 3};
    QTest::newRow("a place where something is missing")
        << "[1"_ba << TextRange{2, 2} << TextRange{1, 2};
    QTest::newRow("the very beginning") << "x"_ba << TextRange{0, 0} << TextRange{0, 1};
    QTest::newRow("an empty text") << ""_ba << TextRange{0, 0} << TextRange{0, 0};
    QTest::newRow("beyond the end") << "[]"_ba << TextRange{9, 12} << TextRange{1, 2};
}

void TestJsonPane::underlinesOnePart()
{
    QFETCH(QByteArray, text);
    QFETCH(TextRange, range);
    QFETCH(TextRange, underlined);
    Finding finding;
    finding.range = range;
    QVERIFY(FindingMarks::underlined(finding, text) == underlined);
}

// Marks are moved, not drawn anew; in the end they are where a new pane would put them.
void TestJsonPane::marksFollowEveryEdit()
{
    const auto marks = [](const JsonPane &pane) {
        QByteArray all;
        const qsizetype size = send(pane.editor(), Sci::SCI_GETLENGTH);
        for (qsizetype at = 0; at < size; ++at)
            all += QByteArray::number(send(pane.editor(), Sci::SCI_INDICATORALLONFOR, at)) + ' ';
        for (int line = 0; line < pane.editor().lines(); ++line)
            all += QByteArray::number(send(pane.editor(), Sci::SCI_MARKERGET, line)) + ' ';
        return all;
    };
    m_pane->showValue(JsonPointer::of("/container/docker"));
    QRandomGenerator random(7);
    const std::vector<QByteArray> pieces{"", "\n", "\"", "1", "latest", "{", ",", "\n\n  "};
    for (int i = 0; i < 200; ++i) {
        const qsizetype begin = random.bounded(m_document->bytes().size());
        const qsizetype end = std::min(begin + random.bounded(12), m_document->bytes().size());
        const QByteArray &piece = pieces[size_t(random.bounded(int(pieces.size())))];
        QVERIFY(m_document->apply(u"Change"_s, {{{begin, end}, piece}}));
        if (i % 3 == 0)
            m_document->undoStack()->undo();
        m_analysis->runNow();
        JsonPane fresh(*m_document, *m_analysis);
        fresh.showValue(JsonPointer::of("/container/docker"));
        QCOMPARE(marks(*m_pane), marks(fresh));
        if (i % 3 != 0)
            m_document->undoStack()->undo();
    }
}

void TestJsonPane::marksStayWhereNothingChanged()
{
    JsonEditor &editor = m_pane->editor();
    send(editor, Sci::SCI_SETMODEVENTMASK, Sci::SC_MOD_CHANGEINDICATOR | Sci::SC_MOD_CHANGEMARKER);
    int changes = 0;
    connect(&editor, &Sci::SCN_MODIFIED, &editor, [&changes] { ++changes; });
    QVERIFY(m_document->apply(u"Move"_s, {{{0, 0}, "\n"}}));
    m_analysis->runNow();
    QCOMPARE(changes, 0);
}

void TestJsonPane::dimsWhileBroken()
{
    const qsizetype comma = Moving.indexOf(',');
    QVERIFY(m_document->apply(u"Break"_s, {{{comma, comma + 1}, {}}}));
    m_analysis->runNow();
    const qsizetype image = m_document->bytes().indexOf("\"shop/api:latest");
    QVERIFY(hasIndicator(Indicator::Stale, image));
    QVERIFY(!hasIndicator(Indicator::Error, image));
}

void TestJsonPane::hoverTells()
{
    const QString image = hoverText(*m_analysis, Moving.indexOf("shop/api:latest"));
    QVERIFY(image.contains(u"Image"_s));
    QVERIFY(image.contains(u"image-force-pull-mutable"_s));
    const QString cpus = hoverText(*m_analysis, Moving.indexOf("cpus") + 1);
    QVERIFY(!cpus.isEmpty());
    QVERIFY(hoverText(*m_analysis, Moving.size() - 1).isEmpty());
}

void TestJsonPane::fixKeyNamesThePlace()
{
    QSignalSpy asked(m_pane.get(), &JsonPane::fixMenuRequested);
    m_pane->setCursorOffset(Moving.indexOf("shop/api:latest"));
    QTest::keyClick(&m_pane->editor(), Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.last().first().value<JsonPointer>(), Image);
    m_pane->setCursorOffset(Moving.indexOf("      \"image\"")); // the same line
    QTest::keyClick(&m_pane->editor(), Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(asked.last().first().value<JsonPointer>(), Image);
}

void TestJsonPane::goesToLines()
{
    m_pane->openGoToLine();
    auto *dialog = m_pane->findChild<QInputDialog *>();
    QVERIFY(dialog);
    dialog->setIntValue(4);
    dialog->accept();
    QCOMPARE(m_pane->cursorOffset(), Moving.indexOf("  \"mem\""));
}

QTEST_MAIN(TestJsonPane)

#include "tst_jsonpane.moc"
