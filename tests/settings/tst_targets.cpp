// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "rules/configtarget.h"
#include "settings/targetstore.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

class TargetsTest : public QObject
{
    Q_OBJECT

private slots:
    void tablesAgree();
    void kindsAreDistinct();
    void readsProjectAndOwn();
    void nearestFileWins();
    void badFiles_data();
    void badFiles();
    void writesWhatItReads();
    void keepsTheRestOfTheFile();
    void savesNoLogin();
    void personalPartIsForTheSameHostsOnly();
    void loginsFollowTheAddresses_data();
    void loginsFollowTheAddresses();
    void guardedIsNeverPreselected_data();
    void guardedIsNeverPreselected();
    void accessIsWhatTheTargetSays();
};

namespace {

QByteArray project(const QByteArray &targets)
{
    return "{\"pinion\": 1, \"targets\": [" + targets + "]}";
}

QByteArray entry(const QByteArray &name, const QByteArray &more = {})
{
    return "{\"name\": \"" + name + "\", \"urls\": [\"https://" + name + ".example\"]"
        + (more.isEmpty() ? QByteArray() : QByteArray(", " + more)) + "}";
}

class Folder
{
public:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QVERIFY(writeFile(path(name), bytes));
    }
    [[nodiscard]] TargetStore store() const { return TargetStore(path(u"own/targets.json"_s)); }

private:
    QTemporaryDir m_folder;
};

Target target(const QString &name, TargetKind kind)
{
    Target target;
    target.name = name;
    target.kind = kind;
    target.urls = {QUrl(u"https://%1.example"_s.arg(name))};
    return target;
}

QString text(std::string_view view)
{
    return QString::fromLatin1(view.data(), qsizetype(view.size()));
}

} // namespace

void TargetsTest::tablesAgree()
{
    QStringList kinds;
    for (const TargetKindSpec &kind : targetKinds())
        kinds.append(u'"' + text(kind.name) + u'"');
    QCOMPARE(text(findTargetSpec("kind")->choices).split(u'|'), kinds);
    for (const QString &literal : text(findTargetSpec("signIn")->choices).split(u'|')) {
        const QString word = literal.mid(1, literal.size() - 2);
        const std::optional<SignIn> signIn = signInFromName(word);
        QVERIFY2(signIn, qPrintable(word));
        QCOMPARE(signInName(*signIn), word);
    }
    QVERIFY(!signInFromName(u"kerberos"));
    QVERIFY(!findKind(u"prod"));
}

void TargetsTest::kindsAreDistinct()
{
    QSet<QString> badges;
    QSet<quint32> colors;
    for (const TargetKindSpec &kind : targetKinds()) {
        badges.insert(text(kind.badge));
        colors.insert(kind.stripColor);
        QCOMPARE(kind.badge.size(), 2u);
        QCOMPARE(&kindSpec(kind.kind), &kind);
        QCOMPARE(kind.hasChevrons, kind.ladder == Ladder::Guarded);
    }
    QCOMPARE(badges.size(), qsizetype(targetKinds().size()));
    QCOMPARE(colors.size(), qsizetype(targetKinds().size()));
}

void TargetsTest::readsProjectAndOwn()
{
    const Folder folder;
    folder.write(u"work/.pinion.json"_s,
        project(
            entry("staging", "\"kind\": \"staging\", \"signIn\": \"basic\", \"caFile\": \"ca.pem\"")
            + ',' + entry("prod")));
    folder.write(u"own/targets.json"_s,
        project(
            entry("staging", "\"user\": \"bob\"") + ',' + entry("mine", "\"kind\": \"local\"")));
    const auto targets = folder.store().targets(folder.path(u"work/web.json"_s));
    QVERIFY2(targets, targets ? "" : qPrintable(targets.error().text()));
    QCOMPARE(targets->size(), 3u);
    const Target *staging = findTarget(*targets, u"staging");
    QCOMPARE(staging->kind, TargetKind::Staging);
    QVERIFY(staging->isShared);
    QCOMPARE(staging->user, u"bob"_s);
    QCOMPARE(staging->signIn, SignIn::Basic);
    QCOMPARE(staging->caFile, folder.path(u"work/ca.pem"_s));
    // Where nobody tells how careful to be, the most careful way is taken.
    QVERIFY(findTarget(*targets, u"prod")->isGuarded());
    QVERIFY(!findTarget(*targets, u"mine")->isShared);
    QVERIFY(folder.store().targets(folder.path(u"elsewhere/web.json"_s))->size() == 2);
    QVERIFY(Folder().store().targets(folder.path(u"elsewhere/web.json"_s))->empty());
}

