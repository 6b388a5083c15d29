// rooms: platform/protocol
// Mail and answers that decode are written again as the very bytes they came in.
#include "platform/protocol/mail.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

#include <algorithm>

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    const auto letters = protocol::decodeMail(bytes);
    if (letters.ok())
        fuzz::require(std::ranges::equal(protocol::encodeMail(*letters), bytes));
    const auto replies = protocol::decodeReplies(textOf(bytes));
    if (replies.ok())
        fuzz::require(protocol::encodeReplies(*replies) == textOf(bytes));
    fuzz::planted(bytes, letters.ok() || replies.ok());
    return 0;
}
