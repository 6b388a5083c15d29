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
    std::map<std::string, std::size_t> bodiesOf; // bytes, by peer
    std::size_t localConnections = 0;
    bool draining = false;
};

// What the bodies of one terminal may hold of what all may: the others are left room, and one body
// always fits.
inline std::size_t largestShare(const ListenerSettings& settings) {
    return std::max(settings.maxBodiesBytes / 8, settings.maxBodyBytes);
}

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

// The same of what one peer may, for a body that is not empty: an entry stays while there is any.
class ShareOf {
public:
    using Counts = std::map<std::string, std::size_t>;
    ShareOf(Counts& counts, const std::string& peer, std::size_t bytes)
        : counts_(counts), own_(counts.try_emplace(peer, 0).first), bytes_(bytes) {
        own_->second += bytes_;
    }
    ~ShareOf() {
        own_->second -= bytes_;
        if (own_->second == 0)
            counts_.erase(own_);
    }
    ShareOf(const ShareOf&) = delete;
    ShareOf& operator=(const ShareOf&) = delete;

private:
    Counts& counts_;
    Counts::iterator own_;
    std::size_t bytes_;
};

} // namespace jiujin::server
