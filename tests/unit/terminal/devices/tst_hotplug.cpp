// What is plugged in and pulled out, by uevents of a bus that umockdev plays; and which reader it
// is.
#include "app/terminal/devices/device_hall.h"
#include "tests/unit/terminal/devices/visit_end.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#undef signals
#include <umockdev.h>

using namespace jiujin;
using namespace jiujin::devices;
using devicetest::Visit;

namespace {

// A USB bus with nothing on it.
class Bus {
public:
    Bus() : testbed_(umockdev_testbed_new()) {}
    ~Bus() { g_object_unref(testbed_); }
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;

    // identity: "0400:c35a"; interfaces: as udev's usb_id writes them.
    void plug(int port, const char* identity, const char* interfaces = ":ff0000:") {
        const std::string place = "/devices/u1/1-" + std::to_string(port);
        const std::string vendor(identity, 4), product(identity + 5, 4);
        add("P: " + place + "\nN: bus/usb/001/00" + std::to_string(port) +
            "\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DEVNAME=/dev/bus/usb/001/00" +
            std::to_string(port) + "\nE: ID_USB_INTERFACES=" + interfaces +
            "\nA: idVendor=" + vendor + "\\n\nA: idProduct=" + product + "\\n\n");
    }
    void plugLine(int port) {
        const std::string name = "ttyACM" + std::to_string(port);
        add("P: /devices/u1/1-" + std::to_string(port) + "/1-" + std::to_string(port) +
            ":1.0/tty/" + name + "\nN: " + name + "\nE: SUBSYSTEM=tty\nE: DEVNAME=/dev/" + name +
            "\n");
    }
    void pull(int port) {
        const std::string place = "/sys/devices/u1/1-" + std::to_string(port);
        umockdev_testbed_uevent(testbed_, place.c_str(), "remove");
        umockdev_testbed_remove_device(testbed_, place.c_str());
    }
    void pullLine(int port) {
        const std::string place = "/sys/devices/u1/1-" + std::to_string(port) + "/1-" +
                                  std::to_string(port) + ":1.0/tty/ttyACM" + std::to_string(port);
        umockdev_testbed_uevent(testbed_, place.c_str(), "remove");
        umockdev_testbed_remove_device(testbed_, place.c_str());
    }

private:
    void add(const std::string& description) {
        GError* failure = nullptr;
        if (!umockdev_testbed_add_from_string(testbed_, description.c_str(), &failure))
            qFatal("umockdev: %s", failure->message);
    }

    UMockdevTestbed* testbed_;
};

QByteArray commandLine(qint64 pid) {
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll().replace('\0', ' ') : QByteArray();
}

} // namespace

class HotPlugTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Bus> bus_;
    std::unique_ptr<DeviceHall> hall_;

    Device device(std::vector<std::string> usb, std::vector<std::string> tty = {},
                  bool byPath = false) const {
        Program host{devicetest::hostFile(),
                     {QStringLiteral("--module"), QStringLiteral("fake"),
                      QStringLiteral("--option"), QStringLiteral("who=") + who()},
                     {},
                     {}};
        return {QStringLiteral("reader"),
                QStringLiteral("idcard"),
                QStringLiteral("fake"),
                host,
                std::move(usb),
                std::move(tty),
                byPath,
                {}};
    }
    void begin(Device device, std::vector<std::string> parts = {}) {
        hall_ = std::make_unique<DeviceHall>(std::vector{std::move(device)}, std::move(parts),
                                             IdentityBook(folder_->path().toStdString() + "/book"));
        QVERIFY(hall_->start().ok());
    }
    const DriverLane& lane() const { return *hall_->laneOf("idcard"); }
    void serve(const Visit& visit) { hall_->lanes().front()->serve(visit.line); }
    QString who() const { return folder_->filePath(QStringLiteral("who")); }
    void standsThere(const QByteArray& identity) {
        QFile file(who());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(identity) == identity.size());
    }

