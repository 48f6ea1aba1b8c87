// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/pullcommand.h"
#include "prepull/pullimage.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// The constant texts, run by the shells that agents have, with a docker that does as told.
class PullCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void result_data();
    void result();
    void retries_data();
    void retries();
    void noDocker_data() { shells(); }
    void noDocker();
    void limitsTime_data() { shells(); }
    void limitsTime();
    void holds_data() { shells(); }
    void holds();
    void failsOnlyAfterFailure_data() { shells(); }
    void failsOnlyAfterFailure();
    void usesCredentials_data() { shells(); }
    void usesCredentials();
    void usesSudo_data() { shells(); }
    void usesSudo();
    void takesImageAsOneWord_data();
    void takesImageAsOneWord();
    void checkBeforeResult_data() { shells(); }
    void checkBeforeResult();
    void refusesImages_data();
    void refusesImages();
    void readsExitStatus();
    void readsDigests_data();
    void readsDigests();

private:
    static void shells();
};

namespace {

/// A folder with programs of its own, and a sandbox.
class Host
{
public:
    Host()
    {
        QDir(m_folder.path()).mkdir(u"bin"_s);
        QDir(m_folder.path()).mkdir(u"sandbox"_s);
        // Nothing of this machine but what the command may count on.
        for (const char *tool : {"cat", "rm", "mv", "tail", "timeout", "touch", "env"}) {
            const QString path = QStandardPaths::findExecutable(QString::fromLatin1(tool));
            QFile::link(path, bin(QString::fromLatin1(tool)));
        }
        write(u"sleep"_s, "echo \"$1\" >>\"$MESOS_SANDBOX/slept\"; exec /bin/sleep 0.01");
    }

    void write(const QString &name, const QByteArray &script) const
    {
        QFile file(bin(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script + '\n');
        file.setPermissions(file.permissions() | QFile::ExeOwner | QFile::ExeUser);
    }
    /// A docker that says this and ends with this, and notes its words one per line.
    void docker(const QByteArray &says, int code) const
    {
        write(u"docker"_s,
            "for word; do echo \"$word\" >>\"$MESOS_SANDBOX/words\"; done\n"
            "echo \"$HOME\" >\"$MESOS_SANDBOX/home\"\n"
            "echo '"
                + says + "' >&2; exit " + QByteArray::number(code));
    }
    void start(QProcess &process, const QString &shell, const QByteArray &text,
        const QString &mode = u"job"_s, const QString &image = u"team/shop:1.4.2"_s,
        const QString &seconds = u"1800"_s) const
    {
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, bin(QString()));
        environment.insert(u"HOME"_s, u"/nowhere"_s);
        environment.insert(u"MESOS_SANDBOX"_s, sandbox(QString()));
        environment.insert(u"PINION_IMAGE"_s, image);
        environment.insert(u"PINION_PULL_SECONDS"_s, seconds);
        environment.insert(u"PINION_TRIES"_s, u"2"_s);
        environment.insert(u"PINION_MODE"_s, mode);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(shell, {u"-c"_s, QString::fromUtf8(text)});
    }
    [[nodiscard]] int run(const QString &shell, const QByteArray &text,
        const QString &mode = u"job"_s, const QString &image = u"team/shop:1.4.2"_s) const
    {
        QProcess process;
        start(process, shell, text, mode, image);
        return process.waitForFinished(60'000) ? process.exitCode() : -1;
    }
    [[nodiscard]] QByteArray left(const QString &name) const
    {
        QFile file(sandbox(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    }
    [[nodiscard]] QString sandbox(const QString &name) const
    {
        return m_folder.filePath(name.isEmpty() ? u"sandbox"_s : u"sandbox/"_s + name);
    }

private:
    [[nodiscard]] QString bin(const QString &name) const
    {
        return m_folder.filePath(name.isEmpty() ? u"bin"_s : u"bin/"_s + name);
    }

    QTemporaryDir m_folder;
};

QStringList shellPaths()
{
    QStringList paths;
    for (const QString &name : {u"dash"_s, u"bash"_s}) {
        if (const QString path = QStandardPaths::findExecutable(name); !path.isEmpty())
            paths.append(path);
    }
    return paths;
}

} // namespace

void PullCommandTest::shells()
{
    QTest::addColumn<QString>("shell");
    for (const QString &shell : shellPaths())
        QTest::addRow("%s", qPrintable(shell)) << shell;
}

void PullCommandTest::result_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<int>("exits");
    QTest::addColumn<int>("code");
    struct Row
    {
        const char *name;
        const char *says;
        int exits;
        int code;
    };
    const std::initializer_list<Row> rows{
        {"pulled", "Digest: sha256:00", 0, 20},
        {"something new", "the moon is in the wrong place", 1, 50},
        {"no daemon", "Cannot connect to the Docker daemon at unix:///x", 1, 52},
        {"no leave", "permission denied while trying to connect to /var/run/docker.sock", 1, 52},
        {"no tag", "manifest unknown: manifest unknown", 1, 53},
        {"no image", "Error: image team/shop:1 not found", 1, 53},
        {"no login", "denied: requested access to the resource is denied", 1, 54},
        {"wrong login", "unauthorized: incorrect username or password", 1, 54},
        {"no credentials", "no basic auth credentials", 1, 54},
        {"disk full", "write /var/lib/docker: no space left on device", 1, 55},
        {"time over", "", 124, 56},
        {"no name", "dial tcp: lookup r.example: no such host", 1, 57},
        {"certificate", "x509: certificate signed by unknown authority", 1, 57},
        {"refused", "dial tcp 10.0.0.1:443: connect: connection refused", 1, 57},
    };
    for (const QString &shell : shellPaths()) {
        for (const Row &row : rows)
            QTest::addRow("%s: %s", qPrintable(shell), row.name)
                << shell << QByteArray(row.says) << row.exits << row.code;
    }
}

void PullCommandTest::result()
{
    QFETCH(QString, shell);
    QFETCH(QByteArray, says);
    QFETCH(int, exits);
    QFETCH(int, code);
    const Host host;
    host.docker(says, exits);
    QCOMPARE(host.run(shell, pullCommand()), code == DoneCode ? 0 : code);
    QCOMPARE(host.left(u"pinion.rc"_s), QByteArray::number(code));
    QCOMPARE(host.run(shell, pullCheckCommand()), code);
    QCOMPARE(host.run(shell, pullHealthCommand()), code == DoneCode ? 0 : 1);
    QCOMPARE(findPullFailure(code) == nullptr, code == DoneCode);
    QVERIFY(host.left(u"pinion.tmp"_s).isEmpty());
    if (exits == 1)
        QCOMPARE(pullCodeOf(says), code); // for those who have nothing but the words
}

void PullCommandTest::retries_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<QByteArray>("slept");
    for (const QString &shell : shellPaths()) {
        QTest::addRow("%s: network", qPrintable(shell))
            << shell << QByteArray("i/o timeout") << QByteArray("15");
        QTest::addRow("%s: login", qPrintable(shell))
            << shell << QByteArray("denied") << QByteArray();
    }
}

void PullCommandTest::retries()
{
    QFETCH(QString, shell);
    QFETCH(QByteArray, says);
    QFETCH(QByteArray, slept);
    const Host host;
    host.docker(says, 1);
    QVERIFY(host.run(shell, pullCommand()) > 0);
    QCOMPARE(host.left(u"slept"_s), slept);
    QCOMPARE(host.left(u"words"_s).count("pull"), slept.isEmpty() ? 1 : 2);
}

void PullCommandTest::noDocker()
{
    QFETCH(QString, shell);
    const Host host;
    QCOMPARE(host.run(shell, pullCommand()), 51);
    QCOMPARE(host.left(u"pinion.rc"_s), QByteArray("51"));
}

void PullCommandTest::limitsTime()
{
    QFETCH(QString, shell);
    const Host host;
    host.write(u"docker"_s, "exec /bin/sleep 600");
    QProcess process;
    host.start(process, shell, pullCommand(), u"job"_s, u"team/shop:1.4.2"_s, u"1"_s);
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), OwnTimeLimitCode);
}

