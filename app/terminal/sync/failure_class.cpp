#include "app/terminal/sync/failure_class.h"

#include <algorithm>
#include <array>

namespace jiujin::sync {

namespace {

struct Row {
    ErrorCode code;
    FailureClass failure;
};

using enum FailureClass;

constexpr auto table = std::to_array<Row>({
    // Whoever answers is not the platform.
    {ErrorCode::NotThePlatform, StopAll},
    {ErrorCode::PlatformIssuer, StopAll},
    {ErrorCode::PlatformTwin, StopAll},
    {ErrorCode::PlatformExpired, StopAll},
    {ErrorCode::PlatformRole, StopAll},
    {ErrorCode::PlatformRevoked, StopAll},
    {ErrorCode::PlatformHost, StopAll},
    {ErrorCode::PlatformNoTls, StopAll},
    {ErrorCode::PlatformRedirect, StopAll},
    {ErrorCode::PlatformPage, StopAll},
    // Its words are signed by another key than the inner zone's.
    {ErrorCode::AckSignature, StopAll},
    // It does not want this terminal.
    {ErrorCode::TerminalUnknown, StopAll},
    {ErrorCode::TerminalExpired, StopAll},
    {ErrorCode::TerminalSuspended, StopAll},
    {ErrorCode::TerminalRevoked, StopAll},
    // It will never take this packet.
    {ErrorCode::PacketTooLarge, SkipOne},
    {ErrorCode::PacketMalformed, SkipOne},
    {ErrorCode::PacketSignature, SkipOne},
    {ErrorCode::HeaderMismatch, SkipOne},
    {ErrorCode::SuiteUnknown, SkipOne},
    {ErrorCode::PacketConflict, SkipOne},
    {ErrorCode::PacketRefused, SkipOne},
    {ErrorCode::BlobMissing, SkipOne},
    {ErrorCode::BlobTooLarge, SkipOne},
    // The network's or the platform's bad day. A packet whose certificate the platform does not
    // like may have met a platform with a wrong clock or a wrong root.
    {ErrorCode::NetworkDown, RetryLater},
    {ErrorCode::NetworkBroken, RetryLater},
    {ErrorCode::ProxyFailed, RetryLater},
    {ErrorCode::PlatformBusy, RetryLater},
    {ErrorCode::WordPending, RetryLater},
    {ErrorCode::MaterialsPending, RetryLater},
    {ErrorCode::BlobRange, RetryLater},
    {ErrorCode::BlobDamaged, RetryLater},
    {ErrorCode::AckMismatch, RetryLater},
    {ErrorCode::CertificateMalformed, RetryLater},
    {ErrorCode::CertificateIssuer, RetryLater},
    {ErrorCode::CertificateExpired, RetryLater},
    {ErrorCode::CertificateRole, RetryLater},
});

} // namespace

FailureClass classOf(ErrorCode code) {
    const auto row = std::ranges::find(table, code, &Row::code);
    return row == table.end() ? RetryLater : row->failure;
}

} // namespace jiujin::sync
