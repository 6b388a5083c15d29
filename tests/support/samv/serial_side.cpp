#include "tests/support/samv/serial_side.h"

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

SerialSide::SerialSide(std::string link) : link_(std::move(link)) {
    plug();
}

SerialSide::~SerialSide() {
    unplug();
}

void SerialSide::plug() {
    unplug();
    master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
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
    if (::symlink(name, link_.c_str()) != 0) {
        std::perror("samv-emulator: link");
        std::exit(1);
    }
}

void SerialSide::unplug() {
    ::unlink(link_.c_str());
    for (int* const end : {&slave_, &master_})
        if (const int open = std::exchange(*end, -1); open >= 0)
            ::close(open);
}

Octets SerialSide::receive() {
    Octets octets(512);
    const ssize_t got = ::read(master_, octets.data(), octets.size());
    octets.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    transfers_ += got > 0 ? 1 : 0;
    if (!sameRate())
        garble(octets);
    return octets;
}

void SerialSide::put(Octets octets) {
    if (!sameRate())
        garble(octets);
    for (std::size_t at = 0; at < octets.size(); at += burst) {
        const std::size_t count = std::min(burst, octets.size() - at);
        if (::write(master_, octets.data() + at, count) < 0)
            return;
        ++transfers_;
        rest(static_cast<long long>(count) * bitsPerOctet * 1000000 / rate_);
    }
}

bool SerialSide::setRate(int bitsPerSecond) {
    if (speeds.count(bitsPerSecond) == 0)
        return false;
    rate_ = bitsPerSecond;
    return true;
}

// The master sees the settings that the driver made at its end.
bool SerialSide::sameRate() const {
    termios state{};
    ::tcgetattr(master_, &state);
    return ::cfgetospeed(&state) == speeds.at(rate_);
}

} // namespace samv_peer