void PullCommandTest::holds()
{
    QFETCH(QString, shell);
    const Host host;
    host.docker("denied", 1);
    QProcess process;
    host.start(process, shell, pullCommand(), u"hold"_s);
    // It sleeps by the hour once the result is written.
    QTRY_VERIFY_WITH_TIMEOUT(host.left(u"slept"_s).contains("3600"), 60'000);
    QCOMPARE(process.state(), QProcess::Running);
    QCOMPARE(host.run(shell, pullCheckCommand()), 54);
    process.kill();
    process.waitForFinished();
}

void PullCommandTest::failsOnlyAfterFailure()
{
    QFETCH(QString, shell);
    const Host bad;
    bad.docker("no space left on device", 1);
    QCOMPARE(bad.run(shell, pullCommand(), u"fail"_s), 55);
    const Host good;
    good.docker("ok", 0);
    QProcess process;
    good.start(process, shell, pullCommand(), u"fail"_s);
    QTRY_VERIFY_WITH_TIMEOUT(good.left(u"slept"_s).contains("3600"), 60'000);
    QCOMPARE(process.state(), QProcess::Running);
    process.kill();
    process.waitForFinished();
}

void PullCommandTest::usesCredentials()
{
    QFETCH(QString, shell);
    const Host without;
    without.docker("ok", 0);
    QCOMPARE(without.run(shell, pullCommand()), 0);
    QCOMPARE(without.left(u"home"_s), QByteArray("/nowhere"));
    const Host with;
    with.docker("ok", 0);
    QVERIFY(QDir(with.sandbox(QString())).mkdir(u".docker"_s));
    QCOMPARE(with.run(shell, pullCommand()), 0);
    QCOMPARE(with.left(u"home"_s), with.sandbox(QString()).toUtf8());
}

void PullCommandTest::usesSudo()
{
    QFETCH(QString, shell);
    const Host host;
    host.docker("ok", 0);
    host.write(u"sudo"_s, "printf '%s' \"$1\" >\"$MESOS_SANDBOX/sudo\"; shift; exec \"$@\"");
    QCOMPARE(host.run(shell, pullCommand(PullUser::Sudo)), 0);
    QCOMPARE(host.left(u"sudo"_s), QByteArray("-n"));
    QCOMPARE(host.left(u"words"_s), QByteArray("pull\nteam/shop:1.4.2"));
}

void PullCommandTest::takesImageAsOneWord_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QString>("image");
    const QStringList images{u"a; touch pwned"_s, u"$(touch pwned)"_s, u"`touch pwned`"_s,
        u"a && touch pwned"_s, u"a|touch pwned"_s, u"a' 'b"_s, u"a\" \"b"_s, u"*"_s, u"${PATH}"_s,
        u"a\ttouch"_s, u"\\"_s};
    for (const QString &shell : shellPaths()) {
        for (const QString &image : images)
            QTest::addRow("%s: %s", qPrintable(shell), qPrintable(image)) << shell << image;
    }
}

void PullCommandTest::takesImageAsOneWord()
{
    QFETCH(QString, shell);
    QFETCH(QString, image);
    const Host host;
    host.docker("ok", 0);
    QCOMPARE(host.run(shell, pullCommand(), u"job"_s, image), 0);
    QVERIFY(!QFile::exists(host.sandbox(u"pwned"_s)));
    // printf-like changes by echo apart, it came as one word after "pull".
    QCOMPARE(host.left(u"words"_s).count('\n'), 1);
    QVERIFY(!pullableImage(image));
}

void PullCommandTest::checkBeforeResult()
{
    QFETCH(QString, shell);
    const Host host;
    QCOMPARE(host.run(shell, pullCheckCommand()), PullingCode);
    QVERIFY(host.run(shell, pullHealthCommand()) != 0);
}

void PullCommandTest::refusesImages_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<bool>("isGood");
    const QString digest = u"@sha256:"_s + QString(64, u'0');
    QTest::newRow("fixed tag") << u"registry.example:5000/team/shop:1.4.2"_s << true;
    QTest::newRow("digest") << QString(u"registry.example/shop"_s + digest) << true;
    QTest::newRow("tag and digest") << QString(u"registry.example/shop:1.4.2"_s + digest) << true;
    QTest::newRow("no tag") << u"team/shop"_s << false;
    QTest::newRow("latest") << u"team/shop:latest"_s << false;
    QTest::newRow("blank") << u"team/shop:1.4.2 x"_s << false;
    QTest::newRow("semicolon") << u"team/shop:1.4.2;x"_s << false;
    QTest::newRow("substitution") << u"team/$(x):1.4.2"_s << false;
    QTest::newRow("option") << u"-x"_s << false;
    QTest::newRow("long option") << u"--help:1.4.2"_s << false;
    QTest::newRow("upper case") << u"registry.example/Team/shop:1.4.2"_s << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("short digest") << u"team/shop@sha256:12"_s << false;
    QTest::newRow("other digest") << QString(u"team/shop@sha512:"_s + QString(128, u'0')) << false;
    QTest::newRow("too long") << QString(QString(600, u'a') + u":1.4.2"_s) << false;
}

