#include "platform/protocol/checkpoint_question.h"

#include "platform/protocol/shapes.h"

#include <charconv>
#include <limits>

namespace jiujin::protocol {

namespace {

constexpr std::uint64_t highestCounter = 9'999'999;

constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();

// Takes "name=" and a number from the front.
std::uint64_t numberFrom(std::string_view& text, std::string_view name) {
    std::uint64_t number = 0;
    if (!text.starts_with(name))
        return none;
    const char* const begin = text.data() + name.size();
    const auto [end, failure] = std::from_chars(begin, text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return failure == std::errc() ? number : none;
}

// Takes "name=" and what stands before the next "&" from the front.
std::string textFrom(std::string_view& text, std::string_view name) {
    if (!text.starts_with(name))
        return {};
    text.remove_prefix(name.size());
    const std::string_view value = text.substr(0, text.find('&'));
    text.remove_prefix(value.size());
    return std::string(value);
}

} // namespace

std::string encode(const CheckpointQuestion& question) {
    return "from=" + std::to_string(question.from) + "&upTo=" + std::to_string(question.upTo) +
           "&nonce=" + question.nonce + "&count=" + std::to_string(question.count) +
           "&root=" + question.root;
}

Result<CheckpointQuestion> decodeCheckpointQuestion(std::string_view text) {
    std::string_view rest = text;
    CheckpointQuestion question;
    question.from = numberFrom(rest, "from=");
    question.upTo = numberFrom(rest, "&upTo=");
    question.nonce = textFrom(rest, "&nonce=");
    question.count = numberFrom(rest, "&count=");
    question.root = textFrom(rest, "&root=");
    const bool range = question.from >= 1 && question.upTo >= question.from &&
                       question.upTo <= highestCounter &&
                       question.upTo - question.from < checkpointSpan;
    const bool shaped = range && isCheckpointNonce(question.nonce) &&
                        question.count <= question.upTo - question.from + 1 &&
                        isDigest(question.root);
    // Leading zeros and all else that is another spelling.
    if (!shaped || encode(question) != text)
        return Error{ErrorCode::TokenMalformed, "checkpoint question"};
    return question;
}

} // namespace jiujin::protocol
