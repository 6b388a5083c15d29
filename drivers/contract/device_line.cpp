#include "drivers/contract/device_line.h"

#include "drivers/contract/packet.h"

#include <unistd.h>

namespace jiujin::drivers {

namespace {

constexpr std::string_view at = "at ", lost = "lost ", out = "out ";

Result<DeviceWord> lossFrom(const Packet& packet, std::string_view said, bool outOfService) {
    const std::size_t blank = said.find(' ');
    DeviceWord word{std::string(said.substr(0, blank)), -1, {}, outOfService};
    if (blank == std::string_view::npos || blank == 0 || packet.descriptor >= 0 ||
        !errorFromCode(said.substr(blank + 1), word.cause))
        return refusePacket(packet, "device line: no loss");
    return word;
}

} // namespace

Result<void> sendDevice(int line, std::string_view deviceClass, int socket) {
    auto sent = sendPacket(line, std::string(at) + std::string(deviceClass), socket);
    ::close(socket);
    return sent;
}

Result<void> sendDeviceLost(int line, std::string_view deviceClass, ErrorCode cause,
                            bool outOfService) {
    return sendPacket(line, std::string(outOfService ? out : lost) + std::string(deviceClass) +
                                ' ' + std::string(codeOf(cause)));
}

Result<DeviceWord> receiveDeviceWord(int line) {
    JIUJIN_TRY_ASSIGN(const Packet packet, receivePacket(line));
    const std::string_view text = packet.text();
    if (text.starts_with(lost))
        return lossFrom(packet, text.substr(lost.size()), false);
    if (text.starts_with(out))
        return lossFrom(packet, text.substr(out.size()), true);
    if (!text.starts_with(at) || text.size() == at.size() || packet.descriptor < 0)
        return refusePacket(packet, "device line: no word");
    return DeviceWord{std::string(text.substr(at.size())), packet.descriptor, {}, false};
}

} // namespace jiujin::drivers
