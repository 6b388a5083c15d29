#include "app/terminal/keys/operator_register.h"

#include "platform/protocol/operator_login.h"
#include "platform/seal/openssl.h"

namespace jiujin::keys {

using seal::Certificate;

OperatorRegister::OperatorRegister(const std::filesystem::path& enrolmentFolder,
                                   const Enrolment& enrolment)
    : folder_(enrolmentFolder / "operators"), enrolment_(enrolment) {}

std::string OperatorRegister::challenge() const {
    return protocol::operatorChallenge(enrolment_.device.commonName(),
                                       randomBytes(protocol::operatorNonceBytes));
}

Result<void> OperatorRegister::admit(std::string_view challenge, ByteView certificate,
                                     ByteView signature, GradedTime now) const {
    JIUJIN_TRY_ASSIGN(const Certificate card, Certificate::fromDer(certificate));
    JIUJIN_TRY(verifyTrusted(card, enrolment_.root, seal::Role::Operator, now));
    if (!lists(card) || enrolment_.revoked.holds(card))
        return Error{ErrorCode::OperatorUnknown, card.commonName()};
    if (!seal::verifySha256(X509_get0_pubkey(card.handle()), viewOf(challenge), signature))
        return Error{ErrorCode::OperatorUnknown, "another key, or another challenge"};
    return {};
}

bool OperatorRegister::lists(const Certificate& card) const {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, none)) {
        const auto listed = Certificate::fromFile(entry.path());
        if (listed && X509_cmp(listed->handle(), card.handle()) == 0)
            return true;
    }
    return false;
}

} // namespace jiujin::keys
