// SPDX-License-Identifier: GPL-3.0-or-later
#include "practicetesting.h"

#include <QJsonArray>

#include <array>

using namespace Pinion;
using namespace Qt::StringLiterals;

#ifndef Q_MOC_RUN // moc loses its way in raw strings
namespace {

constexpr auto Plain = "sec-plaintext-secret";
constexpr auto Address = "sec-credentials-in-uri";
constexpr auto Label = "sec-secret-in-label";
constexpr auto Root = "sec-privileged";
constexpr auto Socket = "sec-docker-socket";
constexpr auto Mount = "sec-sensitive-host-mount";
constexpr auto Option = "sec-docker-parameters";

#define VOLUME(path, mode)                                                                         \
    R"({"container": {"volumes": [{"containerPath": "/x", "hostPath": ")" path                     \
    R"(", "mode": ")" mode R"("}]}})"
#define OPTION(key, value)                                                                         \
    R"({"container": {"docker": {"parameters": [{"key": ")" key R"(", "value": ")" value R"("}]}}})"

const std::array Cases = {
    PracticeCase{"an AWS key", Plain, R"({"env": {"X": "AKIAABCDEFGHIJKLMNOP"}})", "E"},
    PracticeCase{
        "an AWS key of the wrong length", Plain, R"({"env": {"X": "AKIAABCDEFGHIJ"}})", ""},
    PracticeCase{
        "a private key", Plain, R"({"env": {"X": "-----BEGIN RSA PRIVATE KEY-----\nabc"}})", "E"},
    PracticeCase{"a public key", Plain, R"({"env": {"X": "-----BEGIN PUBLIC KEY-----\nabc"}})", ""},
    PracticeCase{"a GitHub token in the command", Plain,
        R"({"cmd": "exec ./x ghp_abcdefghijklmnopqrstuvwxyz0123456789"})", "E"},
    PracticeCase{"a Slack token in an argument", Plain,
        R"({"args": ["--slack", "xoxb-1234567890-abc"]})", "E"},
    PracticeCase{"a Stripe key", Plain, R"({"env": {"X": "sk_live_abcdefghijklmnop"}})", "E"},
    PracticeCase{
        "a web token", Plain, R"({"env": {"X": "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl"}})", "E"},
    PracticeCase{"two parts are no web token", Plain, R"({"env": {"X": "eyJhbGciOi.abcdef"}})", ""},
    PracticeCase{"a password by its name", Plain, R"({"env": {"DB_PASSWORD": "hunter22"}})", "W"},
    PracticeCase{"the bare name", Plain, R"({"env": {"SECRET": "hunter22"}})", "W"},
    PracticeCase{"a key in lower case", Plain, R"({"env": {"api_key": "hunter22"}})", "W"},
    PracticeCase{"credentials", Plain, R"({"env": {"AWS_CREDENTIALS": "hunter22"}})", "W"},
    PracticeCase{"a reference", Plain,
        R"({"env": {"DB_PASSWORD": {"secret": "db"}}, "secrets": {"db": {"source": "/db"}}})", ""},
    PracticeCase{"a placeholder", Plain, R"({"env": {"DB_PASSWORD": "{{password}}"}})", ""},
    PracticeCase{"a sample", Plain, R"({"env": {"DB_PASSWORD": "<your password>"}})", ""},
    PracticeCase{"its own key", Plain, R"({"env": {"DB_PASSWORD": "_DB_PASSWORD_"}})", ""},
    PracticeCase{"much like its key", Plain, R"({"env": {"PASSWORD": "password"}})", "W"},
    PracticeCase{"an empty value", Plain, R"({"env": {"DB_PASSWORD": ""}})", ""},
    PracticeCase{"a short value", Plain, R"({"env": {"DB_PASSWORD": "abc"}})", ""},
    PracticeCase{"a switch", Plain, R"({"env": {"ALLOW_EMPTY_PASSWORD": "TRUE"}})", ""},
    PracticeCase{"a path", Plain, R"({"env": {"DB_PASSWORD": "/run/secrets/db"}})", ""},
    PracticeCase{"a file", Plain, R"({"env": {"DB_PASSWORD": "file:secrets"}})", ""},
    PracticeCase{"a variable", Plain, R"({"env": {"DB_PASSWORD": "$OTHER"}})", ""},
    PracticeCase{"the working folder", Plain, R"({"env": {"PWD": "somewhere"}})", ""},
    PracticeCase{"a name that goes on", Plain, R"({"env": {"TOKEN_TTL": "3600s"}})", ""},
    PracticeCase{"a word that only ends so", Plain, R"({"env": {"BYPASS": "hunter22"}})", ""},
    PracticeCase{"a variable of a pod's container", Plain,
        R"({"containers": [{"name": "web", "resources": {"cpus": 0.1, "mem": 32},
            "environment": {"DB_PASSWORD": "hunter22"}}]})",
        "W", ExampleBase::Pod},

    PracticeCase{"a password to fetch with", Address,
        R"({"fetch": [{"uri": "https://bob:s3cr3t@h.example.com/a-1.2.0.tgz"}]})", "E"},
    PracticeCase{"a password in a variable", Address,
        R"({"env": {"DB": "postgres://bob:s3cr3t@db/x"}})", "E"},
    PracticeCase{"a password in the command", Address,
        R"({"cmd": "exec ./x --db mysql://bob:s3cr3t@db/x"})", "E"},
    PracticeCase{"a user only", Address,
        R"({"fetch": [{"uri": "https://bob@h.example.com/a-1.2.0.tgz"}]})", ""},
    PracticeCase{"a variable as password", Address,
        R"({"cmd": "exec ./x --db mysql://bob:$PASS@db/x"})", ""},
    PracticeCase{"a placeholder as password", Address,
        R"({"env": {"DB": "postgres://bob:{{pass}}@db/x"}})", ""},
    PracticeCase{"an empty password", Address, R"({"env": {"DB": "postgres://bob:@db/x"}})", ""},
    PracticeCase{"a port is no password", Address,
        R"({"env": {"DB": "http://db:5432/mail@example.com"}})", ""},
    PracticeCase{"a signed address", Address,
        R"({"fetch": [{"uri": "https://h.example.com/a?v=1&X-Amz-Signature=abcd"}]})", "W"},
    PracticeCase{"a token in the query", Address,
        R"({"fetch": [{"uri": "https://h.example.com/a?token=abcd&v=1"}]})", "W"},
    PracticeCase{"a templated token", Address,
        R"({"fetch": [{"uri": "https://h.example.com/a?token={{token}}"}]})", ""},
    PracticeCase{"a signature outside of fetch", Address,
        R"({"env": {"HOOK": "https://h.example.com/a?token=abcd"}})", ""},

    PracticeCase{
        "a readable login", Label, R"({"labels": {"HAPROXY_0_AUTH": "a:b:opensesame"}})", "W"},
    PracticeCase{"a crypt hash", Label, R"({"labels": {"HAPROXY_0_AUTH": "a:b:$6$x$y"}})", ""},
    PracticeCase{
        "an old crypt hash", Label, R"({"labels": {"HAPROXY_0_AUTH": "a:b:abJnggxhB/yWI"}})", ""},
    PracticeCase{
        "a templated login", Label, R"({"labels": {"HAPROXY_0_AUTH": "a:b:{{hash}}"}})", ""},
    PracticeCase{"a key by its name", Label, R"({"labels": {"API_TOKEN": "hunter22"}})", "W"},
    PracticeCase{
        "a token by its form", Label, R"({"labels": {"note": "AKIAABCDEFGHIJKLMNOP"}})", "W"},
    PracticeCase{"a label of Pinion", Label, R"({"labels": {"pinion.TOKEN": "hunter22"}})", ""},
    PracticeCase{"a label of a port", Label,
        R"({"container": {"portMappings": [{"containerPort": 1, "labels": {"X_TOKEN": "hunter22"}}]}})",
        "W"},
    PracticeCase{"a label of a network", Label,
        R"({"networks": [{"mode": "container", "name": "n", "labels": {"X_TOKEN": "hunter22"}}]})",
        "W"},

    PracticeCase{"the switch", Root, R"({"container": {"docker": {"privileged": true}}})", "E"},
    PracticeCase{
        "the switch, off", Root, R"({"container": {"docker": {"privileged": false}}})", ""},
    PracticeCase{"the option", Root, OPTION("--privileged", "true"), "E"},
    PracticeCase{"the option, off", Root, OPTION("privileged", "false"), ""},
    PracticeCase{"a MESOS container", Root,
        R"({"container": {"type": "MESOS", "docker": {"privileged": true}}})", ""},

    PracticeCase{"the socket", Socket, VOLUME("/var/run/docker.sock", "RO"), "E"},
    PracticeCase{"the folder of the socket", Socket, VOLUME("/var/run/", "RW"), "E"},
    PracticeCase{"its short name", Socket, VOLUME("/run/docker.sock", "RW"), "E"},
    PracticeCase{"containerd", Socket, VOLUME("/run/containerd/containerd.sock", "RW"), "E"},
    PracticeCase{"an option", Socket, OPTION("volume", "/var/run/docker.sock:/x"), "E"},
    PracticeCase{"a mount option", Socket,
        OPTION("mount", "type=bind,source=/run/docker.sock,target=/x"), "E"},
    PracticeCase{"another folder of /run", Socket, VOLUME("/var/run/mine", "RW"), ""},

    PracticeCase{"writable /etc", Mount, VOLUME("/etc", "RW"), "E"},
    PracticeCase{"readable /etc", Mount, VOLUME("/etc", "RO"), "W"},
    PracticeCase{"below /etc", Mount, VOLUME("/etc/ssh", "RO"), "W"},
    PracticeCase{"the root", Mount, VOLUME("/", "RW"), "E"},
    PracticeCase{"/var itself", Mount, VOLUME("/var", "RO"), "W"},
    PracticeCase{"below /var", Mount, VOLUME("/var/cache/x", "RW"), ""},
    PracticeCase{"the work folder of Mesos", Mount, VOLUME("/var/lib/mesos/slave", "RO"), "W"},
    PracticeCase{"an allowed file, read-only", Mount, VOLUME("/etc/localtime", "RO"), ""},
    PracticeCase{"an allowed file, writable", Mount, VOLUME("/etc/localtime", "RW"), "E"},
    PracticeCase{"shared memory", Mount, VOLUME("/dev/shm/x", "RW"), ""},
    PracticeCase{"the socket is another rule's", Mount, VOLUME("/var/run", "RW"), ""},
    PracticeCase{"a placeholder", Mount, VOLUME("/etc/{{name}}", "RW"), ""},

    PracticeCase{"the agent's processes", Option, OPTION("pid", "host"), "E"},
    PracticeCase{"a mighty capability", Option, OPTION("cap-add", "SYS_ADMIN"), "E"},
    PracticeCase{"another capability", Option, OPTION("--cap-add", "NET_RAW"), "W"},
    PracticeCase{"no confinement", Option, OPTION("security-opt", "seccomp=unconfined"), "E"},
    PracticeCase{"no labels", Option, OPTION("security-opt", "label:disable"), "E"},
    PracticeCase{"a name for several", Option, OPTION("name", "api"), "E"},
    PracticeCase{"a name for one", Option,
        R"({"instances": 1, "container": {"docker": {"parameters": [{"key": "name",
            "value": "api"}]}}})",
        "W"},
    PracticeCase{"a restart policy", Option, OPTION("restart", "always"), "W"},
    PracticeCase{"a network", Option, OPTION("net", "host"), "W"},
    PracticeCase{"memory", Option, OPTION("memory", "1g"), "W"},
    PracticeCase{"a volume", Option, OPTION("v", "/srv/a:/a"), "W"},
    PracticeCase{"a device", Option, OPTION("device", "/dev/kvm"), "W"},
    PracticeCase{"a harmless option", Option, OPTION("log-driver", "journald"), ""},
    PracticeCase{"a dropped capability", Option, OPTION("cap-drop", "ALL"), ""},
    PracticeCase{"a MESOS container", Option,
        R"({"container": {"type": "MESOS", "docker": {"parameters": [{"key": "pid",
            "value": "host"}]}}})",
        ""},
};

