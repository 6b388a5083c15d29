// Plain HTTP for who watches the platform from its own machine: GET /health and GET /metrics, one
// request a connection. Included by listener.cpp alone.
#pragma once

#include "platform/server/http/connection.h"

#include <boost/beast/core/basic_stream.hpp>

namespace jiujin::server {

inline constexpr std::size_t maxLocalHeadBytes = 4UL * 1024, maxLocalConnections = 16;
inline constexpr std::chrono::seconds localTime{5};

using LocalAnswer = http::response<http::string_body>;

inline LocalAnswer localAnswer(http::status status, std::string_view type, std::string body) {
    LocalAnswer answer{status, 11};
    answer.set(http::field::content_type, type);
    answer.set(http::field::cache_control, "no-store");
    answer.body() = std::move(body);
    answer.keep_alive(false);
    answer.prepare_payload();
    return answer;
}

inline LocalAnswer localAnswerTo(const http::request<http::empty_body>& request,
                                 const Shared& shared) {
    constexpr std::string_view json = "application/json", text = "text/plain; charset=utf-8";
    if (request.method() != http::verb::get)
        return localAnswer(http::status::method_not_allowed, text, "GET only\n");
    if (request.target() == "/metrics")
        return localAnswer(http::status::ok, "text/plain; version=0.0.4; charset=utf-8",
                           shared.metrics.text());
    if (request.target() != "/health")
        return localAnswer(http::status::not_found, text, "/health or /metrics\n");
    if (shared.draining)
        return localAnswer(http::status::service_unavailable, json, R"({"status":"draining"})");
    if (shared.clock.wall().grade == ClockGrade::Unknown)
        return localAnswer(http::status::service_unavailable, json,
                           R"({"status":"clock","code":")" +
                               std::string(codeOf(ErrorCode::PlatformClock)) + R"("})");
    return localAnswer(http::status::ok, json, R"({"status":"ok"})");
}

inline Task<void> serveLocally(Socket socket, Shared& shared) {
    const Share place(shared.localConnections, 1);
    boost::beast::basic_stream<Tcp, Executor> stream(std::move(socket));
    stream.expires_after(localTime);
    boost::beast::flat_buffer buffer(maxLocalHeadBytes);
    http::request_parser<http::empty_body> parser;
    parser.header_limit(maxLocalHeadBytes);
    const auto [error, count] = co_await http::async_read_header(stream, buffer, parser, noThrow);
    if (error)
        co_return;
    LocalAnswer answer = localAnswerTo(parser.get(), shared);
    co_await http::async_write(stream, answer, noThrow);
    boost::system::error_code ignored;
    stream.socket().shutdown(Socket::shutdown_send, ignored);
}

} // namespace jiujin::server
