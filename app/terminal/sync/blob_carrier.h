// Carries large materials to the platform, a part at a time, so that whoever calls decides what
// goes between two parts. What the platform holds already is asked for and not sent again.
#pragma once

#include "app/terminal/outbox/outbox.h"
#include "app/terminal/sync/transport.h"

#include <deque>

namespace jiujin::sync {

// The calls that carry blobs, beside Transport's and with its errors.
class BlobTransport {
public:
    virtual ~BlobTransport() = default;
    virtual Result<Answer> head(std::string_view path) = 0;
    // contentRange: protocol/blob.h.
    virtual Result<Answer> put(std::string_view path, std::string_view contentRange,
                               const Bytes& body) = 0;
};

class BlobCarrier {
public:
    enum class Outcome {
        Asked,   // how much the platform holds
        Kept,    // a part is there
        Lost,    // this packet's materials will never be whole there: `code` says why
        Unnamed, // the platform does not know the packet any more
        Failed   // of `code`; the step is to be made again
    };
    struct Step {
        Outcome outcome = Outcome::Asked;
        std::string packetId;
        ErrorCode code = ErrorCode::NetworkDown; // with Lost and Failed
        std::optional<std::chrono::seconds> retryAfter = {};
    };

    // partBytes: within what the protocol takes.
    BlobCarrier(const outbox::Outbox& outbox, BlobTransport& transport,
                std::size_t partBytes = 512UL * 1024)
        : outbox_(outbox), transport_(transport), partBytes_(partBytes) {}

    // The platform has stored this packet and waits for its materials.
    void begin(const std::string& packetId, const std::vector<protocol::BlobReference>& blobs);
    void forget(const std::string& packetId);
    bool any() const { return !jobs_.empty(); }

    // One request at the most; only while there is any.
    Step step();

private:
    struct Job {
        std::string packetId;
        std::deque<protocol::BlobReference> blobs; // that are not whole there
        std::optional<std::uint64_t> offset = {};  // of the first; none: to be asked for
        int damaged = 0;                           // so often it was another there
    };
    Step ask(Job& job);
    Step send(Job& job);
    Step heard(Job& job, const Answer& answer);
    Step failed(Job& job, ErrorCode code, std::optional<std::chrono::seconds> retryAfter);

    const outbox::Outbox& outbox_;
    BlobTransport& transport_;
    const std::size_t partBytes_;
    std::deque<Job> jobs_;
};

} // namespace jiujin::sync
