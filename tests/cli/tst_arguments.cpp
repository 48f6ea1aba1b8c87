// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include <QTest>

#include <array>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array Options{
    Option{"--format", "text|json", ""},
    Option{"--config", "FILE", ""},
    Option{"--safe", "", ""},
};

} // namespace

class TestArguments : public QObject
{
    Q_OBJECT

private slots:
    void splits_data()
    {
        QTest::addColumn<QList<QByteArray>>("given");
        QTest::addColumn<QList<QByteArray>>("words");
        QTest::addColumn<QByteArray>("config");

        using Words = QList<QByteArray>;
        QTest::newRow("words only") << Words{"a", "b"} << Words{"a", "b"} << QByteArray();
        QTest::newRow("value after a blank")
            << Words{"--config", "c", "a"} << Words{"a"} << QByteArray("c");
        QTest::newRow("value after an equals sign")
            << Words{"a", "--config=c=d"} << Words{"a"} << QByteArray("c=d");
        QTest::newRow("value that looks like an option")
            << Words{"--config", "--safe"} << Words{} << QByteArray("--safe");
        QTest::newRow("the last one counts")
            << Words{"--config=a", "--config=b"} << Words{} << QByteArray("b");
        QTest::newRow("negative number is a word")
            << Words{"f", "/x", "-1"} << Words{"f", "/x", "-1"} << QByteArray();
        QTest::newRow("single dash is a word") << Words{"-"} << Words{"-"} << QByteArray();
        QTest::newRow("two dashes end the options")
            << Words{"--", "--config", "-x"} << Words{"--config", "-x"} << QByteArray();
        QTest::newRow("empty word") << Words{""} << Words{""} << QByteArray();
    }
    void splits()
    {
        QFETCH(QList<QByteArray>, given);
        const Result<Arguments> arguments = Arguments::parse(given, Options);
        QVERIFY(arguments);
        QTEST(arguments->words(), "words");
        QTEST(arguments->value("--config"), "config");
    }

    void refuses_data()
    {
        QTest::addColumn<QList<QByteArray>>("given");
        QTest::addColumn<QString>("message");

        using Words = QList<QByteArray>;
        QTest::newRow("unknown, with the nearest name")
            << Words{"--formt"} << u"There is no option --formt. Did you mean --format?"_s;
        QTest::newRow("unknown, far from all") << Words{"-x"} << u"There is no option -x."_s;
        QTest::newRow("value missing")
            << Words{"--config"} << u"--config needs a value: --config FILE."_s;
        QTest::newRow("value where none goes") << Words{"--safe=1"} << u"--safe takes no value."_s;
        QTest::newRow("value not in the list")
            << Words{"--format", "xml"} << u"--format takes text or json, not \"xml\"."_s;
    }
    void refuses()
    {
        QFETCH(QList<QByteArray>, given);
        const Result<Arguments> arguments = Arguments::parse(given, Options);
        QVERIFY(!arguments);
        QTEST(arguments.error().text(), "message");
    }

    void collectsRepeatedOptions()
    {
        const auto arguments = Arguments::parse({"--config=a", "x", "--config", "b"}, Options);
        QVERIFY(arguments);
        QCOMPARE(arguments->values("--config"), (QList<QByteArray>{"a", "b"}));
        QVERIFY(arguments->has("--config"));
        QVERIFY(!arguments->has("--safe"));
    }
};

QTEST_APPLESS_MAIN(TestArguments)

#include "tst_arguments.moc"
