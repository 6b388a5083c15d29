#include "platform/protocol/packet.h"

#include "platform/base/uuid.h"
#include "platform/protocol/header_json.h"
#include "platform/protocol/shapes.h"

namespace jiujin::protocol {

namespace {

constexpr std::size_t maxBlobs = 16;
constexpr std::size_t maxRecipients = 4;
constexpr JsonLimits limits{8UL * 1024, 4, ErrorCode::PacketMalformed, ErrorCode::PacketMalformed,
                            ErrorCode::PacketMalformed};

std::string digestAt(const boost::json::object& object, std::string_view key) {
    require(isDigest(textAt(object, key)), "a digest is not base64url of 32 bytes");
    return textOf(object, key);
}

std::vector<std::string> readKeyIds(const boost::json::array& list) {
    std::vector<std::string> ids;
    for (const auto& item : list) {
        ids.emplace_back(std::string_view(item.as_string()));
        require(isKeyId(ids.back()), "a recipient is not 64 hex digits");
    }
    require(!ids.empty(), "no recipient");
    return ids;
}

std::vector<BlobReference> readBlobs(const boost::json::array& list) {
    std::vector<BlobReference> blobs;
    for (const auto& item : list) {
        const auto& blob = item.as_object();
        blobs.push_back({digestAt(blob, "digest"), numberAt(blob, "bytes", 1ULL << 40U)});
    }
    return blobs;
}

ReceiptPlace readPlace(const boost::json::object& object) {
    ReceiptPlace place{textOf(object, "receiptBefore"),
                       {needed(fromRfc3339(textAt(object, "taken")), "taken is not RFC 3339"),
                        needed(clockGradeFrom(textAt(object, "grade")), "grade is not known")}};
    require(place.before.empty() || isDigest(place.before),
            "receiptBefore is not base64url of 32 bytes");
    return place;
}

PacketHeader readPacketHeader(const boost::json::object& object) {
    PacketHeader header{readCoreHeader(objectAt(object, "core")), digestAt(object, "sealedDigest"),
                        digestAt(object, "receiptDigest")};
    if (object.contains("receiptBefore"))
        header.place = readPlace(object);
    return header;
}

} // namespace

void writeCoreHeader(JsonText& json, const CoreHeader& header) {
    json.open('{')
        .member("packetId", header.packetId)
        .member("terminalId", header.terminalId)
        .member("counter", header.counter)
        .member("caseNumber", header.caseNumber)
        .member("schema", std::int64_t{header.schema})
        .member("suite", std::int64_t{header.suite});
    json.key("recipientKeyIds").open('[');
    for (const std::string& id : header.recipientKeyIds)
        json.value(id);
    json.close(']').member("bodyDigest", header.bodyDigest).key("blobs").open('[');
    for (const BlobReference& blob : header.blobs)
        json.open('{').member("digest", blob.digest).member("bytes", blob.bytes).close('}');
    json.close(']').close('}');
}

CoreHeader readCoreHeader(const boost::json::object& object) {
    CoreHeader header;
    header.packetId = textOf(object, "packetId");
    require(isUuid7(header.packetId), "packetId is not a UUID of version 7");
    header.terminalId = textOf(object, "terminalId");
    require(isTerminalId(header.terminalId), "terminalId has the wrong shape");
    header.counter = numberAt(object, "counter", 9'999'999);
    require(header.counter > 0, "counter starts at 1");
    header.caseNumber = textOf(object, "caseNumber");
    require(isCaseNumber(header.caseNumber), "caseNumber has the wrong shape");
    header.schema = static_cast<int>(numberAt(object, "schema", 9999));
    require(header.schema == packetSchema, "this schema version is not known");
    header.suite = static_cast<int>(numberAt(object, "suite", 9999));
    header.recipientKeyIds = readKeyIds(arrayAt(object, "recipientKeyIds", maxRecipients));
    header.bodyDigest = digestAt(object, "bodyDigest");
    header.blobs = readBlobs(arrayAt(object, "blobs", maxBlobs));
    return header;
}

std::string encode(const CoreHeader& header) {
    JsonText json;
    writeCoreHeader(json, header);
    return json.text();
}

std::string encode(const PacketHeader& header) {
    JsonText json;
    json.open('{').key("core");
    writeCoreHeader(json, header.core);
    json.member("sealedDigest", header.sealedDigest).member("receiptDigest", header.receiptDigest);
    if (header.place)
        json.member("receiptBefore", header.place->before)
            .member("taken", toRfc3339(header.place->taken.time))
            .member("grade", nameOf(header.place->taken.grade));
    json.close('}');
    return json.text();
}

Result<CoreHeader> decodeCoreHeader(std::string_view json) {
    return decoded<CoreHeader>(json, limits, readCoreHeader,
                               [](const CoreHeader& header) { return encode(header); });
}

Result<PacketHeader> decodePacketHeader(std::string_view json) {
    return decoded<PacketHeader>(json, limits, readPacketHeader,
                                 [](const PacketHeader& header) { return encode(header); });
}

} // namespace jiujin::protocol
