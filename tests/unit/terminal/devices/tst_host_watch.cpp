// How a host that has stopped is found, and how rarely it is asked for that.
#include "app/terminal/devices/host_watch.h"

#include <QtTest/QtTest>

using namespace jiujin::devices;

class HostWatchTest : public QObject {
    Q_OBJECT
private slots:
    void aHostIsAskedRarelyWhileNobodyIsServed() {
        using namespace std::chrono_literals;
        int pings = 0;
        HostWatch watch([&] { ++pings; }, 50ms);
        QSignalSpy hung(&watch, &HostWatch::hung);
        watch.begin();
        watch.spoke();
        // It answers each time and is asked again; then it does so no more.
        for (int round = 1; round <= 3; ++round) {
            QTRY_COMPARE(pings, round);
            watch.answered();
        }
        QTRY_COMPARE(hung.count(), 1);
        QCOMPARE(pings, 4);
        // The next host is asked at once when somebody comes.
        HostWatch patient([&] { ++pings; }, 1h);
        QSignalSpy patientHung(&patient, &HostWatch::hung);
        patient.begin();
        patient.spoke();
        patient.watch(true);
        QCOMPARE(pings, 5);
        QTRY_COMPARE(patientHung.count(), 1);
    }

    void aHostThatSaysNothingAtAllIsGivenUp() {
        HostWatch watch([] {});
        QSignalSpy hung(&watch, &HostWatch::hung);
        watch.begin();
        QTRY_COMPARE_WITH_TIMEOUT(hung.count(), 1, 20000);
    }
};

QTEST_GUILESS_MAIN(HostWatchTest)
#include "tst_host_watch.moc"
