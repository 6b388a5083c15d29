// One connection: handshake, requests one after the other, and the farewell. Included by
// listener.cpp alone.
#pragma once

#include "platform/base/event.h"
#include "platform/base/trace.h"
#include "platform/server/access/answers.h"
#include "platform/server/http/deadline.h"
#include "platform/server/http/shared.h"
#include "platform/server/http/tls_context.h"
#include "platform/server/http/tls_stream.h"
#include "platform/server/http/wire_text.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <optional>

namespace jiujin::server {

namespace http = boost::beast::http;
using Parser = http::request_parser<http::vector_body<std::uint8_t>>;

inline constexpr std::size_t maxDiscardedBytes = 8UL * 1024 * 1024;
inline constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
inline constexpr std::chrono::seconds farewellTime{5}, writeTime{60};
// What is read at a time: the most that one record holds.
inline constexpr std::size_t pieceBytes = 16UL * 1024;

class Connection : public std::enable_shared_from_this<Connection> {
public:
    // `crowded`: one too many, which is told so.
    Connection(Socket socket, Shared& shared, bool crowded)
        : shared_(shared),
          stream_(std::move(socket), shared.tls.get()),
          deadline_(stream_.executor(), [this] { hangUp(); }),
          crowded_(crowded) {}
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Task<void> run();
    // Ends a connection that waits for a request; one that is being answered ends by itself.
    void drain() {
        if (idle_)
            hangUp();
    }

private:
    Task<bool> handshake();
    std::optional<Response> admit();
    Task<bool> serveOne();
    Task<bool> answerOne(Parser& parser);
    Task<void> refuse(Response response);
    boost::system::error_code parse(Parser& parser);
    Task<bool> readMore();
    Task<bool> readHead(Parser& parser);
    Task<bool> readBody(Parser& parser);
    Task<Response> ask(Request request);
    Task<bool> write(const Response& response, bool keep);
    Task<void> discardAndClose();
    std::optional<Response> refusal(const Parser& parser);
    std::optional<Response> tooFast();
    void hangUp();

