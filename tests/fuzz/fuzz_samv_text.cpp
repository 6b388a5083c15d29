// The data of a card, with fingerprints or without, and its newest address: what is decoded is
// well-formed UTF-8 and no longer than its field, or it is refused.
//
// rooms: drivers/idcard-samv/protocol
#include "drivers/idcard-samv/protocol/text.h"
#include "tests/fuzz/planted.h"

#include <algorithm>
#include <cstdlib>

using namespace jiujin;
using namespace jiujin::drivers::samv;

namespace {

void require(const Secret& field, std::size_t mostUnits) {
    const std::string_view text = field.expose();
    if (!isUtf8(text) || codePoints(text) > mostUnits || text.ends_with(' '))
        std::abort();
}

void require(const CardText& card) {
    require(card.name, 60);
    require(card.otherName, 15);
    require(card.sex, 1);
    require(card.nation, 3);
    require(card.birth, 8);
    require(card.address, 35);
    require(card.number, 18);
    require(card.issuer, 15);
    require(card.validFrom, 8);
    require(card.validUntil, 8);
}

// The last bytes stand for the newest address.
void require(CardData card, ByteView bytes) {
    require(card.text);
    if (card.photo.expose().size() > photoBytes ||
        card.fingerprints.expose().size() > fingerprintBytes)
        std::abort();
    const Secret printed = card.text.address;
    if (!putNewestAddress(card, bytes.last(std::min(bytes.size(), addressBytes))).ok())
        return;
    require(card.text);
    const bool moved = nameOf(card.addressSource) == "newest";
    if (!((moved ? card.printedAddress : card.text.address) == printed))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    const auto card = decodeCardData(bytes);
    if (card.ok())
        require(*card, bytes);
    const auto full = decodeCardDataWithFingerprints(bytes);
    if (full.ok())
        require(*full, bytes);
    const auto text = decodeText(bytes);
    if (text.ok())
        require(*text);
    fuzz::planted(bytes, card.ok() || full.ok() || text.ok(), 9);
    return 0;
}
