// SPDX-License-Identifier: GPL-3.0-or-later
// The behaviour of the server was written down in numbered cases. Each of them is a row of one of
// these tests, whose tag begins with the number.
#include <QDir>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace {

constexpr int CaseCount = 184;

/// What a body alone does not show.
struct Unjudged
{
    int number;
    const char *reason;
};

constexpr Unjudged NeedsServer[] = {
    {166, "409: an app of this id exists"},
    {168, "404: no app of this id exists"},
    {171, "409: a deployment has locked the app"},
    {176, "409: the group exists"},
    {183, "400: the address names another pod than the body"},
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ServerCasesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void eachCaseIsOneRow();
    void othersNeedAServer();

private:
    QHash<int, QStringList> m_rows; ///< tags by number
};

void ServerCasesTest::initTestCase()
{
    const auto add = [this](const QString &tag) {
        static const QRegularExpression number(u"^([0-9]+)(?: |$)"_s);
        if (const QRegularExpressionMatch match = number.match(tag); match.hasMatch())
            m_rows[match.captured(1).toInt()].append(tag);
    };
    static const QRegularExpression row(uR"re(\b(?:row|whole|newRow)\(\s*"([^"]+)")re"_s);
    const QDir folder(QStringLiteral(PINION_SOURCE_DIR "/tests/server"));
    for (const QString &name : folder.entryList({u"tst_*.cpp"_s})) {
        const QString source = QString::fromUtf8(contentOf(folder.filePath(name)));
        for (const QRegularExpressionMatch &match : row.globalMatch(source))
            add(match.captured(1));
    }
    const auto cases = nlohmann::json::parse(
        contentOf(QStringLiteral(PINION_TEST_DATA "/server/appcases.json")).toStdString());
    for (const auto &entry : cases)
        add(QString::fromStdString(entry["name"].get<std::string>()));
}

void ServerCasesTest::eachCaseIsOneRow()
{
    qsizetype count = 0;
    for (int number = 1; number <= CaseCount; ++number) {
        const bool isLeftOut = std::any_of(std::begin(NeedsServer), std::end(NeedsServer),
            [number](const Unjudged &unjudged) { return unjudged.number == number; });
        const QStringList tags = m_rows.value(number);
        QVERIFY2(tags.size() == (isLeftOut ? 0 : 1),
            qPrintable(u"%1: %2"_s.arg(number).arg(tags.join(u" | "_s))));
        count += tags.size();
    }
    QCOMPARE(count, qsizetype(CaseCount - std::size(NeedsServer)));
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row)
        QVERIFY2(row.key() <= CaseCount, qPrintable(row->join(u' ')));
}

void ServerCasesTest::othersNeedAServer()
{
    for (const Unjudged &unjudged : NeedsServer)
        QVERIFY(QByteArrayView(unjudged.reason).startsWith("40"));
}

QTEST_APPLESS_MAIN(ServerCasesTest)
#include "tst_servercases.moc"
