#include "platform/server/http/listener.h"

#include "platform/base/event.h"
#include "platform/server/access/answers.h"
#include "platform/server/http/tls_context.h"
#include "platform/server/http/tls_stream.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <set>

namespace jiujin::server {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Parser = http::request_parser<http::vector_body<std::uint8_t>>;

constexpr auto noThrow = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t maxHeadBytes = 8UL * 1024;
constexpr std::size_t maxDiscardedBytes = 8UL * 1024 * 1024;
constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::chrono::seconds farewellTime{5}, writeTime{60};
constexpr std::chrono::milliseconds acceptPause{100};

// In coroutines below, co_await stands alone in its statement and its arguments have names: GCC 12
// destroys temporaries of conditions and of calls around a co_await twice.

// What the connections of one listener share. All of it is used on the listener's one I/O thread.
struct Shared {
    Shared(const ListenerSettings& limits, std::shared_ptr<SSL_CTX> context,
           const seal::Certificate& pinned, const Clock& time)
        : settings(limits), tls(std::move(context)), root(pinned), clock(time) {}

    ListenerSettings settings;
    std::shared_ptr<SSL_CTX> tls;
    seal::Certificate root;
    const Clock& clock;
    Handler* handler = nullptr;
    asio::thread_pool workers;
    std::size_t bodiesBytes = 0;
    bool draining = false;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, Shared& shared)
        : shared_(shared),
          stream_(std::move(socket), shared.tls.get()),
          deadline_(stream_.get_executor()) {}

    asio::awaitable<void> run();
    // Ends a connection that waits for a request; one that is being answered ends by itself.
    void drain() {
        if (idle_)
            hangUp();
    }

private:
    asio::awaitable<bool> handshake();
    asio::awaitable<bool> serveOne();
    asio::awaitable<bool> answerOne(Parser& parser);
    asio::awaitable<void> refuse(Response response);
    asio::awaitable<bool> readHead(Parser& parser);
    asio::awaitable<bool> readBody(Parser& parser);
    asio::awaitable<Response> ask(Request request);
    asio::awaitable<bool> write(const Response& response, bool keep);
    asio::awaitable<void> discardAndClose();
    std::optional<Response> refusal(const Parser& parser) const;
    void allow(std::chrono::seconds time);
    void hangUp();

    Shared& shared_;
    TlsStream stream_;
    asio::steady_timer deadline_;
    boost::beast::flat_buffer buffer_;
    std::string peer_;
    bool idle_ = true; // owes no answer
};

// The time limit of what comes next; when it passes, the socket is shut and every operation ends.
void Connection::allow(std::chrono::seconds time) {
    deadline_.expires_after(time);
    deadline_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
        const auto self = weak.lock();
        if (!error && self && self->deadline_.expiry() <= asio::steady_timer::clock_type::now())
            self->hangUp();
    });
}

void Connection::hangUp() {
    boost::system::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

asio::awaitable<void> Connection::run() {
    bool more = co_await handshake();
    while (more)
        more = co_await serveOne();
    deadline_.cancel();
}

asio::awaitable<void> Connection::refuse(Response response) {
    co_await write(response, false);
    co_await discardAndClose();
}

asio::awaitable<bool> Connection::handshake() {
    allow(shared_.settings.handshakeTime);
    const auto [error, done] = co_await stream_.handshake(noThrow);
    if (error) {
        logEvent(Event::ConnectionRefused, {{"code", ErrorCode::TerminalUnknown}});
        co_return false;
    }
    auto peer = peerOf(stream_.ssl(), shared_.root, shared_.clock.wall().time);
    idle_ = false;
    if (peer.ok()) {
        peer_ = std::move(peer).value();
        co_return true;
    }
    logEvent(Event::ConnectionRefused, {{"code", peer.error().code}});
    Response response = errorAnswer(403, peer.error().code);
    co_await refuse(std::move(response));
    co_return false;
}

// The answer to a header that cannot be read; none when the peer has gone.
std::optional<Response> answerTo(const boost::system::error_code& error) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return errorAnswer(431, ErrorCode::PacketTooLarge);
    const boost::system::error_code any = http::error::bad_value;
    const bool gone = error == http::error::end_of_stream || error == http::error::partial_message;
    if (error.category() != any.category() || gone)
        return std::nullopt;
    return errorAnswer(400, ErrorCode::PacketMalformed);
}