void TargetsTest::nearestFileWins()
{
    const Folder folder;
    folder.write(u".pinion.json"_s, project(entry("a", "\"kind\": \"test\"") + ',' + entry("b")));
    folder.write(u"in/.pinion.json"_s, project(entry("a", "\"kind\": \"local\"")));
    folder.write(u"in/top/.pinion.json"_s, "{\"root\": true, \"targets\": [" + entry("c") + "]}");
    const auto inner = folder.store().targets(folder.path(u"in/web.json"_s));
    QCOMPARE(inner->size(), 2u);
    QCOMPARE(findTarget(*inner, u"a")->kind, TargetKind::Local);
    const auto top = folder.store().targets(folder.path(u"in/top/web.json"_s));
    QCOMPARE(top->size(), 1u);
}

void TargetsTest::badFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *name, const QByteArray &member, const char *complaint) {
        QTest::newRow(name) << project(entry("a", member)) << QString::fromUtf8(complaint);
    };
    row("a password", "\"password\": \"x\"", "a file is no place for a secret");
    row("a token", "\"authToken\": \"x\"", "a file is no place for a secret");
    row("a slip", "\"signin\": \"basic\"", "did you mean \"signIn\"?");
    row("another kind", "\"kind\": \"prod\"", "line 1");
    row("a wrong type", "\"alwaysReviews\": 1", "line 1");
    row("half a certificate", "\"clientKey\": \"k.pem\"", "go together");
    row("a base path without slash", "\"basePath\": \"service\"", "slash");
    QTest::newRow("a login in the address")
        << project("{\"name\": \"a\", \"urls\": [\"https://bob:pw@a.example\"]}")
        << u"holds a login"_s;
    QTest::newRow("no address") << project("{\"name\": \"a\", \"urls\": []}") << u"needs urls"_s;
    QTest::newRow("no web address")
        << project("{\"name\": \"a\", \"urls\": [\"ftp://a.example\"]}") << u"not an address"_s;
    QTest::newRow("no name") << project("{\"urls\": [\"https://a.example\"]}") << u"needs a name"_s;
    QTest::newRow("twice") << project(entry("a") + ',' + entry("a")) << u"another target \"a\""_s;
    QTest::newRow("no list") << QByteArray("{\"targets\": {}}") << u"must be a list"_s;
}

void TargetsTest::badFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, complaint);
    const Folder folder;
    folder.write(u".pinion.json"_s, bytes);
    const auto targets = folder.store().targets(folder.path(u"web.json"_s));
    QVERIFY(!targets);
    QVERIFY2(targets.error().text().contains(complaint), qPrintable(targets.error().text()));
    QVERIFY(!targets.error().text().contains("bob:pw"_L1));
}

void TargetsTest::writesWhatItReads()
{
    const Folder folder;
    Target full = target(u"full"_s, TargetKind::PreProduction);
    full.urls.append(QUrl(u"http://second.example:8080"_s));
    full.basePath = u"/service/marathon"_s;
    full.signIn = SignIn::DcosLogin;
    full.user = u"bob"_s;
    full.caFile = folder.path(u"ca.pem"_s);
    full.clientCertificate = folder.path(u"c.pem"_s);
    full.clientKey = folder.path(u"k.pem"_s);
    full.verifiesServer = false;
    full.sendsLoginInTheClear = true;
    full.alwaysReviews = true;
    full.version = {1, 9, 0};
    full.mesosUrl = QUrl(u"http://master.example:5050"_s);
    full.source = folder.store().userFile();
    Target plain = target(u"plain"_s, TargetKind::Local);
    plain.source = full.source;
    QVERIFY(folder.store().save({full, plain}));
    const auto read = folder.store().own();
    QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
    QCOMPARE(*read, (std::vector<Target>{full, plain}));
}

void TargetsTest::keepsTheRestOfTheFile()
{
    const Folder folder;
    folder.write(u"own/targets.json"_s, "{\n  \"pinion\": 1,\n  \"failOn\": \"warning\"\n}\n");
    QVERIFY(folder.store().save({target(u"a"_s, TargetKind::Local)}));
    QVERIFY(readFile(folder.store().userFile())->contains("\"failOn\": \"warning\""));
    QVERIFY(folder.store().save({}));
    QCOMPARE(folder.store().own()->size(), 0u);
}

void TargetsTest::savesNoLogin()
{
    const Folder folder;
    Target leaky = target(u"a"_s, TargetKind::Local);
    leaky.urls = {QUrl(u"https://bob:pw@a.example"_s)};
    QVERIFY(!folder.store().save({leaky}));
    QVERIFY(!QFile::exists(folder.store().userFile()));
}

