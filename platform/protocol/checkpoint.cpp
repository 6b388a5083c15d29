#include "platform/protocol/checkpoint.h"

#include "platform/protocol/digest.h"
#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/shapes.h"

#include <algorithm>
#include <bit>
#include <span>

namespace jiujin::protocol {

namespace {

constexpr JsonLimits limits{1024, 2, ErrorCode::TokenMalformed, ErrorCode::TokenMalformed,
                            ErrorCode::TokenMalformed};
// What a terminal's counter can reach: seven digits of a case number.
constexpr std::uint64_t highestCounter = 9'999'999;
constexpr std::uint8_t leafMark = 0, nodeMark = 1;
constexpr std::string_view good = "good", suspended = "suspended";

Bytes hashOf(std::initializer_list<ByteView> parts) {
    return *fromBase64Url(digestText(parts));
}

Bytes hashOf(const CheckpointLeaf& leaf) {
    Bytes counter;
    for (int shift = 56; shift >= 0; shift -= 8)
        counter.push_back(static_cast<std::uint8_t>(leaf.counter >> shift));
    return hashOf({ByteView(&leafMark, 1), counter, viewOf(leaf.headerDigest)});
}

// Depth is the logarithm of the number of leaves.
Bytes treeHash(std::span<const CheckpointLeaf> leaves) {
    if (leaves.empty())
        return hashOf({});
    if (leaves.size() == 1)
        return hashOf(leaves.front());
    const std::size_t left = std::bit_floor(leaves.size() - 1);
    return hashOf(
        {ByteView(&nodeMark, 1), treeHash(leaves.first(left)), treeHash(leaves.subspan(left))});
}

Checkpoint readCheckpoint(const boost::json::object& object) {
    Checkpoint checkpoint;
    checkpoint.terminalId = textOf(object, "terminalId");
    checkpoint.from = numberAt(object, "from", highestCounter);
    checkpoint.upTo = numberAt(object, "upTo", highestCounter);
    checkpoint.count = numberAt(object, "count", checkpointSpan);
    checkpoint.root = textOf(object, "root");
    checkpoint.nonce = textOf(object, "nonce");
    checkpoint.issued = needed(fromRfc3339(textAt(object, "issued")), "issued is not RFC 3339");
    checkpoint.headCounter = numberAt(object, "headCounter", highestCounter);
    checkpoint.headReceipt = textOf(object, "headReceipt");
    checkpoint.suspended = textAt(object, "standing") == suspended;
    require(isTerminalId(checkpoint.terminalId), "terminalId has the wrong shape");
    require(checkpoint.from >= 1 && checkpoint.upTo >= checkpoint.from &&
                checkpoint.upTo - checkpoint.from < checkpointSpan,
            "from and upTo are no range");
    require(checkpoint.count <= checkpoint.upTo - checkpoint.from + 1, "count is beyond the range");
    require(isDigest(checkpoint.root), "root has the wrong shape");
    require(isCheckpointNonce(checkpoint.nonce), "nonce has the wrong shape");
    require(checkpoint.headCounter == 0 ? checkpoint.headReceipt.empty()
                                        : isDigest(checkpoint.headReceipt),
            "headReceipt has the wrong shape");
    return checkpoint;
}

} // namespace

std::string checkpointRoot(const std::vector<CheckpointLeaf>& leaves) {
    return toBase64Url(treeHash(leaves));
}

bool isCheckpointNonce(std::string_view text) {
    return text.size() >= 22 && text.size() <= 43 && fromBase64Url(text).ok();
}

std::string encode(const Checkpoint& checkpoint) {
    JsonText json;
    json.open('{')
        .member("terminalId", checkpoint.terminalId)
        .member("from", checkpoint.from)
        .member("upTo", checkpoint.upTo)
        .member("count", checkpoint.count)
        .member("root", checkpoint.root)
        .member("nonce", checkpoint.nonce)
        .member("issued", toRfc3339(checkpoint.issued))
        .member("headCounter", checkpoint.headCounter)
        .member("headReceipt", checkpoint.headReceipt)
        .member("standing", checkpoint.suspended ? suspended : good)
        .close('}');
    return json.text();
}

Result<Checkpoint> decodeCheckpoint(std::string_view json) {
    return decoded<Checkpoint>(json, limits, readCheckpoint,
                               [](const Checkpoint& checkpoint) { return encode(checkpoint); });
}

} // namespace jiujin::protocol