asio::awaitable<bool> Connection::readHead(Parser& parser) {
    parser.header_limit(maxHeadBytes);
    parser.body_limit(boost::none); // refusal() answers it, instead of a closed connection
    if (buffer_.size() == 0) {
        idle_ = true;
        allow(shared_.settings.idleTime);
        const auto space = buffer_.prepare(maxHeadBytes);
        const auto [error, count] = co_await stream_.async_read_some(space, noThrow);
        idle_ = false;
        if (error)
            co_return false;
        buffer_.commit(count);
    }
    allow(shared_.settings.headTime);
    const auto [error, count] = co_await http::async_read_header(stream_, buffer_, parser, noThrow);
    if (!error)
        co_return true;
    auto answer = answerTo(error);
    if (answer)
        co_await refuse(std::move(*answer));
    co_return false;
}

// Decided on the header alone, so that a body that is not wanted is not read.
std::optional<Response> Connection::refusal(const Parser& parser) const {
    if (parser.chunked())
        return errorAnswer(411, ErrorCode::PacketMalformed);
    const std::uint64_t length = parser.content_length().value_or(0);
    if (length > shared_.settings.maxBodyBytes)
        return errorAnswer(413, ErrorCode::PacketTooLarge);
    if (shared_.bodiesBytes + length > shared_.settings.maxBodiesBytes)
        return errorAnswer(503, ErrorCode::PlatformBusy);
    return std::nullopt;
}

asio::awaitable<bool> Connection::readBody(Parser& parser) {
    const std::size_t length = parser.content_length().value_or(0);
    const auto& settings = shared_.settings;
    allow(settings.headTime + std::chrono::seconds(length / settings.slowestBytesPerSecond));
    if (boost::beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        const auto line = asio::buffer(goOn);
        const auto [error, count] = co_await asio::async_write(stream_, line, noThrow);
        if (error)
            co_return false;
    }
    const auto [error, count] = co_await http::async_read(stream_, buffer_, parser, noThrow);
    co_return !error;
}

asio::awaitable<bool> Connection::serveOne() {
    Parser parser;
    const bool head = co_await readHead(parser);
    if (!head)
        co_return false;
    auto refused = refusal(parser);
    if (refused) {
        co_await refuse(std::move(*refused));
        co_return false;
    }
    const std::size_t length = parser.content_length().value_or(0);
    shared_.bodiesBytes += length;
    const bool going = co_await answerOne(parser);
    shared_.bodiesBytes -= length;
    if (buffer_.size() == 0)
        buffer_ = {}; // an idle connection keeps no buffer
    co_return going;
}

asio::awaitable<bool> Connection::answerOne(Parser& parser) {
    const bool whole = co_await readBody(parser);
    if (!whole)
        co_return false;
    deadline_.cancel();
    auto& message = parser.get();
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.contentType = std::string(message[http::field::content_type]);
    request.body = std::move(message.body());
    request.peer = peer_;
    const Response response = co_await ask(std::move(request));
    const bool keep = message.keep_alive() && !shared_.draining;
    const bool written = co_await write(response, keep);
    if (written && !keep)
        co_await discardAndClose();
    co_return written&& keep;
}

