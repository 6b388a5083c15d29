#include "platform/seal/ask_seal.h"

#include "platform/base/uuid.h"
#include "platform/seal/envelope.h"
#include "platform/seal/jws.h"
#include "platform/seal/one_time_key.h"

namespace jiujin::seal {

namespace {

constexpr std::size_t nonceBytes = 16, keyIdDigits = 16;

// What was sealed opens, or not, for reasons that are nobody's business but a technician's.
Error forged(const Error& cause) {
    return {ErrorCode::AskForged, std::string(codeOf(cause.code)) + " " + cause.where};
}

} // namespace

Result<PreparedAsk> prepareAsk(const Question& question, const Certificate& innerZone,
                               const Clock& clock, std::chrono::milliseconds patience,
                               const Witness& witness) {
    JIUJIN_TRY_ASSIGN(PrivateKey key, PrivateKey::generate());
    const WallTime now = clock.wall().time;
    const SteadyTime until = clock.steady() + patience;
    protocol::AskRequest request{{newUuid7(now), now + patience},
                                 question.kind,
                                 question.assurance,
                                 toBase64Url(randomBytes(nonceBytes)),
                                 toBase64Url(publicKeyOf(key)),
                                 question.caseNumber,
                                 question.lookupCode};
    if (witness) {
        JIUJIN_TRY_ASSIGN(request.assurance.evidence, witness(digestOf(request)));
    }
    JIUJIN_TRY_ASSIGN(Bytes sealed, sealTo({&innerZone, 1}, encode(request).expose()));
    return PreparedAsk{request.head, std::move(sealed), request.nonce, std::move(key), until};
}

Result<protocol::AskRequest> openAsk(const protocol::AskHead& head, ByteView sealed,
                                     const Certificate& innerZone, const PrivateKey& key) {
    if (sealed.size() > protocol::maxSealedRequest)
        return Error(ErrorCode::AskMalformed, "the sealed request is too long");
    JIUJIN_TRY_ASSIGN(const Secret json, openSoleEnvelope(sealed, innerZone, key));
    JIUJIN_TRY_ASSIGN(auto request, protocol::decodeAskRequest(json.expose()));
    if (!(request.head == head))
        return Error(ErrorCode::AskMismatch, "the sealed head is not the clear one");
    return request;
}

Result<Bytes> sealAnswer(const protocol::AskAnswer& answer, const protocol::AskRequest& request,
                         const Certificate& acknowledge, const PrivateKey& acknowledgeKey) {
    JIUJIN_TRY_ASSIGN(const Bytes publicKey, fromBase64Url(request.replyKey));
    JIUJIN_TRY_ASSIGN(const Certificate recipient, recipientOf(publicKey));
    JIUJIN_TRY_ASSIGN(const std::string jws, signJws(encode(answer).expose(), acknowledgeKey,
                                                     acknowledge.keyId().substr(0, keyIdDigits)));
    return sealTo({&recipient, 1}, jws);
}

Result<protocol::AskAnswer> openAnswer(const PreparedAsk& ask, const protocol::AskReply& reply,
                                       const Certificate& acknowledge, SteadyTime now) {
    if (now > ask.until)
        return Error(ErrorCode::AskLate, "the answer came after the deadline");
    if (reply.askId != ask.head.askId)
        return Error(ErrorCode::AskMismatch, "the reply names another ask");
    if (reply.sealed.size() > protocol::maxSealedAnswer)
        return Error(ErrorCode::AskForged, "the sealed answer is too long");
    JIUJIN_TRY_ASSIGN(const Certificate recipient, recipientOf(publicKeyOf(ask.key)));
    const auto jws = openSoleEnvelope(reply.sealed, recipient, ask.key);
    if (!jws)
        return forged(jws.error());
    const auto json = verifyJws(jws->expose(), acknowledge);
    if (!json)
        return forged(json.error());
    auto answer = protocol::decodeAskAnswer(*json);
    if (!answer)
        return forged(answer.error());
    if (answer->askId != ask.head.askId || answer->nonce != ask.nonce)
        return Error(ErrorCode::AskMismatch, "the answer names another ask");
    return answer;
}

} // namespace jiujin::seal
