// Bytes of a reader's line, cut at places that the input chooses: whatever comes, the reader of
// answers stays bounded, and an answer that it hands out has a right checksum.
//
// rooms: drivers/idcard-samv/protocol
#include "drivers/idcard-samv/protocol/frame.h"
#include "drivers/idcard-samv/protocol/status.h"
#include "tests/fuzz/planted.h"

#include <algorithm>
#include <cstdlib>

using namespace jiujin;
using namespace jiujin::drivers::samv;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteView left(data, size);
    AnswerReader reader;
    while (!left.empty()) {
        const std::size_t piece = std::min<std::size_t>(left.size(), 1U + left.front());
        reader.feed(left.first(piece));
        left = left.subspan(piece);
        while (auto answer = reader.next())
            if (answer->ok()) {
                if ((*answer)->data.expose().size() > longestLength)
                    std::abort();
                fuzz::planted({data, size}, true);
            }
    }
    return 0;
}
