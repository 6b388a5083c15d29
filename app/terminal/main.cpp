// jiujin-terminal --settings FILE: outbox, sync, device key, and everything else on the terminal as
// its children.
#include "app/terminal/devices/device_hall.h"
#include "app/terminal/devices/visit_line.h"
#include "app/terminal/keys/device_keys.h"
#include "app/terminal/keys/operator_register.h"
#include "app/terminal/service/catalogue_words.h"
#include "app/terminal/service/control_desk.h"
#include "app/terminal/service/control_server.h"
#include "app/terminal/service/delivery_words.h"
#include "app/terminal/service/filing_desk.h"
#include "app/terminal/service/fitting.h"
#include "app/terminal/service/hold_desk.h"
#include "app/terminal/service/programs.h"
#include "app/terminal/service/supplies_desk.h"
#include "app/terminal/sync/ask_line.h"
#include "app/terminal/sync/catalogue_fetcher.h"
#include "app/terminal/sync/curl_transport.h"
#include "app/terminal/sync/kept_clock.h"
#include "app/terminal/sync/revocation_fetcher.h"
#include "app/terminal/sync/rounds.h"
#include "app/terminal/sync/signed_words.h"
#include "app/terminal/sync/sync_thread.h"
#include "platform/base/event.h"
#include "platform/base/hygiene.h"

#include <CLI/CLI.hpp>
#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <random>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace jiujin;
using devices::DriverLane;

namespace {

int stopEvent = -1;

void askToStop(int) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(stopEvent, &one, sizeof one);
}

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

class Terminal {
public:
    Terminal(const service::Settings& settings, const service::PublicFiles& files,
             const keys::DeviceKeys& keys, outbox::Outbox& outbox, sync::KeptClock& clock,
             mirror::Mirror& mirror)
        : keys_(keys),
          outbox_(outbox),
          clock_(clock),
          mirror_(mirror),
          transport_(keys.enrolment(), clock, lineOf(settings)),
          words_(keys.enrolment(), clock),
          blobs_(outbox, transport_),
          courier_(outbox, transport_, words_, clock, sync::Pace(std::random_device{}()),
                   {settings.sync.from, settings.sync.until}, &blobs_),
          reconciler_(outbox, transport_, words_, clock_, [this](WallTime said) { hear(said); }),
          rounds_(courier_, reconciler_, clock_),
          revocations_(keys.enrolment(), transport_, clock, settings.state / "revoked.pem"),
          catalogue_(mirror, transport_, clock),
          sync_(transport_, [this] { return round(); }),
          waitTransport_(keys.enrolment(), clock, lineOf(settings)),
          watch_(waitTransport_, clock,
                 [this] {
                     catalogue_.askSoon();
                     sync_.wake();
                 }),
          watching_(waitTransport_, [this] { return watch_.ask(); }),
          asks_([this, line = lineOf(settings)] { return newTransport(line); }, keys.terminalId(),
                [this] { return networkDown(); }, clock),
          desk_(
              outbox, [this] { return mayFile(); },
              [this](const service::FilingDesk::Queue& queue) { return linkStatus(queue); },
              [this] { sync_.wake(); },
              [this](std::string_view head, Bytes sealed, sync::AskLine::Told told) {
                  asks_.carry(head, std::move(sealed), std::move(told));
              }),
          shelf_(settings.state / "supplies"),
          book_(service::printersIn(settings), shelf_, clock),
          supplies_(book_),
          hall_(service::devicesOf(settings), settings.usbParts,
                devices::IdentityBook(settings.state / "devices")),
          operators_(settings.enrolment, keys.enrolment()),
          line_([this, settings, files] { return nextVisit(settings, files); }, hall_.lanes(),
                desk_, operatorGate()),
          holds_(hall_, line_),
          controlDesk_(
              outbox, clock, [this] { return report(); },
              {[this] { return sync_.untilNext(); },
               [this] {
                   sendNow();
               }},
              [this](const std::string& device) { return hall_.confirm(device); }),
          control_([this](std::string_view line) { return answer(line); },
                   [this](QByteArray head, QByteArray sealed,
                          std::function<void(Result<QByteArray>)> answer) {
                       desk_.ask(std::move(head), std::move(sealed), std::move(answer));
                   },
                   [this](const std::string& device,
                          const service::HoldDesk::Told& told) -> Result<std::shared_ptr<void>> {
                       JIUJIN_TRY_ASSIGN(auto hold, holds_.hold(device, told));
                       return std::shared_ptr<void>(std::move(hold));
                   },
                   settings.operatorUser) {
        QObject::connect(&hall_, &devices::DeviceHall::heldChanged, [this] {
            held_ = hall_.held();
            line_.tellStatus();
        });
    }

