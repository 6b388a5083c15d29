#include "drivers/idcard-samv/reader.h"

#include "drivers/idcard-samv/protocol/sam_id.h"
#include "drivers/idcard-samv/protocol/status.h"

#include <array>
#include <cstring>

namespace jiujin::drivers::samv {

namespace {

using namespace std::chrono_literals;

// Public clients give a module 0.3 s to select and 1.1 s to read; at 9600 bits a second the longest
// answer takes 1.4 s on the wire alone. The rest is margin for slow modules.
constexpr auto statusPatience = 1000ms;
constexpr auto ratePatience = 300ms; // for each rate but the usual one
constexpr auto findPatience = 1000ms;
constexpr auto selectPatience = 1000ms;
constexpr auto readPatience = 3500ms;
constexpr auto addressPatience = 1000ms;

constexpr unsigned usualRate = 115200;
constexpr std::array ratesByLikelihood{usualRate, 9600U, 57600U, 38400U, 19200U};
constexpr int attempts = 3;

bool isWorthAnotherTry(ErrorCode code) {
    return code == ErrorCode::ReaderGarbled || code == ErrorCode::ReaderSilent ||
           code == ErrorCode::CardUnreadable;
}

bool endsAttempts(ErrorCode code) {
    return code == ErrorCode::DeviceRemoved || code == ErrorCode::DeviceCancelled;
}

// The bytes of a card passed through it.
struct Chunk {
    std::array<std::uint8_t, 512> bytes{};
    ~Chunk() { ::explicit_bzero(bytes.data(), bytes.size()); }
};

} // namespace

Result<void> Reader::connect() {
    if (!line_.hasRate())
        return check();
    for (const unsigned rate : ratesByLikelihood) {
        JIUJIN_TRY(line_.setRate(rate));
        const auto checked = checkWithin(rate == usualRate ? statusPatience : ratePatience);
        if (checked.ok() || checked.error().code == ErrorCode::ReaderRefused ||
            endsAttempts(checked.error().code))
            return checked;
    }
    return Error(ErrorCode::ReaderSilent, "sam_v: no answer at any rate");
}

Result<void> Reader::check() {
    return checkWithin(statusPatience);
}

Result<void> Reader::checkWithin(std::chrono::milliseconds patience) {
    JIUJIN_TRY_ASSIGN(const Answer answer, ask(samStatus, patience));
    if (outcomeOf(answer.sw3) != Outcome::Done)
        return errorOf(answer.sw3);
    return {};
}

Result<std::string> Reader::identity() {
    JIUJIN_TRY_ASSIGN(const Answer answer, askAgainIfDamaged(samId, statusPatience));
    if (outcomeOf(answer.sw3) != Outcome::Done)
        return errorOf(answer.sw3);
    return samIdText(viewOf(answer.data.expose()));
}

Result<bool> Reader::find() {
    if (cancel_.requestedBefore(lastFind_ + betweenFinds))
        return Error(ErrorCode::DeviceCancelled, "sam_v: cancelled");
    lastFind_ = std::chrono::steady_clock::now();
    JIUJIN_TRY_ASSIGN(const Answer answer, ask(findCard, findPatience));
    const Outcome outcome = outcomeOf(answer.sw3);
    if (outcome == Outcome::Failed)
        return errorOf(answer.sw3);
    return outcome == Outcome::Found;
}

Result<CardData> Reader::read(Wanted wanted) {
    Result<CardData> card = selectAndRead(wanted);
    for (int attempt = 1; attempt < attempts && !card.ok(); ++attempt) {
        const Error failure = card.error();
        if (!isWorthAnotherTry(failure.code))
            return failure;
        JIUJIN_TRY_ASSIGN(const bool found, find());
        // A card whose bytes were damaged on the line counts as read: the module finds it no more.
        if (!found)
            return failure.code == ErrorCode::CardUnreadable
                       ? Error(ErrorCode::CardLifted, "sam_v: card went away")
                       : Error(ErrorCode::ReaderGarbled, "sam_v: card's bytes were damaged");
        card = selectAndRead(wanted);
    }
    return card;
}

Result<CardData> Reader::selectAndRead(Wanted wanted) {
    JIUJIN_TRY_ASSIGN(const Answer selected, ask(selectCard, selectPatience));
    if (outcomeOf(selected.sw3) != Outcome::Done)
        return errorOf(selected.sw3);
    const Command command = wanted.fingerprints ? readWithFingerprints : readBase;
    JIUJIN_TRY_ASSIGN(const Answer answer, ask(command, readPatience));
    if (outcomeOf(answer.sw3) != Outcome::Done)
        return errorOf(answer.sw3);
    const ByteView data = viewOf(answer.data.expose());
    JIUJIN_TRY_ASSIGN(CardData card, wanted.fingerprints ? decodeCardDataWithFingerprints(data)
                                                         : decodeCardData(data));
    if (!wanted.photo && !wanted.picture)
        card.photo = Secret();
    JIUJIN_TRY(readAddress(card));
    return card;
}

// The card is read by now: a module that cannot tell of a newer address spoils nothing.
Result<void> Reader::readAddress(CardData& card) {
    if (card.addressSource != AddressSource::Printed)
        return {};
    const auto answer = askAgainIfDamaged(readNewestAddress, addressPatience);
    if (!answer.ok() && endsAttempts(answer.error().code))
        return answer.error();
    if (answer.ok() && outcomeOf(answer->sw3) == Outcome::Done)
        return putNewestAddress(card, viewOf(answer->data.expose()));
    if (!answer.ok() || outcomeOf(answer->sw3) != Outcome::NoContent)
        card.addressSource = AddressSource::Unsure;
    return {};
}

Result<Answer> Reader::askAgainIfDamaged(Command command, std::chrono::milliseconds patience) {
    auto answer = ask(command, patience);
    const bool damaged = answer.ok() ? outcomeOf(answer->sw3) == Outcome::Failed &&
                                           errorOf(answer->sw3).code == ErrorCode::ReaderGarbled
                                     : answer.error().code == ErrorCode::ReaderGarbled;
    return damaged ? ask(command, patience) : std::move(answer);
}

// What came late, or twice, is forgotten before a sequence begins, and after every damage; within a
// sequence no answer passes for another's.
Result<Answer> Reader::ask(Command command, std::chrono::milliseconds patience) {
    const SteadyTime until = std::chrono::steady_clock::now() + patience;
    if (!inStep_ || command == findCard || command == samStatus)
        line_.discardInput();
    inStep_ = false;
    const auto written = line_.write(requestFrame(command), until, cancel_);
    if (!written.ok() && written.error().code == ErrorCode::DeviceTimeout)
        return Error(ErrorCode::ReaderSilent, "sam_v: takes no request");
    JIUJIN_TRY(written);
    auto answer = awaitAnswer(command, until);
    inStep_ = answer.ok();
    if (answer.ok())
        lastStatus_ = static_cast<int>(answer->status());
    return answer;
}

Result<Answer> Reader::awaitAnswer(Command command, SteadyTime until) {
    AnswerReader answers;
    Chunk chunk;
    for (;;) {
        while (auto answer = answers.next())
            if (!answer->ok() || fits(command, answer->value()))
                return std::move(*answer);
        const auto got = line_.read(chunk.bytes, until, cancel_);
        if (!got.ok() && got.error().code == ErrorCode::DeviceTimeout)
            return answers.started() ? Error(ErrorCode::ReaderGarbled, "sam_v: answer incomplete")
                                     : Error(ErrorCode::ReaderSilent, "sam_v: no answer");
        JIUJIN_TRY(got);
        answers.feed(ByteView(chunk.bytes).first(*got));
    }
}

} // namespace jiujin::drivers::samv
