#include "app/terminal/sync/tls_alert.h"

#include <algorithm>
#include <array>

namespace jiujin::sync {

namespace {

constexpr std::string_view expired = "alert certificate expired";
// RFC 8446 section 6.2, as OpenSSL spells them. A handshake can fail after its end only because of
// the certificate: it is all that the server has not seen yet.
constexpr auto unwelcome = std::to_array<std::string_view>(
    {"alert bad certificate", "alert unsupported certificate", "alert certificate revoked",
     "alert certificate unknown", "alert unknown ca", "alert access denied",
     "alert certificate required", "alert handshake failure"});

} // namespace

// In TLS 1.3 a server that does not accept the device certificate says so only after the handshake,
// by an alert; libcurl has no code of its own for that.
ErrorCode brokenBy(std::string_view detail) {
    const auto told = [detail](std::string_view alert) {
        return detail.find(alert) != std::string_view::npos;
    };
    if (told(expired))
        return ErrorCode::TerminalExpired;
    return std::ranges::any_of(unwelcome, told) ? ErrorCode::TerminalUnknown
                                                : ErrorCode::NetworkBroken;
}

} // namespace jiujin::sync
