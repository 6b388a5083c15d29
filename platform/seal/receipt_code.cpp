#include "platform/seal/jws.h"

namespace jiujin::seal {

namespace {

// The credential's key id is the certificate's, or its first 16 digits or more: codes are small.
bool namesKey(const std::string& keyId, const Certificate& certificate) {
    return keyId.size() >= 16 && certificate.keyId().starts_with(keyId);
}

Result<protocol::TerminalCredential>
verifyCredential(const std::string& jws, const Certificate& certificate, const Certificate& root) {
    JIUJIN_TRY_ASSIGN(const std::string keyId, keyIdOfJws(jws));
    if (!namesKey(keyId, certificate))
        return Error(ErrorCode::TokenSignature, "the credential was signed by another key");
    JIUJIN_TRY_ASSIGN(const std::string json, verifyJws(jws, certificate));
    JIUJIN_TRY_ASSIGN(auto credential, protocol::decodeTerminalCredential(json));
    // A receipt is read years later: what counts is that the key was good when it vouched.
    JIUJIN_TRY(verifyLeaf(certificate, root, Role::Credential, credential.from));
    return credential;
}

Result<void> checkFit(const protocol::ReceiptClaims& claims,
                      const protocol::TerminalCredential& credential) {
    if (claims.terminalId != credential.terminalId)
        return Error(ErrorCode::TokenSignature, "the credential belongs to another terminal");
    // A terminal that does not know the time says so, and is not held to it.
    const bool timed = claims.taken.grade != ClockGrade::Unknown;
    if (timed && (claims.taken.time < credential.from || claims.taken.time > credential.until))
        return Error(ErrorCode::CertificateExpired, "taken outside the credential's validity");
    return {};
}

} // namespace

Result<VerifiedReceipt> verifyReceiptCode(std::string_view code,
                                          const Certificate& credentialCertificate,
                                          const Certificate& root) {
    JIUJIN_TRY_ASSIGN(const auto parts, protocol::splitReceiptCode(code));
    JIUJIN_TRY_ASSIGN(auto credential,
                      verifyCredential(parts.credentialJws, credentialCertificate, root));
    JIUJIN_TRY_ASSIGN(const Bytes key, fromBase64Url(credential.publicKey));
    JIUJIN_TRY_ASSIGN(const std::string json, verifyJws(parts.receiptJws, key));
    JIUJIN_TRY_ASSIGN(auto claims, protocol::decodeReceiptClaims(json));
    JIUJIN_TRY(checkFit(claims, credential));
    return VerifiedReceipt{std::move(claims), std::move(credential)};
}

} // namespace jiujin::seal
