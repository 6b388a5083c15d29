// rooms: platform/protocol
// A question that is understood has one spelling and asks for a range that can be answered.
#include "platform/protocol/checkpoint_question.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto question = protocol::decodeCheckpointQuestion(text);
    if (question.ok()) {
        fuzz::require(encode(*question) == text);
        fuzz::require(question->from >= 1 && question->upTo >= question->from);
        fuzz::require(question->upTo - question->from < protocol::checkpointSpan);
    }
    fuzz::planted({data, size}, question.ok());
    return 0;
}
