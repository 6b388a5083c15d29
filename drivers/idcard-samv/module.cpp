#include "drivers/contract/module.h"
#include "drivers/idcard-samv/card_source.h"
#include "drivers/idcard-samv/usb_line.h"
#include "drivers/transport/serial_port.h"

#include <QtCore/QPointer>
#include <QtRemoteObjects/QRemoteObjectHostBase>

#include <algorithm>
#include <array>
#include <charconv>
#include <unistd.h>

namespace jiujin::drivers::samv {

namespace {

constexpr std::string_view usbNodes = "/dev/bus/usb/";
constexpr std::array knownOptions{"device", "descriptor", "photo-decoder", "capture-cards",
                                  "capture-into"};

using Line = std::unique_ptr<BytePipe>;

Result<Line> usbLine(Result<std::unique_ptr<UsbDevice>> opened) {
    JIUJIN_TRY_ASSIGN(auto device, std::move(opened));
    return Line(std::make_unique<UsbLine>(std::move(device)));
}

Result<Line> serialLine(Result<std::unique_ptr<SerialPort>> opened) {
    JIUJIN_TRY_ASSIGN(auto port, std::move(opened));
    return Line(std::move(port));
}

Result<int> inherited(const ModuleOptions& options, const std::string& name) {
    int descriptor = -1;
    const std::string& number = options.at(name);
    const char* const end = number.data() + number.size();
    const auto [stopped, wrong] = std::from_chars(number.data(), end, descriptor);
    if (wrong != std::errc() || stopped != end || descriptor <= STDERR_FILENO)
        return Error(ErrorCode::SettingsInvalid, "idcard-samv: option " + name);
    return descriptor;
}

Result<Line> adoptedLine(const ModuleOptions& options) {
    JIUJIN_TRY_ASSIGN(const int descriptor, inherited(options, "descriptor"));
    return ::isatty(descriptor) == 1 ? serialLine(SerialPort::adopt(descriptor))
                                     : usbLine(UsbDevice::adopt(descriptor));
}

Result<void> checkOptions(const ModuleOptions& options) {
    for (const auto& [name, value] : options)
        if (std::find(knownOptions.begin(), knownOptions.end(), name) == knownOptions.end() ||
            value.empty())
            return Error(ErrorCode::SettingsInvalid, "idcard-samv: option " + name);
    if (options.count("device") + options.count("descriptor") != 1)
        return Error(ErrorCode::SettingsInvalid, "idcard-samv: one of device and descriptor");
    if (options.count("capture-cards") != options.count("capture-into"))
        return Error(ErrorCode::SettingsInvalid, "idcard-samv: capture-cards with capture-into");
    return {};
}

class SamvModule : public Module {
public:
    std::string deviceClass() const override { return "idcard"; }

    Result<void> open(const ModuleOptions& options) override {
        JIUJIN_TRY(checkOptions(options));
        if (const auto name = options.find("photo-decoder");
            name != options.end() && !extras_.decoder) {
            JIUJIN_TRY_ASSIGN(extras_.decoder, PhotoDecoder::load(name->second));
        }
        state_.pictures = extras_.decoder.has_value();
        JIUJIN_TRY(openCapture(options));
        JIUJIN_TRY_ASSIGN(line_, openLine(options));
        if (extras_.capture)
            line_ = extras_.capture->record(std::move(line_));
        return {};
    }

    // A serial line needs none of it; which of the two a descriptor is, only the descriptor knows.
    Needs needs() const override { return {.localSockets = false, .usb = usb_, .tcpPorts = {}}; }

    void tellIdentityTo(std::function<void(std::string)> tell) override { tell_ = std::move(tell); }

    void start(std::function<void(std::string)> report) override {
        report_ = std::move(report);
        worker_ = std::make_unique<Worker>(std::move(line_), std::move(extras_), listener());
    }

    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<CardSource>(*worker_, state_);
        source_ = source.get();
        host.enableRemoting(static_cast<IdCardSource*>(source.get()));
        return source;
    }

private:
    // Once: the descriptors are read and kept.
    Result<void> openCapture(const ModuleOptions& options) {
        if (options.count("capture-cards") == 0 || extras_.capture)
            return {};
        JIUJIN_TRY_ASSIGN(const int cards, inherited(options, "capture-cards"));
        JIUJIN_TRY_ASSIGN(const int into, inherited(options, "capture-into"));
        JIUJIN_TRY_ASSIGN(extras_.capture, Capture::open(cards, into));
        return {};
    }

    Result<Line> openLine(const ModuleOptions& options) {
        if (options.count("descriptor") > 0) {
            JIUJIN_TRY_ASSIGN(Line line, adoptedLine(options));
            usb_ = !line->hasRate();
            return line;
        }
        const std::string& device = options.at("device");
        usb_ = device.starts_with(usbNodes);
        return usb_ ? usbLine(UsbDevice::open(device)) : serialLine(SerialPort::open(device));
    }

    Worker::Listener listener() {
        return {
            [this](std::string code) { post([this, code] { hearHealth(code); }); },
            [this](std::string identity) { post([this, identity] { hearIdentity(identity); }); },
            [this](Presence presence) {
                post([this, presence] {
                    if (source_)
                        source_->showPresence(presence);
                });
            },
            [this](std::uint32_t ticket, Result<Card> card, int detail) {
                auto shared = std::make_shared<Result<Card>>(std::move(card));
                post([this, ticket, shared, detail] {
                    if (source_)
                        source_->finish(ticket, *shared, detail);
                });
            }};
    }

    void hearHealth(const std::string& code) {
        state_.health = code;
        report_(code);
        if (source_)
            source_->showState(state_);
    }

    void hearIdentity(const std::string& identity) {
        state_.identity = identity;
        if (tell_)
            tell_(identity);
        if (source_)
            source_->showState(state_);
    }

    // From the worker's thread into the one where this module was made.
    template <typename Function>
    void post(Function function) {
        QMetaObject::invokeMethod(&here_, std::move(function), Qt::QueuedConnection);
    }

    QObject here_;
    QPointer<CardSource> source_;
    std::function<void(std::string)> report_, tell_;
    ReaderState state_;
    Worker::Extras extras_; // until the worker has them
    bool usb_ = false;
    Line line_;
    std::unique_ptr<Worker> worker_; // last: its thread ends before what it posts to
};

} // namespace

} // namespace jiujin::drivers::samv

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new jiujin::drivers::samv::SamvModule();
}
