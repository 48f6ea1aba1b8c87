// SPDX-License-Identifier: GPL-3.0-or-later
#include "reviewfixture.h"

#include "ui/deploy/reviewdialog.h"
#include "ui/diff/changesmodel.h"
#include "ui/shell/messagebar.h"

#include <QCheckBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestReview : public QObject
{
    Q_OBJECT

private:
    /// The review of the edited document for a target.
    [[nodiscard]] static ReviewDialog *reviewFor(const ReviewFixture &f, const QString &target)
    {
        f.window->targets.choose(target);
        f.window->run("deploy.review");
        [&f] { QTRY_VERIFY(f.window->find<ReviewDialog>(u"reviewDialog"_s)); }();
        return f.window->find<ReviewDialog>(u"reviewDialog"_s);
    }
    static void shoot(QWidget &widget, const QString &name)
    {
        const QString folder = QStringLiteral(PINION_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(folder));
        QTest::qWait(50); // lets layouts settle
        QVERIFY(widget.grab().toImage().save(folder + u"/review-"_s + name + u".png"_s));
    }

private Q_SLOTS:
    void needsATarget();
    void saysWhyThereIsNone();
    void deploysToStaging();
    void controlReturnDeploysToStaging();
    void productionWantsTheName();
    void nothingToDeploy();
    void copiesWithoutSecrets();
    void pictures_data();
    void pictures();
};

void TestReview::needsATarget()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.write(u".pinion.json"_s, "{}");
    f.window->targets.reload();
    f.window->run("deploy.review");
    QVERIFY(!f.window->find<ReviewDialog>(u"reviewDialog"_s));
    QVERIFY(f.window->window->bar().text().contains(u"Choose a target"_s));
}

void TestReview::saysWhyThereIsNone()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.write(u".pinion.json"_s,
        "{\"targets\": [{\"name\": \"gone\", \"kind\": \"staging\", "
        "\"urls\": [\"http://127.0.0.1:1\"]}]}");
    f.window->targets.reload();
    f.window->run("deploy.review");
    const MessageBar &bar = f.window->window->bar();
    QTRY_VERIFY_WITH_TIMEOUT(bar.text().contains(u"Nothing was changed"_s), 60'000);
    QVERIFY(!f.window->find<ReviewDialog>(u"reviewDialog"_s));
}

void TestReview::deploysToStaging()
{
    const QTemporaryDir folder;
    ReviewFixture f(folder.path());
    f.edit("512", "768");
    ReviewDialog *dialog = reviewFor(f, u"staging"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLabel *>(u"forecast"_s)->text(),
        u"Restarts 3 of 3, never below 2 healthy, up to 4 at once; needs 1 × 0.5 CPU, 768 MiB "
        "more."_s);
    auto *deploy = dialog->findChild<QPushButton *>(u"deploy"_s);
    QVERIFY(deploy->isEnabled());
    QVERIFY(!dialog->findChild<QLineEdit *>(u"typedName"_s));
    QVERIFY(f.changesSent().isEmpty());
    deploy->click();
    QTRY_COMPARE(f.changesSent().size(), 1);
    const SeenRequest sent = f.changesSent().first();
    QCOMPARE(sent.method, QByteArray("PUT"));
    QVERIFY(sent.target.contains("partialUpdate=false"));
    QVERIFY(sent.target.contains("force=false"));
    QVERIFY(sent.body.contains("768"));
}

void TestReview::controlReturnDeploysToStaging()
{
    const QTemporaryDir folder;
    ReviewFixture f(folder.path());
    f.edit("512", "768");
    ReviewDialog *dialog = reviewFor(f, u"staging"_s);
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(f.changesSent().size(), 1);
}

void TestReview::productionWantsTheName()
{
    const QTemporaryDir folder;
    ReviewFixture f(folder.path());
    f.edit("512", "768");
    ReviewDialog *dialog = reviewFor(f, u"production"_s);
    QVERIFY(dialog);
    auto *deploy = dialog->findChild<QPushButton *>(u"deploy"_s);
    auto *name = dialog->findChild<QLineEdit *>(u"typedName"_s);
    QCOMPARE(deploy->text(), u"Deploy to PRODUCTION"_s);
    QVERIFY(name && !deploy->isEnabled());
    for (const Qt::KeyboardModifiers modifiers :
        {Qt::KeyboardModifiers(Qt::NoModifier), Qt::KeyboardModifiers(Qt::ControlModifier)}) {
        QTest::keyClick(dialog, Qt::Key_Return, modifiers);
        QTest::keyClick(name, Qt::Key_Return, modifiers);
    }
    QVERIFY(dialog->isVisible());
    if (auto *accept = dialog->findChild<QCheckBox *>(u"acceptWarnings"_s))
        accept->setChecked(true);
    ChangesModel &model = dialog->changes().model();
    for (int row = 0; row < model.rowCount(); ++row)
        model.setData(model.index(row, 0), Qt::Checked, Qt::CheckStateRole);
    name->setText(u"order"_s);
    QVERIFY(!deploy->isEnabled());
    name->setText(u"orders"_s);
    QVERIFY2(
        deploy->isEnabled(), qPrintable(dialog->findChild<QLabel *>(u"reviewReasons"_s)->text()));
    for (const Qt::KeyboardModifiers modifiers :
        {Qt::KeyboardModifiers(Qt::NoModifier), Qt::KeyboardModifiers(Qt::ControlModifier)})
        QTest::keyClick(name, Qt::Key_Return, modifiers);
    QVERIFY(dialog->isVisible());
    QVERIFY(f.changesSent().isEmpty());
    deploy->click();
    QTRY_COMPARE(f.changesSent().size(), 1);
}

void TestReview::nothingToDeploy()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    ReviewDialog *dialog = reviewFor(f, u"staging"_s);
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QPushButton *>(u"deploy"_s)->isEnabled());
    QCOMPARE(dialog->findChild<QLabel *>(u"forecast"_s)->text(), u"Nothing would happen."_s);
}

void TestReview::copiesWithoutSecrets()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.edit("tr0ub4dor-and-3", "correct-horse-7");
    const ReviewDialog *dialog = reviewFor(f, u"staging"_s);
    const QString text = dialog->review().asText();
    QVERIFY(text.contains(u"DB_PASSWORD"_s));
    QVERIFY(!text.contains(u"correct-horse"_s) && !text.contains(u"tr0ub4dor"_s));
}

void TestReview::pictures_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isDark");
    QTest::newRow("staging-light") << u"staging"_s << QSize(1300, 820) << false;
    QTest::newRow("staging-dark") << u"staging"_s << QSize(1300, 820) << true;
    QTest::newRow("production-light") << u"production"_s << QSize(1300, 820) << false;
    QTest::newRow("production-narrow-dark") << u"production"_s << QSize(820, 760) << true;
}

void TestReview::pictures()
{
    QFETCH(QString, target);
    QFETCH(QSize, size);
    QFETCH(bool, isDark);
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.window->preferences.setTheme(
        isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
    f.edit("orders:1.4.1@sha256:4bc453b5", "orders:1.4.2@sha256:7d3f21aa");
    f.edit("512", "768");
    f.edit("\"REGION\": \"eu-central\"", "\"FEATURE_X\": \"on\"");
    ReviewDialog *dialog = reviewFor(f, target);
    QVERIFY(dialog);
    dialog->resize(size);
    shoot(*dialog, QString::fromLatin1(QTest::currentDataTag()));
}

QTEST_MAIN(TestReview)
#include "tst_review.moc"
