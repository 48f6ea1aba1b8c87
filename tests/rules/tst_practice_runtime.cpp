// SPDX-License-Identifier: GPL-3.0-or-later
#include "practicetesting.h"

#include "json/jsonstring.h"

#include <array>

using namespace Pinion;
using namespace Qt::StringLiterals;

#ifndef Q_MOC_RUN // moc loses its way in raw strings
namespace {

constexpr auto HostPath = "vol-host-path-not-pinned";
constexpr auto Overlap = "vol-external-overlap";
constexpr auto Reserved = "vol-persistent-resources-implicit";
constexpr auto Unmounted = "vol-persistent-not-mounted";
constexpr auto Double = "vol-duplicate-container-path";
constexpr auto Exec = "life-shell-without-exec";
constexpr auto Grace = "life-kill-grace-short";
constexpr auto Exits = "life-exits-immediately";
constexpr auto Insecure = "fetch-insecure-transport";
constexpr auto Floating = "fetch-floating-uri";
constexpr auto Archive = "fetch-archive-query-string";
constexpr auto Pipe = "fetch-pipe-to-shell";

#define VOLUME(path, mode, more)                                                                   \
    R"({"container": {"volumes": [{"containerPath": "/x", "hostPath": ")" path                     \
    R"(", "mode": ")" mode R"("}]})" more "}"
#define EXTERNAL(external, more)                                                                   \
    R"({"instances": 1, "container": {"volumes": [{"containerPath": "/d", "mode": "RW", )"         \
    R"("external": )" external R"(}]})" more "}"
#define DVDI R"({"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}})"
#define PERSISTENT(more)                                                                           \
    R"({"upgradeStrategy": null, "container": {"volumes": [{"containerPath": "data", )"            \
    R"("mode": "RW", "persistent": {"size": 10}})" more "}"
#define CMD(line) R"({"cmd": ")" line R"("})"
#define FETCH(uri, more) R"({"fetch": [{"uri": ")" uri R"(")" more "}]}"

const std::array Cases = {
    PracticeCase{"data of one agent", HostPath, VOLUME("/srv/x", "RW", ""), "W"},
    PracticeCase{"read-only", HostPath, VOLUME("/srv/x", "RO", ""), ""},
    PracticeCase{"what may be lost", HostPath, VOLUME("/var/log/x", "RW", ""), ""},
    PracticeCase{"shared storage", HostPath, VOLUME("/mnt/nas/x", "RW", ""), ""},
    PracticeCase{"the sandbox", HostPath, VOLUME("data", "RW", ""), ""},
    PracticeCase{"placed by attribute", HostPath,
        VOLUME("/srv/x", "RW", R"(, "constraints": [["disk", "LIKE", "ssd"]])"), ""},
    PracticeCase{"one on each host", HostPath,
        VOLUME("/srv/x", "RW", R"(, "constraints": [["hostname", "UNIQUE"]])"), ""},
    PracticeCase{"one in each rack", HostPath,
        VOLUME("/srv/x", "RW", R"(, "constraints": [["rack", "UNIQUE"]])"), "W"},
    PracticeCase{"a placeholder", HostPath, VOLUME("/srv/{{x}}", "RW", ""), ""},
    PracticeCase{"a pod", HostPath,
        R"({"volumes": [{"name": "v", "host": "/srv/x"}], "containers": [{"name": "c",
            "resources": {"cpus": 0.1, "mem": 32}, "exec": {"command": {"shell": "exec ./c"}},
            "volumeMounts": [{"name": "v", "mountPath": "/x"}]}]})",
        "W", ExampleBase::Pod},

    PracticeCase{"by default", Overlap, EXTERNAL(DVDI, R"(, "upgradeStrategy": null)"), "E"},
    PracticeCase{"written", Overlap, EXTERNAL(DVDI, ""), "E"},
    PracticeCase{"stopped first", Overlap,
        EXTERNAL(
            DVDI, R"(, "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0})"),
        ""},
    PracticeCase{"for several nodes", Overlap,
        EXTERNAL(R"({"name": "v", "provider": "csi", "options": {"pluginName": "p", "capability":
            {"accessType": "mount", "accessMode": "MULTI_NODE_READER_ONLY"}}})",
            ""),
        ""},
    PracticeCase{"no instances", Overlap,
        R"({"instances": 0, "container": {"volumes": [{"containerPath": "/d", "mode": "RW",
            "external": {"name": "v", "provider": "dvdi"}}]}})",
        ""},

    PracticeCase{"without mem", Reserved, PERSISTENT("]}, \"mem\": null"), "W"},
    PracticeCase{"without both", Reserved, PERSISTENT("]}, \"mem\": null, \"cpus\": null"), "W"},
    PracticeCase{"with both", Reserved, PERSISTENT("]}"), ""},
    PracticeCase{"no volume", Reserved, R"({"mem": null})", ""},

    PracticeCase{"in the sandbox only", Unmounted, PERSISTENT("]}"), "W"},
    PracticeCase{"mounted", Unmounted,
        PERSISTENT(R"(, {"containerPath": "/d", "hostPath": "data", "mode": "RW"}]})"), ""},
    PracticeCase{"a MESOS container", Unmounted, PERSISTENT(R"(], "type": "MESOS"})"), ""},
    PracticeCase{"named in the command", Unmounted,
        PERSISTENT(R"(]}, "cmd": "exec ./x $MESOS_SANDBOX/data")"), ""},
    PracticeCase{"named in a variable", Unmounted,
        PERSISTENT(R"(]}, "env": {"D": "/mnt/mesos/sandbox/data"})"), ""},

    PracticeCase{"the same folder", Double,
        R"({"container": {"volumes": [{"containerPath": "/c", "hostPath": "/mnt/a", "mode": "RO"},
            {"containerPath": "/c//", "hostPath": "/mnt/b", "mode": "RO"}]}})",
        "E"},
    PracticeCase{"folders in each other", Double,
        R"({"container": {"volumes": [{"containerPath": "/c", "hostPath": "/mnt/a", "mode": "RO"},
            {"containerPath": "/c/d", "hostPath": "/mnt/b", "mode": "RO"}]}})",
        ""},
    PracticeCase{"mounts of one container", Double,
        R"({"volumes": [{"name": "a"}, {"name": "b"}], "containers": [{"name": "c",
            "resources": {"cpus": 0.1, "mem": 32}, "exec": {"command": {"shell": "exec ./c"}},
            "volumeMounts": [{"name": "a", "mountPath": "/x"}, {"name": "b", "mountPath": "/x"}]}]})",
        "E", ExampleBase::Pod},

    PracticeCase{"a sequence", Exec, CMD("cd /srv && ./run"), "W"},
    PracticeCase{"a list", Exec, CMD("./prepare; ./run"), "W"},
    PracticeCase{"lines", Exec, CMD("./prepare\\n./run"), "W"},
    PracticeCase{"a pipe", Exec, CMD("./run | tee log"), "W"},
    PracticeCase{"an alternative", Exec, CMD("./run || ./other"), "W"},
    PracticeCase{"exec", Exec, CMD("cd /srv && exec ./run"), ""},
    PracticeCase{"exec behind a variable", Exec, CMD("cd /srv && A=1 exec ./run"), ""},
    PracticeCase{"exec in a branch", Exec, CMD("if a; then exec ./b; else exec ./c; fi"), ""},
    PracticeCase{"a single command", Exec, CMD("./run --all"), ""},
    PracticeCase{"a semicolon at the end", Exec, CMD("./run;"), ""},
    PracticeCase{"a quoted separator", Exec, CMD("./run 'a && b'"), ""},
    PracticeCase{"a redirection", Exec, CMD("./run 2>&1"), ""},
    PracticeCase{"a trap", Exec, CMD("trap stop TERM; ./run & wait"), ""},
    PracticeCase{"a MESOS container", Exec,
        R"({"cmd": "cd /srv && ./run", "container": {"type": "MESOS"}})", ""},
    PracticeCase{"no container", Exec, R"({"cmd": "cd /srv && ./run", "container": null})", ""},

    PracticeCase{"none at all", Grace, R"({"taskKillGracePeriodSeconds": 0})", "W"},
    PracticeCase{"two seconds", Grace, R"({"taskKillGracePeriodSeconds": 2})", "W"},
    PracticeCase{"three seconds, not exposed", Grace, R"({"taskKillGracePeriodSeconds": 3})", ""},
    PracticeCase{"three seconds, exposed", Grace,
        R"({"taskKillGracePeriodSeconds": 3, "labels": {"HAPROXY_GROUP": "external"}})", "I"},
    PracticeCase{"absent, exposed", Grace,
        R"({"taskKillGracePeriodSeconds": null, "labels": {"HAPROXY_GROUP": "external"}})", "I"},
    PracticeCase{"absent, not exposed", Grace, R"({"taskKillGracePeriodSeconds": null})", ""},
    PracticeCase{"a pod", Grace,
        R"({"containers": [{"name": "c", "resources": {"cpus": 0.1, "mem": 32},
            "lifecycle": {"killGracePeriodSeconds": 1}}]})",
        "W", ExampleBase::Pod},

    PracticeCase{"a pull", Exits, CMD("docker pull a:1.0.0"), "W"},
    PracticeCase{"a pull that waits", Exits, CMD("docker pull a:1.0.0 && exec sleep 99"), ""},
    PracticeCase{"a service", Exits, CMD("service mysql start"), "W"},
    PracticeCase{"a service, then a log", Exits, CMD("service mysql start; exec tail -f /log"), ""},
    PracticeCase{"a unit", Exits, CMD("systemctl start x"), "W"},
    PracticeCase{"a script of init", Exits, CMD("/etc/init.d/x start"), "W"},
    PracticeCase{"nginx alone", Exits, CMD("./configure && nginx"), "W"},
    PracticeCase{"nginx in front", Exits, CMD("nginx -g 'daemon off;'"), ""},
    PracticeCase{"httpd alone", Exits, CMD("/usr/sbin/httpd"), "W"},
    PracticeCase{"apachectl", Exits, CMD("apachectl start"), "W"},
    PracticeCase{"a daemon", Exits, CMD("redis-server --daemonize yes"), "W"},
    PracticeCase{"the background", Exits, CMD("./run &"), "W"},
    PracticeCase{"the background, then wait", Exits, CMD("./run & wait"), ""},
    PracticeCase{"an echo", Exits, CMD("echo hello"), "W"},
    PracticeCase{"an echo in a loop", Exits, CMD("while true; do echo hello; sleep 1; done"), ""},
    PracticeCase{"env before a program", Exits, CMD("env A=1 ./run"), ""},
    PracticeCase{"no instances", Exits, R"({"cmd": "echo hello", "instances": 0})", ""},

    PracticeCase{"http", Insecure, FETCH("http://h.example.com/a-1.0.0.tgz", ""), "W"},
    PracticeCase{"ftp", Insecure, FETCH("FTP://h.example.com/a-1.0.0.tgz", ""), "W"},
    PracticeCase{"an executable", Insecure,
        FETCH("http://h.example.com/a-1.0.0", R"(, "executable": true)"), "E"},
    PracticeCase{"https", Insecure, FETCH("https://h.example.com/a-1.0.0.tgz", ""), ""},
    PracticeCase{"the cluster's own network", Insecure, FETCH("http://store.mesos:80/a", ""), ""},
    PracticeCase{"localhost", Insecure, FETCH("http://localhost/a", ""), ""},
    PracticeCase{"a placeholder", Insecure, FETCH("http://{{host}}/a", ""), ""},
    PracticeCase{
        "the older list", Insecure, R"({"uris": ["http://h.example.com/a-1.0.0.tgz"]})", "W"},

    PracticeCase{"latest", Floating, FETCH("https://h.example.com/app-latest.tgz", ""), "W"},
    PracticeCase{"a branch", Floating, FETCH("https://h.example.com/Master/app.tgz", ""), "W"},
    PracticeCase{"with the cache", Floating,
        FETCH("https://h.example.com/app-latest.tgz", R"(, "cache": true)"), "E"},
    PracticeCase{"in the host", Floating, FETCH("https://latest.example.com/app.tgz", ""), ""},
    PracticeCase{"in a word", Floating, FETCH("https://h.example.com/headless.tgz", ""), ""},
    PracticeCase{
        "with a version", Floating, FETCH("https://h.example.com/app-1.2.0-stable.tgz", ""), ""},
    PracticeCase{
        "with a commit", Floating, FETCH("https://h.example.com/app-master-4f2a91c.tgz", ""), ""},
    PracticeCase{
        "a moving folder", Floating, FETCH("https://h.example.com/latest/app-1.2.0.tgz", ""), "W"},

    PracticeCase{"a query", Archive, FETCH("https://h.example.com/a-1.0.0.tgz?x=1", ""), "W"},
    PracticeCase{"a name of its own", Archive,
        FETCH("https://h.example.com/a-1.0.0.tgz?x=1", R"(, "destPath": "a.tgz")"), ""},
    PracticeCase{"not unpacked on purpose", Archive,
        FETCH("https://h.example.com/a-1.0.0.tgz?x=1", R"(, "extract": false)"), ""},
    PracticeCase{"no archive", Archive, FETCH("https://h.example.com/a-1.0.0.jar?x=1", ""), ""},
    PracticeCase{"no query", Archive, FETCH("https://h.example.com/a-1.0.0.tgz", ""), ""},
    PracticeCase{"the older list", Archive,
        R"({"uris": ["https://h.example.com/b.jar", "https://h.example.com/a-1.0.0.zip?x=1"]})",
        "W"},

    PracticeCase{"curl", Pipe, CMD("curl -s https://h.example.com/i | sh"), "W"},
    PracticeCase{
        "wget, behind sudo", Pipe, CMD("wget -O- https://h.example.com/i|sudo -E bash -"), "W"},
    PracticeCase{
        "a pipe in between", Pipe, CMD("curl https://h/i | tr -d x | python3 && ./run"), "W"},
    PracticeCase{"to a file", Pipe, CMD("curl -o i https://h/i && sh i"), ""},
    PracticeCase{"to no shell", Pipe, CMD("curl https://h/i | jq .x"), ""},
};

} // namespace
#endif

class PracticeRuntimeTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data() { addCases(Cases); }
    void judges();
    void fixesKeepTheLaw_data() { addCases(Cases); }
    void fixesKeepTheLaw();
    void insertsExec_data();
    void insertsExec();
    void asksWhereExecIsUnsafe();
    void writesBothUpgradeNumbers();
    void asksForMissingResourcesOnly();
    void turnsUrisIntoFetch();
    void fetchesTheVersionTyped();
};

void PracticeRuntimeTest::judges()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, rule);
    QFETCH(QString, levels);
    QCOMPARE(levelsOf(checkText(document).findings, rule), levels);
}

void PracticeRuntimeTest::fixesKeepTheLaw()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, rule);
    // Questions without a suggestion take an answer that fits.
    QString answer;
    if (rule == QLatin1StringView(Floating))
        answer = u"1.4.2"_s;
    else if (rule == QLatin1StringView(Exec) || rule == QLatin1StringView(Pipe))
        answer = u"exec ./start"_s;
    QCOMPARE(brokenFixOf(document, rule, RuleConfig::builtIn(), answer), QString());
}

void PracticeRuntimeTest::insertsExec_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("fixed");
    QTest::newRow("a sequence") << u"cd /srv && ./run"_s << u"cd /srv && exec ./run"_s;
    QTest::newRow("a variable") << u"cd /srv; A=1 ./run x"_s << u"cd /srv; A=1 exec ./run x"_s;
    QTest::newRow("lines") << u"./a\n./run"_s << u"./a\nexec ./run"_s;
    QTest::newRow("beyond ASCII") << u"echo ä; ./run"_s << u"echo ä; exec ./run"_s;
    QTest::newRow("an alternative") << u"./a || ./run"_s << QString();
    QTest::newRow("a pipe") << u"./a | ./run"_s << QString();
    QTest::newRow("a builtin") << u"./a; wait"_s << QString();
    QTest::newRow("a branch") << u"if x; then ./a; fi; ./run"_s << QString();
    QTest::newRow("a subshell") << u"(cd /srv); ./run"_s << QString();
    QTest::newRow("the background") << u"./a; ./run &"_s << QString();
}

