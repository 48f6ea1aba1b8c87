// SPDX-License-Identifier: GPL-3.0-or-later
// No text is cut off: not in a language whose words are 40 % longer, not with letters twice as big.
#include "windowfixture.h"

#include "base/textfile.h"
#include "ui/form/formview.h"
#include "ui/shell/documentview.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLabel>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <QTranslator>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// Turns every text of the program into a longer, accented one in brackets.
class PseudoLanguage : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(
        const char *, const char *source, const char *, int) const override
    {
        QString text = QString::fromUtf8(source);
        if (text.contains(u'<') || text.contains(u'%'))
            return text; // markup and places stay intact
        static const QString plain = u"aeiouAEIOUcn"_s;
        static const QString accented = u"áéîöüÁÉÎÖÜçñ"_s;
        for (QChar &c : text) {
            const qsizetype at = plain.indexOf(c);
            c = at < 0 ? c : accented[at];
        }
        const auto padding = qsizetype(double(text.size()) * 0.4) - 2;
        return u'[' + text + QString(std::max<qsizetype>(0, padding), u'~') + u']';
    }
};

/// The texts inside `root` that need more room than they have.
QStringList clippedTexts(const QWidget &root)
{
    QStringList clipped;
    const auto add = [&clipped](const QWidget *widget, const QString &text) {
        clipped.append(u"%1 \"%2\": has %3 px, needs %4"_s.arg(widget->objectName(), text)
                           .arg(widget->width())
                           .arg(widget->sizeHint().width()));
    };
    for (const QLabel *label : root.findChildren<QLabel *>()) {
        const bool isPlain = label->isVisible() && !label->text().isEmpty() && !label->wordWrap();
        if (isPlain && label->minimumSizeHint().width() > label->width() + 2)
            add(label, label->text());
        if (label->isVisible() && label->wordWrap() && !label->text().isEmpty()
            && label->heightForWidth(label->width()) > label->height() + 1)
            add(label, label->text());
    }
    for (const QAbstractButton *button : root.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && !button->text().isEmpty()
            && button->minimumSizeHint().width() > button->width() + 1)
            add(button, button->text());
    }
    return clipped;
}

} // namespace

class TestClipping : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// Opens each dialog in turn and looks at it.
    static void lookAtDialogs(const WindowFixture &fixture)
    {
        for (const char *action :
            {"file.new", "edit.preferences", "tools.shortcuts", "tools.rules"}) {
            bool wasSeen = false;
            QStringList clipped;
            QTimer::singleShot(100, fixture.window.get(), [&] {
                auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
                if (!dialog)
                    dialog = fixture.window->findChild<QDialog *>();
                wasSeen = dialog != nullptr;
                if (dialog) {
                    clipped = clippedTexts(*dialog);
                    dialog->reject();
                }
            });
            fixture.run(action);
            QTRY_VERIFY2(wasSeen, action);
            QVERIFY2(clipped.isEmpty(),
                qPrintable(QLatin1StringView(action) + u": "_s + clipped.join(u"; "_s)));
        }
    }

    void lookAtEverything(QSize size)
    {
        const WindowFixture fixture(
            m_folder.filePath(QString::fromLatin1(QTest::currentDataTag())), size);
        QStringList clipped = clippedTexts(*fixture.window);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u"; "_s)));

        const QString path = m_folder.filePath(u"orders.json"_s);
        QVERIFY(writeFile(path,
            readFile(QStringLiteral(PINION_SOURCE_DIR "/resources/samples/orders.json")).value()));
        DocumentView *view = fixture.window->openFile(path);
        QVERIFY(view && view->form());
        view->analysis().runNow();
        for (int page = 0; page < view->form()->pages().size(); ++page) {
            view->form()->showPage(page);
            QTest::qWait(50); // wrapped lines get their height in a second pass
            // Wrapped lines may need some passes of their layout, on a busy machine some time.
            clipped = clippedTexts(*fixture.window);
            for (int pass = 0; pass < 100 && !clipped.isEmpty(); ++pass) {
                QTest::qWait(20);
                clipped = clippedTexts(*fixture.window);
            }
            QVERIFY2(clipped.isEmpty(),
                qPrintable(view->form()->pages().at(page).title + u": "_s + clipped.join(u"; "_s)));
        }
        lookAtDialogs(fixture);
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<bool>("isPseudo");
        QTest::addColumn<double>("scale");
        QTest::addColumn<QSize>("size");
        QTest::newRow("english") << false << 1.0 << QSize(1280, 800);
        QTest::newRow("pseudo") << true << 1.0 << QSize(1600, 900);
        QTest::newRow("double") << false << 2.0 << QSize(1920, 1200);
    }
    void nothingIsCutOff()
    {
        QFETCH(bool, isPseudo);
        QFETCH(double, scale);
        QFETCH(QSize, size);
        const QFont before = QApplication::font();
        QFont font = before;
        font.setPointSizeF(before.pointSizeF() * scale);
        QApplication::setFont(font);
        PseudoLanguage language;
        if (isPseudo)
            QCoreApplication::installTranslator(&language);
        lookAtEverything(size);
        QCoreApplication::removeTranslator(&language);
        QApplication::setFont(before);
    }
};

QTEST_MAIN(TestClipping)
#include "tst_clipping.moc"
