// What the connections of one listener share, and count together. Included by listener.cpp alone.
#pragma once

#include "platform/server/http/allowance.h"
#include "platform/server/http/listener.h"
#include "platform/server/http/workers.h"

#include <algorithm>
#include <map>
#include <openssl/ssl.h>

namespace jiujin::server {

// What the connections of one listener share. All of it is used on the listener's one I/O thread.
struct Shared {
    Shared(const ListenerSettings& limits, std::shared_ptr<SSL_CTX> context,
           const seal::Certificate& pinned, const Clock& time)
        : settings(limits),
          tls(std::move(context)),
          root(pinned),
          clock(time),
          allowance(limits.requestsPerSecond, limits.requestsAtOnce) {}

    ListenerSettings settings;
    std::shared_ptr<SSL_CTX> tls;
    seal::Certificate root;
    const Clock& clock;
    Handler* handler = nullptr;
    Metrics metrics;
    Allowance allowance;
    std::map<std::string, std::size_t> connectionsOf; // by peer
    Workers workers{std::max(2U, std::thread::hardware_concurrency())};
    std::size_t bodiesBytes = 0;
    std::size_t localConnections = 0;
    bool draining = false;
};

// One body's part of what may be in memory at a time.
class Share {
public:
    Share(std::size_t& total, std::size_t bytes) : total_(total), bytes_(bytes) {
        total_ += bytes_;
    }
    ~Share() { total_ -= bytes_; }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

private:
    std::size_t& total_;
    std::size_t bytes_;
};

} // namespace jiujin::server
