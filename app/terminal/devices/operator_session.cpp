#include "app/terminal/devices/operator_session.h"

#include "platform/base/event.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jiujin::devices {

namespace {

using namespace std::chrono_literals;
constexpr auto longestSession = 15min;
constexpr std::size_t longestCertificate = 4096, longestSignature = 128, longestLine = 63;

// Nothing of the queue: who stands at the screen has no business with cases.
bool isForOperators(std::string_view line) {
    constexpr std::array<std::string_view, 4> changes{"device confirm ", "device paper ",
                                                      "device toner ", "device settle "};
    return line == "status" || line == "device ledger" ||
           std::ranges::any_of(changes, [line](std::string_view change) {
               return line.starts_with(change) && line.size() > change.size();
           });
}

Error unknown() {
    return {ErrorCode::OperatorUnknown, "operator's desk"};
}

} // namespace

Result<std::string> OperatorSession::begin() {
    leave();
    if (!gate_.challenge || proofs_ == mostProofs)
        return unknown();
    challenge_ = gate_.challenge();
    return challenge_;
}

Result<void> OperatorSession::prove(ByteView certificate, ByteView signature, Moment now) {
    const std::string challenge = std::exchange(challenge_, {});
    if (challenge.empty() || certificate.size() > longestCertificate ||
        signature.size() > longestSignature)
        return unknown();
    ++proofs_;
    const auto verdict = gate_.admit(challenge, certificate, signature);
    if (!verdict) {
        const ErrorCode code = verdict.error().code;
        logEvent(Event::OperatorRefused, {{"code", code}});
        return code == ErrorCode::CertificateExpired ? verdict.error() : unknown();
    }
    logEvent(Event::OperatorAdmitted);
    until_ = now + longestSession;
    return {};
}

Result<std::string> OperatorSession::ask(std::string_view line, Moment now) const {
    if (!until_ || now >= *until_)
        return unknown();
    const bool whole = line.size() <= longestLine && line.find('\n') == std::string_view::npos;
    if (!whole || !isForOperators(line))
        return Error{ErrorCode::Usage, "operator's desk"};
    return gate_.answer(line);
}

void OperatorSession::leave() {
    challenge_.clear();
    until_.reset();
}

} // namespace jiujin::devices
