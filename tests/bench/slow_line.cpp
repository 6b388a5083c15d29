#include "tests/bench/slow_line.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdlib>
#include <deque>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::bench {

namespace {

using namespace std::chrono_literals;

// One frame of a local network, and what a modem may have waiting.
constexpr std::size_t pieceBytes = 1460;
constexpr auto queue = 250ms;

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int newSocket() {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0)
        std::abort();
    return made;
}

// A small buffer, so that the sender feels the line.
void tune(int socket) {
    const int on = 1, bytes = 32 * 1024;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

} // namespace

// One direction of one connection.
struct SlowLine::Way {
    struct Piece {
        Time due;
        std::string bytes; // none: the sender has ended
    };
    int from, to;
    std::deque<Piece> pieces;
    bool ended = false, closed = false;

    Way(int reading, int writing) : from(reading), to(writing) {}

    void deliver(Time now) {
        while (!closed && !pieces.empty() && pieces.front().due <= now) {
            std::string& bytes = pieces.front().bytes;
            const ssize_t sent =
                bytes.empty() ? 0
                              : ::send(to, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
            if (bytes.empty() || (sent < 0 && errno != EAGAIN)) {
                ::shutdown(to, SHUT_WR);
                closed = true;
            } else if (sent < 0) {
                return;
            } else if (bytes.erase(0, static_cast<std::size_t>(sent)).empty()) {
                pieces.pop_front();
            }
        }
    }
};

SlowLine::SlowLine(const std::string& platformPort, Shape shape)
    : shape_(shape), platformPort_(std::atoi(platformPort.c_str())), listening_(newSocket()) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listening_, any, size) != 0 || ::listen(listening_, 16) != 0 ||
        ::getsockname(listening_, any, &size) != 0)
        std::abort();
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
}

SlowLine::~SlowLine() {
    ending_ = true;
    thread_.join();
    for (const auto& way : up_) {
        ::close(way->from);
        ::close(way->to);
    }
    ::close(listening_);
}

void SlowLine::accept() {
    const int terminal = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    const int platform = newSocket();
    const sockaddr_in address = loopback(platformPort_);
    if (terminal < 0 ||
        ::connect(platform, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        std::abort();
    tune(terminal);
    tune(platform);
    up_.push_back(std::make_unique<Way>(terminal, platform));
    down_.push_back(std::make_unique<Way>(platform, terminal));
}

// A piece leaves when all before it have left.
void SlowLine::take(Way& way, Time& free) const {
    const Time now = std::chrono::steady_clock::now();
    std::array<char, pieceBytes> bytes{};
    const ssize_t count = ::recv(way.from, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count < 0)
        return;
    way.ended = count == 0;
    const auto lasts =
        std::chrono::duration<double>(static_cast<double>(count) / shape_.bytesPerSecond);
    free = std::max(free, now) + std::chrono::duration_cast<Time::duration>(lasts);
    way.pieces.push_back({free + shape_.oneWay, {bytes.data(), static_cast<std::size_t>(count)}});
}

void SlowLine::run() {
    while (!ending_) {
        std::vector<pollfd> waited{{listening_, POLLIN, 0}};
        const Time now = std::chrono::steady_clock::now();
        const auto watch = [&](const Way& way, Time free) {
            const bool reads = !way.ended && free < now + queue;
            waited.push_back({reads ? way.from : -1, POLLIN, 0});
        };
        for (std::size_t i = 0; i < up_.size(); ++i) {
            watch(*up_[i], upFree_);
            watch(*down_[i], downFree_);
        }
        ::poll(waited.data(), waited.size(), 1);
        for (std::size_t i = 0; i < up_.size(); ++i) {
            if (waited[1 + 2 * i].revents != 0)
                take(*up_[i], upFree_);
            if (waited[2 + 2 * i].revents != 0)
                take(*down_[i], downFree_);
            up_[i]->deliver(std::chrono::steady_clock::now());
            down_[i]->deliver(std::chrono::steady_clock::now());
        }
        if (waited[0].revents != 0)
            accept();
    }
}

} // namespace jiujin::bench
