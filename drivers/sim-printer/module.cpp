#include "drivers/contract/module.h"
#include "drivers/sim-printer/sim_printer.h"
#include "drivers/sim/script.h"

#include <QtRemoteObjects/QRemoteObjectHostBase>

namespace jiujin::drivers::sim {

namespace {

class SimPrinterModule : public Module {
public:
    std::string deviceClass() const override { return "printer"; }

    Result<void> open(const ModuleOptions& options) override {
        for (const auto& [name, value] : options)
            if (name != "script")
                return Error(ErrorCode::SettingsInvalid, "sim-printer: option " + name);
        if (options.empty())
            return Error(ErrorCode::SettingsInvalid, "sim-printer: option missing: script");
        JIUJIN_TRY_ASSIGN(script_, Script::open(options.at("script")));
        return {};
    }

    void tellPaperTo(std::function<void(PaperWord)> tell) override { tellPaper_ = std::move(tell); }

    Needs needs() const override { return {}; }

    void start(std::function<void(std::string)> report) override {
        printer_.emplace(report, tellPaper_);
        script_->start([this](const std::string& word,
                              const std::string& rest) { return printer_->obey(word, rest); },
                       [report](int) { report(std::string(codeOf(ErrorCode::SettingsInvalid))); });
    }

    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<SimPrinterSource>(*printer_);
        host.enableRemoting(static_cast<PrinterSource*>(source.get()));
        return source;
    }

private:
    std::function<void(PaperWord)> tellPaper_ = [](PaperWord) {
    };
    std::optional<SimPrinter> printer_;
    std::unique_ptr<Script> script_;
};

} // namespace

} // namespace jiujin::drivers::sim

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new jiujin::drivers::sim::SimPrinterModule;
}