// Off to a worker, and back to this thread with the answer.
asio::awaitable<Response> Connection::ask(Request request) {
    const auto start = [this](auto completion, Request asked) {
        const auto executor = asio::get_associated_executor(completion, stream_.get_executor());
        const auto guard = asio::make_work_guard(executor);
        const auto held = std::make_shared<decltype(completion)>(std::move(completion));
        const Answer answer = [executor, guard, held](Response response) {
            asio::post(executor, [guard, held, given = std::move(response)]() mutable {
                (*held)(std::move(given));
            });
        };
        asio::post(shared_.workers, [this, answer, given = std::move(asked)]() mutable {
            shared_.handler->handle(std::move(given), answer);
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
        start, asio::use_awaitable, std::move(request));
}

asio::awaitable<bool> Connection::write(const Response& response, bool keep) {
    http::response<http::string_body> message{static_cast<http::status>(response.status), 11};
    message.set(http::field::content_type, "application/json");
    message.set(http::field::cache_control, "no-store");
    if (response.status == 503)
        message.set(http::field::retry_after, "5");
    message.body() = response.body;
    message.keep_alive(keep);
    message.prepare_payload();
    allow(writeTime);
    const auto [error, count] = co_await http::async_write(stream_, message, noThrow);
    co_return !error;
}

// Closing with bytes unread would reset the connection and could take the answer with it.
asio::awaitable<void> Connection::discardAndClose() {
    allow(farewellTime);
    SSL_shutdown(stream_.ssl());
    boost::system::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    std::vector<char> bin(64UL * 1024);
    const auto space = asio::buffer(bin);
    for (std::size_t discarded = 0; discarded < maxDiscardedBytes;) {
        const auto [error, count] = co_await stream_.socket().async_read_some(space, noThrow);
        if (error)
            break;
        discarded += count;
    }
}

class AsioListener : public Listener {
public:
    AsioListener(const ListenerSettings& settings, std::shared_ptr<SSL_CTX> tls,
                 const seal::Certificate& root, const Clock& clock)
        : shared_(settings, std::move(tls), root, clock),
          acceptor_(io_),
          signals_(io_, SIGTERM, SIGINT),
          patience_(io_) {}

    Result<void> listen();
    std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }
    void post(std::function<void()> task) override { asio::post(shared_.workers, std::move(task)); }
    void serve(Handler& handler) override;

private:
    asio::awaitable<void> acceptAll();
    asio::awaitable<void> attend(std::shared_ptr<Connection> connection);
    void drain();

    // The workers of shared_ end before io_, which their answers go to.
    asio::io_context io_{1};
    Shared shared_;
    tcp::acceptor acceptor_;
    asio::signal_set signals_;
    asio::steady_timer patience_;
    std::set<std::shared_ptr<Connection>> connections_;
};

Result<void> AsioListener::listen() {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(shared_.settings.address, error);
    if (error)
        return Error(ErrorCode::ProgramStart, shared_.settings.address + " is no IP address");
    const tcp::endpoint endpoint(address, shared_.settings.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error)
        acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor_.bind(endpoint, error);
    if (!error)
        acceptor_.listen(tcp::acceptor::max_listen_connections, error);
    if (error)
        return Error(ErrorCode::ProgramStart, "cannot listen on " + shared_.settings.address + ":" +
                                                  std::to_string(shared_.settings.port) + ": " +
                                                  error.message());
    return {};
}

asio::awaitable<void> AsioListener::acceptAll() {
    while (!shared_.draining) {
        auto [error, socket] = co_await acceptor_.async_accept(noThrow);
        if (error == asio::error::operation_aborted)
            co_return;
        if (error || connections_.size() >= shared_.settings.maxConnections) {
            // Out of descriptors, or full: the queue of the kernel waits with us.
            asio::steady_timer pause(io_, acceptPause);
            co_await pause.async_wait(noThrow);
            continue;
        }
        boost::system::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        asio::co_spawn(io_, attend(std::make_shared<Connection>(std::move(socket), shared_)),
                       asio::detached);
    }
}

asio::awaitable<void> AsioListener::attend(std::shared_ptr<Connection> connection) {
    connections_.insert(connection);
    try {
        co_await connection->run();
    } catch (const std::exception&) {
        // Out of memory for one request is no reason to drop the others.
        logEvent(Event::ConnectionRefused, {{"code", ErrorCode::PlatformBusy}});
    }
    connections_.erase(connection);
    if (shared_.draining && connections_.empty())
        patience_.cancel();
}

void AsioListener::drain() {
    shared_.draining = true;
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (const auto& connection : connections_)
        connection->drain();
    if (connections_.empty())
        return;
    patience_.expires_after(shared_.settings.drainTime);
    patience_.async_wait([this](const boost::system::error_code& error) {
        if (!error)
            io_.stop();
    });
}

void AsioListener::serve(Handler& handler) {
    shared_.handler = &handler;
    signals_.async_wait([this](const boost::system::error_code& error, int) {
        if (!error)
            drain();
    });
    asio::co_spawn(io_, acceptAll(), asio::detached);
    io_.run();
    // Whoever still holds an answer's callback finds the I/O thread gone, and nothing else.
    shared_.workers.join();
}

} // namespace

Result<std::unique_ptr<Listener>> openListener(const ListenerSettings& settings,
                                               const seal::Certificate& certificate,
                                               const seal::PrivateKey& key,
                                               const seal::Certificate& root, const Clock& clock) {
    JIUJIN_TRY(seal::verifyLeaf(certificate, root, seal::Role::Server, clock.wall().time));
    JIUJIN_TRY_ASSIGN(auto tls, makeTlsContext(certificate, key, root));
    auto listener = std::make_unique<AsioListener>(settings, std::move(tls), root, clock);
    JIUJIN_TRY(listener->listen());
    return std::unique_ptr<Listener>(std::move(listener));
}

} // namespace jiujin::server
