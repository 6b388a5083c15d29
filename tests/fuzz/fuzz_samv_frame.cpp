// Bytes of a reader's line, cut at places that the input chooses: whatever comes, the reader of
// answers stays bounded, and an answer that it hands out has a right checksum, means one thing, and
// belongs to no two commands unless they are answered alike. A head says how long its frame is.
//
// rooms: drivers/idcard-samv/protocol
#include "drivers/idcard-samv/protocol/frame.h"
#include "drivers/idcard-samv/protocol/sam_id.h"
#include "drivers/idcard-samv/protocol/status.h"
#include "tests/fuzz/planted.h"

#include <algorithm>
#include <array>
#include <cstdlib>

using namespace jiujin;
using namespace jiujin::drivers::samv;

namespace {

constexpr std::array commands{
    samStatus, samId, findCard, selectCard, readBase, readWithFingerprints, readNewestAddress};

void judge(const Answer& answer) {
    const std::size_t size = answer.data.expose().size();
    const auto answered = std::count_if(commands.begin(), commands.end(),
                                        [&](Command command) { return fits(command, answer); });
    const bool failed = outcomeOf(answer.sw3) == Outcome::Failed;
    if (failed)
        (void)errorOf(answer.sw3);
    // Text and photo alone can be as long as text, shorter photo and fingerprints.
    if (size > longestLength || (!failed && answered > 2))
        std::abort();
    const auto number = samIdText(viewOf(answer.data.expose()));
    if (number.ok() != (size == samIdBytes) || (number.ok() && number->size() < 36))
        std::abort();
}

void judgeHeads(ByteView bytes) {
    for (; bytes.size() >= headBytes; bytes = bytes.subspan(1))
        if (lengthAfter(bytes.first(headBytes)) > longestLength)
            std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteView left(data, size);
    AnswerReader reader;
    judgeHeads(left);
    while (!left.empty()) {
        const std::size_t piece = std::min<std::size_t>(left.size(), 1U + left.front());
        reader.feed(left.first(piece));
        left = left.subspan(piece);
        while (auto answer = reader.next())
            if (answer->ok()) {
                judge(**answer);
                fuzz::planted({data, size}, true);
            }
    }
    return 0;
}