    Shared& shared_;
    TlsStream stream_;
    Deadline deadline_;
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

// Every operation on it ends.
inline void Connection::hangUp() {
    boost::system::error_code ignored;
    stream_.socket().shutdown(Socket::shutdown_both, ignored);
}

inline Task<void> Connection::run() {
    bool more = co_await handshake();
    while (more)
        more = co_await serveOne();
}

inline Task<void> Connection::refuse(Response response) {
    co_await write(response, false);
    co_await discardAndClose();
}

inline Task<bool> Connection::handshake() {
    deadline_.set(shared_.settings.handshakeTime);
    const auto shaken = co_await stream_.handshake();
    if (!shaken.ok) {
        logEvent(Event::ConnectionRefused, {{"code", ErrorCode::TerminalUnknown}});
        // A client of TLS 1.3 is sending already: it must live to read why it is refused.
        co_await discardAndClose();
        co_return false;
    }
    auto peer = peerOf(stream_.ssl(), shared_.root, shared_.clock.wall().time);
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

inline Response answerTo(const boost::system::error_code& error) {
    if (error == http::error::header_limit)
        return errorAnswer(431, ErrorCode::PacketTooLarge);
    return errorAnswer(400, ErrorCode::PacketMalformed);
}

// Of what has been read; need_more when that does not suffice.
inline boost::system::error_code Connection::parse(Parser& parser) {
    boost::system::error_code error = http::error::need_more;
    if (buffer_.size() > 0)
        buffer_.consume(parser.put(buffer_.data(), error));
    return error;
}

inline Task<bool> Connection::readMore() {
    const auto space = buffer_.prepare(pieceBytes);
    const auto moved = co_await stream_.read(space);
    buffer_.commit(moved.count);
    co_return moved.ok;
}

inline Task<bool> Connection::readHead(Parser& parser) {
    parser.header_limit(static_cast<std::uint32_t>(shared_.settings.maxHeadBytes));
    parser.body_limit(boost::none); // refusal() answers it, instead of a closed connection
    if (buffer_.size() == 0) {
        buffer_ = {}; // an idle connection keeps no buffer
        idle_ = true;
        deadline_.set(shared_.settings.idleTime);
        const bool more = co_await stream_.readable();
        idle_ = false;
        if (!more)
            co_return false;
    }
    call_ = Call::Other;
    began_ = shared_.clock.steady();
    deadline_.set(shared_.settings.headTime);
    auto error = parse(parser);
    while (error == http::error::need_more) {
        const bool more = co_await readMore();
        if (!more)
            co_return false;
        error = parse(parser);
    }
    if (error) {
        co_await refuse(answerTo(error));
        co_return false;
    }
    const auto& head = parser.get();
    call_ = callOf(head.method_string(), head.target());
    began_ = shared_.clock.steady();
    co_return true;
}

// For everyone with a certificate of the root's: the list says itself that it is true.
inline bool isPublic(std::string_view target) {
    return target.substr(0, target.find('?')) == "/v1/revoked";
}

// What a terminal whose certificate has ended may still call.
inline bool delivers(std::string_view target) {
    const std::string_view path = target.substr(0, target.find('?'));
    return isPublic(target) || path == "/v1/packets" || path == "/v1/acks" ||
           path.starts_with("/v1/blobs/");
}

// Decided on the header alone, so that a body that is not wanted is not read.
inline std::optional<Response> Connection::refusal(const Parser& parser) {
    if (!isPublic(parser.get().target()) && isRevoked(stream_.ssl(), shared_.settings.revoked)) {
        logEvent(Event::ConnectionRefused, {{"code", ErrorCode::TerminalRevoked}});
        return errorAnswer(403, ErrorCode::TerminalRevoked);
    }
    if (peer_.late && !delivers(parser.get().target()))
        return errorAnswer(403, ErrorCode::CertificateExpired);
    if (parser.chunked())
        return errorAnswer(411, ErrorCode::PacketMalformed);
    const std::uint64_t length = parser.content_length().value_or(0);
    if (length > shared_.settings.maxBodyBytes)
        return errorAnswer(413, ErrorCode::PacketTooLarge);
    const auto own = shared_.bodiesOf.find(peer_.name);
    if (peer_.role == seal::Role::Terminal && own != shared_.bodiesOf.end() &&
        own->second + length > largestShare(shared_.settings))
        return errorAnswer(429, ErrorCode::PlatformBusy);
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

inline Task<bool> Connection::readBody(Parser& parser) {
    const std::size_t length = parser.content_length().value_or(0);
    const auto& settings = shared_.settings;
    deadline_.set(settings.headTime +
                  std::chrono::seconds(length / settings.slowestBytesPerSecond));
    if (boost::beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        const bool told = co_await stream_.write(goOn);
        if (!told)
            co_return false;
    }
    parser.eager(true);
    while (!parser.is_done()) {
        const auto error = parse(parser);
        if (error && error != http::error::need_more)
            co_return false;
        if (parser.is_done())
            break;
        const bool more = co_await readMore();
        if (!more)
            co_return false;
        if (buffer_.size() == pieceBytes)
            co_await stream_.turn();
    }
    co_return true;
}

inline Task<bool> Connection::serveOne() {
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
    co_return going;
}

inline Task<bool> Connection::answerOne(Parser& parser) {
    Response response;
    auto& message = parser.get();
    {
        const std::size_t length = parser.content_length().value_or(0);
        const Share share(shared_.bodiesBytes, length);
        std::optional<ShareOf> own;
        if (length > 0)
            own.emplace(shared_.bodiesOf, peer_.name, length);
        const bool whole = co_await readBody(parser);
        if (!whole)
            co_return false;
        deadline_.lift();
        Request request;
        request.method = std::string(message.method_string());
        request.target = std::string(message.target());
        request.contentType = std::string(message[http::field::content_type]);
        request.body = std::move(message.body());
        request.peer = peer_.name;
        request.role = peer_.role;
        request.contentRange = std::string(message[http::field::content_range]);
        request.range = std::string(message[http::field::range]);
        request.ifNoneMatch = std::string(message[http::field::if_none_match]);
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
inline Task<Response> Connection::ask(Request request) {
    if (request.trace.empty())
        request.trace = newTraceId();
    const auto start = [this](auto completion, Request asked) {
        const auto executor = asio::get_associated_executor(completion, stream_.executor());
        const auto guard = asio::make_work_guard(executor);
        const auto held = std::make_shared<decltype(completion)>(std::move(completion));
        const Answer answer = [executor, guard, held](Response response) {
            asio::post(executor, [guard, held, given = std::move(response)]() mutable {
                (*held)(std::move(given));
            });
        };
        shared_.workers.post([this, answer, given = std::move(asked)]() mutable {
            const TraceScope scope(given.trace);
            shared_.handler->handle(std::move(given), answer);
        });
    };
    co_return co_await asio::async_initiate<const Resumed, void(Response)>(start, resumed,
                                                                           std::move(request));
}

inline Task<bool> Connection::write(const Response& response, bool keep) {
    shared_.metrics.answered(call_, response.status, shared_.clock.steady() - began_);
    deadline_.set(writeTime);
    const std::string text = wireText(response, keep);
    const bool written = co_await stream_.write(text);
    co_return written;
}

// Closing with bytes unread would reset the connection and could take the answer with it.
inline Task<void> Connection::discardAndClose() {
    deadline_.set(farewellTime);
    SSL_shutdown(stream_.ssl());
    boost::system::error_code ignored;
    stream_.socket().shutdown(Socket::shutdown_send, ignored);
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
