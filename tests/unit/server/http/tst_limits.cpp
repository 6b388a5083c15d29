// Whom the listener lets go, and what it takes of nobody.
#include "tests/unit/server/http/listener_world.h"

using namespace jiujin;
using namespace jiujin::server;

class TestLimits : public QObject, ListenerWorld {
    Q_OBJECT
private slots:
    void initTestCase() { begin(); }
    void init() { open(); }
    void cleanup() { close(); }

    void whoSaysNothingIsLetGo() {
        auto silent = client();
        QVERIFY(silent.closedByPeer());
        auto idle = client();
        QVERIFY(idle.handshake(terminal, pki->root));
        QVERIFY(idle.readToEnd().empty());
    }

    void whoTricklesIsLetGo() {
        auto head = client(), inBody = client();
        QVERIFY(head.handshake(terminal, pki->root) && inBody.handshake(terminal, pki->root));
        QVERIFY(head.send("GET / HTTP/1.1\r\nHost: loc"));
        QVERIFY(inBody.send(post(1000, "only these")));
        QVERIFY(head.readToEnd().empty());
        QVERIFY(inBody.readToEnd().empty());
    }

    void tooLargeIsAnsweredBeforeItIsRead() {
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(peer.send(post(100'001, "")));
        const std::string answer = peer.readToEnd();
        QVERIFY(answer.find(" 413 ") != std::string::npos);
        QVERIFY(answer.find("JJ-2101") != std::string::npos);
    }

    void bodiesOfAllTogetherAreBounded() {
        const auto other = pki->issue("330105-A018", seal::Role::Terminal, today());
        auto first = client(), second = client();
        QVERIFY(first.handshake(terminal, pki->root) && second.handshake(other, pki->root));
        QVERIFY(first.send(hold(90'000)));
        QVERIFY(QTest::qWaitFor([this] { return handler.holding() == 1; }));
        QVERIFY(second.send(post(90'000, "")));
        const std::string refused = second.readToEnd();
        QVERIFY(refused.find(" 503 ") != std::string::npos);
        QVERIFY(refused.find("Retry-After") != std::string::npos);
        handler.release();
        QVERIFY(first.readToEnd().find("late") != std::string::npos);
        auto third = client();
        QVERIFY(third.handshake(terminal, pki->root));
        QVERIFY(third.send(post(90'000, std::string(90'000, 'x'))));
        QVERIFY(third.readToEnd().find("{\"bytes\":90000}") != std::string::npos);
    }

    void bodiesOfOneTerminalLeaveRoomForOthers() {
        auto first = client(), second = client(), other = client();
        QVERIFY(first.handshake(terminal, pki->root) && second.handshake(terminal, pki->root));
        QVERIFY(first.send(hold(90'000)));
        QVERIFY(QTest::qWaitFor([this] { return handler.holding() == 1; }));
        QVERIFY(second.send(post(20'000, ""))); // would fit in what all may hold
        const std::string refused = second.readToEnd();
        QVERIFY(refused.find(" 429 ") != std::string::npos);
        QVERIFY(refused.find("Retry-After") != std::string::npos);
        QVERIFY(
            other.handshake(pki->issue("330105-A018", seal::Role::Terminal, today()), pki->root));
        QVERIFY(other.send(post(20'000, std::string(20'000, 'x'))));
        QVERIFY(other.readToEnd().find("{\"bytes\":20000}") != std::string::npos);
        handler.release();
        QVERIFY(first.readToEnd().find("late") != std::string::npos);
        auto third = client(); // what it held is given back
        QVERIFY(third.handshake(terminal, pki->root));
        QVERIFY(third.send(post(90'000, std::string(90'000, 'x'))));
        QVERIFY(third.readToEnd().find("{\"bytes\":90000}") != std::string::npos);
    }

    void whoAsksTooFastIsToldForHowLong() {
        std::string all;
        for (int i = 0; i < 9; ++i)
            all += "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n";
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(peer.send(all));
        const auto answers = QByteArray::fromStdString(peer.readToEnd());
        QCOMPARE(answers.count(" 200 OK"), 8);
        QCOMPARE(answers.count(" 429 "), 1);
        QVERIFY(answers.contains("JJ-2307"));
        const auto wait = answers.mid(answers.indexOf("Retry-After: ") + 13);
        QVERIFY(wait.left(wait.indexOf('\r')).toInt() > 90);
        // Others are not held to it.
        auto other = client();
        QVERIFY(
            other.handshake(pki->issue("330105-A018", seal::Role::Terminal, today()), pki->root));
        QVERIFY(other.send(get("/x")));
        QVERIFY(other.readToEnd().find(" 200 OK") != std::string::npos);
    }

    void onePeerCannotTakeEveryPlace() {
        std::vector<std::unique_ptr<tests::TlsClient>> held;
        const auto connect = [&](const samples::Identity& identity) {
            held.push_back(std::make_unique<tests::TlsClient>(listener->port()));
            return held.back()->handshake(identity, pki->root);
        };
        // Asking for something that takes its time, for who is idle is let go.
        const auto stays = [&](const samples::Identity& identity) {
            const std::size_t before = handler.holding();
            return connect(identity) && held.back()->send(get("/hold")) &&
                   QTest::qWaitFor([&] { return handler.holding() > before; });
        };
        for (int i = 0; i < 4; ++i)
            QVERIFY(stays(terminal));
        QVERIFY(connect(terminal));
        const std::string tooMany = held.back()->readToEnd();
        QVERIFY(tooMany.find(" 429 ") != std::string::npos);
        QVERIFY(tooMany.find("JJ-2307") != std::string::npos);
        QVERIFY(tooMany.find("Retry-After: 5") != std::string::npos);
        held.pop_back();
        const auto other = pki->issue("330105-A018", seal::Role::Terminal, today());
        QVERIFY(stays(other) && stays(other));
        QVERIFY(connect(other)); // the seventh of all
        const std::string full = held.back()->readToEnd();
        QVERIFY(full.find(" 503 ") != std::string::npos);
        QVERIFY(full.find("JJ-2307") != std::string::npos);
        handler.release();
        held.clear();
        // Places are given back.
        QVERIFY(QTest::qWaitFor([&] {
            auto again = client();
            return again.handshake(terminal, pki->root) && again.send(get("/x")) &&
                   again.readToEnd().find(" 200 OK") != std::string::npos;
        }));
    }

    void longHeadersAreAnswered() {
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(peer.send("GET / HTTP/1.1\r\nX-Long: " + std::string(9000, 'x') + "\r\n\r\n"));
        QVERIFY(peer.readToEnd().find(" 431 ") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
