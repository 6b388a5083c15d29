#include "drivers/printer-escpos/fd_line.h"

#include <algorithm>
#include <array>
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

// What came, with one of `events` among it; nothing when none did in time.
Result<short> wait(int descriptor, short events, SteadyTime until, const Cancel& cancel) {
    using namespace std::chrono;
    for (;;) {
        const auto left = ceil<milliseconds>(until - steady_clock::now());
        std::array<pollfd, 2> watched{pollfd{descriptor, events, 0},
                                      pollfd{cancel.descriptor(), POLLIN, 0}};
        const int count = static_cast<int>(std::max<milliseconds::rep>(left.count(), 0));
        const int ready = ::poll(watched.data(), watched.size(), count);
        if (ready < 0 && errno != EINTR)
            return removed();
        if (watched[1].revents != 0)
            return Error(ErrorCode::DeviceCancelled, "slip: cancelled");
        if ((watched[0].revents & events) != 0)
            return watched[0].revents;
        if (watched[0].revents != 0)
            return removed();
        if (ready == 0)
            return short{0};
    }
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
        const auto done = wait(made, POLLOUT, until, cancel);
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
    JIUJIN_TRY_ASSIGN(const short came, wait(line_, POLLOUT, until, cancel));
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
    JIUJIN_TRY_ASSIGN(const short came, wait(line_, POLLIN, until, cancel));
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
