// A platform for tests of its client: wrong in whatever way the test wants.
#pragma once

#include "platform/base/bytes.h"
#include "platform/seal/certificate.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace jiujin::tls_peer {

struct PeerSettings {
    seal::Certificate certificate;
    seal::PrivateKey key;
    seal::Certificate clientRoot; // clients must come with a certificate under it
    bool onlyTls12 = false;
    bool silent = false; // takes requests and never answers
};

struct Request {
    std::string head, body, client; // client: common name of its certificate
};

class TlsPeer {
public:
    // The whole HTTP answer for a request.
    using Reply = std::function<std::string(const Request&)>;

    TlsPeer(PeerSettings settings, Reply reply);
    ~TlsPeer();
    TlsPeer(const TlsPeer&) = delete;
    TlsPeer& operator=(const TlsPeer&) = delete;

    std::string url() const { return "https://localhost:" + std::to_string(port_); }
    std::vector<Request> requests() const;

private:
    void run();
    void serve(int connection);

    const PeerSettings settings_;
    const Reply reply_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> ending_ = false;
    mutable std::mutex mutex_;
    std::vector<Request> requests_;
    std::thread thread_;
};

// "HTTP/1.1 202 …" with its length.
std::string answer(int status, std::string_view type, std::string_view body);

} // namespace jiujin::tls_peer
