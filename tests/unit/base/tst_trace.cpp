// Trace ids as W3C spells them, and in the lines of the log.
#include "platform/base/event.h"
#include "platform/base/trace.h"

#include <QtTest/QtTest>

#include <thread>
#include <unistd.h>

using namespace jiujin;

namespace {

// What is written to standard error meanwhile.
QByteArray linesOf(const std::function<void()>& act) {
    int ends[2] = {};
    if (::pipe(ends) != 0)
        qFatal("no pipe");
    const int kept = ::dup(STDERR_FILENO);
    ::dup2(ends[1], STDERR_FILENO);
    ::close(ends[1]);
    act();
    ::dup2(kept, STDERR_FILENO);
    ::close(kept);
    QByteArray lines(4096, '\0');
    lines.resize(qMax<ssize_t>(0, ::read(ends[0], lines.data(), 4096)));
    ::close(ends[0]);
    return lines;
}

const std::string example = "4bf92f3577b34da6a3ce929d0e0e4736";

} // namespace

class TestTrace : public QObject {
    Q_OBJECT
private slots:
    void theStandardsExampleIsRead() {
        QCOMPARE(traceIdFrom("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), example);
        QCOMPARE(traceIdFrom("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), example);
        QCOMPARE(traceIdFrom("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"),
                 example);
    }
    void whatIsMadeIsRead() {
        const std::string id = newTraceId();
        QVERIFY(id != newTraceId());
        QCOMPARE(traceIdFrom(traceparentOf(id)), id);
    }
    void allElseIsNone_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* wrong : {"", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                                  "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
                                  "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                  "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                                  "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                                  "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                  "00-4bf92f3577b34da6a3ce929d0e0e473\"-00f067aa0ba902b7-01",
                                  "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01"})
            QTest::newRow(wrong) << QByteArray(wrong);
    }
    void allElseIsNone() {
        QFETCH(QByteArray, text);
        QVERIFY(!traceIdFrom(text.toStdString()));
    }

    void linesCarryTheTraceOfTheirThread() {
        const auto lines = linesOf([] {
            logEvent(Event::ProgramStarted);
            {
                const TraceScope outer("aa");
                {
                    const TraceScope inner(example);
                    logEvent(Event::ProgramStarted, {{"port", std::int64_t{1}}});
                    std::thread([] { logEvent(Event::ProgramStarted); }).join();
                }
                logEvent(Event::ProgramStarted);
            }
            logEvent(Event::ProgramStarted);
        });
        const auto each = lines.split('\n');
        QCOMPARE(each.size(), 6);
        QVERIFY(each[1].endsWith(",\"port\":1,\"trace\":\"" + QByteArray::fromStdString(example) +
                                 "\"}"));
        QVERIFY(each[3].endsWith(",\"trace\":\"aa\"}"));
        for (const int bare : {0, 2, 4})
            QVERIFY(!each[bare].contains("trace"));
    }
};

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"
