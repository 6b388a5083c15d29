#include "app/control/test_cards.h"

#include "app/control/trust.h"
#include "platform/protocol/test_cards.h"
#include "platform/seal/jws.h"

#include <fstream>
#include <iterator>

namespace jiujin::control {

Result<std::vector<std::string>> testCardsFrom(const std::filesystem::path& list,
                                               const std::filesystem::path& enrolment,
                                               WallTime now) {
    std::ifstream file(list);
    std::string token;
    if (!std::getline(file, token))
        return Error(ErrorCode::FileUnreadable, list.string());
    JIUJIN_TRY_ASSIGN(const auto root, seal::Certificate::fromFile(enrolment / "root.pem"));
    JIUJIN_TRY_ASSIGN(const auto signer,
                      seal::Certificate::fromFile(enrolment / "trust" / "credential.pem"));
    JIUJIN_TRY(seal::verifyLeaf(signer, root, seal::Role::Credential, now));
    JIUJIN_TRY(checkNotRevoked(enrolment, root, {signer}));
    JIUJIN_TRY_ASSIGN(const std::string payload, seal::verifyJws(token, signer));
    JIUJIN_TRY_ASSIGN(protocol::TestCards cards, protocol::decodeTestCards(payload));
    if (now < cards.issued || now >= cards.until)
        return Error(ErrorCode::CertificateExpired, list.string() + ": the list's time");
    return std::move(cards.digests);
}

} // namespace jiujin::control
