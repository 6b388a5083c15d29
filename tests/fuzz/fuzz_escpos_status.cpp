// What a receipt printer says, cut into pieces that the input chooses: whatever comes, no byte is
// taken twice, an automatic status is well formed, and a cause that stands is one of this class.
//
// rooms: drivers/printer-escpos/protocol
#include "drivers/printer-escpos/protocol/status.h"
#include "tests/fuzz/planted.h"

#include <algorithm>
#include <cstdlib>

using namespace jiujin;
using namespace jiujin::drivers::escpos;

namespace {

void check(bool holds) {
    if (!holds)
        std::abort();
}

bool wellFormed(const std::array<std::uint8_t, 4>& automatic) {
    return (automatic[0] & 0x93U) == 0x10U &&
           std::all_of(automatic.begin() + 1, automatic.end(),
                       [](std::uint8_t byte) { return (byte & 0x90U) == 0; });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteView left(data, size);
    StatusReader reader;
    State state;
    std::optional<ErrorCode> cause;
    std::size_t taken = 0, question = 0;
    bool changed = false;
    while (!left.empty()) {
        const std::size_t piece = std::min<std::size_t>(left.size(), 1U + left.front() % 7U);
        reader.feed(left.first(piece));
        left = left.subspan(piece);
        while (const auto heard = reader.next()) {
            taken += heard->kind == Heard::Kind::Automatic ? 4 : 1;
            if (heard->kind == Heard::Kind::Automatic) {
                check(wellFormed(heard->bytes));
                state = stateOf(heard->bytes);
            } else if (heard->kind == Heard::Kind::Answer) {
                apply(state, questions.at(question++ % questions.size()), heard->bytes[0]);
            }
            const auto next = causeOf(state, cause);
            check(!next || std::string_view(codeOf(*next)).starts_with("JJ-14"));
            changed = changed || (cause && next && cause != next);
            cause = next;
        }
    }
    check(taken <= size);
    fuzz::planted({data, size}, changed);
    return 0;
}
