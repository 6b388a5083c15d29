#include "drivers/contract/host_link.h"

#include "drivers/contract/packet.h"

#include <algorithm>
#include <unistd.h>

namespace jiujin::drivers {

namespace {

constexpr char serveMark = 'S', pingMark = 'P';
constexpr char healthMark = 'H', pongMark = 'A', identityMark = 'I';
constexpr std::size_t longestIdentity = 64;

bool isHealth(std::string_view code) {
    ErrorCode known{};
    return code == "ok" || errorFromCode(code, known);
}

bool isIdentity(std::string_view text) {
    return !text.empty() && text.size() <= longestIdentity && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '_';
    });
}

} // namespace

Result<void> sendServe(int control, int socket) {
    auto sent = sendPacket(control, {&serveMark, 1}, socket);
    ::close(socket);
    return sent;
}

Result<void> sendPing(int control) {
    return sendPacket(control, {&pingMark, 1});
}

Result<HostOrder> receiveOrder(int control) {
    JIUJIN_TRY_ASSIGN(const Packet packet, receivePacket(control));
    const bool serves = packet.text() == std::string_view(&serveMark, 1) && packet.descriptor >= 0;
    const bool pings = packet.text() == std::string_view(&pingMark, 1) && packet.descriptor < 0;
    if (!serves && !pings)
        return refusePacket(packet, "host link: no order");
    return HostOrder{packet.descriptor};
}

Result<void> sendHealth(int control, std::string_view code) {
    return sendPacket(control, healthMark + std::string(code));
}

Result<void> sendPong(int control) {
    return sendPacket(control, {&pongMark, 1});
}

Result<void> sendIdentity(int control, std::string_view identity) {
    if (!isIdentity(identity))
        return Error(ErrorCode::DeviceUnsupported, "host link: no identity");
    return sendPacket(control, identityMark + std::string(identity));
}

Result<HostWord> receiveHostWord(int control) {
    JIUJIN_TRY_ASSIGN(const Packet packet, receivePacket(control));
    const std::string_view text = packet.text();
    const std::string_view said = text.empty() ? text : text.substr(1);
    const char mark = text.empty() ? '\0' : text.front();
    if (packet.descriptor < 0 && mark == healthMark && isHealth(said))
        return HostWord{HostWord::Kind::Health, std::string(said)};
    if (packet.descriptor < 0 && mark == pongMark && said.empty())
        return HostWord{};
    if (packet.descriptor < 0 && mark == identityMark && isIdentity(said))
        return HostWord{HostWord::Kind::Identity, std::string(said)};
    return refusePacket(packet, "host link: no word of a host");
}

} // namespace jiujin::drivers
