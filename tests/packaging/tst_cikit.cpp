// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString sourcePath(const QString &name)
{
    return QStringLiteral(PINION_SOURCE_DIR) + u'/' + name;
}

// Runs a shell script with the built pinion-cli on the path, as a pipeline would.
Run runScript(const Workbench &bench, const QByteArray &script)
{
    const QByteArray folder = QFileInfo(QStringLiteral(PINION_CLI)).path().toUtf8();
    return bench.runOther(u"bash"_s, {u"-s"_s}, "export PATH='" + folder + "':$PATH\n" + script);
}

QByteArray scriptOf(
    const Workbench &bench, const QString &forge, const QString &file, const QStringList &values)
{
    const Run script = bench.runOther(QStringLiteral(PINION_PYTHON),
        QStringList{sourcePath(u"tests/packaging/cikit.py"_s), forge, sourcePath(file)} + values);
    if (script.code != 0)
        qFatal("%s", script.err.constData());
    return script.out;
}

void fillRepository(const Workbench &bench, const QByteArray &app)
{
    bench.write(u"deploy/app.json"_s, app);
    bench.write(u"package.json"_s, "{\"name\": \"shop\"}\n");
    const Run made = bench.runOther(u"bash"_s,
        {u"-ec"_s,
            u"git init -q && git config user.email a@example.com && git config user.name A && "
            u"git add -A && git commit -qm start"_s});
    if (made.code != 0)
        qFatal("%s", made.err.constData());
}

} // namespace

class TestCiKit : public QObject
{
    Q_OBJECT

private slots:
    void githubAction()
    {
        const Workbench bench;
        fillRepository(bench, appWithImage("shop/orders:1.8.2", true));
        const QString file = u"packaging/ci/github/action.yml"_s;
        const QByteArray mild = scriptOf(bench, u"github"_s, file, {u"paths=deploy"_s});
        Run run = runScript(bench, mild);
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY2(run.out.startsWith("::warning file=deploy/app.json,line="), run.out.constData());
        QVERIFY(bench.read(u"pinion.sarif"_s).contains("\"image-force-pull-left-on\""));

        run = runScript(bench,
            scriptOf(bench, u"github"_s, file,
                {u"paths=deploy package.json"_s, u"fail-on=warning"_s, u"sarif=other.sarif"_s,
                    u"arguments=--skip-others --hyperlinks"_s}));
        QCOMPARE(run.code, 1);
        QVERIFY(!bench.read(u"other.sarif"_s).isEmpty());
    }

    void gitlabJob()
    {
        const Workbench bench;
        fillRepository(bench, appWithImage("shop/orders:latest"));
        const Run run = runScript(bench,
            scriptOf(bench, u"gitlab"_s, u"packaging/ci/gitlab.yml"_s,
                {u"PINION_FAIL_ON=never"_s, u"PINION_PATHS=deploy"_s}));
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY2(!run.out.contains("missing"), run.out.constData());
        QVERIFY(bench.read(u"gl-code-quality-report.json"_s).contains("deploy/app.json"));
    }

    // The real pre-commit reads the hook definition and runs the hook.
    void preCommitHook()
    {
        const Workbench hooks;
        QFile definition(sourcePath(u".pre-commit-hooks.yaml"_s));
        QVERIFY(definition.open(QIODevice::ReadOnly));
        hooks.write(u".pre-commit-hooks.yaml"_s, definition.readAll());
        fillRepository(hooks, cleanApp());

        const Workbench bench;
        fillRepository(bench, appWithImage("shop/orders:latest"));
        const QByteArray command = "export PRE_COMMIT_HOME=\"$PWD/.cache\"\n"
                                   "pre-commit try-repo '"
            + hooks.dir().absolutePath().toUtf8() + "' pinion-check --verbose --files ";
        Run run = runScript(bench, command + "deploy/app.json package.json\n");
        QCOMPARE(run.code, 1);
        QVERIFY2(run.out.contains("[image-latest-tag]"), QByteArray(run.out + run.err).constData());
        run = runScript(bench, command + "package.json\n");
        QVERIFY2(run.code == 0, QByteArray(run.out + run.err).constData());
        bench.write(u"deploy/app.json"_s, cleanApp());
        run = runScript(bench, command + "deploy/app.json\n");
        QVERIFY2(run.code == 0, QByteArray(run.out + run.err).constData());
    }

    void installScriptParses()
    {
        const Workbench bench;
        const Run run
            = bench.runOther(u"sh"_s, {u"-n"_s, sourcePath(u"packaging/ci/install-cli.sh"_s)});
        QVERIFY2(run.code == 0, run.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCiKit)
#include "tst_cikit.moc"
