// A client that does what curl would never do: stop in the middle, and wait.
#pragma once

#include "tests/support/samples/samples.h"

#include <memory>
#include <string>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace jiujin::tests {

class TlsClient {
public:
    explicit TlsClient(std::uint16_t port); // TCP only; reading waits at most 20 s
    ~TlsClient();
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    bool handshake(const samples::Identity& identity, const seal::Certificate& root);
    bool send(const std::string& text);
    // What comes until the other side closes or says nothing more for long.
    std::string readToEnd();
    // Asks without TLS; the whole answer.
    std::string inTheClear(const std::string& request);
    // Whether the other side closed, before any TLS.
    bool closedByPeer();

private:
    int socket_;
    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
    std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
};

} // namespace jiujin::tests