private slots:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        bus_ = std::make_unique<Bus>();
    }
    void cleanup() {
        hall_.reset();
        bus_.reset();
    }

    void aListedDeviceComesAndGoesInOneVisit() {
        begin(device({"0400:c35a"}));
        QCOMPARE(lane().health(), std::string("JJ-3102"));
        QVERIFY(lane().stopped()); // no host looks for what is not there
        Visit visit;
        serve(visit);
        QCOMPARE(visit.last(), QStringLiteral("lost JJ-3102"));
        qint64 before = 0;
        for (int round = 0; round < 3; ++round) {
            bus_->plug(1, "0400:c35a");
            QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
            QCOMPARE(lane().health(), std::string("ok"));
            QVERIFY(visit.pid != before);
            before = visit.pid;
            bus_->pull(1);
            QTRY_COMPARE(visit.last(), QStringLiteral("lost JJ-3102"));
            QTRY_VERIFY(lane().stopped());
            QCOMPARE(lane().health(), std::string("JJ-3102"));
        }
    }

    void whatIsThereAlreadyIsTaken() {
        bus_->plug(1, "0400:c35a");
        Visit visit;
        begin(device({"0400:c35a"}));
        serve(visit);
        QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
    }

    void itsNodeIsInheritedOpen() {
        bus_->plug(1, "0400:c35a");
        Visit visit;
        begin(device({"0400:c35a"}));
        serve(visit);
        QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
        const QByteArray words = commandLine(visit.pid);
        const qsizetype at = words.indexOf("descriptor=");
        QVERIFY2(at > 0, words.constData());
        const QString link = QStringLiteral("/proc/%1/fd/%2")
                                 .arg(visit.pid)
                                 .arg(words.mid(at + 11, 2).trimmed().toInt());
        QVERIFY2(QFile::symLinkTarget(link).endsWith(QLatin1String("/dev/bus/usb/001/001")),
                 qPrintable(QFile::symLinkTarget(link)));
        QVERIFY(!words.contains("device="));
    }

    void orItsPathIsTold() {
        bus_->plug(1, "0400:c35a");
        Visit visit;
        begin(device({"0400:c35a"}, {}, true));
        serve(visit);
        QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
        QVERIFY(commandLine(visit.pid).contains("device=/dev/bus/usb/001/001"));
    }

    void theSerialLineOfAListedDevice() {
        begin(device({}, {"10c4:ea60"}, true));
        Visit visit;
        serve(visit);
        QCOMPARE(visit.last(), QStringLiteral("lost JJ-3102"));
        bus_->plug(2, "10c4:ea60");
        bus_->plugLine(2);
        QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
        QVERIFY(commandLine(visit.pid).contains("device=/dev/ttyACM2"));
        bus_->pullLine(2);
        bus_->pull(2);
        QTRY_COMPARE(visit.last(), QStringLiteral("lost JJ-3102"));
        QVERIFY(hall_->unlisted().empty());
    }

    void whatIsNotListedIsToldOnceAndLeftAlone() {
        bus_->plug(1, "0781:5567", ":080650:");
        begin(device({"0400:c35a"}), {"222a:0001"});
        const auto list = [this] {
            return hall_->unlisted();
        };
        QCOMPARE(list(), (std::vector<Unlisted>{{"storage", "0781:5567"}}));
        bus_->plug(2, "046d:c31c", ":030101:030000:");
        QTRY_COMPARE(list().size(), 2u);
        QCOMPARE(list().back(), (Unlisted{"keyboard", "046d:c31c"}));
        bus_->plug(3, "1d6b:0002", ":090000:"); // a hub
        bus_->plug(4, "222a:0001", ":030000:"); // the touch screen
        bus_->plug(5, "222a:0001", ":030000:"); // there is to be one
        QTRY_COMPARE(list().size(), 3u);
        QCOMPARE(list().back(), (Unlisted{"other", "222a:0001"}));
        bus_->plug(6, "0400:c35a");
        QTRY_COMPARE(lane().health(), std::string("ok"));
        bus_->plug(7, "0400:c35a"); // a second reader is nobody's
        QTRY_COMPARE(list().size(), 4u);
        bus_->pull(1);
        QTRY_COMPARE(list().size(), 3u);
        QCOMPARE(list().front().kind, std::string("keyboard"));
    }

    void anotherReaderWaitsForATechnician_data() {
        QTest::addColumn<QByteArray>("other");
        QTest::newRow("another") << QByteArray("sam:2");
        QTest::newRow("one that does not say") << QByteArray();
    }
    void anotherReaderWaitsForATechnician() {
        QFETCH(QByteArray, other);
        standsThere("sam:1");
        begin(device({}));
        Visit first;
        serve(first);
        QTRY_COMPARE(first.last(), QStringLiteral("at idcard"));
        QCOMPARE(lane().identity(), std::string("sam:1"));
        standsThere(other);
        Visit second;
        serve(second); // a fresh host, which meets another reader
        QTRY_COMPARE(second.last(), QStringLiteral("lost JJ-3113"));
        QCOMPARE(lane().health(), std::string("JJ-3113"));
        QCOMPARE(lane().identity(), other.toStdString());
        QVERIFY(!hall_->confirm("printer").ok());
        hall_.reset();
        begin(device({})); // it is not forgotten
        Visit third;
        QTRY_COMPARE(lane().health(), std::string("JJ-3113"));
        serve(third);
        QCOMPARE(third.last(), QStringLiteral("lost JJ-3113"));
        QVERIFY(hall_->confirm("reader").ok());
        QTRY_COMPARE(third.last(), QStringLiteral("at idcard"));
        QCOMPARE(lane().health(), std::string("ok"));
        QCOMPARE(IdentityBook(folder_->path().toStdString() + "/book").confirmed("reader"),
                 other.toStdString());
    }

    void nothingIsConfirmedWhereNothingIs() {
        begin(device({"0400:c35a"}));
        IdentityBook book(folder_->path().toStdString() + "/book");
        QVERIFY(book.confirm("reader", "sam:1").ok());
        QCOMPARE(hall_->confirm("reader").error().code, ErrorCode::DeviceRemoved);
        QCOMPARE(book.confirmed("reader"), std::string("sam:1"));
    }

    void whatIsPluggedInWhileItIsHeldWaits() {
        begin(device({"0400:c35a"}));
        QCOMPARE(hall_->hold("reader").error().code, ErrorCode::DeviceRemoved);
        bus_->plug(1, "0400:c35a");
        Visit visit;
        serve(visit);
        QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
        auto hold = hall_->hold("reader");
        QVERIFY(hold.ok());
        QSignalSpy free(hold->get(), &Hold::free);
        QTRY_COMPARE(free.count(), 1);
        bus_->pull(1);
        QTRY_VERIFY(lane().node().isEmpty());
        bus_->plug(2, "0400:c35a");
        QTRY_COMPARE(lane().node(), QStringLiteral("/dev/bus/usb/001/002"));
        QVERIFY(lane().stopped());
        QCOMPARE(visit.last(), QStringLiteral("lost JJ-3116"));
        hold->reset();
        QTRY_COMPARE(visit.last(), QStringLiteral("at idcard"));
    }

    void theSettingsMayFixWhichItIs() {
        standsThere("sam:2");
        Device fixed = device({});
        fixed.identity = "sam:1";
        begin(fixed);
        QTRY_COMPARE(lane().health(), std::string("JJ-3113"));
        QCOMPARE(hall_->confirm("reader").error().code, ErrorCode::SettingsInvalid);
    }
};

QTEST_GUILESS_MAIN(HotPlugTest)
#include "tst_hotplug.moc"
