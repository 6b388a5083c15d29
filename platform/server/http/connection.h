// One connection: handshake, requests one after the other, and the farewell. Included by
// listener.cpp alone.
#pragma once

#include "platform/base/event.h"
#include "platform/base/trace.h"
#include "platform/server/access/answers.h"
#include "platform/server/http/shared.h"
#include "platform/server/http/tls_context.h"
#include "platform/server/http/tls_stream.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <optional>

namespace jiujin::server {

namespace http = boost::beast::http;
using asio::ip::tcp;
using Parser = http::request_parser<http::vector_body<std::uint8_t>>;

inline constexpr auto noThrow = asio::as_tuple(asio::use_awaitable);
inline constexpr std::size_t maxDiscardedBytes = 8UL * 1024 * 1024;
inline constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
inline constexpr std::chrono::seconds farewellTime{5}, writeTime{60};
inline constexpr int busyRetryAfter = 5; // seconds

// In coroutines below, co_await stands alone in its statement and its arguments have names: GCC 12
// destroys temporaries of conditions and of calls around a co_await twice.

class Connection : public std::enable_shared_from_this<Connection> {
public:
    // `crowded`: one too many, which is told so.
    Connection(tcp::socket socket, Shared& shared, bool crowded)
        : shared_(shared),
          stream_(std::move(socket), shared.tls.get()),
          deadline_(stream_.get_executor()),
          crowded_(crowded) {}
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    asio::awaitable<void> run();
    // Ends a connection that waits for a request; one that is being answered ends by itself.
    void drain() {
        if (idle_)
            hangUp();
    }

private:
    asio::awaitable<bool> handshake();
    std::optional<Response> admit();
    asio::awaitable<bool> serveOne();
    asio::awaitable<bool> answerOne(Parser& parser);
    asio::awaitable<void> refuse(Response response);
    asio::awaitable<bool> readHead(Parser& parser);
    asio::awaitable<bool> readBody(Parser& parser);
    asio::awaitable<Response> ask(Request request);
    asio::awaitable<bool> write(const Response& response, bool keep);
    asio::awaitable<void> discardAndClose();
    std::optional<Response> refusal(const Parser& parser) const;
    std::optional<Response> tooFast();
    void allow(std::chrono::seconds time);
    void hangUp();

    Shared& shared_;
    TlsStream stream_;
    asio::steady_timer deadline_;
    boost::beast::flat_buffer buffer_;
    Peer peer_;
    bool crowded_;
    bool counted_ = false; // in connectionsOf
    bool idle_ = true;     // owes no answer
    Call call_ = Call::Other;
    SteadyTime began_; // of the request that is being answered
};

inline Connection::~Connection() {
    if (!counted_)
        return;
    const auto own = shared_.connectionsOf.find(peer_.name);
    if (--own->second == 0)
        shared_.connectionsOf.erase(own);
}

// The time limit of what comes next; when it passes, the socket is shut and every operation ends.
inline void Connection::allow(std::chrono::seconds time) {
    deadline_.expires_after(time);
    deadline_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
        const auto self = weak.lock();
        if (!error && self && self->deadline_.expiry() <= asio::steady_timer::clock_type::now())
            self->hangUp();
    });
}

inline void Connection::hangUp() {
    boost::system::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

inline asio::awaitable<void> Connection::run() {
    bool more = co_await handshake();
    while (more)
        more = co_await serveOne();
    deadline_.cancel();
}

inline asio::awaitable<void> Connection::refuse(Response response) {
    co_await write(response, false);
    co_await discardAndClose();
}

inline asio::awaitable<bool> Connection::handshake() {
    allow(shared_.settings.handshakeTime);
    const auto [error, done] = co_await stream_.handshake(noThrow);
    if (error) {
        logEvent(Event::ConnectionRefused, {{"code", ErrorCode::TerminalUnknown}});
        // A client of TLS 1.3 is sending already: it must live to read why it is refused.
        co_await discardAndClose();
        co_return false;
    }
    auto peer =
        peerOf(stream_.ssl(), shared_.root, shared_.settings.revoked, shared_.clock.wall().time);
    idle_ = false;
    began_ = shared_.clock.steady();
    std::optional<Response> refused;
    if (peer.ok()) {
        peer_ = std::move(peer).value();
        refused = admit();
    } else {
        logEvent(Event::ConnectionRefused, {{"code", peer.error().code}});
        refused = errorAnswer(403, peer.error().code);
    }
    if (!refused)
        co_return true;
    co_await refuse(std::move(*refused));
    co_return false;
}

// Connections are bounded in all and for each terminal, so that one cannot take every place.
inline std::optional<Response> Connection::admit() {
    if (crowded_)
        return errorAnswer(503, ErrorCode::PlatformBusy);
    if (peer_.role != seal::Role::Terminal)
        return std::nullopt;
    counted_ = true;
    if (++shared_.connectionsOf[peer_.name] > shared_.settings.maxConnectionsOfOne)
        return errorAnswer(429, ErrorCode::PlatformBusy);
    return std::nullopt;
}

// The answer to a header that cannot be read; none when the peer has gone.
inline std::optional<Response> answerTo(const boost::system::error_code& error) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return errorAnswer(431, ErrorCode::PacketTooLarge);
    const boost::system::error_code any = http::error::bad_value;
    const bool gone = error == http::error::end_of_stream || error == http::error::partial_message;
    if (error.category() != any.category() || gone)
        return std::nullopt;
    return errorAnswer(400, ErrorCode::PacketMalformed);
}

