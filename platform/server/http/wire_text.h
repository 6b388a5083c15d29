// An answer as HTTP/1.1 (RFC 9112), header and body in one text. Included by listener.cpp alone.
#pragma once

#include "platform/server/access/request.h"

#include <boost/beast/http/status.hpp>

namespace jiujin::server {

inline constexpr int busyRetryAfter = 5; // seconds

inline std::string wireText(const Response& response, bool keep) {
    const auto reason = boost::beast::http::obsolete_reason(
        static_cast<boost::beast::http::status>(response.status));
    const int retryAfter = response.retryAfter > 0 ? response.retryAfter : busyRetryAfter;
    std::string text;
    text.reserve(256 + response.body.size());
    const auto line = [&text](std::string_view name, std::string_view value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    text.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    text.append(reason).append("\r\n");
    line("Content-Type", response.contentType);
    line("Cache-Control", "no-store");
    if (response.status == 503 || response.status == 429)
        line("Retry-After", std::to_string(retryAfter));
    if (response.uploadOffset)
        line("Upload-Offset", std::to_string(*response.uploadOffset));
    if (!response.etag.empty())
        line("ETag", response.etag);
    if (!response.contentRange.empty())
        line("Content-Range", response.contentRange);
    if (!keep)
        line("Connection", "close");
    // RFC 9110 §8.6: with 304 it would be the whole's.
    if (response.status != 304)
        line("Content-Length", std::to_string(response.body.size()));
    return text.append("\r\n").append(response.body);
}

} // namespace jiujin::server
