// `device hold NAME`, from the technician's program to a terminal's devices and visits.
#include "app/control/ask_terminal.h"
#include "app/control/device_hold.h"
#include "app/terminal/service/control_server.h"
#include "app/terminal/service/hold_desk.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <future>
#include <optional>
#include <sys/stat.h>

using namespace jiujin;
using namespace jiujin::service;
using enrolment::must;

namespace {

// A visit files nothing here.
class NoDesk : public devices::Desk {
public:
    int asked = 0;
    void reserve(std::function<void(Result<LinkReservation>)>) override {}
    void put(QByteArray, QByteArray, std::function<void(Result<LinkReceipt>)>) override {}
    void ask(QByteArray, QByteArray, std::function<void(Result<QByteArray>)>) override {}
    void status(const QString&, std::function<void(LinkStatus)> answer) override {
        ++asked;
        answer({});
    }
};

QString program(const char* name) {
    return QCoreApplication::applicationDirPath() + QLatin1Char('/') + QLatin1String(name);
}

} // namespace

class HoldDeskTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    std::filesystem::path folder_;
    NoDesk desk_;
    std::unique_ptr<devices::DeviceHall> hall_;
    std::unique_ptr<devices::VisitLine> visits_;
    std::unique_ptr<HoldDesk> holds_;
    std::unique_ptr<ControlServer> server_;

    // behaviour: of tests/unit/terminal/devices/fake_visit.cpp.
    void begin(const char* behaviour) {
        devices::Device reader{QStringLiteral("reader"),
                               QStringLiteral("idcard"),
                               QStringLiteral("fake"),
                               {program("test-fake_host"),
                                {QStringLiteral("--module"), QStringLiteral("fake")},
                                4711,
                                {20, 5}}};
        hall_ = std::make_unique<devices::DeviceHall>(std::vector{std::move(reader)},
                                                      std::vector<std::string>(),
                                                      devices::IdentityBook(folder_ / "book"));
        visits_ = std::make_unique<devices::VisitLine>(
            devices::Program{
                program("test-fake_visit"),
                {QString::fromStdString((folder_ / "log").string()), QLatin1String(behaviour)},
                {},
                {}},
            hall_->lanes(), desk_);
        holds_ = std::make_unique<HoldDesk>(*hall_, *visits_);
        server_ = std::make_unique<ControlServer>(
            [](std::string_view line) { return std::string(line); },
            [](QByteArray, QByteArray, std::function<void(Result<QByteArray>)>) {},
            [this](const std::string& device,
                   const HoldDesk::Told& told) -> Result<std::shared_ptr<void>> {
                JIUJIN_TRY_ASSIGN(auto hold, holds_->hold(device, told));
                return std::shared_ptr<void>(std::move(hold));
            },
            std::nullopt);
        QVERIFY(server_->listen(socket()).ok());
        QVERIFY(hall_->start().ok());
        visits_->start();
        QTRY_COMPARE(visits_->screen(), devices::Screen::Ready);
    }
    std::filesystem::path socket() const { return folder_ / "control.sock"; }

    // As another program would, beside this thread.
    Result<control::DeviceHold> take(const std::string& name) {
        auto taken = std::async(std::launch::async,
                                [=, this] { return control::DeviceHold::take(socket(), name); });
        while (taken.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            QTest::qWait(5);
        return taken.get();
    }

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        folder_ = temporary_->path().toStdString();
        ::chmod(folder_.c_str(), 0777);
    }
    void cleanup() {
        server_.reset();
        holds_.reset();
        visits_.reset();
        hall_.reset();
    }

    void aDeviceIsTakenAndGivenBack() {
        begin("stay");
        std::optional<control::DeviceHold> hold = must(take("reader"));
        QCOMPARE(hold->device().name, std::string("reader"));
        QCOMPARE(hold->device().deviceClass, std::string("idcard"));
        QCOMPARE(hold->device().program, program("test-fake_host").toStdString());
        QVERIFY((hold->device().arguments == std::vector<std::string>{"--module", "fake"}));
        QVERIFY((hold->device().groups == std::vector<gid_t>{20, 5}));
        QCOMPARE(hold->device().user, 4711);
        QVERIFY(hold->device().node.empty());
        QVERIFY(hall_->held() && hall_->lanes().front()->stopped());
        QCOMPARE(take("reader").error().code, ErrorCode::DeviceHeld);
        QVERIFY(hall_->held()); // whoever was refused takes nothing away
        hold.reset();
        QTRY_VERIFY(!hall_->held());
    }

    void notFromSomebodyWhoIsBeingServed() {
        begin("serve");
        QTRY_VERIFY(visits_->inUse());
        QCOMPARE(take("reader").error().code, ErrorCode::DeviceInUse);
        QVERIFY(!hall_->held());
    }

    void whatThereIsNot() {
        begin("stay");
        QCOMPARE(take("writer").error().code, ErrorCode::NotFound);
        QCOMPARE(take("two words").error().code, ErrorCode::Usage);
        QCOMPARE(take("").error().code, ErrorCode::Usage);
    }

    // Killed, or its line cut: nobody has to give anything back.
    void aCallerThatIsGoneHoldsNothing() {
        begin("stay");
        QLocalSocket caller;
        caller.connectToServer(QString::fromStdString(socket().string()));
        QVERIFY(caller.waitForConnected());
        caller.write("device hold reader\n" + QByteArray(2000000, 'x') + '\n');
        QTRY_VERIFY(hall_->held());
        QTRY_VERIFY(caller.bytesAvailable() > 0);
        caller.abort();
        QTRY_VERIFY(!hall_->held());
    }

    void theVisitIsToldUnasked() {
        begin("stay");
        const int before = desk_.asked;
        visits_->tellStatus();
        QCOMPARE(desk_.asked, before + 1);
    }
};

QTEST_GUILESS_MAIN(HoldDeskTest)
#include "tst_hold_desk.moc"
