// What one visit may do at the operator's desk: prove a card, then ask the few lines that the page
// of the devices needs.
#pragma once

#include "platform/base/bytes.h"

#include <chrono>
#include <functional>
#include <optional>

namespace jiujin::devices {

// What stands behind the desk. Empty: no operator is admitted here.
struct OperatorGate {
    std::function<std::string()> challenge;
    std::function<Result<void>(std::string_view challenge, ByteView certificate,
                               ByteView signature)>
        admit;
    // One line of JSON for a line of the control socket.
    std::function<std::string(std::string_view line)> answer;
};

class OperatorSession {
public:
    using Moment = std::chrono::steady_clock::time_point;

    explicit OperatorSession(const OperatorGate& gate) : gate_(gate) {}

    // OperatorUnknown when no operator is admitted here, or after too many proofs.
    Result<std::string> begin();
    // The reason of a refusal is in the log; here it is OperatorUnknown or CertificateExpired.
    Result<void> prove(ByteView certificate, ByteView signature, Moment now);
    // OperatorUnknown before a proof, and when the time is over; Usage for another line.
    Result<std::string> ask(std::string_view line, Moment now) const;
    void leave();

private:
    // A visit that was taken over fills no log and guesses at nothing.
    static constexpr int mostProofs = 20;

    const OperatorGate& gate_;
    std::string challenge_;
    std::optional<Moment> until_;
    int proofs_ = 0;
};

} // namespace jiujin::devices