/// Every text of a finding that users get to see.
QStringList visibleTexts(const Finding &finding)
{
    QStringList texts{finding.message};
    for (const RelatedPlace &place : finding.related)
        texts.append(place.message);
    for (const Fix &fix : finding.fixes) {
        texts.append(fix.title);
        if (fix.question)
            texts.append({fix.question->prompt, fix.question->suggestion});
    }
    return texts;
}

RuleConfig withSecrets()
{
    RuleConfig config = RuleConfig::builtIn();
    config.facts.server.features = {u"secrets"_s};
    return config;
}

/// What the documents above spell out.
const QStringList Secrets{u"hunter22"_s, u"s3cr3t"_s, u"opensesame"_s, u"AKIAABCDEFGHIJKLMNOP"_s,
    u"ghp_abcdefghijklmnopqrstuvwxyz0123456789"_s, u"xoxb-1234567890-abc"_s,
    u"sk_live_abcdefghijklmnop"_s, u"eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl"_s, u"=abcd"_s};

} // namespace
#endif

class PracticeSecurityTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data() { addCases(Cases); }
    void judges();
    void neverRepeatsSecrets_data() { addCases(Cases); }
    void neverRepeatsSecrets();
    void fixesKeepTheLaw_data() { addCases(Cases); }
    void fixesKeepTheLaw();
    void takesValuesFromTheStore();
    void marksThePassword();
    void removesThePassword();
    void hashesLogins();
    void givesOneCapability();
    void removesVolumesOfPods();
    void readsParameters();
};

