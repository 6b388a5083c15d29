#include "tests/support/samv/module.h"

#include <utility>

namespace samv_peer {

namespace {

constexpr std::uint8_t good = 0x90, found = 0x9F, badChecksum = 0x10, badLength = 0x11,
                       wrongCommand = 0x21, readFailed = 0x41, noCard = 0x80, selectFailed = 0x81,
                       noContent = 0x91;
// 05.01-20110801-0012345678-0508843421
const Octets samId{0x05, 0x00, 0x01, 0x00, 0xC1, 0xDD, 0x32, 0x01,
                   0x4E, 0x61, 0xBC, 0x00, 0x9D, 0x54, 0x2F, 0x1E};

void append(Octets& to, const Octets& more) {
    to.insert(to.end(), more.begin(), more.end());
}

void appendSize(Octets& to, std::size_t size) {
    to.push_back(static_cast<std::uint8_t>(size / 256));
    to.push_back(static_cast<std::uint8_t>(size % 256));
}

} // namespace

void Module::place(Chip chip) {
    chip_ = std::move(chip);
    state_ = State::Idle;
}

void Module::lift() {
    chip_.reset();
    state_ = State::Idle;
}

void Module::failWith(std::uint8_t sw3, int count) {
    fault_ = sw3;
    faults_ = count;
}

Octets Module::answer(const Request& request) {
    if (request.check == Check::Length)
        return answerFrame(badLength);
    if (request.check == Check::Checksum)
        return answerFrame(badChecksum);
    if (faults_ > 0) {
        --faults_;
        state_ = State::Idle;
        return answerFrame(fault_);
    }
    return act(request);
}

Octets Module::act(const Request& request) {
    switch (request.command * 256 + request.parameter) {
    case 0x10FF:
        state_ = State::Idle;
        return answerFrame(good);
    case 0x11FF:
        return answerFrame(good);
    case 0x12FF:
        return answerFrame(good, samId);
    case 0x2001:
        if (!chip_ || state_ == State::Read)
            return answerFrame(noCard);
        state_ = State::Found;
        return answerFrame(found, Octets(4, 0));
    case 0x2002:
        if (!chip_ || state_ != State::Found)
            return answerFrame(selectFailed);
        state_ = State::Selected;
        return answerFrame(good, Octets(8, 0));
    case 0x3001:
        return read(false);
    case 0x3010:
        return read(true);
    case 0x3003:
        return answerFrame(noContent);
    case 0x3005:
        return chip_ ? answerFrame(good, samId) : answerFrame(readFailed);
    case 0x6000:
    case 0x6001:
    case 0x6002:
    case 0x6003:
    case 0x6004:
        return answerFrame(good);
    }
    return answerFrame(wrongCommand);
}

Octets Module::read(bool withFingerprint) {
    if (std::exchange(liftDuringRead_, false))
        lift();
    if (!chip_ || state_ != State::Selected)
        return answerFrame(readFailed);
    state_ = State::Read;
    Octets data;
    appendSize(data, chip_->text.size());
    appendSize(data, chip_->photo.size());
    if (withFingerprint)
        appendSize(data, chip_->fingerprint.size());
    append(data, chip_->text);
    append(data, chip_->photo);
    if (withFingerprint)
        append(data, chip_->fingerprint);
    return answerFrame(good, data);
}

} // namespace samv_peer
