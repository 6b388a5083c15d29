#include "platform/server/mailbox/blob_room.h"

#include "platform/base/event.h"

namespace jiujin::server {

namespace {

// The terminal's own older materials give way that belong to packets of which not all is here: what
// never comes must not keep out what does.
Result<bool> makeRoom(BlobStore& blobs, const std::string& terminalId, const std::string& digest,
                      std::size_t bytes, std::uint64_t limit) {
    while (true) {
        JIUJIN_TRY_ASSIGN(const std::uint64_t held, blobs.heldBytes(terminalId));
        if (held + bytes <= limit)
            return true;
        JIUJIN_TRY_ASSIGN(const bool gone, blobs.giveWay(terminalId, digest));
        if (!gone)
            return false;
    }
}

Result<void> take(BlobStore& blobs, const std::string& terminalId, const std::string& digest,
                  const protocol::ContentRange& range, const Bytes& part, std::uint64_t limit,
                  BlobRoom::Taken& taken) {
    JIUJIN_TRY_ASSIGN(taken.state, blobs.state(terminalId, digest));
    if (range.whole != taken.state.bytes) {
        taken.refusal = BlobRoom::Refusal::Damaged;
        return {};
    }
    if (range.first != taken.state.held) {
        taken.refusal = BlobRoom::Refusal::Elsewhere;
        return {};
    }
    JIUJIN_TRY_ASSIGN(const bool room, makeRoom(blobs, terminalId, digest, part.size(), limit));
    if (!room) {
        taken.refusal = BlobRoom::Refusal::TooMuch;
        return {};
    }
    JIUJIN_TRY_ASSIGN(taken.state, blobs.append(terminalId, digest, part));
    if (taken.state.damaged)
        taken.refusal = BlobRoom::Refusal::Damaged;
    return {};
}

} // namespace

void BlobRoom::state(std::string terminalId, std::string digest, MailRoom::Told<BlobState> told) {
    const auto found = std::make_shared<BlobState>();
    committer_.run(
        [found, terminal = std::move(terminalId),
         name = std::move(digest)](Store& store) -> Result<void> {
            JIUJIN_TRY_ASSIGN(*found, store.blobs().state(terminal, name));
            return {};
        },
        [found, told = std::move(told)](const Result<void>& read) {
            told(read.ok() ? Result<BlobState>(*found) : read.error());
        });
}

void BlobRoom::append(const std::string& terminalId, const std::string& digest,
                      protocol::ContentRange range, Bytes part, MailRoom::Told<Taken> told) {
    const auto taken = std::make_shared<Taken>();
    committer_.run(
        [taken, terminal = terminalId, digest, range, limit = heldOfOne_,
         bytes = std::make_shared<Bytes>(std::move(part))](Store& store) {
            return take(store.blobs(), terminal, digest, range, *bytes, limit, *taken);
        },
        [this, taken, digest, terminal = terminalId,
         told = std::move(told)](const Result<void>& done) {
            if (!done.ok())
                return told(done.error());
            if (taken->state.whole() && !taken->refusal) {
                logEvent(Event::BlobStored, {{"terminal", std::string_view(terminal)},
                                             {"blob", std::string_view(digest)}});
                mail_.announce();
            }
            told(*taken);
        });
}

void BlobRoom::part(std::string terminalId, std::string digest, std::uint64_t at,
                    MailRoom::Told<Bytes> told) {
    const auto found = std::make_shared<Bytes>();
    committer_.run(
        [found, terminal = std::move(terminalId), name = std::move(digest),
         at](Store& store) -> Result<void> {
            JIUJIN_TRY_ASSIGN(*found, store.blobs().part(terminal, name, at));
            return {};
        },
        [found, told = std::move(told)](const Result<void>& read) {
            told(read.ok() ? Result<Bytes>(std::move(*found)) : read.error());
        });
}

} // namespace jiujin::server
