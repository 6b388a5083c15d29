#include "platform/protocol/acknowledgement.h"

#include "platform/base/uuid.h"
#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/shapes.h"

namespace jiujin::protocol {

namespace {

constexpr std::size_t maxEntries = 1000;
constexpr JsonLimits limits{512UL * 1024, 4, ErrorCode::TokenMalformed, ErrorCode::TokenMalformed,
                            ErrorCode::TokenMalformed};

Acknowledgement readEntry(const boost::json::object& object) {
    Acknowledgement entry{textOf(object, "packetId"), textOf(object, "headerDigest"),
                          textOf(object, "terminalId"),
                          needed(verdictFrom(textAt(object, "verdict")), "verdict is not known"),
                          textOf(object, "code")};
    require(isUuid7(entry.packetId), "packetId is not a UUID of version 7");
    require(isDigest(entry.headerDigest), "headerDigest has the wrong shape");
    require(isTerminalId(entry.terminalId), "terminalId has the wrong shape");
    const bool refused = entry.verdict == Verdict::Refused;
    require(refused ? isErrorCode(entry.code) : entry.code.empty(),
            "a code stands with refused, and only there");
    return entry;
}

AcknowledgementBatch readBatch(const boost::json::object& object) {
    AcknowledgementBatch batch;
    batch.issued = needed(fromRfc3339(textAt(object, "issued")), "issued is not RFC 3339");
    for (const auto& item : arrayAt(object, "entries", maxEntries))
        batch.entries.push_back(readEntry(item.as_object()));
    return batch;
}

} // namespace

std::string_view nameOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Stored:
        return "stored";
    case Verdict::DuplicateSame:
        return "duplicate-same";
    case Verdict::Conflict:
        return "conflict";
    case Verdict::Refused:
        return "refused";
    }
    return "refused";
}

Result<Verdict> verdictFrom(std::string_view name) {
    for (const Verdict verdict :
         {Verdict::Stored, Verdict::DuplicateSame, Verdict::Conflict, Verdict::Refused})
        if (nameOf(verdict) == name)
            return verdict;
    return Error(ErrorCode::TokenMalformed, "verdict is not known");
}

std::string encode(const AcknowledgementBatch& batch) {
    JsonText json;
    json.open('{').member("issued", toRfc3339(batch.issued)).key("entries").open('[');
    for (const Acknowledgement& entry : batch.entries)
        json.open('{')
            .member("packetId", entry.packetId)
            .member("headerDigest", entry.headerDigest)
            .member("terminalId", entry.terminalId)
            .member("verdict", nameOf(entry.verdict))
            .member("code", entry.code)
            .close('}');
    json.close(']').close('}');
    return json.text();
}

Result<AcknowledgementBatch> decodeAcknowledgements(std::string_view json) {
    return decoded<AcknowledgementBatch>(
        json, limits, readBatch, [](const AcknowledgementBatch& batch) { return encode(batch); });
}

} // namespace jiujin::protocol