void PracticeSecurityTest::judges()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, rule);
    QFETCH(QString, levels);
    QCOMPARE(levelsOf(checkText(document).findings, rule), levels);
}

void PracticeSecurityTest::neverRepeatsSecrets()
{
    QFETCH(QByteArray, document);
    for (const Finding &finding : checkText(document, withSecrets()).findings) {
        for (const QString &text : visibleTexts(finding)) {
            for (const QString &secret : Secrets)
                QVERIFY2(!text.contains(secret), qPrintable(finding.rule + u": "_s + text));
        }
    }
}

void PracticeSecurityTest::fixesKeepTheLaw()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, rule);
    const QString answer = rule == QLatin1StringView(Label) ? u"$6$salt$hash"_s : QString();
    QCOMPARE(brokenFixOf(document, rule, withSecrets(), answer), QString());
}

void PracticeSecurityTest::takesValuesFromTheStore()
{
    const QByteArray text = R"({"id": "/shop/api", "env": {"DB_PASSWORD": "hunter22"}})";
    QVERIFY(findingOf(checkText(text).findings, Plain)->fixes.empty());
    const Findings findings = checkText(text, withSecrets()).findings;
    const Fix &fix = findingOf(findings, Plain)->fixes.front();
    QCOMPARE(fix.question->suggestion, u"/shop/api/db-password"_s);
    const QByteArray expected
        = R"({"id": "/shop/api", "env": {"DB_PASSWORD": {"secret": "db-password"}}, )"
          R"("secrets": {"db-password": {"source": "/vault/db"}}})";
    QCOMPARE(fixedText(text, fix, u"/vault/db"_s), expected);
    QVERIFY(!fix.question->edits(u" "_s));
}

