#include "tests/support/samv/line.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <map>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace samv_peer {

namespace {

const std::map<int, speed_t> speeds{
    {115200, B115200}, {57600, B57600}, {38400, B38400}, {19200, B19200}, {9600, B9600}};
constexpr std::size_t burst = 64;
constexpr int bitsPerOctet = 10;

void rest(long long microseconds) {
    const timespec time{static_cast<time_t>(microseconds / 1000000),
                        static_cast<long>(microseconds % 1000000 * 1000)};
    ::nanosleep(&time, nullptr);
}

void garble(Octets& octets) {
    for (auto& octet : octets)
        octet ^= 0x5AU;
}

} // namespace

Line::Line(std::string link)
    : link_(std::move(link)), master_(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)) {
    if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0) {
        std::perror("samv-emulator: pseudo terminal");
        std::exit(1);
    }
    const char* const name = ::ptsname(master_);
    // Held open, so that the line stays up when a driver closes it.
    slave_ = ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios state{};
    ::tcgetattr(slave_, &state);
    ::cfmakeraw(&state);
    ::tcsetattr(slave_, TCSANOW, &state);
    ::unlink(link_.c_str());
    if (::symlink(name, link_.c_str()) != 0) {
        std::perror("samv-emulator: link");
        std::exit(1);
    }
}

Line::~Line() {
    ::unlink(link_.c_str());
    ::close(slave_);
    ::close(master_);
}

Octets Line::receive() {
    Octets octets(512);
    const ssize_t got = ::read(master_, octets.data(), octets.size());
    octets.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    if (!sameRate())
        garble(octets);
    return octets;
}

void Line::send(Octets answer) {
    if (damage.hang != 0) {
        damage.hang -= damage.hang > 0 ? 1 : 0;
        return;
    }
    rest(damage.latencyMs * 1000LL);
    if (!sameRate())
        garble(answer);
    if (std::exchange(damage.half, false))
        answer.resize(answer.size() / 2);
    if (damage.flips > 0) {
        --damage.flips;
        answer[answer.size() / 2] ^= 0x08U;
    }
    if (std::exchange(damage.garbage, false))
        answer.insert(answer.begin(), {0x00, 0xFF, 0xAA, 0xAA});
    for (std::size_t at = 0; at < answer.size(); at += burst) {
        const std::size_t count = std::min(burst, answer.size() - at);
        if (::write(master_, answer.data() + at, count) < 0)
            return;
        rest(static_cast<long long>(count) * bitsPerOctet * 1000000 / rate_);
    }
}

bool Line::setRate(int bitsPerSecond) {
    if (speeds.count(bitsPerSecond) == 0)
        return false;
    rate_ = bitsPerSecond;
    return true;
}

// The master sees the settings that the driver made at its end.
bool Line::sameRate() const {
    termios state{};
    ::tcgetattr(master_, &state);
    return ::cfgetospeed(&state) == speeds.at(rate_);
}

} // namespace samv_peer
