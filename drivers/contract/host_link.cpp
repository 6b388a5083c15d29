#include "drivers/contract/host_link.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::drivers {

namespace {

constexpr char serveMark = 'S';
constexpr char healthMark = 'H';
constexpr std::size_t longestMessage = 16;
constexpr std::size_t mostDescriptors = 4;

struct Message {
    std::array<char, longestMessage> text{};
    std::size_t length = 0;
    int socket = -1;

    std::string_view view() const { return {text.data(), length}; }
};

Error gone(const char* where) {
    return {ErrorCode::DeviceRemoved, where};
}

Result<void> sendMessage(int control, std::string_view text, int socket) {
    iovec part{const_cast<char*>(text.data()), text.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> rights{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    if (socket >= 0) {
        header.msg_control = rights.data();
        header.msg_controllen = rights.size();
        cmsghdr* const first = CMSG_FIRSTHDR(&header);
        first->cmsg_level = SOL_SOCKET;
        first->cmsg_type = SCM_RIGHTS;
        first->cmsg_len = CMSG_LEN(sizeof socket);
        std::memcpy(CMSG_DATA(first), &socket, sizeof socket);
    }
    ssize_t sent = -1;
    do
        sent = ::sendmsg(control, &header, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (sent < 0 && errno == EINTR);
    if (sent >= 0)
        return {};
    if (errno == EAGAIN || errno == EWOULDBLOCK)
        return Error(ErrorCode::DeviceTimeout, "host link: the other side does not read");
    return gone("host link: send");
}

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

Result<Message> receiveMessage(int control) {
    Message message;
    iovec part{message.text.data(), message.text.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(mostDescriptors * sizeof(int))> rights{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = rights.data();
    header.msg_controllen = rights.size();
    ssize_t got = -1;
    do
        got = ::recvmsg(control, &header, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return Error(ErrorCode::DeviceTimeout, "host link: nothing to read");
    if (got <= 0)
        return gone("host link: closed");
    message.length = static_cast<std::size_t>(got);
    message.socket = takeDescriptor(header);
    return message;
}

Error unexpected(const Message& message) {
    if (message.socket >= 0)
        ::close(message.socket);
    return {ErrorCode::DriverLost, "host link: unexpected message"};
}

bool isHealth(std::string_view code) {
    ErrorCode known{};
    return code == "ok" || errorFromCode(code, known);
}

} // namespace

Result<void> sendServe(int control, int socket) {
    auto sent = sendMessage(control, {&serveMark, 1}, socket);
    ::close(socket);
    return sent;
}

Result<int> receiveServe(int control) {
    JIUJIN_TRY_ASSIGN(const Message message, receiveMessage(control));
    if (message.view() != std::string_view(&serveMark, 1) || message.socket < 0)
        return unexpected(message);
    return message.socket;
}

Result<void> sendHealth(int control, std::string_view code) {
    return sendMessage(control, healthMark + std::string(code), -1);
}

Result<std::string> receiveHealth(int control) {
    JIUJIN_TRY_ASSIGN(const Message message, receiveMessage(control));
    const std::string_view text = message.view();
    if (message.socket >= 0 || text.empty() || text.front() != healthMark ||
        !isHealth(text.substr(1)))
        return unexpected(message);
    return std::string(text.substr(1));
}

} // namespace jiujin::drivers
