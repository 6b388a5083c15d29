#include "drivers/contract/module.h"
#include "drivers/smartcard-pcsc/card_source.h"

#include <QtCore/QPointer>
#include <QtRemoteObjects/QRemoteObjectHostBase>

#include <cstdlib>

namespace jiujin::drivers::smartcard {

namespace {

std::string_view healthOf(const View& view) {
    if (!view.service)
        return codeOf(ErrorCode::SmartCardService);
    return view.slot ? "ok" : codeOf(ErrorCode::SmartCardReaderGone);
}

class PcscModule : public Module {
public:
    std::string deviceClass() const override { return "smartcard"; }

    // A service or a reader that is not there yet is waited for in the sandbox.
    Result<void> open(const ModuleOptions& options) override {
        for (const auto& [name, value] : options)
            if ((name != "socket" && name != "reader") || value.empty())
                return Error(ErrorCode::SettingsInvalid, "smartcard-pcsc: option " + name);
        if (options.count("socket") != 0)
            ::setenv("PCSCLITE_CSOCK_NAME", options.at("socket").c_str(), 1);
        if (options.count("reader") != 0)
            reader_ = options.at("reader");
        JIUJIN_TRY_ASSIGN(text_, ChineseText::open());
        // Some releases of libpcsclite load their other half at the first call.
        (void)Context::establish();
        return {};
    }

    Needs needs() const override { return {.localSockets = true, .tcpPorts = {}}; }

    void start(std::function<void(std::string)> report) override {
        report_ = std::move(report);
        worker_.emplace(std::move(text_),
                        [this](std::uint32_t ticket, Result<Finding> finding, int detail) {
                            auto shared = std::make_shared<Result<Finding>>(std::move(finding));
                            post([this, ticket, shared, detail] {
                                if (source_)
                                    source_->finish(ticket, std::move(*shared), detail);
                            });
                        });
        watch_.emplace(reader_, [this](const View& view) {
            worker_->show(view);
            post([this, view] { show(view); });
        });
    }

    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<CardSource>(*worker_, tickets_, view_);
        source_ = source.get();
        host.enableRemoting(static_cast<SmartCardSource*>(source.get()));
        return source;
    }

private:
    void show(const View& view) {
        view_ = view;
        report_(std::string(healthOf(view)));
        if (source_)
            source_->showView(view);
    }

    // From another thread into the one where this module was made.
    template <typename Function>
    void post(Function function) {
        QMetaObject::invokeMethod(&here_, std::move(function), Qt::QueuedConnection);
    }

    QObject here_;
    QPointer<CardSource> source_;
    std::function<void(std::string)> report_;
    std::string reader_;
    std::unique_ptr<ChineseText> text_;
    std::optional<View> view_;
    std::uint32_t tickets_ = 0;
    // Last: their threads end before what they post to, the watch before the worker.
    std::optional<Worker> worker_;
    std::optional<Watch> watch_;
};

} // namespace

} // namespace jiujin::drivers::smartcard

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new jiujin::drivers::smartcard::PcscModule();
}
