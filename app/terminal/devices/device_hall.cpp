#include "app/terminal/devices/device_hall.h"

#include "platform/base/event.h"

#include <algorithm>

namespace jiujin::devices {

namespace {

std::vector<NodeRule> rulesOf(const std::vector<Device>& devices) {
    std::vector<NodeRule> rules;
    for (const Device& device : devices)
        if (device.hotPlug())
            rules.push_back({device.name, device.usb, device.tty});
    return rules;
}

bool isPulledOut(const DriverLane& lane) {
    return lane.device().hotPlug() && lane.node().isEmpty();
}

} // namespace

DeviceHall::DeviceHall(std::vector<Device> devices, std::vector<std::string> terminalParts,
                       IdentityBook book)
    : book_(std::move(book)) {
    auto rules = rulesOf(devices);
    if (!rules.empty() || !terminalParts.empty())
        watch_ = std::make_unique<NodeWatch>(std::move(rules), std::move(terminalParts));
    for (Device& device : devices) {
        auto& lane = lanes_.emplace_back(std::make_unique<DriverLane>(std::move(device)));
        connect(lane.get(), &DriverLane::identified, this,
                [this, told = lane.get()] { judge(*told); });
        connect(lane.get(), &DriverLane::heldChanged, this, &DeviceHall::heldChanged);
        connect(lane.get(), &DriverLane::ended, this, [this] {
            const bool all =
                std::ranges::all_of(lanes_, [](const auto& each) { return each->stopped(); });
            if (all && !std::exchange(ended_, true))
                emit ended();
        });
    }
}

Result<void> DeviceHall::start() {
    for (const auto& lane : lanes_)
        lane->start();
    if (!watch_)
        return {};
    connect(watch_.get(), &NodeWatch::came, this, [this](const QString& name, const QString& node) {
        if (DriverLane* const lane = laneNamed(name))
            lane->plugged(node);
    });
    connect(watch_.get(), &NodeWatch::went, this, [this](const QString& name) {
        if (DriverLane* const lane = laneNamed(name))
            lane->unplugged();
    });
    connect(watch_.get(), &NodeWatch::unlistedCame, this, [](const Unlisted& what) {
        logEvent(Event::DeviceUnlisted,
                 {{"kind", std::string_view(what.kind)}, {"usb", std::string_view(what.identity)}});
    });
    return watch_->start();
}

void DeviceHall::stop() {
    watch_.reset();
    for (const auto& lane : lanes_)
        lane->stop();
}

// A name without a record is believed the first time that it says who it is.
void DeviceHall::judge(DriverLane& lane) {
    const std::string name = lane.device().name.toStdString();
    const std::string& fixed = lane.device().identity;
    const std::string confirmed = fixed.empty() ? book_.confirmed(name) : fixed;
    if (confirmed.empty() && !lane.identity().empty())
        static_cast<void>(book_.confirm(name, lane.identity()).ok());
    const bool stranger = !confirmed.empty() && confirmed != lane.identity();
    if (!stranger) {
        strangers_.erase(&lane);
    } else if (const auto told = strangers_.find(&lane);
               told == strangers_.end() || told->second != lane.identity()) {
        strangers_[&lane] = lane.identity();
        logEvent(Event::ReaderSwapped, {{"device", std::string_view(name)},
                                        {"identity", std::string_view(lane.identity())}});
    }
    lane.keepBack(stranger);
}

Result<void> DeviceHall::confirm(const std::string& name) {
    DriverLane* const lane = laneNamed(QString::fromStdString(name));
    if (lane == nullptr)
        return Error(ErrorCode::NotFound, "device " + name);
    if (!lane->device().identity.empty())
        return Error(ErrorCode::SettingsInvalid, "the settings fix the identity of " + name);
    // What stood there last is not what will stand there next.
    if (isPulledOut(*lane))
        return Error(ErrorCode::DeviceRemoved, name);
    JIUJIN_TRY(book_.confirm(name, lane->identity()));
    judge(*lane);
    return {};
}

Result<std::unique_ptr<Hold>> DeviceHall::hold(const std::string& name) {
    DriverLane* const lane = laneNamed(QString::fromStdString(name));
    if (lane == nullptr)
        return Error(ErrorCode::NotFound, "device " + name);
    if (lane->held())
        return Error(ErrorCode::DeviceHeld, name);
    if (isPulledOut(*lane))
        return Error(ErrorCode::DeviceRemoved, name);
    return std::make_unique<Hold>(*lane);
}

bool DeviceHall::held() const {
    return std::ranges::any_of(lanes_, [](const auto& each) { return each->held(); });
}

std::vector<DriverLane*> DeviceHall::lanes() const {
    std::vector<DriverLane*> pointers;
    for (const auto& lane : lanes_)
        pointers.push_back(lane.get());
    return pointers;
}

const DriverLane* DeviceHall::laneOf(const char* deviceClass) const {
    for (const auto& lane : lanes_)
        if (lane->device().deviceClass == QLatin1String(deviceClass))
            return lane.get();
    return nullptr;
}

DriverLane* DeviceHall::laneNamed(const QString& name) const {
    for (const auto& lane : lanes_)
        if (lane->device().name == name)
            return lane.get();
    return nullptr;
}

std::vector<Unlisted> DeviceHall::unlisted() const {
    return watch_ ? watch_->unlisted() : std::vector<Unlisted>();
}

} // namespace jiujin::devices
