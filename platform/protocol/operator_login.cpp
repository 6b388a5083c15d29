#include "platform/protocol/operator_login.h"

#include "platform/protocol/digest.h"
#include "platform/protocol/shapes.h"

namespace jiujin::protocol {

namespace {

constexpr std::string_view purpose = "jiujin-operator-login/1\n";

// Up to the end of its line, which is cut off too; nothing when the line has no end.
std::optional<std::string_view> takeLine(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

} // namespace

std::string operatorChallenge(std::string_view terminalId, ByteView nonce) {
    return std::string(purpose).append(terminalId).append("\n") + toBase64Url(nonce) + "\n";
}

bool isOperatorChallenge(std::string_view text) {
    if (!text.starts_with(purpose))
        return false;
    text.remove_prefix(purpose.size());
    const auto terminal = takeLine(text);
    const auto nonce = takeLine(text);
    if (!terminal || !nonce || !text.empty() || !isTerminalId(*terminal))
        return false;
    const auto bytes = fromBase64Url(*nonce);
    return bytes && bytes->size() == operatorNonceBytes;
}

Bytes operatorDigest(std::string_view challenge) {
    return fromBase64Url(digestText({viewOf(challenge)})).value();
}

} // namespace jiujin::protocol
