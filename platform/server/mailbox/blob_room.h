// Materials at work: keeps parts on the disk, and tells whoever fetches mail when a letter has all
// it waited for. No thread waits; whoever does leaves a callback.
#pragma once

#include "platform/protocol/blob.h"
#include "platform/server/mailbox/mail_room.h"

namespace jiujin::server {

class BlobRoom {
public:
    // Kept for one terminal before the inner zone has fetched them: all of one packet, and as much
    // again. Beyond it what is held of its oldest packets that are not complete gives way.
    static constexpr std::uint64_t maxHeldOfOne = 2UL * 16 * protocol::maxBlobBytes;

    enum class Refusal {
        Elsewhere, // it does not continue what is held
        Damaged,   // the whole is not what its name says
        TooMuch    // other materials must go first
    };
    struct Taken {
        BlobState state;
        std::optional<Refusal> refusal;
    };

    // Both must outlive the room and every callback.
    BlobRoom(Committer& committer, MailRoom& mail, std::uint64_t heldOfOne = maxHeldOfOne)
        : committer_(committer), mail_(mail), heldOfOne_(heldOfOne) {}

    // For terminals. NotFound: no letter of this terminal names it.
    void state(std::string terminalId, std::string digest, MailRoom::Told<BlobState> told);
    void append(const std::string& terminalId, const std::string& digest,
                protocol::ContentRange range, Bytes part, MailRoom::Told<Taken> told);

    // For the inner zone: the part that begins there. NotFound.
    void part(std::string terminalId, std::string digest, std::uint64_t at,
              MailRoom::Told<Bytes> told);

private:
    Committer& committer_;
    MailRoom& mail_;
    const std::uint64_t heldOfOne_;
};

} // namespace jiujin::server
