// A whole card that answers what the input says: each command of a read takes the next piece of it
// as the card's answer. Whatever comes, every dialogue ends within its bounds, objects lie inside
// their bytes, and what is made of them has its form.
//
// rooms: drivers/smartcard-pcsc/protocol
#include "drivers/smartcard-pcsc/protocol/atr.h"
#include "drivers/smartcard-pcsc/protocol/dialogue.h"
#include "drivers/smartcard-pcsc/protocol/operator_card.h"
#include "drivers/smartcard-pcsc/protocol/social_card.h"
#include "drivers/smartcard-pcsc/protocol/tlv.h"
#include "tests/fuzz/planted.h"

#include <algorithm>
#include <cstdlib>

using namespace jiujin;
using namespace jiujin::drivers::smartcard;

namespace {

class FuzzedCard {
public:
    explicit FuzzedCard(ByteView answers) : left_(answers) {}

    // Length in one byte, then so many bytes of answer; nothing when the card was pulled out.
    std::optional<Answer> send(const Command& command) {
        Dialogue dialogue(command);
        for (int sent = 0; !left_.empty(); ++sent) {
            if (sent > 100)
                std::abort();
            const std::size_t length = std::min<std::size_t>(left_.front(), left_.size() - 1);
            const auto more = dialogue.take(left_.subspan(1, length));
            left_ = left_.subspan(1 + length);
            if (!more.ok())
                return std::nullopt;
            if (!*more)
                return dialogue.answer();
        }
        return std::nullopt;
    }

private:
    ByteView left_;
};

void walk(ByteView bytes) {
    std::size_t total = 0;
    for (TlvReader reader(bytes); !reader.atEnd();) {
        const auto object = reader.next();
        if (!object.ok())
            return;
        total += object->value.size();
    }
    if (total > bytes.size())
        std::abort();
}

void require(bool holds) {
    if (!holds)
        std::abort();
}

bool readsSocial(FuzzedCard& card) {
    for (const SocialField& field : {cardIssuer, cardValidUntil, cardNumber, holderNumber,
                                     holderName, holderSex, holderNation, holderBirth}) {
        const auto answer = card.send(readRecord(field.record));
        if (!answer || outcomeOf(answer->status) != Outcome::Done)
            return false;
        const auto value = valueOf(field, answer->bytes());
        if (!value.ok())
            return false;
        require(value->expose().size() <= 2 * field.longest);
    }
    return true;
}

bool readsOperator(FuzzedCard& card) {
    const auto head = card.send(readBinary(0, 4));
    if (!head)
        return false;
    const auto size = certificateSize(head->bytes());
    require(!size.ok() || *size <= longestCertificate);
    const auto made = card.send(computeSignature(Bytes(digestSize)));
    return size.ok() && made && checkSignature(made->bytes()).ok();
}

} // namespace

// First byte: which card; second: how many bytes of answer to reset follow.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView input(data, size);
    if (size < 2)
        return 0;
    const std::size_t reset = std::min<std::size_t>(input[1], size - 2);
    const auto historical = historicalBytes(input.subspan(2, reset));
    if (historical.ok())
        require(announcedApplication(*historical).size() <= historical->size());
    FuzzedCard card(input.subspan(2 + reset));
    const bool social = input[0] % 2 == 0;
    const ByteView name = social ? socialApplication() : operatorApplication();
    const auto selected = card.send(selectApplication(name));
    if (!selected)
        return 0;
    walk(selected->bytes());
    (void)triesLeft(selected->status);
    const bool deep = !namesAnother(selected->bytes(), name) &&
                      (social ? readsSocial(card) : readsOperator(card));
    fuzz::planted(input, deep);
    return 0;
}