    Result<void> start(const service::Settings& settings) {
        if (settings.controlSocket)
            JIUJIN_TRY(control_.listen(*settings.controlSocket));
        for (const DriverLane* lane : hall_.lanes())
            supplies_.follow(*lane);
        JIUJIN_TRY(hall_.start());
        line_.start();
        QObject::connect(&clockTimer_, &QTimer::timeout, [this] {
            clock_.look();
            mirror_.tellWhenStale(clock_.wall());
            if (mirror_.current() != standbyGoesBy_)
                line_.renewStandby();
        });
        clockTimer_.start(std::chrono::seconds(10));
        return {};
    }

    // Quits the application when every child is gone.
    void stop() {
        left_ = 2;
        const auto ended = [this] {
            if (--left_ == 0)
                QCoreApplication::quit();
        };
        QObject::connect(&line_, &devices::VisitLine::ended, ended);
        QObject::connect(&hall_, &devices::DeviceHall::ended, ended);
        line_.stop();
        hall_.stop();
    }

private:
    static sync::LineSettings lineOf(const service::Settings& settings) {
        return {settings.sync.proxy, settings.sync.bytesPerSecond};
    }
    // An ask does not wait behind packets, on no connection.
    std::unique_ptr<sync::Transport> newTransport(const sync::LineSettings& line) const {
        return std::make_unique<sync::CurlTransport>(keys_.enrolment(), clock_, line);
    }
    // As an attempt to deliver found it of late; after that an ask finds out for itself.
    bool networkDown() const {
        const sync::SyncState state = courier_.state();
        return state.problem == ErrorCode::NetworkDown &&
               clock_.steady() - state.tried < std::chrono::seconds(15);
    }

    devices::OperatorGate operatorGate() {
        return {[this] { return operators_.challenge(); },
                [this](std::string_view challenge, ByteView card, ByteView signature) {
                    return operators_.admit(challenge, card, signature, clock_.wall());
                },
                [this](std::string_view line) {
                    return answer(line);
                }};
    }

    // Both desks' words.
    std::string answer(std::string_view line) {
        auto told = supplies_.answer(line);
        return told ? std::move(*told) : controlDesk_.answer(line);
    }

    link::DeviceReport reportOf(const DriverLane& lane) const {
        const devices::Device& device = lane.device();
        link::DeviceReport report{
            device.name.toStdString(),        device.module.toStdString(), lane.health(),
            device.deviceClass.toStdString(), lane.outOfService(),         lane.identity()};
        supplies_.describe(report);
        return report;
    }
    std::chrono::milliseconds round() {
        const auto wait = rounds_.step();
        lookForRevocations();
        clock_.signedAt(courier_.state().platformTime);
        // Where something is wrong with packets, theirs is the pace.
        if (courier_.state().problem)
            return wait;
        return std::min(wait, catalogue_.tend());
    }
    devices::Program nextVisit(const service::Settings& settings,
                               const service::PublicFiles& files) {
        standbyGoesBy_ = mirror_.current();
        return service::visitProgram(settings, files, service::rulesOf(standbyGoesBy_));
    }
    void hear(WallTime said) {
        courier_.platformTimeIs(said);
        clock_.answeredAt(said);
    }

    Result<void> mayFile() const {
        if (held_)
            return Error(ErrorCode::DeviceHeld);
        return keys::mayFile(keys_.enrolment(), clock_.wall());
    }

    std::string outOfService(std::optional<ErrorCode> closed) const {
        if (closed)
            return std::string(codeOf(*closed));
        if (const auto may = mayFile(); !may)
            return std::string(codeOf(may.error().code));
        return line_.screen() == devices::Screen::Down
                   ? std::string(codeOf(ErrorCode::ProgramStart))
                   : std::string();
    }

    void lookForRevocations() {
        const auto problem = courier_.state().problem;
        if (problem != ErrorCode::NetworkDown)
            revocations_.tend(problem == ErrorCode::TerminalRevoked);
    }

    void sendNow() {
        courier_.retryNow();
        sync_.wake();
    }

    std::string lastContact() const {
        const auto contact = courier_.state().lastContact;
        return contact ? toRfc3339(*contact) : std::string();
    }

    LinkStatus linkStatus(const service::FilingDesk::Queue& queue) {
        const auto health = [this](const char* deviceClass) {
            const DriverLane* const lane = hall_.laneOf(deviceClass);
            return lane ? textOf(lane->health()) : QString();
        };
        const std::string cause = outOfService(queue.closed);
        const auto delivery = service::deliveryOf(queue.filed, courier_.state().problem);
        return LinkStatus(cause.empty(), textOf(cause), health("idcard"), health("printer"),
                          static_cast<int>(queue.count.queued), queue.count.oldest.count(),
                          textOf(lastContact()), textOf(delivery.state), textOf(delivery.reason),
                          std::chrono::ceil<std::chrono::seconds>(sync_.untilNext()).count(),
                          textOf(service::rulesWord(mirror_.state(clock_.wall()))));
    }