void PracticeSecurityTest::marksThePassword()
{
    const QByteArray text = R"({"id": "/a", "env": {"DB": "postgres://bob:s3cr3t@db/x"}})";
    const Findings findings = checkText(text).findings;
    const TextRange range = findingOf(findings, Address)->range;
    QCOMPARE(text.sliced(range.begin, range.length()), "s3cr3t"_ba);
}

void PracticeSecurityTest::removesThePassword()
{
    const QByteArray text
        = R"({"id": "/a", "fetch": [{"uri": "https://bob:s3cr3t@h.example.com/a-1.2.0.tgz"}]})";
    const Findings findings = checkText(text).findings;
    const QByteArray expected
        = R"({"id": "/a", "fetch": [{"uri": "https://h.example.com/a-1.2.0.tgz"}]})";
    QCOMPARE(fixedText(text, findingOf(findings, Address)->fixes.front(), {}), expected);
}

void PracticeSecurityTest::hashesLogins()
{
    const QByteArray text
        = documentOf(R"({"labels": {"HAPROXY_0_AUTH": "a:b:opensesame"}})", ExampleBase::App);
    const Findings findings = checkText(text).findings;
    const Fix &fix = findingOf(findings, Label)->fixes.front();
    QVERIFY(fixedText(text, fix, u"$6$s$h"_s).contains(R"("a:b:$6$s$h")"));
    QVERIFY(!fix.question->edits(u"opensesame"_s));
}

