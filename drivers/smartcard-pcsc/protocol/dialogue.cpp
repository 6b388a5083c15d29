#include "drivers/smartcard-pcsc/protocol/dialogue.h"

namespace jiujin::drivers::smartcard {

namespace {

constexpr int mostRounds = 64;
constexpr Header getResponse{0x00, 0xC0, 0x00, 0x00};

int lengthIn(StatusWord status) {
    const int named = status & 0xFFU;
    return named == 0 ? anyLength : named;
}

Secret joinedOf(const Secret& front, const Secret& back) {
    std::string both;
    both.reserve(front.expose().size() + back.expose().size());
    both.append(front.expose()).append(back.expose());
    Secret joined(both);
    wipe(both);
    return joined;
}

} // namespace

Result<bool> Dialogue::take(ByteView raw) {
    JIUJIN_TRY_ASSIGN(const Answer part, answerFrom(raw));
    if (++rounds_ > mostRounds)
        return Error(ErrorCode::SmartCardDamaged, "card: answer without an end");
    if (joined_.expose().size() + part.data.expose().size() > longestJoined)
        return Error(ErrorCode::SmartCardDamaged, "card: answer too long");
    joined_ = joinedOf(joined_, part.data);
    status_ = part.status;
    switch (status_ >> 8U) {
    case 0x61:
        next_ = Command(getResponse, lengthIn(status_));
        return true;
    case 0x6C:
        if (corrected_)
            return Error(ErrorCode::SmartCardDamaged, "card: length corrected twice");
        corrected_ = true;
        next_ = next_.asking(lengthIn(status_));
        return true;
    default:
        return false;
    }
}

} // namespace jiujin::drivers::smartcard
