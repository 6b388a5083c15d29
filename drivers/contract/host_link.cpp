#include "drivers/contract/host_link.h"

#include "drivers/contract/packet.h"

#include <unistd.h>

namespace jiujin::drivers {

namespace {

constexpr char serveMark = 'S', pingMark = 'P';

Result<void> send(int control, const HostWord& word) {
    JIUJIN_TRY_ASSIGN(const std::string line, spelt(word));
    return sendPacket(control, line);
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
    return send(control, {HostWord::Kind::Health, std::string(code)});
}

Result<void> sendPong(int control) {
    return send(control, {});
}

Result<void> sendIdentity(int control, std::string_view identity) {
    return send(control, {HostWord::Kind::Identity, std::string(identity)});
}

Result<void> sendPaper(int control, const PaperWord& word) {
    return send(control, {HostWord::Kind::Paper, {}, word});
}

Result<HostWord> receiveHostWord(int control) {
    JIUJIN_TRY_ASSIGN(const Packet packet, receivePacket(control));
    auto word = packet.descriptor < 0 ? hostWordFrom(packet.text()) : std::nullopt;
    return word ? Result<HostWord>(std::move(*word))
                : refusePacket(packet, "host link: no word of a host");
}

} // namespace jiujin::drivers
