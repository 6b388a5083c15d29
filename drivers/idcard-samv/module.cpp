#include "drivers/contract/module.h"
#include "drivers/idcard-samv/card_source.h"

#include <QtCore/QPointer>
#include <QtRemoteObjects/QRemoteObjectHostBase>

namespace jiujin::drivers::samv {

namespace {

class SamvModule : public Module {
public:
    std::string deviceClass() const override { return "idcard"; }

    Result<void> open(const ModuleOptions& options) override {
        for (const auto& [name, value] : options)
            if (name != "device" || value.empty())
                return Error(ErrorCode::SettingsInvalid, "idcard-samv: option " + name);
        if (options.empty())
            return Error(ErrorCode::SettingsInvalid, "idcard-samv: option device is missing");
        JIUJIN_TRY_ASSIGN(port_, SerialPort::open(options.at("device")));
        return {};
    }

    Needs needs() const override { return {}; }

    void start(std::function<void(std::string)> report) override {
        report_ = std::move(report);
        worker_ = std::make_unique<Worker>(
            std::move(port_),
            Worker::Listener{[this](std::string code) { post([this, code] { report_(code); }); },
                             [this](Presence presence) {
                                 post([this, presence] {
                                     if (source_)
                                         source_->showPresence(presence);
                                 });
                             },
                             [this](std::uint32_t ticket, Result<CardData> card, int detail) {
                                 auto shared = std::make_shared<Result<CardData>>(std::move(card));
                                 post([this, ticket, shared, detail] {
                                     if (source_)
                                         source_->finish(ticket, *shared, detail);
                                 });
                             }});
    }

    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<CardSource>(*worker_);
        source_ = source.get();
        host.enableRemoting(static_cast<IdCardSource*>(source.get()));
        return source;
    }

private:
    // From the worker's thread into the one where this module was made.
    template <typename Function>
    void post(Function function) {
        QMetaObject::invokeMethod(&here_, std::move(function), Qt::QueuedConnection);
    }

    QObject here_;
    QPointer<CardSource> source_;
    std::function<void(std::string)> report_;
    std::unique_ptr<SerialPort> port_;
    std::unique_ptr<Worker> worker_; // last: its thread ends before what it posts to
};

} // namespace

} // namespace jiujin::drivers::samv

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new jiujin::drivers::samv::SamvModule();
}
