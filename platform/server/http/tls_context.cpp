#include "platform/server/http/tls_context.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace jiujin::server {

namespace {

constexpr unsigned char sessionName[] = "jiujin-platform";

// Whether a certificate that has ended may still deliver is judged with the house's clock, and for
// each request: see peerOf().
int admitEnded(int good, X509_STORE_CTX* context) {
    if (good == 1 || X509_STORE_CTX_get_error(context) != X509_V_ERR_CERT_HAS_EXPIRED ||
        X509_STORE_CTX_get_error_depth(context) != 0)
        return good;
    X509_STORE_CTX_set_error(context, X509_V_OK);
    return 1;
}

bool configure(SSL_CTX* context, const seal::Certificate& certificate, const seal::PrivateKey& key,
               const seal::Certificate& root) {
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_read_ahead(context, 1); // a record by one call to the kernel, not by two
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, admitEnded);
    return SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
           SSL_CTX_use_certificate(context, certificate.handle()) == 1 &&
           SSL_CTX_use_PrivateKey(context, key.handle()) == 1 &&
           X509_STORE_add_cert(SSL_CTX_get_cert_store(context), root.handle()) == 1 &&
           SSL_CTX_add_client_CA(context, root.handle()) == 1 &&
           SSL_CTX_set_session_id_context(context, sessionName, sizeof sessionName - 1) == 1 &&
           SSL_CTX_set_num_tickets(context, 1) == 1;
}

} // namespace

Result<std::shared_ptr<SSL_CTX>> makeTlsContext(const seal::Certificate& certificate,
                                                const seal::PrivateKey& key,
                                                const seal::Certificate& root) {
    if (!key.matches(certificate))
        return Error(ErrorCode::KeyMismatch, "the server's key and certificate");
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
    if (!context || !configure(context.get(), certificate, key, root)) {
        ERR_clear_error();
        return Error(ErrorCode::CryptoFailed, "cannot set up TLS");
    }
    return context;
}

Result<Peer> peerOf(const SSL* connection, const seal::Certificate& root, WallTime now) {
    X509* shown = SSL_get0_peer_certificate(connection);
    if (shown == nullptr)
        return Error(ErrorCode::TerminalUnknown, "no client certificate");
    const auto certificate = seal::Certificate::fromHandle(shown);
    const WallTime at = seal::deliveringTime(certificate, now);
    const auto terminal = seal::verifyLeaf(certificate, root, seal::Role::Terminal, at);
    if (terminal.ok())
        return Peer{certificate.commonName(), seal::Role::Terminal, at != now};
    if (seal::verifyLeaf(certificate, root, seal::Role::Inner, now).ok())
        return Peer{certificate.commonName(), seal::Role::Inner, false};
    return terminal.error();
}

bool isRevoked(const SSL* connection, const seal::Revocations& revoked) {
    X509* shown = SSL_get0_peer_certificate(connection);
    return shown != nullptr && revoked.holds(seal::Certificate::fromHandle(shown));
}

} // namespace jiujin::server
