#include "drivers/contract/packet.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::drivers {

namespace {

constexpr std::size_t mostDescriptors = 4;

// The first descriptor of a message; the others, which nobody asked for, are closed.
int takeDescriptor(msghdr& header) {
    int kept = -1;
    for (cmsghdr* part = CMSG_FIRSTHDR(&header); part != nullptr;
         part = CMSG_NXTHDR(&header, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
            continue;
        const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int descriptor = -1;
            std::memcpy(&descriptor, CMSG_DATA(part) + i * sizeof(int), sizeof descriptor);
            if (kept < 0)
                kept = descriptor;
            else
                ::close(descriptor);
        }
    }
    return kept;
}

} // namespace

Result<void> sendPacket(int line, std::string_view text, int descriptor) {
    iovec part{const_cast<char*>(text.data()), text.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> rights{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    if (descriptor >= 0) {
        header.msg_control = rights.data();
        header.msg_controllen = rights.size();
        cmsghdr* const first = CMSG_FIRSTHDR(&header);
        first->cmsg_level = SOL_SOCKET;
        first->cmsg_type = SCM_RIGHTS;
        first->cmsg_len = CMSG_LEN(sizeof descriptor);
        std::memcpy(CMSG_DATA(first), &descriptor, sizeof descriptor);
    }
    ssize_t sent = -1;
    do
        sent = ::sendmsg(line, &header, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (sent < 0 && errno == EINTR);
    if (sent >= 0)
        return {};
    if (errno == EAGAIN || errno == EWOULDBLOCK)
        return Error(ErrorCode::DeviceTimeout, "packet: the other side does not read");
    return Error(ErrorCode::DeviceRemoved, "packet: send");
}

Result<Packet> receivePacket(int line) {
    Packet packet;
    iovec part{packet.bytes.data(), packet.bytes.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(mostDescriptors * sizeof(int))> rights{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = rights.data();
    header.msg_controllen = rights.size();
    ssize_t got = -1;
    do
        got = ::recvmsg(line, &header, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return Error(ErrorCode::DeviceTimeout, "packet: nothing to read");
    if (got <= 0)
        return Error(ErrorCode::DeviceRemoved, "packet: closed");
    packet.length = static_cast<std::size_t>(got);
    packet.descriptor = takeDescriptor(header);
    return packet;
}

Error refusePacket(const Packet& packet, const char* where) {
    if (packet.descriptor >= 0)
        ::close(packet.descriptor);
    return {ErrorCode::DriverLost, where};
}

} // namespace jiujin::drivers
