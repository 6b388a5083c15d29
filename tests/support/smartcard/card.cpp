#include "tests/support/smartcard/card.h"

#include <algorithm>

namespace smartcard_peer {

namespace {

Octets word(int status) {
    return {static_cast<std::uint8_t>(status >> 8), static_cast<std::uint8_t>(status)};
}

Octets done(Octets data = {}) {
    data.push_back(0x90);
    data.push_back(0x00);
    return data;
}

// Definite length, short form: nothing that stands here is longer.
Octets tlv(std::uint8_t tag, const Octets& value) {
    Octets object(2 + value.size());
    object[0] = tag;
    object[1] = static_cast<std::uint8_t>(value.size());
    std::copy(value.begin(), value.end(), object.begin() + 2);
    return object;
}

} // namespace

void Card::reset() {
    selected_ = verified_ = false;
    file_.reset();
    waiting_.clear();
}

std::optional<Card::Request> Card::requestFrom(const Octets& command) {
    if (command.size() < 4 || command[0] != 0x00)
        return std::nullopt;
    Request request{command[1], command[2], command[3], {}, 0};
    const auto lengthOf = [](std::uint8_t octet) {
        return octet == 0 ? 256 : static_cast<int>(octet);
    };
    if (command.size() == 4)
        return request;
    if (command.size() == 5) {
        request.wanted = lengthOf(command[4]);
        return request;
    }
    const std::size_t count = command[4];
    if (command.size() != 5 + count && command.size() != 6 + count)
        return std::nullopt;
    request.data.assign(command.begin() + 5, command.begin() + 5 + static_cast<long>(count));
    if (command.size() == 6 + count)
        request.wanted = lengthOf(command.back());
    return request;
}

Octets Card::answer(const Octets& command) {
    if (!command.empty() && command[0] != 0x00)
        return word(0x6E00);
    const auto request = requestFrom(command);
    return request ? act(*request) : word(0x6700);
}

Octets Card::act(const Request& request) {
    if (request.ins == 0xC0)
        return getResponse(request);
    waiting_.clear();
    switch (request.ins) {
    case 0xA4:
        return select(request);
    case 0xB2:
        return readRecord(request);
    case 0xB0:
        return readBinary(request);
    case 0x20:
        return verify(request);
    case 0x2A:
        return sign(request);
    default:
        return word(0x6D00);
    }
}

Octets Card::select(const Request& request) {
    if (request.p1 == 0x04) {
        if (profile_.application.empty() || request.data != profile_.application)
            return word(0x6A82);
        selected_ = true;
        file_.reset();
        return give(tlv(0x6F, tlv(0x84, profile_.application)), request);
    }
    if (request.data.size() != 2 || (request.p1 != 0x02 && request.p1 != 0x00))
        return word(0x6A81);
    const int file = request.data[0] << 8 | request.data[1];
    if (!selected_ || (profile_.records.count(file) == 0 && profile_.binaries.count(file) == 0))
        return word(0x6A82);
    file_ = file;
    return done();
}

bool Card::isShown() const {
    return file_ != profile_.hidden || verified_;
}

Octets Card::readRecord(const Request& request) {
    if (!file_ || profile_.records.count(*file_) == 0)
        return word(0x6986);
    if (!isShown())
        return word(0x6982);
    const auto& records = profile_.records.at(*file_);
    // By identifier, the first of that one.
    if (request.p2 != 0x00 || records.count(request.p1) == 0)
        return word(0x6A83);
    return give(tlv(static_cast<std::uint8_t>(request.p1), records.at(request.p1)), request);
}

Octets Card::readBinary(const Request& request) {
    if (!file_ || profile_.binaries.count(*file_) == 0)
        return word(0x6986);
    const Octets& file = profile_.binaries.at(*file_);
    const auto offset = static_cast<std::size_t>(request.p1 << 8 | request.p2);
    if (offset >= file.size())
        return word(0x6B00);
    const auto from = file.begin() + static_cast<long>(offset);
    const auto count =
        std::min<std::size_t>(static_cast<std::size_t>(request.wanted), file.size() - offset);
    return give(Octets(from, from + static_cast<long>(count)), request);
}

Octets Card::verify(const Request& request) {
    if (!selected_ || request.p2 != profile_.pinReference || profile_.pinBlock.empty())
        return word(0x6A88);
    if (tries_ == 0)
        return word(0x6983);
    if (request.data.empty())
        return word(0x63C0 + tries_);
    verified_ = request.data == profile_.pinBlock;
    tries_ = verified_ ? profile_.tries : tries_ - 1;
    return verified_ ? done() : word(0x63C0 + tries_);
}

Octets Card::sign(const Request& request) {
    if (!selected_ || !profile_.key)
        return word(0x6D00);
    if (!verified_)
        return word(0x6982);
    if (request.p1 != 0x9E || request.p2 != 0x9A || request.data.size() != 32)
        return word(0x6A80);
    return give(profile_.key->sign(request.data), request);
}

Octets Card::getResponse(const Request& request) {
    if (waiting_.empty())
        return word(0x6985);
    if (request.wanted > static_cast<int>(waiting_.size()))
        return word(0x6C00 + static_cast<int>(waiting_.size()));
    Octets part(waiting_.begin(), waiting_.begin() + request.wanted);
    waiting_.erase(waiting_.begin(), waiting_.begin() + request.wanted);
    const int left = static_cast<int>(waiting_.size());
    part.push_back(left == 0 ? 0x90 : 0x61);
    part.push_back(static_cast<std::uint8_t>(left));
    return part;
}

Octets Card::give(Octets data, const Request& request) {
    if (!profile_.answersWithLength)
        return done(std::move(data));
    if (!request.data.empty()) {
        waiting_ = std::move(data);
        return word(0x6100 + static_cast<int>(waiting_.size()));
    }
    return request.wanted == static_cast<int>(data.size())
               ? done(std::move(data))
               : word(0x6C00 + static_cast<int>(data.size()));
}

} // namespace smartcard_peer
