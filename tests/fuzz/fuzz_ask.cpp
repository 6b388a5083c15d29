// rooms: platform/seal tests/support/samples
// Everything of an ask that comes from outside: messages have one spelling, and of sealed bytes
// nothing opens but the genuine ones. 'E' edits a sealed request, anything else is tried as each
// message.
#include "platform/seal/ask_seal.h"
#include "platform/seal/one_time_key.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"
#include "tests/support/samples/samples.h"

#include <algorithm>
#include <type_traits>

using namespace jiujin;

namespace {

template <typename Decoded>
void requireOneSpelling(const Decoded& value, std::string_view text) {
    if constexpr (std::is_same_v<decltype(encode(*value)), Secret>)
        fuzz::require(!value.ok() || encode(*value).expose() == text);
    else
        fuzz::require(!value.ok() || encode(*value) == text);
    fuzz::planted(viewOf(text), value.ok(), 2);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const samples::Pki pki;
    static const SystemClock clock;
    static const auto ask = samples::must(seal::prepareAsk(
        {protocol::AskKind::CaseState, {}, "330105-A017-0000042-K", Secret("0123456789ABCDEF")},
        pki.active.certificate, clock, std::chrono::seconds(20)));
    const auto input = fuzz::edited({data, size}, ask.sealed);
    const auto opened =
        seal::openAsk(ask.head, input.bytes, pki.active.certificate, pki.active.key);
    fuzz::require(opened.ok() == input.genuine);
    const std::string_view text = textOf({data, size});
    requireOneSpelling(protocol::decodeAskHead(text), text);
    requireOneSpelling(protocol::decodeAsk(text), text);
    requireOneSpelling(protocol::decodeAskReply(text), text);
    requireOneSpelling(protocol::decodeAskRequest(text), text);
    requireOneSpelling(protocol::decodeAskAnswer(text), text);
    requireOneSpelling(protocol::decodeIdentityEvidence(text), text);
    if (const auto recipient = seal::recipientOf({data, size}))
        fuzz::require(std::ranges::equal(recipient->publicKey(), ByteView(data, size)));
    return 0;
}