void PracticeRuntimeTest::insertsExec()
{
    QFETCH(QString, line);
    QFETCH(QString, fixed);
    const QByteArray text = R"({"id": "/a", "cmd": )" + encodeString(line)
        + R"(, "container": {"type": "DOCKER", "docker": {"image": "a:1.0.0"}}})";
    const Findings findings = checkText(text).findings;
    const Fix &fix = findingOf(findings, Exec)->fixes.front();
    QCOMPARE(fix.isSafe, !fixed.isEmpty());
    if (!fixed.isEmpty())
        QVERIFY(fixedText(text, fix, {}).contains(encodeString(fixed)));
}

void PracticeRuntimeTest::asksWhereExecIsUnsafe()
{
    const QByteArray text = documentOf(R"({"cmd": "./run | tee log"})", ExampleBase::App);
    const Findings findings = checkText(text).findings;
    const FixQuestion &question = *findingOf(findings, Exec)->fixes.front().question;
    QCOMPARE(question.suggestion, u"./run | exec tee log"_s);
    QVERIFY(!question.edits(u"./a && ./b"_s));
    QVERIFY(question.edits(u"exec ./run"_s));
}

void PracticeRuntimeTest::writesBothUpgradeNumbers()
{
    const QByteArray text = R"({"id": "/a", "cmd": "exec ./a", "container": {"type": "MESOS",
  "volumes": [{"containerPath": "d", "mode": "RW", "external": {"name": "v", "provider": "dvdi",
  "options": {"dvdi/driver": "rexray"}}}]}})";
    const Findings findings = checkText(text).findings;
    const Fix &fix = findingOf(findings, Overlap)->fixes.front();
    QVERIFY(fix.isSafe);
    QVERIFY(fixedText(text, fix, {})
                .contains(R"("upgradeStrategy": {"minimumHealthCapacity": 0, )"
                          R"("maximumOverCapacity": 0})"));
}

