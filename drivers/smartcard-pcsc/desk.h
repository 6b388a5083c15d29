// Where cards are dealt with, one job after the other, in one thread: keeps the card of the visit
// apart from every other, puts each job into a transaction, and finds out what happened when a
// card stops in the middle.
#pragma once

#include "drivers/smartcard-pcsc/card.h"
#include "drivers/smartcard-pcsc/watch.h"

namespace jiujin::drivers::smartcard {

struct Job {
    enum class Kind {
        Probe, // only what kind of card it is
        Read,
        VerifyPin,
        Sign,
        Leave // the visit is over
    };
    Kind kind = Kind::Leave;
    std::uint32_t ticket = 0;
    Slot slot{}; // where the card is
    Secret pin{};
    Bytes digest{};
};

struct Signature {
    Bytes der;
};
using Finding = std::variant<CardKind, CardData, PinVerdict, Signature>;

class Desk {
public:
    // What is in the reader once it is no more the card of that insertion, or after a while.
    using Later = std::function<View(std::uint32_t insertion)>;

    Desk(std::unique_ptr<ChineseText> text, Later later)
        : text_(std::move(text)), later_(std::move(later)) {}

    // Probe gives CardKind; Read CardData; VerifyPin PinVerdict; Sign Signature, or the PinVerdict
    // that refused it.
    // SmartCardRemoved: taken out in the middle; the same card may be back. SmartCardChanged: it is
    // not the card that the visit began with. SmartCardMute: it lies there and does not answer.
    // SmartCardUnknown, SmartCardDamaged, SmartCardService, SmartCardReaderGone,
    // DeviceUnsupported (Sign with a card that does not).
    Result<Finding> perform(const Job& job);
    // The last status word, for logs.
    int lastStatus() const { return lastStatus_; }

private:
    struct Session {
        std::unique_ptr<Link> link;
        std::uint32_t insertion = 0;
        CardKind kind = CardKind::Unknown;
        Secret identity; // empty: of an unknown card
    };

    // Makes the card of that slot the session's, if it is not.
    Result<void> approach(const Slot& slot);
    Result<std::unique_ptr<Link>> connect(const std::string& reader);
    Result<void> recognise(Session& session, const Slot& slot);
    Result<Finding> attempt(const Job& job);
    Result<Finding> work(const Job& job);
    Result<Finding> checkAndSign(const Job& job);
    Error explain(const Job& job, const Error& failure);
    void leave();

    std::unique_ptr<ChineseText> text_;
    const Later later_;
    std::unique_ptr<Context> context_;
    std::optional<Session> session_;
    Secret began_; // identity of the card that the visit began with
    int lastStatus_ = 0;
};

} // namespace jiujin::drivers::smartcard
