// Listens, speaks HTTP/1.1 over TLS 1.3, hands requests to a Handler, and ends in order.
#pragma once

#include "platform/base/clock.h"
#include "platform/seal/revocations.h"
#include "platform/server/access/request.h"
#include "platform/server/metrics/metrics.h"

#include <chrono>
#include <optional>

namespace jiujin::server {

struct ListenerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; // 0: any free one
    // For whoever watches from this machine: GET /health and /metrics in plain HTTP on 127.0.0.1.
    // Health is 503 while it ends ("draining"), or while its clock is of grade Unknown ("clock").
    // 0: any free port; nothing: none.
    std::optional<std::uint16_t> localPort;
    std::size_t maxHeadBytes = 8UL * 1024; // beyond it 431
    // A larger request is refused with 413 before its body is read.
    std::size_t maxBodyBytes = 33UL * 1024 * 1024;
    // Bodies in memory at one time, all connections together; beyond it 503. Of one terminal an
    // eighth of it, but one of the largest; beyond it 429.
    std::size_t maxBodiesBytes = 512UL * 1024 * 1024;
    // Beyond the first 503, for one peer beyond the second 429.
    std::size_t maxConnections = 16'000, maxConnectionsOfOne = 64;
    // What one peer may ask for in the long run, and at once after a pause; beyond it 429.
    double requestsPerSecond = 100, requestsAtOnce = 1'000;
    std::chrono::seconds handshakeTime{10};
    std::chrono::seconds idleTime{300}; // between requests
    std::chrono::seconds headTime{15};  // from the first byte to the end of the header
    // A body gets headTime, and a second more for each of these.
    std::size_t slowestBytesPerSecond = 8UL * 1024;
    std::chrono::seconds drainTime{20}; // what is under way at the end gets so long
    seal::Revocations revoked{};        // peers that are turned away
};

class Listener {
public:
    virtual ~Listener() = default;

    virtual std::uint16_t port() const = 0;
    virtual std::uint16_t localPort() const = 0; // 0: none
    // What it counts, and others count beside it.
    virtual Metrics& metrics() = 0;
    // Runs a task after a time, on a thread of the listener's own that may take its time; not any
    // more once serve() is back.
    virtual void later(std::chrono::milliseconds time, std::function<void()> task) = 0;
    // Serves until SIGTERM or SIGINT, then takes nothing new, answers what is under way, returns.
    virtual void serve(Handler& handler) = 0;
};

// The clock must outlive the listener. Errors as of makeTlsContext(); ProgramStart when the address
// cannot be listened on.
Result<std::unique_ptr<Listener>> openListener(const ListenerSettings& settings,
                                               const seal::Certificate& certificate,
                                               const seal::PrivateKey& key,
                                               const seal::Certificate& root, const Clock& clock);

} // namespace jiujin::server
