#include "drivers/host/host.h"

#include "drivers/contract/host_link.h"
#include "drivers/host/sandbox.h"
#include "platform/base/event.h"

namespace jiujin::drivers {

namespace {

using namespace std::chrono_literals;
constexpr auto betweenOpens = 500ms;

} // namespace

Host::Host(std::unique_ptr<Module> module, ModuleOptions options, int control)
    : module_(std::move(module)),
      options_(std::move(options)),
      control_(control),
      supervisor_(control, QSocketNotifier::Read) {
    retry_.setInterval(betweenOpens);
    connect(&retry_, &QTimer::timeout, this, &Host::tryToOpen);
    connect(&supervisor_, &QSocketNotifier::activated, this, &Host::hearSupervisor);
}

Host::~Host() {
    // The source uses the module.
    visit_.reset();
}

Result<void> Host::start() {
    const auto opened = module_->open(options_);
    open_ = opened.ok();
    if (open_)
        return lockIn();
    if (opened.error().code != ErrorCode::DeviceRemoved)
        return opened;
    report(std::string(codeOf(ErrorCode::DeviceRemoved)));
    retry_.start();
    return {};
}

// Nothing has come from the device or from a visit yet, so that waiting outside the sandbox is
// safe.
void Host::tryToOpen() {
    open_ = module_->open(options_).ok();
    if (open_ && !lockIn().ok())
        emit ended();
}

Result<void> Host::lockIn() {
    retry_.stop();
    JIUJIN_TRY(enterSandbox(module_->needs()));
    lockedIn_ = true;
    module_->tellIdentityTo([this](const std::string& identity) {
        // What cannot be told is as if nothing were known: the supervisor judges by what it hears.
        static_cast<void>(sendIdentity(control_, identity).ok());
    });
    module_->tellPaperTo([control = control_](const PaperWord& word) {
        // A supervisor that does not hear it takes the print for one whose end is unknown.
        static_cast<void>(sendPaper(control, word).ok());
    });
    module_->start([this](const std::string& code) { report(code); });
    return {};
}

void Host::report(const std::string& code) {
    if (code == health_)
        return;
    health_ = code;
    ErrorCode error{};
    const bool failed = errorFromCode(code, error);
    if (failed)
        logEvent(Event::DeviceFailed, {{"device", module_->deviceClass()}, {"code", error}});
    else
        logEvent(Event::DeviceReady, {{"device", std::string_view(module_->deviceClass())}});
    const bool heard = sendHealth(control_, code).ok();
    // Only a fresh process opens the device again. A visit that is being served hears faults first.
    const bool lost = open_ && failed && error == ErrorCode::DeviceRemoved && !visit_;
    if (!heard || lost)
        emit ended();
}

void Host::hearSupervisor() {
    const auto order = receiveOrder(control_);
    const bool ping = order.ok() && order->socket < 0;
    if (order.ok() && (ping ? sendPong(control_).ok() : !visit_)) {
        if (!ping)
            take(order->socket);
        return;
    }
    supervisor_.setEnabled(false);
    emit ended();
}

void Host::take(int socket) {
    if (lockedIn_ || lockIn().ok())
        serve(socket);
    else
        emit ended();
}

void Host::serve(int socket) {
    visit_ = std::make_unique<Visit>(socket);
    connect(&visit_->pipe, &link::FrameSocket::disconnected, this, &Host::ended);
    // Without a URL, remoting is silently refused.
    visit_->node.setHostUrl(QUrl(QStringLiteral("fd:visit")),
                            QRemoteObjectHost::AllowExternalRegistration);
    visit_->source = module_->serve(visit_->node);
    visit_->node.addHostSideConnection(&visit_->pipe);
}

} // namespace jiujin::drivers