void PracticeSecurityTest::givesOneCapability()
{
    const QByteArray text
        = documentOf(R"({"container": {"docker": {"privileged": true}}})", ExampleBase::App);
    const Findings findings = checkText(text).findings;
    const Fix &fix = findingOf(findings, Root)->fixes.front();
    const QByteArray after = fixedText(text, fix, u"cap_net_raw"_s);
    QVERIFY(after.contains(R"("privileged": false)"));
    QVERIFY(after.contains(R"({"key": "cap-add", "value": "NET_RAW"})"));
    QVERIFY(!fix.question->edits(u"SYS_ADMIN"_s));
    QVERIFY(!fix.question->edits(u"root, please"_s));
}

void PracticeSecurityTest::removesVolumesOfPods()
{
    const QByteArray text = documentOf(
        R"({"volumes": [{"name": "s", "host": "/var/run/docker.sock"}], "containers": [{"name": "c",
            "resources": {"cpus": 0.1, "mem": 32}, "exec": {"command": {"shell": "exec ./c"}},
            "volumeMounts": [{"name": "s", "mountPath": "/s"}, {"name": "s", "mountPath": "/t"}]}]})",
        ExampleBase::Pod);
    QCOMPARE(levelsOf(checkText(text).findings, Socket), u"E"_s);
    QCOMPARE(brokenFixOf(text, QString::fromLatin1(Socket), RuleConfig::builtIn()), QString());
}

void PracticeSecurityTest::readsParameters()
{
    const QByteArray text = R"({"id": "/a", "env": {"DB_PASSWORD": "hunter22", "PIN": "12345"}})";
    RuleConfig config = RuleConfig::builtIn();
    config.parameters.own.insert(
        QLatin1StringView(Plain), {{u"ignoreKeys"_s, QJsonArray{u"DB_PASSWORD"_s}}});
    QCOMPARE(levelsOf(checkText(text, config).findings, Plain), QString());
    config.parameters.own.insert(QLatin1StringView(Plain), {{u"keyPattern"_s, u"^PIN$"_s}});
    QCOMPARE(findingOf(checkText(text, config).findings, Plain)->pointer.toUtf8(), "/env/PIN"_ba);
}

QTEST_APPLESS_MAIN(PracticeSecurityTest)
#include "tst_practice_security.moc"
