#include "platform/protocol/checkpoint_question.h"

#include <charconv>

namespace jiujin::protocol {

namespace {

constexpr std::uint64_t highestCounter = 9'999'999;

// Takes "name=" and a number from the front.
std::uint64_t numberFrom(std::string_view& text, std::string_view name) {
    std::uint64_t number = 0;
    if (!text.starts_with(name))
        return 0;
    const char* const begin = text.data() + name.size();
    const auto [end, failure] = std::from_chars(begin, text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return failure == std::errc() ? number : 0;
}

} // namespace

std::string encode(const CheckpointQuestion& question) {
    return "from=" + std::to_string(question.from) + "&upTo=" + std::to_string(question.upTo) +
           "&nonce=" + question.nonce;
}

Result<CheckpointQuestion> decodeCheckpointQuestion(std::string_view text) {
    constexpr std::string_view nonce = "&nonce=";
    std::string_view rest = text;
    CheckpointQuestion question;
    question.from = numberFrom(rest, "from=");
    question.upTo = numberFrom(rest, "&upTo=");
    if (rest.starts_with(nonce))
        question.nonce = rest.substr(nonce.size());
    const bool shaped =
        question.from >= 1 && question.upTo >= question.from && question.upTo <= highestCounter &&
        question.upTo - question.from < checkpointSpan && isCheckpointNonce(question.nonce);
    // Leading zeros and all else that is another spelling.
    if (!shaped || encode(question) != text)
        return Error{ErrorCode::TokenMalformed, "checkpoint question"};
    return question;
}

} // namespace jiujin::protocol
