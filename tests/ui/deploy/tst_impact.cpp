// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollingrows.h"
#include "targetfiles.h"
#include "windowfixture.h"

#include "support/scriptedserver.h"
#include "ui/deploy/reviewdialog.h"
#include "ui/shell/documentview.h"
#include "ui/targets/targetlink.h"

#include <QLabel>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

QByteArray id(std::size_t row)
{
    return "/impact/row" + QByteArray::number(qulonglong(row));
}

/// What a row is about, in the version that `cmd` makes of it.
QByteArray definition(std::size_t at, int instances, const QByteArray &cmd)
{
    const RollingRow &row = RollingRows[at];
    const QByteArray volume = row.isResident
        ? QByteArray("  \"container\": {\"type\": \"MESOS\", \"volumes\": [{\"containerPath\": "
                     "\"data\", \"mode\": \"RW\", \"persistent\": {\"size\": 10}}]},\n")
        : QByteArray();
    return "{\n  \"id\": \"" + id(at) + "\",\n  \"cmd\": \"" + cmd
        + "\",\n  \"cpus\": 0.5,\n  \"mem\": 64,\n  \"instances\": " + QByteArray::number(instances)
        + ",\n" + volume
        + "  \"healthChecks\": [{\"protocol\": \"COMMAND\", \"command\": {\"value\": \"true\"}}],\n"
          "  \"upgradeStrategy\": {\"minimumHealthCapacity\": "
        + QByteArray::number(row.minimumHealth)
        + ", \"maximumOverCapacity\": " + QByteArray::number(row.overCapacity) + "}\n}\n";
}

/// The app as the server shows it while some of its instances are healthy.
QByteArray served(std::size_t at)
{
    const RollingRow &row = RollingRows[at];
    QByteArray app = definition(at, row.present, "old").trimmed();
    app.chop(1);
    return "{\"app\": " + app
        + ", \"version\": \"2026-01-01T00:00:00.000Z\", \"tasksStaged\": 0, \"tasksRunning\": "
        + QByteArray::number(row.present) + ", \"tasksHealthy\": " + QByteArray::number(row.healthy)
        + ", \"tasksUnhealthy\": " + QByteArray::number(row.present - row.healthy)
        + ", \"tasks\": [], \"deployments\": []}}";
}

Answer answerTo(const SeenRequest &request)
{
    const QByteArray path = request.path();
    Answer answer(404, "{\"message\": \"URI not found\"}");
    if (path == "/v2/info")
        answer = Answer(200, "{\"name\": \"marathon\", \"version\": \"1.10.26\"}");
    else if (path == "/v2/deployments")
        answer = Answer(200, "[]");
    else if (path == "/v2/apps")
        answer = Answer(200, "{\"apps\": []}");
    for (std::size_t at = 0; at < RollingRows.size(); ++at) {
        if (path.endsWith(id(at)))
            answer = Answer(200, served(at));
    }
    return answer.with("Content-Type", "application/json");
}

/// The beginning of the sentence; what it says of room is another table's.
QString expected(const RollingRow &row)
{
    if (row.present == 0)
        return u"Starts "_s;
    if (!row.ends)
        return u"Marathon would accept this and never finish"_s;
    if (row.floor == 0 && row.killNow >= row.present)
        return row.present == 1 ? u"The only instance stops first: a short outage."_s
                                : u"All %1 stop first: an outage"_s.arg(row.present);
    const QString restarts
        = u"Restarts %1 of %1, never below %2 healthy"_s.arg(row.present).arg(row.floor);
    if (row.isResident)
        return restarts + u", each on the agent that holds its volume."_s;
    if (row.hasExtra && row.ceiling > row.present)
        return restarts + u"; Marathon adds 1 for a while: needs 1 "_s;
    return restarts
        + u", %1 %2 at once"_s.arg(row.ceiling > row.present ? u"up to"_s : u"at most"_s)
              .arg(row.ceiling);
}

} // namespace

/// The impact sentence of the review in the window, for each row of the server's arithmetic.
class TestImpact : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_window.reset(); }
    void sentences_data();
    void sentences();

private:
    QTemporaryDir m_folder;
    ScriptedServer m_server{answerTo};
    std::unique_ptr<WindowFixture> m_window;
};

void TestImpact::initTestCase()
{
    const QString own = m_folder.filePath(u"own"_s);
    writeTargets(TargetsSetup::alone(AppPaths::below(own)).userFile,
        {{u"mine"_s, u"staging"_s, QUrl(u"http://"_s + m_server.domain())}});
    m_window = std::make_unique<WindowFixture>(own);
    m_window->targets.choose(u"mine"_s);
}

void TestImpact::sentences_data()
{
    QTest::addColumn<int>("at");
    for (std::size_t at = 0; at < RollingRows.size(); ++at) {
        const RollingRow &row = RollingRows[at];
        QTest::addRow("%d: %d of %d healthy to %d, %g, %g%s", int(at), row.healthy, row.present,
            row.target, row.minimumHealth, row.overCapacity, row.isResident ? ", resident" : "")
            << int(at);
    }
    QVERIFY(RollingRows.size() >= 30);
}

void TestImpact::sentences()
{
    QFETCH(int, at);
    const RollingRow &row = RollingRows[std::size_t(at)];
    const QString path = m_folder.filePath(u"row%1.json"_s.arg(at));
    QVERIFY(writeFile(path, definition(std::size_t(at), row.target, "new")));
    QVERIFY(m_window->window->openFile(path));
    const QAction *review = m_window->window->actions().action("deploy.review");
    QTRY_VERIFY_WITH_TIMEOUT(review->isEnabled(), 60'000);
    m_window->run("deploy.review");
    const auto dialog = [this] { return m_window->find<ReviewDialog>(u"reviewDialog"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), 60'000);
    const QString told = dialog()->findChild<QLabel *>(u"forecast"_s)->text();
    dialog()->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), 60'000);
    QVERIFY2(told.startsWith(expected(row)), qPrintable(QString(told + u" <> "_s + expected(row))));
    m_window->run("file.close");
}

QTEST_MAIN(TestImpact)
#include "tst_impact.moc"
