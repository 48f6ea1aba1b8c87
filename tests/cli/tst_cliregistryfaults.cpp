// SPDX-License-Identifier: GPL-3.0-or-later
// The built program against the sandbox's registry in this process, in its worse moods. What the
// client makes of each of them is the matter of tst_registryfaults.
#include "program.h"

#include "sandbox/registry/sandboxregistry.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

const QString List = u"/v2/team/app/tags/list"_s;
const QString Manifests = u"*/manifests/*"_s;

using Strike = std::function<void(SandboxRegistry &)>;

struct MoodRow
{
    const char *name = "";
    Strike strike = {};
    QByteArray says = {}; ///< on standard error; empty: the program does as if nothing were wrong
    bool spoilsTags = true; ///< says it when tags are listed …
    bool spoilsImages = true; ///< … and when an image is pinned or verified
};

Strike struck(const QString &path, std::function<void(SandboxFault &)> how)
{
    return [path, how](SandboxRegistry &registry) {
        SandboxFault fault;
        fault.path = path;
        fault.times = -1;
        how(fault);
        registry.faults().add(fault);
    };
}

Strike mannered(std::function<void(RegistryManners &)> how)
{
    return [how](SandboxRegistry &registry) { how(registry.store().manners); };
}

std::vector<MoodRow> moods()
{
    constexpr bool No = false;
    return {
        {"good"},
        {"page by page, with the address behind a proxy", mannered([](RegistryManners &manners) {
             manners.pageSize = 1;
             manners.link = LinkForm::InnerHost;
         })},
        {"entries that are no names", mannered([](RegistryManners &manners) {
             manners.oddTags = {"null", "7"};
         })},
        {"no HEAD and no digest in the header", mannered([](RegistryManners &manners) {
             manners.headStatus = 405;
             manners.digest = DigestHeader::Missing;
         })},
        {"slow",
            struck(u"*"_s,
                [](SandboxFault &fault) {
                    fault.bodyDelay = 50;
                    fault.pieceSize = 64;
                })},
        {"asked too often",
            struck(u"/v2/team/*"_s,
                [](SandboxFault &fault) {
                    fault.answer = SandboxAnswer{429, {{"Retry-After", "3600"}}, {}};
                }),
            "was asked too often"},
        {"a login that is never good",
            [](SandboxRegistry &registry) {
                registry.setAccess({RegistryChallenge::Bearer, {}, {}, true, 300, {}});
            },
            "does not exist, or needs a login"},
        {"trouble",
            struck(u"/v2/team/*"_s,
                [](SandboxFault &fault) {
                    fault.answer = SandboxAnswer{500, {}, "<html>oops</html>"};
                }),
            "has a problem of its own"},
        {"cut lists", struck(List, [](SandboxFault &fault) { fault.cutAfter = -3; }),
            "closed the connection", true, No},
        {"garbage for a list",
            struck(List,
                [](SandboxFault &fault) {
                    fault.answer = SandboxAnswer{200, {}, "<html>Sign in</html>"};
                }),
            "sent a list that cannot be read", true, No},
        {"cut manifests", struck(Manifests, [](SandboxFault &fault) { fault.cutAfter = 0; }),
            "closed the connection", No, true},
        {"garbage for a manifest",
            struck(Manifests,
                [](SandboxFault &fault) {
                    fault.answer = SandboxAnswer{200, {}, "<html>Sign in</html>"};
                }),
            "The manifest is not JSON", No, true},
    };
}

} // namespace

class CliRegistryFaultsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tags_data() { rows(); }
    void tags();
    void pin_data() { rows(); }
    void pin();
    void verify_data() { rows(); }
    void verify();

private:
    static void rows();
    [[nodiscard]] Run run(const QStringList &words) const;
    [[nodiscard]] QByteArray app(const QByteArray &rest) const
    {
        return appWithImage(m_registry->domain().toUtf8() + "/team/app:1.0.0" + rest);
    }

    std::unique_ptr<SandboxRegistry> m_registry;
    std::unique_ptr<Workbench> m_bench;
    QByteArray m_digest;
};

void CliRegistryFaultsTest::init()
{
    m_registry = std::make_unique<SandboxRegistry>();
    QVERIFY(m_registry->start());
    for (const char *tag : {"1.0.0", "1.1.0"})
        m_registry->store().push(
            u"team/app"_s, QString::fromLatin1(tag), {.version = QString::fromLatin1(tag)});
    m_digest = m_registry->store().digestOf(u"team/app"_s, u"1.0.0"_s).toUtf8();
    m_bench = std::make_unique<Workbench>();
}

void CliRegistryFaultsTest::rows()
{
    QTest::addColumn<int>("index");
    const std::vector<MoodRow> rows = moods();
    for (int index = 0; index < int(rows.size()); ++index)
        QTest::newRow(rows[std::size_t(index)].name) << index;
}

Run CliRegistryFaultsTest::run(const QStringList &words) const
{
    // Everything personal of a run lives in its own folder: ledger, cache, logins.
    return m_bench->runBeside(words,
        {u"HOME="_s + m_bench->path(u"home"_s), u"XDG_DATA_HOME="_s + m_bench->path(u"data"_s),
            u"XDG_CACHE_HOME="_s + m_bench->path(u"cache"_s),
            u"DOCKER_CONFIG="_s + m_bench->path(u"docker"_s)});
}

void CliRegistryFaultsTest::tags()
{
    QFETCH(int, index);
    const MoodRow row = moods()[std::size_t(index)];
    if (row.strike)
        row.strike(*m_registry);
    const Run listed = run({u"tags"_s, m_registry->domain() + u"/team/app"_s});
    const bool isSpoilt = row.spoilsTags && !row.says.isEmpty();
    QCOMPARE(listed.code, isSpoilt ? 3 : 0);
    QVERIFY2(
        isSpoilt ? listed.err.contains(row.says) : listed.err.isEmpty(), listed.err.constData());
    QCOMPARE(listed.out,
        isSpoilt ? QByteArray()
                 : QByteArray("1.1.0  version  expected to stay\n"
                              "1.0.0  version  expected to stay\n"));
}

void CliRegistryFaultsTest::pin()
{
    QFETCH(int, index);
    const MoodRow row = moods()[std::size_t(index)];
    if (row.strike)
        row.strike(*m_registry);
    m_bench->write(u"app.json"_s, app({}));
    const Run pinned = run({u"pin"_s, u"app.json"_s});
    const bool isSpoilt = row.spoilsImages && !row.says.isEmpty();
    QCOMPARE(pinned.code, isSpoilt ? 3 : 0);
    QVERIFY2(
        isSpoilt ? pinned.err.contains(row.says) : pinned.err.isEmpty(), pinned.err.constData());
    QCOMPARE(m_bench->read(u"app.json"_s), isSpoilt ? app({}) : app('@' + m_digest));
}

void CliRegistryFaultsTest::verify()
{
    QFETCH(int, index);
    const MoodRow row = moods()[std::size_t(index)];
    if (row.strike)
        row.strike(*m_registry);
    m_bench->write(u"app.json"_s, app('@' + m_digest));
    const Run verified = run({u"verify"_s, u"app.json"_s});
    const bool isSpoilt = row.spoilsImages && !row.says.isEmpty();
    QCOMPARE(verified.code, isSpoilt ? 3 : 0);
    QVERIFY2(isSpoilt ? verified.err.contains(row.says) : verified.err.isEmpty(),
        verified.err.constData());
}

QTEST_GUILESS_MAIN(CliRegistryFaultsTest)
#include "tst_cliregistryfaults.moc"
