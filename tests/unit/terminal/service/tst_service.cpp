#include "app/control/ask_terminal.h"
#include "app/link/status_report.h"
#include "app/terminal/service/catalogue_words.h"
#include "app/terminal/service/control_server.h"
#include "app/terminal/service/programs.h"
#include "app/terminal/service/public_files.h"
#include "app/terminal/service/reach.h"
#include "app/terminal/service/settings.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <future>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::service;
using enrolment::must;
using enrolment::writeFile;

namespace {

constexpr std::string_view wholeFile = R"([terminal]
state = "state"
enrolment = "/etc/jiujin/enrolment"
matters = "matters"
calendar = "calendar"
divisions = "divisions"
notices = "notices"
[programs]
folder = "/usr/lib/jiujin"
modules = "/usr/lib/jiujin/modules"
[devices.idcard]
module = "idcard-samv"
options = { device = "/dev/ttyUSB0" }
groups = [20, 5]
[devices.printer]
module = "printer-cups"
[users]
idcard = 7001
operator = 1000
[window]
size = "540x960"
[control]
socket = "control.sock"
[outbox]
rows = 200
mebibytes = 256
days = 7
kept_days = 14
kept_mebibytes = 0
)";

std::string wholeFileAnd(std::string_view more) {
    std::string text(wholeFile);
    text += more;
    return text;
}

link::StatusReport sampleReport() {
    link::StatusReport report;
    report.terminalId = "330105-A017";
    report.accepting = true;
    report.screen = "ready";
    report.devices = {{"idcard", "idcard-samv", "ok"}};
    return report;
}

std::string told(std::string_view line) {
    return line == "status" ? encode(sampleReport()) : std::string(line);
}

// The exit status of `work` as another user.
int asUser(uid_t user, const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(::setgid(user) == 0 && ::setuid(user) == 0 ? work() : 99);
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    return WEXITSTATUS(status);
}

// A terminal whose network is away.
void noAsks(QByteArray, QByteArray, std::function<void(Result<QByteArray>)> answer) {
    answer(Error(ErrorCode::AskOffline));
}

// One without devices.
Result<std::shared_ptr<void>> noHolds(const std::string&, const std::function<void(std::string)>&) {
    return Error(ErrorCode::NotFound);
}

} // namespace

class ServiceTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    std::filesystem::path folder_;

    Result<Settings> settingsOf(std::string_view text) {
        writeFile(folder_ / "terminal.toml", text);
        return loadSettings(folder_ / "terminal.toml");
    }

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        folder_ = temporary_->path().toStdString();
        ::chmod(folder_.c_str(), 0755);
    }

    void aWholeFileIsRead() {
        const auto settings = settingsOf(wholeFile);
        QVERIFY2(settings.ok(), settings.ok() ? "" : settings.error().text().c_str());
        QVERIFY(settings->state == folder_ / "state");
        QVERIFY(settings->enrolment == "/etc/jiujin/enrolment");
        QCOMPARE(settings->devices.size(), 2u);
        QCOMPARE(settings->devices[0].options.at("device"), std::string("/dev/ttyUSB0"));
        QVERIFY((settings->devices[0].groups == std::vector<gid_t>{20, 5}));
        QCOMPARE(settings->devices[0].user, 7001u);
        QCOMPARE(settings->devices[1].user, 60913u);
        QCOMPARE(settings->visitUser, 60911u);
        QCOMPARE(*settings->operatorUser, 1000u);
        QCOMPARE(*settings->windowSize, std::string("540x960"));
        QVERIFY(!settings->platformUrl);
        QCOMPARE(settings->sync.from.count(), 0);
        QCOMPARE(settings->sync.until.count(), 0);
        QCOMPARE(settings->sync.bytesPerSecond, 0);
        QVERIFY(settings->sync.proxy.empty());
        QVERIFY(settings->outbox.folder == folder_ / "state/outbox");
        QCOMPARE(settings->outbox.limits.rows, 200);
        QCOMPARE(settings->outbox.limits.bytes, 256UL * 1024 * 1024);
        QCOMPARE(settings->outbox.limits.oldest.count(), 7 * 24);
        QCOMPARE(settings->outbox.retention.count(), 14 * 24);
        QCOMPARE(settings->outbox.retainedBytes, 0u);
    }

    void visitsGoByTheSnapshotThatThereIs() {
        const Settings settings = must(settingsOf(wholeFile));
        const auto held = std::make_shared<const mirror::Snapshot>(
            mirror::Snapshot{"12.x", folder_ / "snapshots" / "12.x"});
        std::filesystem::create_directories(held->folder / "matters");
        const auto argumentOf = [](const devices::Program& visit, const char* name) {
            const auto at = visit.arguments.indexOf(QLatin1String(name));
            return at < 0 ? std::string() : visit.arguments.at(at + 1).toStdString();
        };
        const auto next = visitProgram(settings, {}, rulesOf(held));
        QVERIFY(argumentOf(next, "--matters") == held->folder / "matters");
        QVERIFY(argumentOf(next, "--notices") == folder_ / "notices"); // it has none
        QCOMPARE(argumentOf(next, "--snapshot"), std::string("12.x"));
        QCOMPARE(argumentOf(next, "--heads"), mirror::headsBeside(held->folder).string());
        QVERIFY(next.uses == held);
        const auto builtIn = visitProgram(settings, {}, rulesOf(nullptr));
        QVERIFY(argumentOf(builtIn, "--matters") == folder_ / "matters");
        QVERIFY(!builtIn.arguments.contains(QLatin1String("--snapshot")));
        QVERIFY(!builtIn.arguments.contains(QLatin1String("--heads")));
    }

    void whyMattersAreClosedIsToldToVisitsAndStaff() {
        mirror::State state;
        QCOMPARE(rulesWord(state), std::string("ok"));
        state.version = 12;
        state.id = "12.x";
        state.until = WallTime(std::chrono::hours(500'000));
        state.closes = ErrorCode::CatalogueFrozen;
        state.root = 3;
        QCOMPARE(rulesWord(state), std::string("JJ-2332"));
        link::StatusReport report;
        describe(state, report);
        QCOMPARE(report.catalogueCloses, std::string("JJ-2332"));
        QCOMPARE(report.catalogueUntil, toRfc3339(state.until));
        QCOMPARE(report.catalogueId, std::string("12.x"));
        QCOMPARE(report.catalogueRoot, std::int64_t(3));
    }

    void theLineHasSettingsOfItsOwn() {
        const auto settings =
            settingsOf(wholeFileAnd("[sync]\nhours = \"20:30-06:00\"\nkbit_per_second = 512\n"
                                    "proxy = \"http://proxy.example:3128\"\n"));
        QVERIFY2(settings.ok(), settings.ok() ? "" : settings.error().where.c_str());
        QCOMPARE(settings->sync.from.count(), 20 * 60 + 30);
        QCOMPARE(settings->sync.until.count(), 6 * 60);
        QCOMPARE(settings->sync.bytesPerSecond, 64000);
        QCOMPARE(settings->sync.proxy, std::string("http://proxy.example:3128"));
        for (const char* bad :
             {"hours = \"8-20\"", "hours = \"24:00-06:00\"", "hours = \"20:00-06:60\"",
              "kbit_per_second = 127", "proxy = \"socks5://a\"", "kbits = 512"})
            QCOMPARE(settingsOf(wholeFileAnd(std::string("[sync]\n").append(bad))).error().code,
                     ErrorCode::SettingsInvalid);
    }

    void devicesHaveNamesClassesAndUsersOfTheirOwn() {
        const std::string more = wholeFileAnd("[devices.slip]\nmodule = \"printer-escpos\"\n"
                                              "[devices.second-reader]\nclass = \"smartcard\"\n"
                                              "module = \"smartcard-pcsc\"\n");
        const auto lacks = settingsOf(more);
        QCOMPARE(lacks.error().code, ErrorCode::SettingsInvalid);
        QVERIFY(lacks.error().where.find("[users] lacks second-reader") != std::string::npos);
        const auto with = [&](const char* users) {
            std::string text = more;
            return settingsOf(text.insert(text.find("idcard = 7001"), users));
        };
        const auto settings = with("second-reader = 7009\n");
        QVERIFY2(settings.ok(), settings.ok() ? "" : settings.error().where.c_str());
        QCOMPARE(settings->devices.size(), 4u);
        std::map<std::string, std::pair<std::string, uid_t>> found;
        for (const auto& device : settings->devices)
            found[device.name] = {device.deviceClass, device.user};
        QVERIFY((found["slip"] == std::pair<std::string, uid_t>("slip", 60915)));
        QVERIFY((found["second-reader"] == std::pair<std::string, uid_t>("smartcard", 7009)));
        // What one program holds of a person, another of the same user could read.
        QVERIFY(!with("second-reader = 7001\n").ok());
        QVERIFY(!with("second-reader = 60911\n").ok());
        QVERIFY(with("second-reader = 0\n").ok());
    }

    void aDeviceOfUsbIsListedByWhatItIs() {
        const auto with = [this](const char* device) {
            std::string text(wholeFile);
            const std::string_view fixed = "options = { device = \"/dev/ttyUSB0\" }";
            return settingsOf(text.replace(text.find(fixed), fixed.size(), device));
        };
        const auto usb = with("usb = [\"0400:c35a\", \"10c4:ea60\"]\nidentity = \"sam:1\"");
        QVERIFY2(usb.ok(), usb.ok() ? "" : usb.error().where.c_str());
        QCOMPARE(usb->devices[0].usb.size(), 2u);
        QCOMPARE(usb->devices[0].identity, std::string("sam:1"));
        QVERIFY(!usb->devices[0].byPath && usb->usbParts.empty());
        QVERIFY(with("tty = [\"10c4:ea60\"]\nhanding = \"path\"")->devices[0].byPath);
        const auto parts = settingsOf(wholeFileAnd("[usb]\nparts = [\"222a:0001\"]\n"));
        QCOMPARE(parts->usbParts, std::vector<std::string>{"222a:0001"});
        for (const char* wrong :
             {"usb = [\"0400:C35A\"]", "usb = [\"0400c35a\"]", "usb = [\"0400:c35\"]", "usb = [7]",
              "usb = \"0400:c35a\"", "handing = \"by hand\"",
              "usb = [\"0400:c35a\"]\noptions = { device = \"/dev/x\" }",
              "usb = [\"0400:c35a\"]\ntty = [\"10c4:ea60\"]"})
            QVERIFY2(with(wrong).error().code == ErrorCode::SettingsInvalid, wrong);
    }

    void whatAPrinterIsUsuallyLoadedWith() {
        const auto with = [this](std::string_view name, std::string_view supplies) {
            std::string table("[devices.");
            for (const std::string_view part : {name, std::string_view(".supplies]\n"), supplies})
                table.append(part);
            return settingsOf(wholeFileAnd(table));
        };
        const auto both = with("printer", "paper = 250\ntoner_pages = 2300\n");
        QVERIFY2(both.ok(), both.ok() ? "" : both.error().where.c_str());
        for (const auto& device : both->devices) {
            QCOMPARE(device.paper, device.name == "printer" ? 250 : 0);
            QCOMPARE(device.tonerPages, device.name == "printer" ? 2300 : 0);
        }
        QVERIFY(with("printer", "").ok());
        for (const char* wrong :
             {"paper = 0", "paper = 100001", "paper = \"250\"", "toner_pages = -1", "toner = 2300"})
            QVERIFY2(with("printer", wrong).error().code == ErrorCode::SettingsInvalid, wrong);
        const auto reader = with("idcard", "paper = 250");
        QVERIFY(reader.error().where.find("only a printer has supplies") != std::string::npos);
    }

    void eachMistakeHasItsLine_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char* name, const char* from, const char* to, const char* said) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(said);
        };
        row("no calendar", "calendar = \"calendar\"\n", "", ":1: [terminal] lacks calendar");
        row("misspelt name", "notices = ", "notises = ", ":1: [terminal] lacks notices");
        row("unknown name", "size = \"540x960\"", "size = \"1x1\"\nsice = 2",
            ":22: unknown name sice in [window]");
        row("unknown table", "[window]", "[windows]", "unknown name windows in [settings]");
        row("missing table", "[programs]", "[program]", "[programs] is missing");
        row("no text", "module = \"idcard-samv\"", "module = 7",
            ":12: module must be text in quotes");
        row("no number", "idcard = 7001", "idcard = \"root\"",
            ":18: idcard must be a number from 0 to");
        row("option no text", "\"/dev/ttyUSB0\"", "1", ":13: device must be text in quotes");
        row("no rows", "rows = 200", "rows = 0", ":25: rows must be a number from 1 to 1000000");
        row("too little room", "mebibytes = 256", "mebibytes = 127",
            ":26: mebibytes must be a number from 128 to 1048576");
        row("too long", "days = 7", "days = 3651", ":27: days must be a number from 1 to 3650");
        row("text for days", "kept_days = 14", "kept_days = \"two\"",
            ":28: kept_days must be a number from 1");
        row("unknown limit", "kept_mebibytes", "kept_gibibytes",
            ":29: unknown name kept_gibibytes in [outbox]");
        row("no reader", "[devices.idcard]", "[devices.reader]", "[devices] lacks idcard");
        row("a class twice", "module = \"printer-cups\"",
            "class = \"idcard\"\nmodule = \"printer-cups\"",
            "another device is of this class already");
        row("no name", "[devices.printer]", "[devices.Printer]", "a device's name is of a-z");
        row("no TOML", "[window]", "[window", ":20: ");
    }
    void eachMistakeHasItsLine() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, said);
        QByteArray text(wholeFile.data(), qsizetype(wholeFile.size()));
        QVERIFY(text.contains(from));
        const auto settings = settingsOf(text.replace(from, to).toStdString());
        QCOMPARE(settings.error().code, ErrorCode::SettingsInvalid);
        QVERIFY2(settings.error().where.find(said.toStdString()) != std::string::npos,
                 settings.error().where.c_str());
        QVERIFY(settings.error().where.starts_with((folder_ / "terminal.toml").string()));
    }

    void aMissingFileIsNamed() {
        QCOMPARE(loadSettings(folder_ / "none.toml").error().code, ErrorCode::FileUnreadable);
    }

    void visitsReadCertificatesAndNothingElse() {
        writeEnrolment(folder_ / "enrolment", enrolment::TestPki(SystemClock().wall().time),
                       "https://localhost");
        ::chmod((folder_ / "enrolment").c_str(), 0700);
        const PublicFiles files = must(publish(folder_ / "enrolment", folder_ / "state"));
        QVERIFY(seal::Certificate::fromFile(files.root).ok());
        QVERIFY(seal::Certificate::fromFile(files.trust / "seal.pem").ok());
        std::filesystem::create_directory(folder_ / "state/outbox");
        ::chmod((folder_ / "state/outbox").c_str(), 0700);
        if (::geteuid() != 0)
            QSKIP("only root can try as another user");
        QVERIFY(service::checkReach(60911, {files.root, files.trust / "escrow.pem"}).ok());
        for (const auto& closed : {folder_ / "enrolment/device.key", folder_ / "state/outbox",
                                   folder_ / "enrolment/trust/seal.pem"}) {
            const auto reach = service::checkReach(60911, {files.root, closed});
            QCOMPARE(reach.error().code, ErrorCode::ProgramStart);
            QVERIFY(reach.error().where.find(closed.string()) != std::string::npos);
        }
    }

    void rootIsToldTheStatus() {
        ControlServer server(told, noAsks, noHolds, std::nullopt);
        QVERIFY(server.listen(folder_ / "run/control.sock").ok());
        auto asked = std::async(std::launch::async, [&] {
            return control::askTerminal(folder_ / "run/control.sock", "status");
        });
        QTRY_COMPARE(asked.wait_for(std::chrono::seconds(0)), std::future_status::ready);
        QVERIFY(must(link::decodeStatusReport(must(asked.get()))) == sampleReport());
    }

    void strangersAreToldNothingAndTheOperatorIs() {
        if (::geteuid() != 0)
            QSKIP("only root can try as another user");
        ControlServer server(told, noAsks, noHolds, 7002);
        QVERIFY(server.listen(folder_ / "control.sock").ok());
        const auto ask = [&] {
            return control::askTerminal(folder_ / "control.sock", "status").ok() ? 0 : 1;
        };
        QCOMPARE(asUser(7003, ask), 1);
        QCOMPARE(asUser(7002, ask), 0);
    }

    void aSocketLeftBehindIsReplacedALivingOneIsNot() {
        const auto path = folder_ / "control.sock";
        writeFile(path, "");
        ControlServer first(told, noAsks, noHolds, std::nullopt);
        QVERIFY(first.listen(path).ok());
        ControlServer second(told, noAsks, noHolds, std::nullopt);
        QCOMPARE(second.listen(path).error().code, ErrorCode::AlreadyExists);
    }
};

QTEST_GUILESS_MAIN(ServiceTest)
#include "tst_service.moc"
