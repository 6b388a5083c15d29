// What the platform counts of itself.
#include "platform/server/metrics/metrics.h"

#include <QtTest/QtTest>

#include <thread>

using namespace jiujin::server;
using namespace std::chrono_literals;

class TestMetrics : public QObject {
    Q_OBJECT
private slots:
    void callsAreThoseOfTheWireAndNoOthers() {
        QVERIFY(callOf("POST", "/v1/packets") == Call::Packets);
        QVERIFY(callOf("GET", "/v1/acks?since=12") == Call::Acks);
        for (const auto& [method, target] :
             {std::pair{"GET", "/v1/packets"}, std::pair{"", ""}, std::pair{"GET", "/v1/ack"},
              std::pair{"GET /v1", "/acks"}, std::pair{"POST", " /v1/packets"},
              std::pair{"GET", "/v1/invented\"} 1\nfalse 1"}})
            QVERIFY2(callOf(method, target) == Call::Other, target);
        for (const Call call : {Call::Packets, Call::Acks, Call::Health, Call::Checkpoint,
                                Call::Asks, Call::Mail, Call::Answers}) {
            const std::string name(nameOf(call));
            const auto space = name.find(' ');
            QVERIFY2(callOf(name.substr(0, space), name.substr(space + 1)) == call, name.c_str());
        }
        QCOMPARE(nameOf(Call::Other), std::string_view("other"));
    }

    void theTextTellsWhatWasCounted() {
        Metrics metrics;
        double depth = 3;
        metrics.watch("jiujin_depth", "How deep.", [&] { return depth; });
        std::thread other([&] { metrics.answered(Call::Packets, 202, 2ms); });
        metrics.answered(Call::Packets, 202, 20ms);
        metrics.answered(Call::Other, 404, 1us);
        metrics.packet("stored");
        other.join();
        depth = 4;
        const auto text = QByteArray::fromStdString(metrics.text());
        for (const char* line :
             {"# TYPE jiujin_requests_total counter\n",
              "jiujin_requests_total{call=\"POST /v1/packets\",status=\"202\"} 2\n",
              "jiujin_requests_total{call=\"other\",status=\"404\"} 1\n",
              "# TYPE jiujin_request_seconds histogram\n",
              "jiujin_request_seconds_count{call=\"POST /v1/packets\"} 2\n",
              "jiujin_packets_total{verdict=\"stored\"} 1\n", "# TYPE jiujin_depth gauge\n",
              "jiujin_depth 4\n"})
            QVERIFY2(text.contains(line), (line + text).constData());
        const auto bucket =
            QByteArray("jiujin_request_seconds_bucket{call=\"POST /v1/packets\",le=");
        QVERIFY2(text.contains(bucket + "\"0.001\"} 0\n"), text.constData());
        QVERIFY(text.contains(bucket + "\"+Inf\"} 2\n"));
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
