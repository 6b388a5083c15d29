// TLS for the listener: 1.3 only, a certificate of both sides, nothing of the system's own trust.
#pragma once

#include "platform/base/clock.h"
#include "platform/seal/revocations.h"

#include <memory>

using SSL_CTX = struct ssl_ctx_st;
using SSL = struct ssl_st;

namespace jiujin::server {

// CertificateRole, KeyMismatch, CryptoFailed.
Result<std::shared_ptr<SSL_CTX>> makeTlsContext(const seal::Certificate& certificate,
                                                const seal::PrivateKey& key,
                                                const seal::Certificate& root);

struct Peer {
    std::string name; // a terminal's id
    seal::Role role = seal::Role::Terminal;
    // A terminal's certificate has ended, within the grace: it may deliver what it holds and
    // nothing else.
    bool late = false;
};

// A terminal or the inner zone, when its certificate is good now: also asked when a session is
// resumed. Certificate…, TerminalUnknown.
Result<Peer> peerOf(const SSL* connection, const seal::Certificate& root, WallTime now);
// Asked for every request: a connection may be older than the list.
bool isRevoked(const SSL* connection, const seal::Revocations& revoked);

} // namespace jiujin::server
