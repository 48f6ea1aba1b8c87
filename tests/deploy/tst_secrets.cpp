// SPDX-License-Identifier: GPL-3.0-or-later
// Plants secrets wherever a deployment has one, lets everything be written that is ever written,
// and looks for them.
#include "deploybench.h"

#include "support/logcatcher.h"

#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

class SecretsTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingWrittenHoldsASecret_data();
    void nothingWrittenHoldsASecret();
};

namespace {

const QByteArray Definition = DeployBench::app(
    "\"env\":{\"DB_PASSWORD\":\"planted-env\",\"API_TOKEN\":\"planted-env-token\"}");

/// The words of a run, as they came.
class Listener final : public QObject
{
public:
    explicit Listener(DeployRun &run)
    {
        connect(&run, &DeployRun::changed, this, [this, &run] {
            const RunStatus &status = run.status();
            words += QStringList{status.sentence, status.hint, status.refusal.error.text()};
            for (const RefusedValue &value : status.refusal.values)
                words += value.message;
        });
    }
    QStringList words;
};

/// What a target is told to sign in with, and what its server takes.
void signIn(DeployBench &bench, SignIn how)
{
    bench.target.signIn = how;
    bench.target.user = u"bob"_s;
    bench.credentials = how == SignIn::Basic || how == SignIn::DcosLogin
        ? Credentials::basic(u"bob"_s, "planted-password")
        : Credentials::bearer("planted-token");
    if (how == SignIn::Basic)
        bench.sandbox.setAccess({"bob", "planted-password", {}, {}});
    if (how == SignIn::DcosToken)
        bench.sandbox.setAccess({{}, {}, "planted-token", {}});
    if (how == SignIn::DcosLogin) {
        bench.sandbox.setAccess({{}, {}, "planted-session", {}});
        SandboxFault login;
        login.path = u"/acs/*"_s;
        login.times = -1;
        login.answer = SandboxAnswer::json(200, "{\"token\":\"planted-session\"}");
        bench.sandbox.faults().add(login);
    }
    bench.restartPinion();
}

/// A refusal that hands back what it was sent.
SandboxFault echo(int status, const QByteArray &authorization)
{
    SandboxFault fault;
    fault.method = "PUT";
    fault.answer = SandboxFault::message(status,
        u"token=planted-echo, DB_PASSWORD=planted-env, http://bob:planted-password@m.example of "_s
            + QString::fromLatin1(authorization));
    return fault;
}

QString filesIn(const QString &folder)
{
    QString all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.fileName() + u'\n' + QString::fromUtf8(file.readAll()) + u'\n';
    }
    return all;
}

QString activities(const ActivityLog &log)
{
    QString all;
    for (const Activity &activity : log.entries())
        all += activity.url.toString() + u' ' + activity.problem + u'\n' + asCurl(activity) + u'\n';
    return all;
}

} // namespace

void SecretsTest::nothingWrittenHoldsASecret_data()
{
    QTest::addColumn<SignIn>("how");
    QTest::newRow("user and password") << SignIn::Basic;
    QTest::newRow("a bearer's token") << SignIn::Bearer;
    QTest::newRow("a token of DC/OS") << SignIn::DcosToken;
    QTest::newRow("a login to DC/OS") << SignIn::DcosLogin;
}

void SecretsTest::nothingWrittenHoldsASecret()
{
    QFETCH(SignIn, how);
    const LogCatcher log;
    DeployBench bench;
    QVERIFY(bench.hasApp());
    signIn(bench, how);
    const Listener listener(*bench.run);
    QString written;

    // An answer that is lost leaves a record, and a check reads what runs.
    SandboxFault cut;
    cut.method = "PUT";
    cut.cutAfter = 0;
    bench.sandbox.faults().add(cut);
    bench.deploy(Definition);
    QVERIFY2(bench.status().result == RunResult::AnswerLost, qPrintable(bench.status().sentence));
    written += filesIn(bench.folder.path());
    bench.run->check();
    QVERIFY(bench.ended());
    QVERIFY2(bench.status().result == RunResult::Verified, qPrintable(bench.status().sentence));

    // Refusals of every kind, by a server that talks too much.
    QByteArray authorization;
    for (const SandboxRequest &request : bench.sandbox.requests()) {
        if (request.method == "PUT")
            authorization = request.header("authorization");
    }
    QVERIFY(authorization.contains("planted")
        || QByteArray::fromBase64(authorization.mid(6)).contains("planted"));
    for (const int status : {400, 401, 403, 404, 409, 418, 422, 500, 503}) {
        bench.sandbox.faults().add(echo(status, authorization));
        bench.deploy(
            Definition.chopped(1) + ",\"labels\":{\"n\":\"" + QByteArray::number(status) + "\"}}");
        QVERIFY(bench.status().result == RunResult::Refused
            || bench.status().result == RunResult::AnswerLost);
        written += filesIn(bench.folder.path());
    }

    QVERIFY(written.contains("/shop/web"_L1));
    QVERIFY(activities(bench.log).contains("--request PUT"_L1));
    QVERIFY(log.text().contains("/v2/apps/shop/web"_L1));
    written += log.text() + activities(bench.log) + listener.words.join(u'\n');
    const QByteArray pair = QByteArray("bob:planted-password").toBase64();
    for (const QString &secret : {u"planted"_s, QString::fromLatin1(pair)}) {
        const qsizetype at = written.indexOf(secret);
        QVERIFY2(at < 0, qPrintable(written.mid(std::max<qsizetype>(0, at - 100), 200)));
    }
}

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
