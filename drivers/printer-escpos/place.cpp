#include "drivers/printer-escpos/place.h"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstring>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace jiujin::drivers::escpos {

namespace {

constexpr std::string_view tcp = "tcp://";
constexpr std::string_view usbNodes = "/dev/bus/usb/";
constexpr unsigned usbMajor = 189; // of the kernel's list of devices

Error wrong(const std::string& option) {
    return {ErrorCode::SettingsInvalid, "printer-escpos: option " + option};
}

template <typename Number>
std::optional<Number> numberOf(std::string_view text) {
    Number number{};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

// "192.0.2.7:9100", "[2001:db8::7]:9100"
Result<Place> addressOf(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    const auto port = numberOf<std::uint16_t>(
        colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1));
    if (!port || *port == 0)
        return wrong("device: tcp://ADDRESS:PORT");
    const std::string host(text.substr(0, colon));
    sockaddr_in6 address{};
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(*port);
        if (::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &address.sin6_addr) != 1)
            return wrong("device: not an address");
        return Place(address);
    }
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(*port);
    if (::inet_pton(AF_INET, host.c_str(), &four.sin_addr) != 1)
        return wrong("device: not an address");
    static_assert(sizeof four <= sizeof address);
    std::memcpy(&address, &four, sizeof four);
    return Place(address);
}

Result<Place> deviceOf(const std::string& device) {
    if (device.starts_with(tcp))
        return addressOf(std::string_view(device).substr(tcp.size()));
    if (!device.starts_with('/'))
        return wrong("device: neither a path nor tcp://");
    return Place(std::filesystem::path(device));
}

Result<void> take(Settings& settings, const std::string& name, const std::string& value) {
    if (name == "device") {
        JIUJIN_TRY_ASSIGN(settings.place, deviceOf(value));
        return {};
    }
    if (name == "font" && value.starts_with('/')) {
        settings.font = value;
        return {};
    }
    const auto number = numberOf<int>(value);
    if (name == "descriptor" && number && *number > 2)
        settings.place = Inherited{*number};
    else if (name == "columns" && (number == 32 || number == 42 || number == 48))
        settings.roll.columns = *number;
    else
        return wrong(name);
    return {};
}

} // namespace

Result<Settings> settingsFrom(const ModuleOptions& options) {
    if (options.count("device") + options.count("descriptor") != 1)
        return wrong("device or descriptor, and one of them, is needed");
    Settings settings;
    for (const auto& [name, value] : options)
        JIUJIN_TRY(take(settings, name, value));
    return settings;
}

bool isUsb(const Place& place) {
    if (const auto* const path = std::get_if<std::filesystem::path>(&place))
        return path->native().starts_with(usbNodes);
    const auto* const inherited = std::get_if<Inherited>(&place);
    struct stat kind {};
    return inherited != nullptr && ::fstat(inherited->descriptor, &kind) == 0 &&
           S_ISCHR(kind.st_mode) && major(kind.st_rdev) == usbMajor;
}

std::uint16_t portOf(const sockaddr_in6& address) {
    // The port lies at the same place in both families.
    return ntohs(address.sin6_port);
}

} // namespace jiujin::drivers::escpos
