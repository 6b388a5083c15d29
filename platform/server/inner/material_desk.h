// Brings the materials that a packet names from the open zone, part by part, and keeps those that
// are what their names say and open. Used by one thread at a time.
#pragma once

#include "platform/server/casework/blob_check.h"
#include "platform/server/mailbox/blob_door.h"
#include "platform/server/store/committer.h"

namespace jiujin::server {

class MaterialDesk {
public:
    // All must outlive the desk.
    MaterialDesk(BlobDoor& door, const BlobChecker& checker, Committer& committer)
        : door_(door), checker_(checker), committer_(committer) {}

    // All of them are here, and good. EnvelopeDamaged: the terminal sealed what does not open.
    // BlobDamaged, BlobMissing: the open zone has no longer what it took. Others: to be tried
    // again.
    Result<void> bring(const std::string& terminalId,
                       const std::vector<protocol::BlobReference>& blobs);

private:
    Result<void> bringOne(const std::string& terminalId, const protocol::BlobReference& blob);
    Result<BlobState> begin(const protocol::BlobReference& blob);
    Result<BlobState> keep(const protocol::BlobReference& blob, const Bytes& part, bool opens);

    BlobDoor& door_;
    const BlobChecker& checker_;
    Committer& committer_;
};

} // namespace jiujin::server
