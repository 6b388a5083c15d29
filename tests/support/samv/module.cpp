#include "tests/support/samv/module.h"

#include <utility>

namespace samv_peer {

namespace {

constexpr std::uint8_t good = 0x90, found = 0x9F, badChecksum = 0x10, badLength = 0x11,
                       wrongCommand = 0x21, readFailed = 0x41, noCard = 0x80, selectFailed = 0x81,
                       noContent = 0x91;
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

bool Module::setNewestAddress(const std::string& text) {
    auto address = addressOf(text);
    if (!chip_ || !address)
        return false;
    chip_->address = text.empty() ? Octets{} : *std::move(address);
    return true;
}

void Module::forgetFingerprints() {
    if (chip_)
        chip_->fingerprint.clear();
}

bool Module::setSamId(const std::string& hex) {
    if (hex.size() != 2 * samId_.size() ||
        hex.find_first_not_of("0123456789abcdef") != std::string::npos)
        return false;
    for (std::size_t i = 0; i < samId_.size(); ++i)
        samId_[i] = static_cast<std::uint8_t>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
    return true;
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
        // A request that was damaged on the way does nothing to the card.
        if (fault_ != badChecksum && fault_ != badLength)
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
        return answerFrame(good, samId_);
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
        return newestAddress();
    case 0x3005:
        return chip_ ? answerFrame(good, samId_) : answerFrame(readFailed);
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

Octets Module::newestAddress() const {
    if (!chip_ || state_ != State::Read || chip_->address.empty())
        return answerFrame(noContent);
    return answerFrame(good, chip_->address);
}

} // namespace samv_peer
