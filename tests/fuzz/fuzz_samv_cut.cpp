// rooms: drivers/idcard-samv/protocol
// What a capture keeps of any bytes: as many as there were, nothing that cutting again would still
// change, and of every card the same judgement as before.
#include "drivers/idcard-samv/protocol/cut.h"
#include "drivers/idcard-samv/protocol/text.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;
using namespace jiujin::drivers::samv;

namespace {

// An answer with this data, whole and right.
Bytes answerWith(ByteView data) {
    Bytes frame{0xAA, 0xAA, 0xAA, 0x96, 0x69};
    const std::size_t length = data.size() + 4;
    for (const std::size_t byte : {length >> 8U, length & 0xFFU})
        frame.push_back(static_cast<std::uint8_t>(byte));
    frame.insert(frame.end(), {0x00, 0x00, 0x90});
    frame.insert(frame.end(), data.begin(), data.end());
    std::uint8_t sum = 0;
    for (const std::uint8_t byte : ByteView(frame).subspan(5))
        sum = static_cast<std::uint8_t>(sum ^ byte);
    frame.push_back(sum);
    return frame;
}

Bytes dataOf(ByteView frame) {
    AnswerReader reader;
    reader.feed(frame);
    const auto answer = reader.next();
    fuzz::require(answer && answer->ok());
    return bytesOf((*answer)->data.expose());
}

Result<CardData> cardOf(Command command, ByteView data) {
    return command == readBase ? decodeCardData(data) : decodeCardDataWithFingerprints(data);
}

void holdAgainst(const Result<CardData>& before, const Result<CardData>& after) {
    fuzz::require(before.ok() == after.ok());
    if (!before.ok())
        return fuzz::require(before.error().code == after.error().code);
    fuzz::require(before->text.kind == after->text.kind);
    fuzz::require(after->text.birth.expose() == "19491231");
    const auto onlyZeros = [](const Secret& secret) {
        return secret.expose().find_first_not_of('\0') == std::string_view::npos;
    };
    fuzz::require(onlyZeros(after->photo) && onlyZeros(after->fingerprints));
}

Bytes cutTwice(Command command, ByteView bytes) {
    Bytes kept = withoutPerson(command, bytes);
    fuzz::require(kept.size() == bytes.size() && withoutPerson(command, kept) == kept);
    return kept;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    bool read = false;
    cutTwice(readBase, bytes);
    if (size > longestLength - 4)
        return 0;
    for (const Command command : {samId, readBase, readWithFingerprints, readNewestAddress}) {
        const Bytes kept = dataOf(cutTwice(command, answerWith(bytes)));
        if (command != readBase && command != readWithFingerprints)
            continue;
        const auto card = cardOf(command, bytes);
        holdAgainst(card, cardOf(command, kept));
        read = read || card.ok();
    }
    fuzz::planted(bytes, read, 2);
    return 0;
}
