// What the inner zone does with a packet, behind the one seam where its keys are.
#pragma once

#include "platform/server/store/store.h"

namespace jiujin::server {

struct Examined {
    TakenPacket packet; // as its own signed header says, not as anybody told
    Conclusion conclusion;
    std::vector<protocol::BlobReference> blobs = {}; // without them the case is not complete
};

class Examiner {
public:
    virtual ~Examiner() = default;

    // Verifies, opens, judges. What is genuine but cannot be taken is a conclusion too; an error
    // says that no terminal signed this, or not with a certificate that was good at `received`; or
    // PlatformClock: nobody knows now when it was judged. Safe to use from several threads.
    virtual Result<Examined> examine(const Bytes& packet, WallTime received) const = 0;
    // A JWS over at most 1,000 entries. PlatformClock. Call it only with what is committed.
    virtual Result<std::string> sign(std::vector<protocol::Acknowledgement> entries) const = 0;
};

} // namespace jiujin::server
