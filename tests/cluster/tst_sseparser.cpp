// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/sseparser.h"

#include <QTest>

using namespace Pinion;

class SseParserTest : public QObject
{
    Q_OBJECT

private slots:
    void streams_data();
    void streams();
    void everyCutGivesTheSame_data();
    void everyCutGivesTheSame();
    void incompleteIsNoEvent();
    void resetForgets();
};

namespace {

using Messages = std::vector<SseMessage>;

/// Two events of Marathon with a heart beat before, between and behind them.
QByteArray recorded()
{
    return "\r\nevent: event_stream_attached\r\ndata: {\"remoteAddress\":\"10.0.0.9\"}\r\n\r\n\r\n"
           "event: status_update_event\r\ndata: {\"message\":\"f\xc3\xbcr \xe2\x82\xac 5\"}\r\n\r\n"
           "\r\n";
}

Messages recordedMessages()
{
    return {{"event_stream_attached", "{\"remoteAddress\":\"10.0.0.9\"}"},
        {"status_update_event", "{\"message\":\"f\xc3\xbcr \xe2\x82\xac 5\"}"}};
}

Messages fedIn(const QByteArrayList &pieces)
{
    SseParser parser;
    Messages messages;
    for (const QByteArray &piece : pieces) {
        for (const SseMessage &message : parser.feed(piece))
            messages.push_back(message);
    }
    return messages;
}

} // namespace

Q_DECLARE_METATYPE(Messages)

void SseParserTest::streams_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Messages>("expected");
    QTest::newRow("nothing") << QByteArray() << Messages{};
    QTest::newRow("heart beats alone") << QByteArray("\r\n\r\n\n\r\r\n") << Messages{};
    QTest::newRow("recorded") << recorded() << recordedMessages();
    QTest::newRow("line feeds") << QByteArray("event: a\ndata: 1\n\n") << Messages{{"a", "1"}};
    QTest::newRow("carriage returns")
        << QByteArray("event: a\rdata: 1\r\r") << Messages{{"a", "1"}};
    QTest::newRow("no name") << QByteArray("data: 1\n\n") << Messages{{"message", "1"}};
    QTest::newRow("no blank behind the colon")
        << QByteArray("event:a\ndata:1\n\n") << Messages{{"a", "1"}};
    QTest::newRow("only one blank goes")
        << QByteArray("data:  1\n\n") << Messages{{"message", " 1"}};
    QTest::newRow("several lines of data")
        << QByteArray("data: 1\ndata\ndata: 3\n\n") << Messages{{"message", "1\n\n3"}};
    QTest::newRow("a name without data is nothing, and is forgotten")
        << QByteArray("event: a\n\ndata: 1\n\n") << Messages{{"message", "1"}};
    QTest::newRow("comments, ids and unknown fields")
        << QByteArray(": hello\nid: 7\nretry: 5\nother: x\ndata: 1\n\n")
        << Messages{{"message", "1"}};
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                   "data: 1\n\n")
                                     << Messages{{"message", "1"}};
    QTest::newRow("a colon in the data")
        << QByteArray("data: {\"a\": 1}\n\n") << Messages{{"message", "{\"a\": 1}"}};
}

void SseParserTest::streams()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Messages, expected);
    QCOMPARE(fedIn({bytes}), expected);
}

void SseParserTest::everyCutGivesTheSame_data()
{
    streams_data();
}

void SseParserTest::everyCutGivesTheSame()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Messages, expected);
    QByteArrayList single;
    for (const char byte : bytes)
        single.append(QByteArray(1, byte));
    QCOMPARE(fedIn(single), expected);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        const Messages messages = fedIn({bytes.first(cut), QByteArray(), bytes.sliced(cut)});
        QVERIFY2(messages == expected, qPrintable(QString::number(cut)));
    }
}

void SseParserTest::incompleteIsNoEvent()
{
    QCOMPARE(fedIn({"event: a\r\ndata: 1\r\n"}), Messages());
    QCOMPARE(fedIn({"event: a\r\ndata: 1\r\n", "\r"}), (Messages{{"a", "1"}}));
}

void SseParserTest::resetForgets()
{
    SseParser parser;
    QVERIFY(parser.feed("event: a\r\ndata: 1\r").empty());
    parser.reset();
    QCOMPARE(parser.feed("\ndata: 2\r\n\r\n"), (Messages{{"message", "2"}}));
}

QTEST_APPLESS_MAIN(SseParserTest)
#include "tst_sseparser.moc"