    link::StatusReport report() const {
        const auto count = outbox_.count();
        const auto problem = courier_.state().problem;
        link::StatusReport report;
        report.terminalId = keys_.terminalId();
        report.outOfService = outOfService(outbox_.closed());
        // A visit that has read its card goes on without the reader; nobody else can begin.
        const DriverLane* const reader = hall_.laneOf("idcard");
        if (report.outOfService.empty() && reader && reader->outOfService())
            report.outOfService = reader->health();
        report.accepting = report.outOfService.empty();
        report.screen = nameOf(line_.screen());
        for (const DriverLane* lane : hall_.lanes())
            report.devices.push_back(reportOf(*lane));
        for (const devices::Unlisted& what : hall_.unlisted())
            report.unlisted.push_back(what.kind + ' ' + what.identity);
        report.queued = count.queued;
        report.quarantined = count.quarantined;
        report.damaged = count.damaged;
        report.delivered = count.delivered;
        report.oldestSeconds = count.oldest.count();
        report.lastContact = lastContact();
        report.syncProblem = problem ? std::string(codeOf(*problem)) : std::string();
        const sync::ClockHealth clock = clock_.health();
        report.clock = nameOf(clock.grade);
        report.clockJumpMs = clock.lastJump.count();
        service::describe(mirror_.state(clock_.wall()), report);
        return report;
    }

    const keys::DeviceKeys& keys_;
    outbox::Outbox& outbox_;
    sync::KeptClock& clock_;
    mirror::Mirror& mirror_;
    std::shared_ptr<const mirror::Snapshot> standbyGoesBy_;
    sync::CurlTransport transport_;
    sync::SignedWords words_;
    sync::BlobCarrier blobs_;
    sync::Courier courier_;
    sync::Reconciler reconciler_;
    sync::Rounds rounds_;
    sync::RevocationFetcher revocations_;
    sync::CatalogueFetcher catalogue_;
    sync::SyncThread sync_;
    sync::CurlTransport waitTransport_;
    sync::CatalogueWatch watch_;
    sync::SyncThread watching_;
    sync::AskLine asks_;
    std::atomic<bool> held_ = false; // a technician has a device; read by the desk's thread too
    service::FilingDesk desk_;
    supplies::FolderShelf shelf_;
    supplies::SupplyBook book_;
    service::SuppliesDesk supplies_;
    devices::DeviceHall hall_;
    keys::OperatorRegister operators_;
    devices::VisitLine line_;
    service::HoldDesk holds_;
    service::ControlDesk controlDesk_;
    service::ControlServer control_;
    QTimer clockTimer_;
    int left_ = 0;
};

Result<void> run(const std::string& settingsFile) {
    JIUJIN_TRY_ASSIGN(const service::Settings settings, service::loadSettings(settingsFile));
    const SystemClock machine;
    std::error_code ignored; // the outbox names a folder that cannot be made
    std::filesystem::create_directories(settings.state, ignored);
    sync::KeptClock clock(machine, settings.state / "clock");
    JIUJIN_TRY_ASSIGN(keys::Enrolment enrolment,
                      keys::loadEnrolment(settings.enrolment, clock.wall()));
    if (settings.platformUrl) {
        JIUJIN_TRY(keys::checkPlatformUrl(*settings.platformUrl));
        enrolment.platformUrl = *settings.platformUrl;
    }
    const keys::DeviceKeys keys(std::move(enrolment));
    JIUJIN_TRY_ASSIGN(const service::PublicFiles files,
                      service::publish(settings.enrolment, settings.state));
    JIUJIN_TRY(service::checkReach(settings, files));
    JIUJIN_TRY_ASSIGN(const std::unique_ptr<outbox::Outbox> outbox,
                      outbox::Outbox::open(settings.outbox, keys, clock));

    const auto anchors = [&keys] {
        return catalogue::Anchors{keys.enrolment().root, keys.enrolment().revoked.current()};
    };
    JIUJIN_TRY_ASSIGN(const auto mirror, mirror::Mirror::open({settings.state / "mirror",
                                                               settings.state / "catalogue"},
                                                              anchors, service::fitForVisits));

    Terminal terminal(settings, files, keys, *outbox, clock, *mirror);
    JIUJIN_TRY(terminal.start(settings));
    QSocketNotifier stop(stopEvent, QSocketNotifier::Read);
    QObject::connect(&stop, &QSocketNotifier::activated, [&] {
        stop.setEnabled(false);
        terminal.stop();
    });
    logEvent(Event::ProgramStarted);
    QCoreApplication::exec();
    logEvent(Event::ProgramEnded);
    return {};
}

} // namespace

int main(int count, char** words) {
    lockProcessDown();
    setLogProgram("jiujin-terminal");
    std::string settings;
    CLI::App usage{"The service of one terminal: takes sealed applications and carries them on."};
    usage.add_option("--settings", settings, "the settings file, TOML")->required();
    CLI11_PARSE(usage, count, words);
    const QCoreApplication application(count, words);
    stopEvent = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGTERM, askToStop);
    ::signal(SIGINT, askToStop);
    const auto ended = run(settings);
    if (!ended)
        std::fprintf(stderr, "jiujin-terminal: %s\n", ended.error().text().c_str());
    return ended ? EXIT_SUCCESS : EXIT_FAILURE;
}