void TargetsTest::personalPartIsForTheSameHostsOnly()
{
    const Folder folder;
    folder.write(u"own/targets.json"_s,
        project(entry("a", "\"user\": \"bob\", \"signIn\": \"basic\", \"kind\": \"local\"")));
    folder.write(u".pinion.json"_s,
        project("{\"name\": \"a\", \"kind\": \"test\", \"urls\": [\"https://other.example\"]}"));
    const auto targets = folder.store().targets(folder.path(u"web.json"_s));
    QCOMPARE(targets->size(), 1u);
    QCOMPARE(targets->front().user, QString());
    QCOMPARE(targets->front().signIn, SignIn::None);
    QCOMPARE(targets->front().kind, TargetKind::Test);
}

void TargetsTest::loginsFollowTheAddresses_data()
{
    QTest::addColumn<QStringList>("urls");
    QTest::addColumn<bool>("isSame");
    QTest::newRow("the same") << QStringList{u"https://a.example"_s, u"https://b.example"_s}
                              << true;
    QTest::newRow("another order")
        << QStringList{u"https://b.example"_s, u"https://a.example"_s} << true;
    QTest::newRow("the usual port written")
        << QStringList{u"https://a.example:443"_s, u"https://b.example/"_s} << true;
    QTest::newRow("one more") << QStringList{u"https://a.example"_s, u"https://b.example"_s,
        u"https://evil.example"_s}
                              << false;
    QTest::newRow("another port") << QStringList{u"https://a.example:8443"_s,
        u"https://b.example"_s} << false;
    QTest::newRow("without encryption")
        << QStringList{u"http://a.example:443"_s, u"https://b.example"_s} << false;
}

void TargetsTest::loginsFollowTheAddresses()
{
    QFETCH(QStringList, urls);
    QFETCH(bool, isSame);
    Target known = target(u"staging"_s, TargetKind::Staging);
    known.urls = {QUrl(u"https://a.example"_s), QUrl(u"https://b.example"_s)};
    Target other = target(u"renamed"_s, TargetKind::Local);
    other.urls.clear();
    for (const QString &url : urls)
        other.urls.append(QUrl(url));
    QCOMPARE(other.credentialKey() == known.credentialKey(), isSame);
}

void TargetsTest::guardedIsNeverPreselected_data()
{
    QTest::addColumn<QString>("usedLast");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing used yet") << QString() << u"staging"_s;
    QTest::newRow("one that is not guarded") << u"dev"_s << u"dev"_s;
    QTest::newRow("production") << u"production"_s << u"staging"_s;
    QTest::newRow("disaster recovery") << u"dr"_s << u"staging"_s;
    QTest::newRow("one that is gone") << u"old"_s << u"staging"_s;
}

void TargetsTest::guardedIsNeverPreselected()
{
    QFETCH(QString, usedLast);
    QFETCH(QString, expected);
    const std::vector<Target> targets{target(u"production"_s, TargetKind::Production),
        target(u"dr"_s, TargetKind::DisasterRecovery), target(u"staging"_s, TargetKind::Staging),
        target(u"dev"_s, TargetKind::Development)};
    QCOMPARE(preselected(targets, usedLast)->name, expected);
    QVERIFY(!preselected({targets[0], targets[1]}, usedLast));
    QVERIFY(!preselected({}, usedLast));
}

void TargetsTest::accessIsWhatTheTargetSays()
{
    Target plain = target(u"a"_s, TargetKind::Production);
    plain.urls = {QUrl(u"http://a.example:8080"_s)};
    const Result<ClusterAccess> access = accessTo(plain, Credentials());
    QVERIFY(access->isGuarded);
    QCOMPARE(httpOptions(*access).plainHttp, PlainHttp::Allowed);
    plain.sendsLoginInTheClear = true;
    QCOMPARE(httpOptions(*accessTo(plain, Credentials())).plainHttp, PlainHttp::AllowedWithLogin);
    plain.urls = {QUrl(u"https://a.example"_s)};
    QCOMPARE(httpOptions(*accessTo(plain, Credentials())).plainHttp, PlainHttp::Never);
    plain.caFile = u"/does/not/exist.pem"_s;
    QVERIFY(!accessTo(plain, Credentials()));
    QVERIFY(!accessTo(Target(), Credentials()));
}

QTEST_GUILESS_MAIN(TargetsTest)
#include "tst_targets.moc"
