#include "tests/support/smartcard/insertion.h"

#include <algorithm>
#include <arpa/inet.h>
#include <ctime>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace smartcard_peer {

namespace {

// vpcd waits for ever for an empty one; of this one pcscd makes nothing either.
const Octets noAnswerToReset{0x3B};

constexpr int betweenCardsMs = 150;

long long now() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

void set(int socket, int option) {
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, option, &on, sizeof on);
}

} // namespace

void Insertion::insert(std::unique_ptr<Card> card) {
    connectAt_ = inserted_ ? now() + betweenCardsMs : 0;
    remove();
    card_ = std::move(card);
    inserted_ = true;
    connect();
}

void Insertion::remove() {
    if (socket_ >= 0)
        ::close(socket_);
    socket_ = -1;
    inserted_ = false;
    ++removals_;
    received_.clear();
    late_.reset();
    if (card_)
        card_->reset();
}

void Insertion::connect() {
    if (now() < connectAt_)
        return;
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket);
        return;
    }
    set(socket, TCP_NODELAY);
    set(socket, TCP_QUICKACK);
    socket_ = socket;
}

void Insertion::serve(const std::function<void(const Octets&)>& before) {
    std::uint8_t buffer[4096];
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) { // the driver has let go: there will be another one
        ::close(socket_);
        socket_ = -1;
        received_.clear();
        return;
    }
    // The driver sends length and body apart; without this each command would cost 40 ms.
    set(socket_, TCP_QUICKACK);
    received_.insert(received_.end(), buffer, buffer + got);
    while (received_.size() >= 2) {
        const std::size_t length = static_cast<std::size_t>(received_[0]) << 8U | received_[1];
        if (received_.size() < 2 + length)
            return;
        const Octets frame(received_.begin() + 2,
                           received_.begin() + 2 + static_cast<long>(length));
        received_.erase(received_.begin(), received_.begin() + 2 + static_cast<long>(length));
        if (length == 1) {
            control(frame[0]);
            continue;
        }
        const int moment = removals_;
        before(frame);
        if (moment != removals_ || !card_) // pulled out or exchanged before it answered
            return;
        const Octets answer = spoilt(card_->answer(frame));
        if (answer.empty())
            continue;
        late_ = answer;
        lateAt_ = now() + damage.latencyMs;
        if (damage.latencyMs == 0)
            sendDue();
    }
}

void Insertion::control(std::uint8_t what) {
    if (what == 4)
        send(card_ ? card_->atr() : noAnswerToReset);
    else if (card_)
        card_->reset();
}

Octets Insertion::spoilt(Octets answer) {
    if (damage.hang != 0) {
        damage.hang -= damage.hang > 0 ? 1 : 0;
        return {};
    }
    if (damage.words > 0) {
        --damage.words;
        answer = {static_cast<std::uint8_t>(damage.word >> 8),
                  static_cast<std::uint8_t>(damage.word)};
    }
    if (std::exchange(damage.half, false))
        answer.resize((answer.size() + 1) / 2);
    if (std::exchange(damage.garbage, false))
        for (std::size_t i = 0; i < answer.size(); ++i)
            answer[i] = static_cast<std::uint8_t>(0xA5 + 57 * i);
    if (std::exchange(damage.longer, false))
        answer = Octets(300, 0x5A);
    if (std::exchange(damage.doubled, false))
        send(answer);
    return answer;
}

int Insertion::dueIn() const {
    return late_ ? static_cast<int>(std::max(0LL, lateAt_ - now())) : -1;
}

void Insertion::sendDue() {
    if (late_ && socket_ >= 0 && now() >= lateAt_)
        send(*std::exchange(late_, std::nullopt));
}

void Insertion::send(const Octets& payload) {
    Octets frame(2 + payload.size());
    frame[0] = static_cast<std::uint8_t>(payload.size() >> 8U);
    frame[1] = static_cast<std::uint8_t>(payload.size());
    std::copy(payload.begin(), payload.end(), frame.begin() + 2);
    ::send(socket_, frame.data(), frame.size(), MSG_NOSIGNAL);
}

} // namespace smartcard_peer
