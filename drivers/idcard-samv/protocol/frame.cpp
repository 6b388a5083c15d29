#include "drivers/idcard-samv/protocol/frame.h"

#include <algorithm>
#include <numeric>

namespace jiujin::drivers::samv {

namespace {

constexpr std::string_view preamble = "\xAA\xAA\xAA\x96\x69";
constexpr std::size_t lengthBytes = 2;
static_assert(headBytes == preamble.size() + lengthBytes);
constexpr std::size_t statusBytes = 3;
constexpr std::size_t shortestAnswer = statusBytes + 1;
constexpr std::size_t capacity = 2 * (headBytes + longestLength);

std::size_t lengthIn(std::string_view head) {
    return static_cast<std::size_t>(static_cast<std::uint8_t>(head[preamble.size()])) << 8U |
           static_cast<std::uint8_t>(head[preamble.size() + 1]);
}

bool isPossible(std::size_t length) {
    return length >= shortestAnswer && length <= longestLength;
}

std::uint8_t byteAt(std::string_view text, std::size_t at) {
    return static_cast<std::uint8_t>(text[at]);
}

std::uint8_t checksum(std::string_view bytes) {
    return std::accumulate(
        bytes.begin(), bytes.end(), std::uint8_t{0}, [](std::uint8_t sum, char byte) {
            return static_cast<std::uint8_t>(sum ^ static_cast<unsigned char>(byte));
        });
}

Error garbled(const char* where) {
    return {ErrorCode::ReaderGarbled, where};
}

} // namespace

Bytes requestFrame(Command command) {
    Bytes frame = bytesOf(preamble);
    const Bytes body{0x00, 0x03, command.command, command.parameter};
    frame.insert(frame.end(), body.begin(), body.end());
    frame.push_back(checksum(textOf(body)));
    return frame;
}

std::size_t lengthAfter(ByteView head) {
    const std::string_view text = textOf(head);
    if (text.size() != headBytes || !text.starts_with(preamble) || !isPossible(lengthIn(text)))
        return 0;
    return lengthIn(text);
}

AnswerReader::AnswerReader() {
    pending_.reserve(capacity);
}

AnswerReader::~AnswerReader() {
    wipe(pending_);
}

void AnswerReader::feed(ByteView bytes) {
    const std::string_view text = textOf(bytes);
    // A line that only ever sends noise or one endless frame must not grow the buffer.
    const std::size_t kept = std::min(text.size(), capacity - pending_.size());
    pending_.append(text.substr(0, kept));
    dropNoise();
}

std::optional<Result<Answer>> AnswerReader::next() {
    dropNoise();
    if (pending_.size() < headBytes)
        return std::nullopt;
    const std::size_t length = lengthIn(pending_);
    if (!isPossible(length)) {
        drop(preamble.size());
        return garbled("frame: impossible length");
    }
    if (pending_.size() < headBytes + length)
        return std::nullopt;
    const std::string_view frame(pending_.data(), headBytes + length);
    const std::string_view summed = frame.substr(preamble.size(), lengthBytes + length - 1);
    if (checksum(summed) != byteAt(frame, frame.size() - 1)) {
        drop(preamble.size());
        return garbled("frame: wrong checksum");
    }
    Answer answer{byteAt(frame, headBytes), byteAt(frame, headBytes + 1),
                  byteAt(frame, headBytes + 2),
                  Secret(frame.substr(headBytes + statusBytes, length - shortestAnswer))};
    drop(frame.size());
    return answer;
}

// Keeps a tail that may be the beginning of a preamble.
void AnswerReader::dropNoise() {
    std::size_t at = pending_.find(preamble);
    if (at == std::string::npos) {
        at = pending_.size() - std::min(pending_.size(), preamble.size() - 1);
        while (at < pending_.size() && !preamble.starts_with(std::string_view(pending_).substr(at)))
            ++at;
    }
    drop(at);
}

void AnswerReader::drop(std::size_t count) {
    if (count == 0)
        return;
    const std::size_t left = pending_.size() - count;
    std::copy(pending_.begin() + static_cast<std::ptrdiff_t>(count), pending_.end(),
              pending_.begin());
    std::fill(pending_.begin() + static_cast<std::ptrdiff_t>(left), pending_.end(), '\0');
    pending_.resize(left);
}

} // namespace jiujin::drivers::samv