void PracticeRuntimeTest::asksForMissingResourcesOnly()
{
    const QByteArray text
        = documentOf(PERSISTENT("]}, \"mem\": null, \"cpus\": null"), ExampleBase::App);
    const Findings findings = checkText(text).findings;
    const FixQuestion &question = *findingOf(findings, Reserved)->fixes.front().question;
    QCOMPARE(question.suggestion, u"1 128"_s);
    QVERIFY(!question.edits(u"1"_s));
    QVERIFY(!question.edits(u"1 many"_s));
    QVERIFY(question.edits(u"0.5 1024"_s));
}

void PracticeRuntimeTest::turnsUrisIntoFetch()
{
    const QByteArray text
        = R"({"id": "/a", "cmd": "exec ./a", "uris": ["https://h/b.jar", "https://h/a.zip?x=1"]})";
    const Findings findings = checkText(text).findings;
    const QByteArray expected
        = R"({"id": "/a", "cmd": "exec ./a", "fetch": [{"uri": "https://h/b.jar"}, )"
          R"({"uri": "https://h/a.zip?x=1", "destPath": "a.zip"}]})";
    QCOMPARE(fixedText(text, findingOf(findings, Archive)->fixes.front(), {}), expected);
}

void PracticeRuntimeTest::fetchesTheVersionTyped()
{
    const QByteArray text = R"({"id": "/a", "fetch": [{"uri": "https://h/app-latest.tgz"}]})";
    const Findings findings = checkText(text).findings;
    const Fix &fix = findingOf(findings, Floating)->fixes.front();
    QVERIFY(fixedText(text, fix, u"1.4.2"_s).contains("https://h/app-1.4.2.tgz"));
    QVERIFY(fixedText(text, fix, u"https://h/b-2.0.0.tgz"_s).contains("https://h/b-2.0.0.tgz"));
    QVERIFY(!fix.question->edits(u"stable"_s));
}

QTEST_APPLESS_MAIN(PracticeRuntimeTest)
#include "tst_practice_runtime.moc"
