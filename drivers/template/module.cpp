#include "drivers/contract/module.h"
#include "reader.h"
#include "source.h"

#include <QtCore/QPointer>
#include <QtRemoteObjects/QRemoteObjectHostBase>

#include <charconv>
#include <fcntl.h>

namespace jiujin::drivers::example {

namespace {

Result<int> descriptorFrom(const std::string& text) {
    int number = -1;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number < 3)
        return Error(ErrorCode::SettingsInvalid, "template: option descriptor");
    return number;
}

// A line may be damaged on its way; a device of another make says nothing that is right.
constexpr int garbledAtMost = 3;

class TemplateModule : public Module {
public:
    std::string deviceClass() const override { return "idcard"; }

    Result<void> open(const ModuleOptions& options) override {
        for (const auto& [name, value] : options)
            if (name != "device" && name != "descriptor")
                return Error(ErrorCode::SettingsInvalid, "template: option " + name);
        if (options.size() != 1)
            return Error(ErrorCode::SettingsInvalid, "template: one of device and descriptor");
        const auto& [name, value] = *options.begin();
        if (name == "descriptor") {
            JIUJIN_TRY_ASSIGN(device_, descriptorFrom(value));
            return {};
        }
        device_ = ::open(value.c_str(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        return device_ < 0 ? Result<void>(Error(ErrorCode::DeviceRemoved, value)) : Result<void>();
    }

    Needs needs() const override { return {}; }

    void start(std::function<void(std::string)> report) override {
        report_ = std::move(report);
        if (device_ < 0)
            return setHealth(ErrorCode::DeviceRemoved);
        reader_.emplace(device_, [this](Result<std::optional<Card>> card) {
            auto shared = std::make_shared<Result<std::optional<Card>>>(std::move(card));
            // From the reader's thread into the one where this module was made.
            QMetaObject::invokeMethod(
                &here_, [this, shared] { hear(*shared); }, Qt::QueuedConnection);
        });
        report_(tray_.health);
    }

    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<CardSource>(tray_);
        source_ = source.get();
        host.enableRemoting(static_cast<IdCardSource*>(source.get()));
        return source;
    }

private:
    void hear(Result<std::optional<Card>>& card) {
        if (!card.ok() && card.error().code == ErrorCode::DeviceRemoved)
            return setHealth(ErrorCode::DeviceRemoved);
        if (!card.ok()) {
            if (++garbled_ >= garbledAtMost && source_)
                source_->fail(card.error().code);
            return;
        }
        garbled_ = 0;
        tray_.card = std::move(*card);
        tray_.presence = tray_.card ? Presence::Yes : Presence::No;
        if (source_)
            source_->look();
    }

    void setHealth(ErrorCode code) {
        tray_.health = codeOf(code);
        tray_.presence = Presence::Unknown;
        report_(tray_.health);
        if (!source_)
            return;
        source_->askStatus();
        source_->look();
    }

    int device_ = -1;
    int garbled_ = 0; // lines in a row
    Tray tray_;
    QObject here_;
    QPointer<CardSource> source_;
    std::function<void(std::string)> report_;
    std::optional<Reader> reader_; // last: its thread ends before what it posts to
};

} // namespace

} // namespace jiujin::drivers::example

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new jiujin::drivers::example::TemplateModule;
}
