#include "drivers/smartcard-pcsc/protocol/apdu.h"

#include <algorithm>
#include <cstring>

namespace jiujin::drivers::smartcard {

namespace {

constexpr std::size_t longestAnswer = 256;

} // namespace

Command::Command(Header header, int le) {
    for (const std::uint8_t octet : {header.cla, header.ins, header.p1, header.p2})
        append(octet);
    appendLe(le);
}

Command::Command(Header header, ByteView data, int le) : Command(header) {
    data = data.first(std::min(data.size(), longestData));
    append(static_cast<std::uint8_t>(data.size()));
    std::copy(data.begin(), data.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += data.size();
    appendLe(le);
}

Command::~Command() {
    ::explicit_bzero(bytes_.data(), bytes_.size());
}

Command Command::asking(int le) const {
    Command other = *this;
    if (other.hasLe_)
        --other.size_;
    other.appendLe(le);
    return other;
}

void Command::appendLe(int le) {
    hasLe_ = le > 0;
    if (hasLe_)
        append(static_cast<std::uint8_t>(le)); // 256 is spelt 00
}

Outcome outcomeOf(StatusWord status) {
    if (status == 0x9000)
        return Outcome::Done;
    if (status == 0x6983 || status == 0x6984 || status == 0x63C0)
        return Outcome::PinBlocked;
    if (status >> 8U == 0x63)
        return Outcome::PinWrong;
    if (status == 0x6982)
        return Outcome::PinNeeded;
    if (status == 0x6A82 || status == 0x6A83 || status == 0x6A88)
        return Outcome::NotThere;
    if (status == 0x6A81 || status == 0x6D00 || status == 0x6E00)
        return Outcome::Unsupported;
    return Outcome::Failed;
}

std::optional<int> triesLeft(StatusWord status) {
    if (outcomeOf(status) == Outcome::PinBlocked)
        return 0;
    if ((status & 0xFFF0U) == 0x63C0)
        return status & 0x0FU;
    return std::nullopt;
}

Result<Answer> answerFrom(ByteView raw) {
    if (raw.size() < 2 || raw.size() > longestAnswer + 2)
        return Error(ErrorCode::SmartCardDamaged, "card: answer of a wrong length");
    const ByteView data = raw.first(raw.size() - 2);
    const ByteView status = raw.last(2);
    return Answer{Secret(textOf(data)), static_cast<StatusWord>(status[0] << 8U | status[1])};
}

} // namespace jiujin::drivers::smartcard
