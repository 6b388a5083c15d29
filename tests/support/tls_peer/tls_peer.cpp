#include "tests/support/tls_peer/tls_peer.h"

#include <arpa/inet.h>
#include <csignal>
#include <memory>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::tls_peer {

namespace {

using Session = std::unique_ptr<SSL, decltype(&SSL_free)>;

std::shared_ptr<SSL_CTX> contextOf(const PeerSettings& settings) {
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
    constexpr unsigned char name[] = "peer";
    SSL_CTX_set_session_id_context(context.get(), name, sizeof name);
    SSL_CTX_use_certificate(context.get(), settings.certificate.handle());
    SSL_CTX_use_PrivateKey(context.get(), settings.key.handle());
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), settings.clientRoot.handle());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    if (settings.onlyTls12)
        SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION);
    return context;
}

// Until the body that Content-Length announces is there; false when the client goes first.
bool readRequest(SSL* session, Request& request) {
    std::string text;
    char part[16384];
    for (;;) {
        const int size = SSL_read(session, part, sizeof part);
        if (size <= 0)
            return false;
        text.append(part, static_cast<std::size_t>(size));
        const std::size_t end = text.find("\r\n\r\n");
        if (end == std::string::npos)
            continue;
        request.head = text.substr(0, end);
        request.body = text.substr(end + 4);
        const std::size_t length = request.head.find("Content-Length: ");
        if (length == std::string::npos ||
            request.body.size() >= std::stoul(text.substr(length + 16)))
            return true;
    }
}

} // namespace

TlsPeer::TlsPeer(PeerSettings settings, Reply reply)
    : settings_(std::move(settings)),
      reply_(std::move(reply)),
      context_(contextOf(settings_)),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, plain, size) != 0 || ::listen(listener_, 4) != 0 ||
        ::getsockname(listener_, plain, &size) != 0)
        std::abort();
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
}

TlsPeer::~TlsPeer() {
    ending_ = true;
    thread_.join();
    for (std::thread& each : serving_)
        each.join();
    ::close(listener_);
}

std::vector<Request> TlsPeer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

void TlsPeer::run() {
    // A client that turns away in the middle of a handshake.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    while (!ending_) {
        pollfd waiting{listener_, POLLIN, 0};
        if (::poll(&waiting, 1, 20) != 1)
            continue;
        const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        serving_.emplace_back(
            [this, connection, number = ++connections_] { attend(connection, number); });
    }
}

void TlsPeer::attend(int connection, int number) {
    const timeval patience{5, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (settings_.plain)
        servePlain(connection, number);
    else
        serve(connection, number);
    // Read out first: closing over unread bytes would reset what was said last.
    ::shutdown(connection, SHUT_WR);
    for (char rest[4096]; ::read(connection, rest, sizeof rest) > 0;) {
    }
    ::close(connection);
}

void TlsPeer::record(const Request& request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
}

void TlsPeer::servePlain(int connection, int number) {
    char part[4096];
    const ssize_t size = ::read(connection, part, sizeof part);
    Request request{std::string(part, static_cast<std::size_t>(std::max<ssize_t>(size, 0))),
                    {},
                    {},
                    number,
                    false};
    record(request);
    const std::string reply = reply_(request);
    ::send(connection, reply.data(), reply.size(), MSG_NOSIGNAL);
}

void TlsPeer::serve(int connection, int number) {
    const Session session(SSL_new(context_.get()), &SSL_free);
    SSL_set_fd(session.get(), connection);
    if (SSL_accept(session.get()) != 1)
        return;
    while (serveOne(session.get(), number) && settings_.keep) {
    }
    SSL_shutdown(session.get());
}

bool TlsPeer::serveOne(SSL* session, int number) {
    Request request;
    if (!readRequest(session, request))
        return false;
    request.client = seal::Certificate::fromHandle(SSL_get0_peer_certificate(session)).commonName();
    request.connection = number;
    request.resumed = SSL_session_reused(session) == 1;
    record(request);
    if (settings_.silent) {
        char nothing;
        SSL_read(session, &nothing, 1);
        return false;
    }
    const std::string reply = reply_(request);
    SSL_write(session, reply.data(), static_cast<int>(reply.size()));
    return true;
}

std::string answer(int status, std::string_view type, std::string_view body,
                   std::string_view headers) {
    return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: " + std::string(type) +
           "\r\n" + std::string(headers) + "Content-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + std::string(body);
}

} // namespace jiujin::tls_peer
