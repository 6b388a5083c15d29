// A platform for tests of its client: wrong in whatever way the test wants.
#pragma once

#include "platform/base/bytes.h"
#include "platform/seal/certificate.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

struct ssl_st;
struct ssl_ctx_st;

namespace jiujin::tls_peer {

struct PeerSettings {
    seal::Certificate certificate;
    seal::PrivateKey key;
    seal::Certificate clientRoot; // clients must come with a certificate under it
    bool onlyTls12 = false;
    bool silent = false; // takes requests and never answers
    bool plain = false;  // speaks no TLS, as a captive portal or a proxy
    bool keep = false;   // serves a connection until the client leaves it
};

struct Request {
    std::string head, body, client; // client: common name of its certificate
    int connection = 0;             // counted from 1
    bool resumed = false;           // the TLS session is one of before
};

class TlsPeer {
public:
    // The whole HTTP answer for a request. Each connection has a thread of its own.
    using Reply = std::function<std::string(const Request&)>;

    TlsPeer(PeerSettings settings, Reply reply);
    ~TlsPeer();
    TlsPeer(const TlsPeer&) = delete;
    TlsPeer& operator=(const TlsPeer&) = delete;

    std::string url() const { return "https://localhost:" + std::to_string(port_); }
    std::vector<Request> requests() const;

private:
    void run();
    void attend(int connection, int number);
    void serve(int connection, int number);
    void servePlain(int connection, int number);
    bool serveOne(ssl_st* session, int number);
    void record(const Request& request);

    const PeerSettings settings_;
    const Reply reply_;
    const std::shared_ptr<ssl_ctx_st> context_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> ending_ = false;
    int connections_ = 0;
    mutable std::mutex mutex_;
    std::vector<Request> requests_;
    std::thread thread_;
    std::vector<std::thread> serving_; // one a connection
};

// "HTTP/1.1 202 …" with its length; `headers`: more lines, each with its end.
std::string answer(int status, std::string_view type, std::string_view body,
                   std::string_view headers = "Connection: close\r\n");

} // namespace jiujin::tls_peer