inline asio::awaitable<bool> Connection::readHead(Parser& parser) {
    const std::size_t maxHeadBytes = shared_.settings.maxHeadBytes;
    parser.header_limit(static_cast<std::uint32_t>(maxHeadBytes));
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
    call_ = Call::Other;
    began_ = shared_.clock.steady();
    allow(shared_.settings.headTime);
    const auto [error, count] = co_await http::async_read_header(stream_, buffer_, parser, noThrow);
    if (!error) {
        const auto& head = parser.get();
        call_ = callOf(head.method_string(), head.target());
        began_ = shared_.clock.steady();
        co_return true;
    }
    auto answer = answerTo(error);
    if (answer)
        co_await refuse(std::move(*answer));
    co_return false;
}

// What a terminal whose certificate has ended may still call.
inline bool delivers(std::string_view target) {
    const std::string_view path = target.substr(0, target.find('?'));
    return path == "/v1/packets" || path == "/v1/acks" || path.starts_with("/v1/blobs/");
}

// Decided on the header alone, so that a body that is not wanted is not read.
inline std::optional<Response> Connection::refusal(const Parser& parser) const {
    if (peer_.late && !delivers(parser.get().target()))
        return errorAnswer(403, ErrorCode::CertificateExpired);
    if (parser.chunked())
        return errorAnswer(411, ErrorCode::PacketMalformed);
    const std::uint64_t length = parser.content_length().value_or(0);
    if (length > shared_.settings.maxBodyBytes)
        return errorAnswer(413, ErrorCode::PacketTooLarge);
    if (shared_.bodiesBytes + length > shared_.settings.maxBodiesBytes)
        return errorAnswer(503, ErrorCode::PlatformBusy);
    return std::nullopt;
}

inline std::optional<Response> Connection::tooFast() {
    if (peer_.role != seal::Role::Terminal)
        return std::nullopt;
    const auto wait = shared_.allowance.take(peer_.name, shared_.clock.steady());
    if (wait.count() == 0)
        return std::nullopt;
    Response response = errorAnswer(429, ErrorCode::PlatformBusy);
    response.retryAfter = static_cast<int>(wait.count());
    return response;
}

inline asio::awaitable<bool> Connection::readBody(Parser& parser) {
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

inline asio::awaitable<bool> Connection::serveOne() {
    Parser parser;
    const bool head = co_await readHead(parser);
    if (!head)
        co_return false;
    auto refused = tooFast();
    if (!refused)
        refused = refusal(parser);
    if (refused) {
        co_await refuse(std::move(*refused));
        co_return false;
    }
    const bool going = co_await answerOne(parser);
    if (buffer_.size() == 0)
        buffer_ = {}; // an idle connection keeps no buffer
    co_return going;
}

inline asio::awaitable<bool> Connection::answerOne(Parser& parser) {
    Response response;
    auto& message = parser.get();
    {
        const Share share(shared_.bodiesBytes, parser.content_length().value_or(0));
        const bool whole = co_await readBody(parser);
        if (!whole)
            co_return false;
        deadline_.cancel();
        Request request;
        request.method = std::string(message.method_string());
        request.target = std::string(message.target());
        request.contentType = std::string(message[http::field::content_type]);
        request.body = std::move(message.body());
        request.peer = peer_.name;
        request.role = peer_.role;
        request.contentRange = std::string(message[http::field::content_range]);
        request.trace = traceIdFrom(message["traceparent"]).value_or("");
        response = co_await ask(std::move(request));
    }
    if (message.method() == http::verb::head)
        response.body.clear();
    const bool keep = message.keep_alive() && !shared_.draining;
    const bool written = co_await write(response, keep);
    if (written && !keep)
        co_await discardAndClose();
    co_return written&& keep;
}

// Off to a worker, and back to this thread with the answer.
inline asio::awaitable<Response> Connection::ask(Request request) {
    if (request.trace.empty())
        request.trace = newTraceId();
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
            const TraceScope scope(given.trace);
            shared_.handler->handle(std::move(given), answer);
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
        start, asio::use_awaitable, std::move(request));
}

inline asio::awaitable<bool> Connection::write(const Response& response, bool keep) {
    http::response<http::string_body> message{static_cast<http::status>(response.status), 11};
    message.set(http::field::content_type, response.contentType);
    message.set(http::field::cache_control, "no-store");
    if (response.status == 503 || response.status == 429)
        message.set(http::field::retry_after,
                    std::to_string(response.retryAfter > 0 ? response.retryAfter : busyRetryAfter));
    if (response.uploadOffset)
        message.set("Upload-Offset", std::to_string(*response.uploadOffset));
    message.body() = response.body;
    message.keep_alive(keep);
    message.prepare_payload();
    shared_.metrics.answered(call_, response.status, shared_.clock.steady() - began_);
    allow(writeTime);
    const auto [error, count] = co_await http::async_write(stream_, message, noThrow);
    co_return !error;
}

// Closing with bytes unread would reset the connection and could take the answer with it.
inline asio::awaitable<void> Connection::discardAndClose() {
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

} // namespace jiujin::server
