#include "platform/protocol/ask.h"

#include "platform/base/uuid.h"
#include "platform/protocol/digest.h"
#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/padding.h"
#include "platform/protocol/shapes.h"

#include <algorithm>

namespace jiujin::protocol {

namespace {

constexpr JsonLimits limitsOf(std::size_t bytes) {
    return {bytes, 3, ErrorCode::AskMalformed, ErrorCode::AskMalformed, ErrorCode::AskMalformed};
}

// Four thirds for base64url, and the members around it.
constexpr std::size_t around(std::size_t sealed) {
    return sealed / 3 * 4 + 512;
}

constexpr std::initializer_list<std::size_t> requestClasses{2048, 8192};
constexpr std::size_t nonceBytes = 16, publicKeyBytes = 91;

std::string idAt(const boost::json::object& object) {
    std::string id = textOf(object, "askId");
    require(isUuid7(id), "askId is not a UUID of version 7");
    return id;
}

WallTime timeAt(const boost::json::object& object, std::string_view key) {
    return needed(fromRfc3339(textAt(object, key)), "a time is not RFC 3339");
}

AskHead readHead(const boost::json::object& object) {
    return {idAt(object), timeAt(object, "deadline")};
}

Bytes sealedAt(const boost::json::object& object, std::size_t most) {
    Bytes sealed = needed(fromBase64Url(textAt(object, "sealed")), "sealed is not base64url");
    require(!sealed.empty() && sealed.size() <= most, "sealed has a wrong length");
    return sealed;
}

Ask readAsk(const boost::json::object& object) {
    Ask ask{readHead(object), textOf(object, "terminalId"), sealedAt(object, maxSealedRequest)};
    require(isTerminalId(ask.terminalId), "terminalId has the wrong shape");
    return ask;
}

AskReply readReply(const boost::json::object& object) {
    return {idAt(object), sealedAt(object, maxSealedAnswer)};
}

std::string bytesAt(const boost::json::object& object, std::string_view key, std::size_t count) {
    std::string text = textOf(object, key);
    const auto bytes = fromBase64Url(text);
    require(bytes.ok() && bytes->size() == count, "a value has a wrong length");
    return text;
}

AskKind kindFrom(std::string_view name) {
    for (const AskKind kind : {AskKind::CaseState, AskKind::MyCases})
        if (nameOf(kind) == name)
            return kind;
    throw WrongShape{"kind is not known"};
}

Assurance readAssurance(const boost::json::object& object) {
    Assurance assurance{textOf(object, "level"), secretOf(object, "evidence")};
    const bool seen = assurance.level == "L1";
    require(seen || assurance.level == "L2" || assurance.level == "L3", "level is not known");
    require(seen == assurance.evidence.empty(), "evidence stands with L2 and L3, and only there");
    return assurance;
}

AskRequest readRequest(const boost::json::object& object) {
    AskRequest request{readHead(object),
                       kindFrom(textAt(object, "kind")),
                       readAssurance(objectAt(object, "assurance")),
                       bytesAt(object, "nonce", nonceBytes),
                       bytesAt(object, "replyKey", publicKeyBytes),
                       {},
                       {}};
    const auto& question = objectAt(object, "question");
    if (request.kind == AskKind::MyCases)
        return request;
    request.caseNumber = textOf(question, "caseNumber");
    require(isCaseNumber(request.caseNumber), "caseNumber has the wrong shape");
    request.lookupCode = secretOf(question, "lookupCode");
    require(isLookupCode(request.lookupCode.expose()), "lookupCode has the wrong shape");
    return request;
}

std::string_view levelOf(std::string_view means) {
    if (means == "card-pin" || means == "phone")
        return "L2";
    return means == "staff" ? "L3" : "";
}

IdentityEvidence readEvidence(const boost::json::object& object) {
    IdentityEvidence evidence{textOf(object, "level"), textOf(object, "means"),
                              secretOf(object, "person"), textOf(object, "ask"),
                              timeAt(object, "until")};
    require(levelOf(evidence.means) == evidence.level, "the means do not give this level");
    require(!evidence.person.empty() && evidence.person.expose().size() <= 32,
            "person has a wrong length");
    require(isDigest(evidence.askDigest), "ask is not a digest");
    return evidence;
}

} // namespace

std::string_view nameOf(AskKind kind) {
    switch (kind) {
    case AskKind::CaseState:
        return "case-state";
    case AskKind::MyCases:
        return "my-cases";
    }
    return "";
}

std::string digestOf(const AskRequest& request) {
    AskRequest bare = request;
    bare.assurance.evidence = Secret();
    return digestText({viewOf(encode(bare).expose())});
}

std::string encode(const AskHead& head) {
    JsonText json;
    json.open('{')
        .member("askId", head.askId)
        .member("deadline", toRfc3339(head.deadline))
        .close('}');
    return json.text();
}

Result<AskHead> decodeAskHead(std::string_view json) {
    return decoded<AskHead>(json, limitsOf(256), readHead,
                            [](const AskHead& head) { return encode(head); });
}

std::string encode(const Ask& ask) {
    JsonText json;
    json.open('{')
        .member("askId", ask.head.askId)
        .member("terminalId", ask.terminalId)
        .member("deadline", toRfc3339(ask.head.deadline))
        .member("sealed", toBase64Url(ask.sealed))
        .close('}');
    return json.text();
}

Result<Ask> decodeAsk(std::string_view json) {
    return decoded<Ask>(json, limitsOf(around(maxSealedRequest)), readAsk,
                        [](const Ask& ask) { return encode(ask); });
}

std::string encode(const AskReply& reply) {
    JsonText json;
    json.open('{')
        .member("askId", reply.askId)
        .member("sealed", toBase64Url(reply.sealed))
        .close('}');
    return json.text();
}

Result<AskReply> decodeAskReply(std::string_view json) {
    return decoded<AskReply>(json, limitsOf(around(maxSealedAnswer)), readReply,
                             [](const AskReply& reply) { return encode(reply); });
}

Secret encode(const AskRequest& request) {
    JsonText json;
    json.open('{')
        .member("askId", request.head.askId)
        .member("deadline", toRfc3339(request.head.deadline))
        .member("kind", nameOf(request.kind))
        .key("assurance")
        .open('{')
        .member("level", request.assurance.level)
        .member("evidence", request.assurance.evidence)
        .close('}')
        .member("nonce", request.nonce)
        .member("replyKey", request.replyKey)
        .key("question")
        .open('{');
    if (request.kind == AskKind::CaseState)
        json.member("caseNumber", request.caseNumber).member("lookupCode", request.lookupCode);
    json.close('}');
    return closePadded(json, requestClasses);
}

Result<AskRequest> decodeAskRequest(std::string_view json) {
    return decoded<AskRequest>(json, limitsOf(std::max(requestClasses)), readRequest,
                               [](const AskRequest& request) { return encode(request); });
}

Secret encode(const IdentityEvidence& evidence) {
    JsonText json;
    json.open('{')
        .member("level", evidence.level)
        .member("means", evidence.means)
        .member("person", evidence.person)
        .member("ask", evidence.askDigest)
        .member("until", toRfc3339(evidence.until))
        .close('}');
    return json.secret();
}

Result<IdentityEvidence> decodeIdentityEvidence(std::string_view json) {
    return decoded<IdentityEvidence>(json, limitsOf(1024), readEvidence,
                                     [](const IdentityEvidence& each) { return encode(each); });
}

} // namespace jiujin::protocol
