// Where the inner zone comes for the materials of a letter: over the wire, or in the same process.
#pragma once

#include "platform/server/mailbox/blob_room.h"

namespace jiujin::server {

class BlobDoor {
public:
    virtual ~BlobDoor() = default;

    // The part that begins there, of any length. NotFound, and the errors of MailDoor::fetch().
    // Believed as little as a letter.
    virtual Result<Bytes> fetchPart(const std::string& terminalId, const std::string& digest,
                                    std::uint64_t at) = 0;
};

class RoomBlobDoor : public BlobDoor {
public:
    // The room must outlive the door.
    explicit RoomBlobDoor(BlobRoom& room) : room_(room) {}
    Result<Bytes> fetchPart(const std::string& terminalId, const std::string& digest,
                            std::uint64_t at) override;

private:
    BlobRoom& room_;
};

} // namespace jiujin::server