void PullCommandTest::refusesImages()
{
    QFETCH(QString, image);
    QFETCH(bool, isGood);
    QCOMPARE(pullableImage(image).has_value(), isGood);
}

void PullCommandTest::readsExitStatus()
{
    QCOMPARE(exitStatusIn(u"Command exited with status 54"_s), std::optional(54));
    QCOMPARE(exitStatusIn(u"Command terminated with signal Killed"_s), std::optional<int>());
}

void PullCommandTest::readsDigests_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QString>("digest");
    const QByteArray ones = "sha256:" + QByteArray(64, '1');
    const QByteArray twos = "sha256:" + QByteArray(64, '2');
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("a pull") << QByteArray("1.4.2: Pulling from team/shop\nDigest: " + ones
        + "\nStatus: Downloaded newer image for team/shop:1.4.2\n")
                            << QString::fromLatin1(ones);
    QTest::newRow("the last of two")
        << QByteArray("Digest: " + ones + "\nDigest: " + twos) << QString::fromLatin1(twos);
    QTest::newRow("carriage returns")
        << QByteArray("Digest: " + ones + "\r\n") << QString::fromLatin1(ones);
    QTest::newRow("too short") << QByteArray("Digest: sha256:12\n") << QString();
    QTest::newRow("inside of a line") << QByteArray("no Digest: " + ones + "\n") << QString();
}

void PullCommandTest::readsDigests()
{
    QFETCH(QByteArray, words);
    QTEST(digestIn(words), "digest");
}

QTEST_GUILESS_MAIN(PullCommandTest)
#include "tst_pullcommand.moc"
