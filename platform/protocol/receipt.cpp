#include "platform/protocol/receipt.h"

#include "platform/base/uuid.h"
#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/shapes.h"

#include <algorithm>
#include <tuple>

namespace jiujin::protocol {

namespace {

constexpr std::string_view prefix = "JJ1.";
// A QR code of version 40 holds 2,953 bytes at most.
constexpr std::size_t maxCodeLength = 2953;
constexpr std::uint64_t lastMillisecond = 253'402'300'799'999; // end of the year 9999
constexpr JsonLimits limits{2048, 2, ErrorCode::TokenMalformed, ErrorCode::TokenMalformed,
                            ErrorCode::TokenMalformed};

// Claims, with the keys as short as they can be, for the size of the code:
//   t terminal id · c counter · n case number · p packet id · d sealed digest · h digest of the
//   receipt before · l lookup code · i taken, milliseconds since 1970 · g grade: n, d, u
// Credential: t terminal id · k public key · f from · u until, milliseconds since 1970

std::uint64_t millisecondsOf(WallTime time) {
    return static_cast<std::uint64_t>(time.time_since_epoch().count());
}

WallTime timeAt(const boost::json::object& object, std::string_view key) {
    return WallTime(std::chrono::milliseconds(
        static_cast<std::int64_t>(numberAt(object, key, lastMillisecond))));
}

ClockGrade gradeFrom(std::string_view letter) {
    for (const auto grade : {ClockGrade::Network, ClockGrade::Drift, ClockGrade::Unknown})
        if (nameOf(grade).substr(0, 1) == letter)
            return grade;
    throw WrongShape{"grade is not n, d or u"};
}

ReceiptClaims readClaims(const boost::json::object& object) {
    ReceiptClaims claims{
        textOf(object, "t"), numberAt(object, "c", 9'999'999),
        textOf(object, "n"), textOf(object, "p"),
        textOf(object, "d"), textOf(object, "h"),
        textOf(object, "l"), {timeAt(object, "i"), gradeFrom(textAt(object, "g"))}};
    require(isTerminalId(claims.terminalId), "terminal id has the wrong shape");
    require(isCaseNumber(claims.caseNumber), "case number has the wrong shape");
    require(claims.caseNumber.starts_with(claims.terminalId), "case number of another terminal");
    require(isUuid7(claims.packetId), "packet id is not a UUID of version 7");
    require(isDigest(claims.sealedDigest), "sealed digest has the wrong shape");
    require(claims.counter > 0, "counter starts at 1");
    require(claims.previous.empty() || isDigest(claims.previous),
            "digest of the receipt before has the wrong shape");
    require(isLookupCode(claims.lookupCode), "lookup code has the wrong shape");
    return claims;
}

TerminalCredential readCredential(const boost::json::object& object) {
    TerminalCredential credential{textOf(object, "t"), textOf(object, "k"), timeAt(object, "f"),
                                  timeAt(object, "u")};
    require(isTerminalId(credential.terminalId), "terminal id has the wrong shape");
    require(fromBase64Url(credential.publicKey).ok(), "public key is not base64url");
    require(credential.from < credential.until, "validity ends before it begins");
    return credential;
}

} // namespace

bool ReceiptClaims::operator==(const ReceiptClaims& other) const {
    const auto all = [](const ReceiptClaims& c) {
        return std::tie(c.terminalId, c.counter, c.caseNumber, c.packetId, c.sealedDigest,
                        c.previous, c.lookupCode, c.taken.time, c.taken.grade);
    };
    return all(*this) == all(other);
}

std::string encode(const ReceiptClaims& claims) {
    JsonText json;
    json.open('{')
        .member("t", claims.terminalId)
        .member("c", claims.counter)
        .member("n", claims.caseNumber)
        .member("p", claims.packetId)
        .member("d", claims.sealedDigest)
        .member("h", claims.previous)
        .member("l", claims.lookupCode)
        .member("i", millisecondsOf(claims.taken.time))
        .member("g", nameOf(claims.taken.grade).substr(0, 1))
        .close('}');
    return json.text();
}

Result<ReceiptClaims> decodeReceiptClaims(std::string_view json) {
    return decoded<ReceiptClaims>(json, limits, readClaims,
                                  [](const ReceiptClaims& claims) { return encode(claims); });
}

std::string encode(const TerminalCredential& credential) {
    JsonText json;
    json.open('{')
        .member("t", credential.terminalId)
        .member("k", credential.publicKey)
        .member("f", millisecondsOf(credential.from))
        .member("u", millisecondsOf(credential.until))
        .close('}');
    return json.text();
}

Result<TerminalCredential> decodeTerminalCredential(std::string_view json) {
    return decoded<TerminalCredential>(json, limits, readCredential,
                                       [](const TerminalCredential& c) { return encode(c); });
}

std::string joinReceiptCode(std::string_view receiptJws, std::string_view credentialJws) {
    return std::string(prefix) + std::string(receiptJws) + '.' + std::string(credentialJws);
}

Result<ReceiptCode> splitReceiptCode(std::string_view text) {
    const Error malformed(ErrorCode::TokenMalformed, "a receipt code is JJ1. and six parts");
    if (text.size() > maxCodeLength || !text.starts_with(prefix))
        return malformed;
    text.remove_prefix(prefix.size());
    if (std::ranges::count(text, '.') != 5)
        return malformed;
    std::size_t middle = 0;
    for (int dots = 0; dots < 3; ++dots)
        middle = text.find('.', middle) + 1;
    return ReceiptCode{std::string(text.substr(0, middle - 1)), std::string(text.substr(middle))};
}

} // namespace jiujin::protocol
