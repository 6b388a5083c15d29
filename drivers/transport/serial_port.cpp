#include "drivers/transport/serial_port.h"

#include "drivers/transport/wait.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <termios.h>
#include <unistd.h>

namespace jiujin::drivers {

namespace {

struct Rate {
    unsigned bitsPerSecond;
    speed_t speed;
};

constexpr std::array rates{Rate{115200, B115200}, Rate{57600, B57600}, Rate{38400, B38400},
                           Rate{19200, B19200}, Rate{9600, B9600}};

Error removed() {
    return {ErrorCode::DeviceRemoved, "serial line: gone"};
}

bool mayRetry(int error) {
    return error == EINTR || error == EAGAIN || error == EWOULDBLOCK;
}

} // namespace

Result<std::unique_ptr<SerialPort>> SerialPort::open(const std::filesystem::path& device) {
    const int opened = ::open(device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (opened < 0)
        return Error(ErrorCode::DeviceRemoved, "serial line: cannot be opened");
    return adopt(opened);
}

Result<std::unique_ptr<SerialPort>> SerialPort::adopt(int descriptor) {
    std::unique_ptr<SerialPort> port(new SerialPort(descriptor));
    const int flags = ::fcntl(descriptor, F_GETFL);
    termios state{};
    if (flags < 0 || ::fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) != 0 ||
        ::tcgetattr(descriptor, &state) != 0)
        return Error(ErrorCode::DeviceUnsupported, "serial line: not a terminal device");
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return Error(ErrorCode::DeviceRemoved, "serial line: another program has it");
    ::cfmakeraw(&state);
    state.c_cflag |= CLOCAL | CREAD;
    state.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS);
    if (::tcsetattr(descriptor, TCSANOW, &state) != 0)
        return removed();
    JIUJIN_TRY(port->setRate(rates.front().bitsPerSecond));
    return port;
}

SerialPort::~SerialPort() {
    ::close(device_);
}

Result<void> SerialPort::setRate(unsigned bitsPerSecond) {
    const auto* const rate = std::find_if(rates.begin(), rates.end(), [&](const Rate& each) {
        return each.bitsPerSecond == bitsPerSecond;
    });
    if (rate == rates.end())
        return Error(ErrorCode::DeviceUnsupported, "serial line: no such rate");
    termios state{};
    if (::tcgetattr(device_, &state) != 0 || ::cfsetspeed(&state, rate->speed) != 0 ||
        ::tcsetattr(device_, TCSANOW, &state) != 0)
        return removed();
    return {};
}

Result<void> SerialPort::write(ByteView bytes, SteadyTime until, const Cancel& cancel) {
    while (!bytes.empty()) {
        JIUJIN_TRY(wait(POLLOUT, until, cancel));
        const ssize_t written = ::write(device_, bytes.data(), bytes.size());
        if (written < 0 && !mayRetry(errno))
            return removed();
        if (written > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Result<std::size_t> SerialPort::read(std::span<std::uint8_t> into, SteadyTime until,
                                     const Cancel& cancel) {
    for (;;) {
        JIUJIN_TRY(wait(POLLIN, until, cancel));
        const ssize_t got = ::read(device_, into.data(), into.size());
        if (got > 0)
            return static_cast<std::size_t>(got);
        if (got == 0 || !mayRetry(errno))
            return removed();
    }
}

void SerialPort::discardInput() {
    ::tcflush(device_, TCIFLUSH);
}

Result<void> SerialPort::wait(short events, SteadyTime until, const Cancel& cancel) const {
    JIUJIN_TRY_ASSIGN(const short came, waitAt(device_, events, until, cancel));
    if (came == 0)
        return Error(ErrorCode::DeviceTimeout, "serial line: no answer");
    return {};
}

} // namespace jiujin::drivers
