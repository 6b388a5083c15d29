#include "drivers/contract/module.h"
#include "drivers/sim-card/persons.h"
#include "drivers/sim-card/sim_card.h"
#include "drivers/sim/script.h"

#include <QtRemoteObjects/QRemoteObjectHostBase>

namespace jiujin::drivers::sim {

namespace {

class SimCardModule : public Module {
public:
    std::string deviceClass() const override { return "idcard"; }

    Result<void> open(const ModuleOptions& options) override {
        for (const auto& [name, value] : options)
            if (name != "script" && name != "persons")
                return Error(ErrorCode::SettingsInvalid, "sim-card: option " + name);
        for (const char* needed : {"script", "persons"})
            if (options.count(needed) == 0)
                return Error(ErrorCode::SettingsInvalid,
                             std::string("sim-card: option missing: ") + needed);
        JIUJIN_TRY_ASSIGN(persons_, personsFrom(options.at("persons")));
        JIUJIN_TRY_ASSIGN(script_, Script::open(options.at("script")));
        return {};
    }

    Needs needs() const override { return {}; }

    void start(std::function<void(std::string)> report) override {
        reader_.emplace(std::move(persons_), report);
        script_->start([this](const std::string& word,
                              const std::string& rest) { return reader_->obey(word, rest); },
                       [report](int) { report(std::string(codeOf(ErrorCode::SettingsInvalid))); });
    }

    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<SimCardSource>(*reader_);
        host.enableRemoting(static_cast<IdCardSource*>(source.get()));
        return source;
    }

private:
    std::map<std::string, CardRead> persons_;
    std::optional<SimCard> reader_;
    std::unique_ptr<Script> script_;
};

} // namespace

} // namespace jiujin::drivers::sim

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new jiujin::drivers::sim::SimCardModule;
}
