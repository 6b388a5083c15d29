#include "app/terminal/devices/node_watch.h"

#include <algorithm>
#include <libudev.h>
#include <string_view>

namespace jiujin::devices {

namespace {

std::string textOf(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

std::string identityOf(udev_device* usb) {
    return textOf(udev_device_get_sysattr_value(usb, "idVendor")) + ':' +
           textOf(udev_device_get_sysattr_value(usb, "idProduct"));
}

// Class, subclass and protocol of each interface, as udev's usb_id writes them: ":080650:030101:"
std::string interfacesOf(udev_device* usb) {
    const std::string known = textOf(udev_device_get_property_value(usb, "ID_USB_INTERFACES"));
    const std::string own = textOf(udev_device_get_sysattr_value(usb, "bDeviceClass"));
    return known.empty() ? ':' + own : known;
}

bool holds(const std::string& interfaces, std::string_view part) {
    return interfaces.find(part) != std::string::npos;
}

constexpr std::string_view hub = ":09", storage = ":08", keyboard = ":030101",
                           anyKeyboard = ":030001";

std::string kindOf(const std::string& interfaces) {
    if (holds(interfaces, storage))
        return "storage";
    return holds(interfaces, keyboard) || holds(interfaces, anyKeyboard) ? "keyboard" : "other";
}

} // namespace

NodeWatch::NodeWatch(std::vector<NodeRule> rules, std::vector<std::string> terminalParts)
    : rules_(std::move(rules)) {
    for (const NodeRule& rule : rules_)
        for (const auto* list : {&rule.usb, &rule.tty})
            for (const std::string& identity : *list)
                ++allowed_[identity];
    for (const std::string& identity : terminalParts)
        ++allowed_[identity];
}

NodeWatch::~NodeWatch() {
    notifier_.reset();
    udev_monitor_unref(monitor_);
    udev_unref(udev_);
}

Result<void> NodeWatch::start() {
    udev_ = udev_new();
    monitor_ = udev_ == nullptr ? nullptr : udev_monitor_new_from_netlink(udev_, "udev");
    if (monitor_ == nullptr ||
        udev_monitor_filter_add_match_subsystem_devtype(monitor_, "usb", "usb_device") < 0 ||
        udev_monitor_filter_add_match_subsystem_devtype(monitor_, "tty", nullptr) < 0 ||
        udev_monitor_enable_receiving(monitor_) < 0)
        return Error(ErrorCode::ProgramStart, "devices: udev");
    notifier_ =
        std::make_unique<QSocketNotifier>(udev_monitor_get_fd(monitor_), QSocketNotifier::Read);
    connect(notifier_.get(), &QSocketNotifier::activated, this, &NodeWatch::hear);
    // What comes meanwhile is heard of afterwards, and known by its path.
    enumerate("usb");
    enumerate("tty");
    return {};
}

void NodeWatch::enumerate(const char* subsystem) {
    udev_enumerate* const search = udev_enumerate_new(udev_);
    udev_enumerate_add_match_subsystem(search, subsystem);
    udev_enumerate_scan_devices(search);
    udev_list_entry* entry = nullptr;
    udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(search)) {
        udev_device* const device =
            udev_device_new_from_syspath(udev_, udev_list_entry_get_name(entry));
        if (device != nullptr)
            add(device);
        udev_device_unref(device);
    }
    udev_enumerate_unref(search);
}

void NodeWatch::hear() {
    udev_device* const device = udev_monitor_receive_device(monitor_);
    if (device == nullptr)
        return;
    const std::string action = textOf(udev_device_get_action(device));
    if (action == "remove")
        remove(udev_device_get_syspath(device));
    else if (action == "add")
        add(device);
    udev_device_unref(device);
}

void NodeWatch::add(udev_device* device) {
    const std::string path = udev_device_get_syspath(device);
    if (plugs_.count(path) > 0)
        return;
    if (textOf(udev_device_get_subsystem(device)) == "tty")
        addLine(device, path);
    else if (textOf(udev_device_get_devtype(device)) == "usb_device")
        addUsb(device, path);
}

void NodeWatch::addUsb(udev_device* device, const std::string& path) {
    Plug plug{identityOf(device), {}, false, {}};
    const auto same = std::ranges::count_if(plugs_, [&](const auto& other) {
        return !other.second.tty && other.second.identity == plug.identity;
    });
    const auto allowed = allowed_.find(plug.identity);
    if (allowed != allowed_.end() && same < allowed->second) {
        plug.device = ruleFor(plug.identity, false);
        return take(path, plug, device);
    }
    const std::string interfaces = interfacesOf(device);
    if (holds(interfaces, hub))
        return;
    plug.kind = kindOf(interfaces);
    plugs_[path] = plug;
    emit unlistedCame({plug.kind, plug.identity});
}

void NodeWatch::addLine(udev_device* device, const std::string& path) {
    udev_device* const usb =
        udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device");
    if (usb == nullptr)
        return;
    Plug plug{identityOf(usb), {}, true, {}};
    plug.device = ruleFor(plug.identity, true);
    if (!plug.device.isEmpty())
        take(path, plug, device);
}

void NodeWatch::take(const std::string& path, Plug plug, udev_device* device) {
    plugs_[path] = plug;
    if (!plug.device.isEmpty())
        emit came(plug.device, QString::fromUtf8(udev_device_get_devnode(device)));
}

void NodeWatch::remove(const std::string& path) {
    const auto found = plugs_.find(path);
    if (found == plugs_.end())
        return;
    const QString device = found->second.device;
    plugs_.erase(found);
    if (!device.isEmpty())
        emit went(device);
}

// A device that has its node needs no second one.
QString NodeWatch::ruleFor(const std::string& identity, bool tty) const {
    for (const NodeRule& rule : rules_) {
        const auto& list = tty ? rule.tty : rule.usb;
        const bool served = std::ranges::any_of(
            plugs_, [&](const auto& plug) { return plug.second.device == rule.device; });
        if (!served && std::ranges::find(list, identity) != list.end())
            return rule.device;
    }
    return {};
}

std::vector<Unlisted> NodeWatch::unlisted() const {
    std::vector<Unlisted> list;
    for (const auto& [path, plug] : plugs_)
        if (!plug.kind.empty())
            list.push_back({plug.kind, plug.identity});
    return list;
}

} // namespace jiujin::devices
