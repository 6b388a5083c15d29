// A technician's program takes a device away from visits.
#include "app/terminal/devices/device_hall.h"
#include "tests/unit/terminal/devices/visit_end.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <csignal>

using namespace jiujin;
using namespace jiujin::devices;
using devicetest::Visit;

namespace {

bool alive(qint64 pid) {
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

} // namespace

class HoldTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<DeviceHall> hall_;

    void begin() {
        Program host{
            devicetest::hostFile(), {QStringLiteral("--module"), QStringLiteral("fake")}, {}, {}};
        hall_ = std::make_unique<DeviceHall>(
            std::vector{Device{QStringLiteral("reader"), QStringLiteral("idcard"),
                               QStringLiteral("fake"), host}},
            std::vector<std::string>(), IdentityBook(folder_->path().toStdString() + "/book"));
        QVERIFY(hall_->start().ok());
    }
    DriverLane& lane() const { return *hall_->lanes().front(); }
    std::unique_ptr<Hold> hold() const {
        auto held = hall_->hold("reader");
        return held.ok() ? std::move(*held) : nullptr;
    }

private slots:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void cleanup() { hall_.reset(); }

    void theHostEndsBeforeItIsFree() {
        begin();
        Visit visit;
        lane().serve(visit.line);
        QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
        const qint64 host = visit.pid;
        QSignalSpy changed(hall_.get(), &DeviceHall::heldChanged);
        auto held = hold();
        QVERIFY(held && hall_->held());
        QSignalSpy free(held.get(), &Hold::free);
        QCOMPARE(lane().health(), std::string("JJ-3116"));
        QCOMPARE(visit.last(), QStringLiteral("lost JJ-3116"));
        QTRY_COMPARE(free.count(), 1);
        QVERIFY(!alive(host));
        QVERIFY(lane().stopped());
        held.reset();
        QVERIFY(!hall_->held());
        QCOMPARE(changed.count(), 2);
        QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
        QVERIFY(visit.pid != host);
        QCOMPARE(lane().health(), std::string("ok"));
    }

    void oneWithoutAHostIsFreeAsWell() {
        begin();
        QTRY_COMPARE(lane().health(), std::string("ok"));
        lane().stop();
        QTRY_VERIFY(lane().stopped());
        const auto held = hold();
        QSignalSpy free(held.get(), &Hold::free);
        QCOMPARE(free.count(), 0); // later: whoever takes it has to be ready to hear it
        QTRY_COMPARE(free.count(), 1);
        QVERIFY(lane().stopped());
    }

    void whatIsLetGoAtOnceComesBack() {
        begin();
        Visit visit;
        lane().serve(visit.line);
        QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
        const qint64 host = visit.pid;
        hold().reset();
        QTRY_VERIFY(visit.last() == QStringLiteral("at idcard") && visit.pid != host);
        QVERIFY(!lane().outOfService());
    }

    void theNextVisitIsToldToo() {
        begin();
        QTRY_COMPARE(lane().health(), std::string("ok"));
        auto held = hold();
        Visit next;
        lane().serve(next.line);
        QTRY_COMPARE(next.last(), QStringLiteral("lost JJ-3116"));
        held.reset();
        QTRY_COMPARE(next.last(), QStringLiteral("at idcard"));
    }

    void onlyOneHasItAndOnlyWhatThereIs() {
        begin();
        QCOMPARE(hall_->hold("writer").error().code, ErrorCode::NotFound);
        const auto held = hold();
        QVERIFY(held);
        QCOMPARE(hall_->hold("reader").error().code, ErrorCode::DeviceHeld);
        QVERIFY(hall_->held());
    }

    void aTerminalThatEndsDoesNotWaitForIt() {
        begin();
        QTRY_COMPARE(lane().health(), std::string("ok"));
        auto held = hold();
        QSignalSpy ended(hall_.get(), &DeviceHall::ended);
        hall_->stop();
        QTRY_COMPARE(ended.count(), 1);
        held.reset();
        QVERIFY(lane().stopped());
    }
};

QTEST_GUILESS_MAIN(HoldTest)
#include "tst_hold.moc"
