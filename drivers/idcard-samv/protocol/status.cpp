#include "drivers/idcard-samv/protocol/status.h"

#include "drivers/idcard-samv/protocol/sam_id.h"
#include "drivers/idcard-samv/protocol/text.h"

namespace jiujin::drivers::samv {

namespace {

constexpr std::uint8_t done = 0x90, found = 0x9F, noCard = 0x80, selectFailed = 0x81,
                       noContent = 0x91;

constexpr std::size_t selectBytes = 8;

std::size_t longestData(Command command) {
    if (command == selectCard)
        return selectBytes;
    if (command == samId)
        return samIdBytes;
    if (command == readNewestAddress)
        return addressBytes;
    if (command == readBase)
        return shortestCardData + photoBytes;
    if (command == readWithFingerprints)
        return shortestCardData + lengthFieldBytes + photoBytes + fingerprintBytes;
    return 0;
}

std::size_t shortestData(Command command) {
    if (command == readBase)
        return shortestCardData;
    if (command == readWithFingerprints)
        return shortestCardData + lengthFieldBytes;
    return longestData(command);
}

} // namespace

Outcome outcomeOf(std::uint8_t sw3) {
    switch (sw3) {
    case done:
        return Outcome::Done;
    case found:
        return Outcome::Found;
    case noCard:
        return Outcome::NoCard;
    case noContent:
        return Outcome::NoContent;
    }
    return Outcome::Failed;
}

Error errorOf(std::uint8_t sw3) {
    switch (sw3) {
    case 0x10: // the module saw a wrong checksum
    case 0x11: // or a wrong length: the line damages what passes
        return {ErrorCode::ReaderGarbled, "sam_v: request arrived damaged"};
    case 0x21: // wrong command or parameter
    case 0x23: // not permitted
    case 0x60: // self test failed, takes no commands
    case 0x66: // not authorised
        return {ErrorCode::ReaderRefused, "sam_v: refuses to work"};
    case 0x24: // unknown error
    case 0x31: // the card does not accept the module
    case 0x32: // the module does not accept the card
    case 0x33: // information verification failed
    case 0x41: // read failed
    case 0x47: // random number failed
    case noCard:
    case selectFailed:
    case noContent:
        return {ErrorCode::CardUnreadable, "sam_v: card could not be read"};
    case 0x40:
        return {ErrorCode::CardUnknownType, "sam_v: unknown card type"};
    }
    return {ErrorCode::ReaderGarbled, "sam_v: status outside the protocol"};
}

bool fits(Command command, const Answer& answer) {
    const std::size_t size = answer.data.expose().size();
    const Outcome outcome = outcomeOf(answer.sw3);
    if (outcome == Outcome::Failed)
        return answer.sw3 == selectFailed ? command == selectCard : true;
    if (command == findCard)
        return outcome == Outcome::Found || outcome == Outcome::NoCard;
    if (command == readNewestAddress && outcome == Outcome::NoContent)
        return size == 0;
    return outcome == Outcome::Done && size >= shortestData(command) &&
           size <= longestData(command);
}

} // namespace jiujin::drivers::samv
