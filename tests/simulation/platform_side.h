// The platform of a simulated world: the real service, mailbox, acceptance and store, without
// threads: what is committed is committed before the call returns.
#pragma once

#include "platform/protocol/checkpoint.h"
#include "platform/server/access/blob_service.h"
#include "platform/server/access/service.h"
#include "platform/server/inner/checkpoint_work.h"
#include "platform/server/inner/packet_work.h"
#include "platform/server/inner/puller.h"
#include "platform/server/mailbox/room_door.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/mutants.h"
#include "tests/simulation/parties.h"

namespace jiujin::simulation {

// What the platform holds of one packet.
struct Recorded {
    std::string packetId;
    protocol::CheckpointLeaf leaf;
};

class PlatformSide {
public:
    // All must outlive this.
    PlatformSide(Disk& disk, const Clock& clock, const Parties& parties, Mutant mutant);

    static std::filesystem::path storeOn(const Disk& disk) { return disk.folder() / "platform.db"; }

    bool up() const { return running_ != nullptr; }
    // False when its store does not open.
    bool start();
    void stop() { running_.reset(); }
    // Nothing when the program died before it answered. `pulls`: the inner zone comes for its mail
    // before the terminal's patience is over.
    std::optional<server::Response> call(server::Request request, bool pulls);
    void pull();
    // What the open zone, taken over, can do at most: lose all its mail.
    void loseMail();
    Result<std::vector<server::CaseLine>> cases();
    // How the terminal stands; as one that nothing is known of when that cannot be read.
    server::TerminalLine terminal();
    // Staff have looked: it may file again.
    void resume();
    // Below, a store that cannot be read has nothing.
    // Of all cases, in whatever state.
    std::set<std::string> packetIds();
    // The packets that were stored with these counters, in their order.
    std::vector<Recorded> recorded(std::uint64_t from, std::uint64_t upTo);
    // Whether the inner zone has this material, whole.
    bool holds(const protocol::BlobReference& blob);
    // As it was taken; nothing when it was not.
    std::optional<Bytes> packetOf(const std::string& packetId);

private:
    struct Running;
    Disk& disk_;
    const Clock& clock_;
    const Parties& parties_;
    const Mutant mutant_;
    std::shared_ptr<Running> running_;
};

} // namespace jiujin::simulation
