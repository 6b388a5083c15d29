#include "platform/client/reply.h"

#include <charconv>

namespace jiujin::client {

namespace {

std::optional<std::uint64_t> uploadOffsetOf(CURL* easy) {
    curl_header* header = nullptr;
    if (curl_easy_header(easy, "Upload-Offset", 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
        return std::nullopt;
    const std::string_view text = header->value;
    std::uint64_t offset = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), offset);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(offset) : std::nullopt;
}

// The other end was reached, and then it broke.
bool wasReached(CURL* easy, CURLcode code) {
    curl_off_t before = 0;
    curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &before);
    return before > 0 || code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
           code == CURLE_GOT_NOTHING || code == CURLE_PARTIAL_FILE;
}

Fault faultOf(const Ended& call) {
    if (call.refusal)
        return Fault::Refused;
    long tunnel = 0;
    curl_easy_getinfo(call.easy, CURLINFO_HTTP_CONNECTCODE, &tunnel);
    const bool unreached =
        call.code == CURLE_COULDNT_CONNECT || call.code == CURLE_COULDNT_RESOLVE_PROXY;
    if (tunnel >= 300 || call.code == CURLE_PROXY || (unreached && call.byProxy))
        return Fault::Proxy;
    // What is left of a certificate's faults is the name, which libcurl compares itself.
    if (call.code == CURLE_PEER_FAILED_VERIFICATION)
        return Fault::OtherHost;
    // A connection that breaks in the handshake has no error of TLS in its detail.
    if (call.code == CURLE_SSL_CONNECT_ERROR &&
        call.detail.find("error:") != std::string_view::npos)
        return Fault::NoTls;
    if (call.code == CURLE_WRITE_ERROR || call.code == CURLE_WEIRD_SERVER_REPLY)
        return Fault::NoHttp;
    return wasReached(call.easy, call.code) ? Fault::Broken : Fault::Unreached;
}

} // namespace

Reply replyOf(const Ended& call) {
    Reply reply;
    if (call.code != CURLE_OK) {
        reply.fault = faultOf(call);
        reply.refusal = call.refusal.value_or(reply.refusal);
        reply.words = curl_easy_strerror(call.code);
        reply.detail = call.detail;
        return reply;
    }
    long status = 0;
    const char* type = nullptr;
    curl_off_t asked = 0;
    curl_easy_getinfo(call.easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(call.easy, CURLINFO_CONTENT_TYPE, &type);
    curl_easy_getinfo(call.easy, CURLINFO_RETRY_AFTER, &asked);
    reply.fault = Fault::None;
    reply.status = static_cast<int>(status);
    reply.contentType = type ? type : "";
    reply.uploadOffset = uploadOffsetOf(call.easy);
    if (asked > 0)
        reply.retryAfter = std::chrono::seconds(asked);
    return reply;
}

} // namespace jiujin::client
