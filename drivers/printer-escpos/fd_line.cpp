#include "drivers/printer-escpos/fd_line.h"

#include "drivers/transport/wait.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/lp.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace jiujin::drivers::escpos {

namespace {

// IOCNR_GET_STATUS of the kernel's usblp and lp: the status lines of IEEE 1284.
constexpr unsigned long getStatus = LPGETSTATUS;

Error removed() {
    return {ErrorCode::DeviceRemoved, "slip: line is gone"};
}

bool mayRetry(int error) {
    return error == EINTR || error == EAGAIN || error == EWOULDBLOCK;
}

} // namespace

Result<std::unique_ptr<Line>> FdLine::openDevice(const std::filesystem::path& device) {
    const int opened = ::open(device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (opened < 0)
        return Error(ErrorCode::DeviceRemoved, "slip: device cannot be opened");
    return adopt(opened);
}

Result<std::unique_ptr<Line>> FdLine::adopt(int descriptor) {
    std::unique_ptr<Line> line(new FdLine(descriptor, false));
    struct stat kind {};
    if (::fstat(descriptor, &kind) != 0 || !S_ISCHR(kind.st_mode))
        return Error(ErrorCode::DeviceUnsupported, "slip: not a character device");
    const int flags = ::fcntl(descriptor, F_GETFL);
    if (flags < 0 || ::fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) != 0)
        return removed();
    return line;
}

Result<std::unique_ptr<Line>> FdLine::connect(const sockaddr_in6& address, SteadyTime until,
                                              const Cancel& cancel) {
    const Error gone(ErrorCode::SlipGone, "slip: no connection");
    const int made = ::socket(address.sin6_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (made < 0)
        return gone;
    std::unique_ptr<Line> line(new FdLine(made, true));
    const socklen_t length =
        address.sin6_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
    if (::connect(made, reinterpret_cast<const sockaddr*>(&address), length) != 0) {
        if (errno != EINPROGRESS)
            return gone;
        const auto done = waitAt(made, POLLOUT, until, cancel);
        if (!done.ok())
            return done.error().code == ErrorCode::DeviceCancelled ? done.error() : gone;
        int error = 0;
        socklen_t size = sizeof error;
        if (*done == 0 || ::getsockopt(made, SOL_SOCKET, SO_ERROR, &error, &size) != 0 ||
            error != 0)
            return gone;
    }
    const int on = 1;
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return line;
}

FdLine::~FdLine() {
    ::close(line_);
}

Result<std::size_t> FdLine::write(ByteView bytes, SteadyTime until, const Cancel& cancel) {
    JIUJIN_TRY_ASSIGN(const short came, waitAt(line_, POLLOUT, until, cancel));
    if (came == 0)
        return std::size_t{0};
    const ssize_t written = connection_ ? ::send(line_, bytes.data(), bytes.size(), MSG_NOSIGNAL)
                                        : ::write(line_, bytes.data(), bytes.size());
    if (written < 0 && !mayRetry(errno))
        return removed();
    return static_cast<std::size_t>(std::max<ssize_t>(written, 0));
}

Result<std::size_t> FdLine::read(std::span<std::uint8_t> into, SteadyTime until,
                                 const Cancel& cancel) {
    JIUJIN_TRY_ASSIGN(const short came, waitAt(line_, POLLIN, until, cancel));
    if (came == 0)
        return std::size_t{0};
    const ssize_t got = ::read(line_, into.data(), into.size());
    // A printer on USB may answer with a transfer of no bytes; otherwise that is the end.
    const bool ended = got == 0 && (connection_ || (came & (POLLHUP | POLLERR)) != 0);
    if (ended || (got < 0 && !mayRetry(errno)))
        return removed();
    return static_cast<std::size_t>(std::max<ssize_t>(got, 0));
}

bool FdLine::portSaysPaperOut() const {
    int status = 0;
    return !connection_ && ::ioctl(line_, getStatus, &status) == 0 && (status & LP_POUTPA) != 0;
}

} // namespace jiujin::drivers::escpos
