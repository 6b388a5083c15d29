#include "drivers/contract/module.h"
#include "drivers/printer-cups/printer_source.h"

#include <QtCore/QPointer>
#include <QtRemoteObjects/QRemoteObjectHostBase>

namespace jiujin::drivers::printing {

namespace {

class CupsModule : public Module {
public:
    std::string deviceClass() const override { return "printer"; }

    Result<void> open(const ModuleOptions& options) override {
        for (const auto& [name, value] : options)
            if (name != "server" && name != "queue")
                return Error(ErrorCode::SettingsInvalid, "printer-cups: option " + name);
        for (const char* needed : {"server", "queue"})
            if (options.count(needed) == 0 || options.at(needed).empty())
                return Error(ErrorCode::SettingsInvalid,
                             std::string("printer-cups: option missing: ") + needed);
        queue_.emplace(options.at("server"), options.at("queue"));
        const auto state = queue_->state();
        if (!state.ok())
            return Error(ErrorCode::DeviceRemoved, state.error().where);
        printer_ = IppPrinter::fromUri(state->deviceUri);
        return {};
    }

    void tellPaperTo(std::function<void(PaperWord)> tell) override { tellPaper_ = std::move(tell); }

    Needs needs() const override {
        Needs needs{.localSockets = true, .tcpPorts = {}};
        if (printer_)
            needs.tcpPorts.push_back(printer_->port());
        return needs;
    }

    void start(std::function<void(std::string)> report) override {
        report_ = std::move(report);
        worker_ = std::make_unique<Worker>(
            std::move(*queue_), std::move(printer_),
            Worker::Listener{[this](std::string code) { post([this, code] { report_(code); }); },
                             [this](Condition condition) {
                                 post([this, condition] {
                                     if (source_)
                                         source_->show(condition);
                                 });
                             },
                             [this](std::uint32_t ticket, Printed outcome) {
                                 post([this, ticket, outcome] {
                                     if (source_)
                                         source_->finish(ticket, outcome);
                                 });
                             },
                             tellPaper_});
    }

    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<PrinterPort>(*worker_);
        source_ = source.get();
        host.enableRemoting(static_cast<PrinterSource*>(source.get()));
        return source;
    }

private:
    // From the worker's thread into the one where this module was made.
    template <typename Function>
    void post(Function function) {
        QMetaObject::invokeMethod(&here_, std::move(function), Qt::QueuedConnection);
    }

    QObject here_;
    QPointer<PrinterPort> source_;
    std::function<void(std::string)> report_;
    std::function<void(PaperWord)> tellPaper_ = [](PaperWord) {
    };
    std::optional<CupsQueue> queue_;
    std::optional<IppPrinter> printer_;
    std::unique_ptr<Worker> worker_; // last: its thread ends before what it posts to
};

} // namespace

} // namespace jiujin::drivers::printing

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new jiujin::drivers::printing::CupsModule;
}
