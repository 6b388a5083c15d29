#include "tests/unit/server/http/tls_client.h"

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::tests {

TlsClient::TlsClient(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      context_(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free),
      ssl_(nullptr, &SSL_free) {
    const timeval patience{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        std::abort();
}

TlsClient::~TlsClient() {
    ssl_.reset();
    ::close(socket_);
}

bool TlsClient::handshake(const samples::Identity& identity, const seal::Certificate& root) {
    SSL_CTX_use_certificate(context_.get(), identity.certificate.handle());
    SSL_CTX_use_PrivateKey(context_.get(), identity.key.handle());
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), root.handle());
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), socket_);
    return SSL_connect(ssl_.get()) == 1;
}

bool TlsClient::send(const std::string& text) {
    return SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size())) > 0;
}

std::string TlsClient::readToEnd() {
    std::string all;
    char piece[4096];
    for (int count = 0; (count = SSL_read(ssl_.get(), piece, sizeof piece)) > 0;)
        all.append(piece, static_cast<std::size_t>(count));
    return all;
}

std::string TlsClient::inTheClear(const std::string& request) {
    std::string all;
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0)
        return all;
    char piece[4096];
    for (ssize_t count = 0; (count = ::recv(socket_, piece, sizeof piece, 0)) > 0;)
        all.append(piece, static_cast<std::size_t>(count));
    return all;
}

bool TlsClient::closedByPeer() {
    char byte = 0;
    return ::recv(socket_, &byte, 1, 0) == 0;
}

} // namespace jiujin::tests
