#include "drivers/contract/module.h"
#include "drivers/printer-escpos/fd_line.h"
#include "drivers/printer-escpos/place.h"
#include "drivers/printer-escpos/slip_source.h"
#include "drivers/printer-escpos/usb_line.h"

#include <QtCore/QPointer>
#include <QtRemoteObjects/QRemoteObjectHostBase>

namespace jiujin::drivers::escpos {

namespace {

constexpr std::chrono::seconds connectTime{3};

Result<std::unique_ptr<Line>> openDevice(const Place& place) {
    const auto* const path = std::get_if<std::filesystem::path>(&place);
    return path != nullptr ? FdLine::openDevice(*path)
                           : FdLine::adopt(std::get<Inherited>(place).descriptor);
}

Result<std::unique_ptr<Line>> openUsb(const Place& place) {
    const auto* const path = std::get_if<std::filesystem::path>(&place);
    return path != nullptr ? UsbLine::open(*path)
                           : UsbLine::adopt(std::get<Inherited>(place).descriptor);
}

class EscposModule : public Module {
public:
    std::string deviceClass() const override { return "slip"; }

    // Font and converter are files, so that they are opened here; TCP can wait for the sandbox.
    Result<void> open(const ModuleOptions& options) override {
        JIUJIN_TRY_ASSIGN(auto settings, settingsFrom(options));
        JIUJIN_TRY_ASSIGN(auto charset, Charset::open());
        JIUJIN_TRY_ASSIGN(auto glyphs, Glyphs::open(settings.font));
        roll_ = settings.roll;
        encoder_.emplace(roll_, std::move(charset), std::move(glyphs));
        address_.reset();
        if (const auto* const address = std::get_if<sockaddr_in6>(&settings.place)) {
            address_ = *address;
            return {};
        }
        usb_ = isUsb(settings.place);
        JIUJIN_TRY_ASSIGN(line_, usb_ ? openUsb(settings.place) : openDevice(settings.place));
        return {};
    }

    void tellPaperTo(std::function<void(PaperWord)> tell) override { tellPaper_ = std::move(tell); }

    Needs needs() const override {
        Needs needs;
        if (address_)
            needs.tcpPorts.push_back(portOf(*address_));
        needs.usb = usb_;
        needs.portStatus = !address_ && !usb_;
        return needs;
    }

    void start(std::function<void(std::string)> report) override {
        report_ = std::move(report);
        worker_ = std::make_unique<Worker>(
            std::move(line_), connection(), std::move(*encoder_),
            Worker::Listener{[this](std::string code) { post([this, code] { report_(code); }); },
                             [this](Condition condition) {
                                 post([this, condition] {
                                     if (source_)
                                         source_->show(condition);
                                 });
                             },
                             [this](std::uint32_t ticket, Result<void> outcome) {
                                 post([this, ticket, outcome] {
                                     if (source_)
                                         source_->finish(ticket, outcome);
                                 });
                             },
                             tellPaper_});
    }

    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<SlipPort>(*worker_, roll_);
        source_ = source.get();
        host.enableRemoting(static_cast<SlipPrinterSource*>(source.get()));
        return source;
    }

private:
    Worker::Connect connection() const {
        if (!address_)
            return {};
        return [address = *address_](const Cancel& abort) {
            return FdLine::connect(address, std::chrono::steady_clock::now() + connectTime, abort);
        };
    }

    // From the worker's thread into the one where this module was made.
    template <typename Function>
    void post(Function function) {
        QMetaObject::invokeMethod(&here_, std::move(function), Qt::QueuedConnection);
    }

    QObject here_;
    QPointer<SlipPort> source_;
    std::function<void(std::string)> report_;
    std::function<void(PaperWord)> tellPaper_ = [](PaperWord) {
    };
    Roll roll_;
    std::optional<sockaddr_in6> address_;
    bool usb_ = false;
    std::unique_ptr<Line> line_;
    std::optional<Encoder> encoder_;
    std::unique_ptr<Worker> worker_; // last: its thread ends before what it posts to
};

} // namespace

} // namespace jiujin::drivers::escpos

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new jiujin::drivers::escpos::EscposModule;
}
