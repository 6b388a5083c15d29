#include "app/terminal/keys/enrolment.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace jiujin::keys {

namespace {

using seal::Certificate;
using seal::Role;

Result<std::string> lineOf(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string text((std::istreambuf_iterator<char>(stream)), {});
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    if (text.empty())
        return Error{ErrorCode::FileUnreadable, file.string()};
    return text;
}

Result<Certificate> trusted(const std::filesystem::path& file, const Certificate& root, Role role,
                            GradedTime now) {
    JIUJIN_TRY_ASSIGN(Certificate leaf, Certificate::fromFile(file));
    const WallTime end = std::min(leaf.validUntil(), root.validUntil());
    now.time = std::min(now.time, end - std::chrono::seconds(1));
    const auto verdict = verifyTrusted(leaf, root, role, now);
    if (!verdict)
        return Error{verdict.error().code, file.string() + ": " + verdict.error().where};
    return leaf;
}

// The end of the credential.
Result<WallTime> checkCredential(const std::string& jws, const Certificate& credentialCertificate,
                                 const Certificate& device) {
    JIUJIN_TRY_ASSIGN(const std::string json, seal::verifyJws(jws, credentialCertificate));
    JIUJIN_TRY_ASSIGN(const auto credential, protocol::decodeTerminalCredential(json));
    if (credential.terminalId != device.commonName() ||
        credential.publicKey != toBase64Url(device.publicKey()))
        return Error{ErrorCode::KeyMismatch, "credential.jws is for another terminal or key"};
    return credential.until;
}

} // namespace

Result<void> checkPlatformUrl(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (url.starts_with(scheme) && url.size() > scheme.size() &&
        url.substr(scheme.size()).find_first_of("/?#@ \t") == std::string_view::npos)
        return {};
    return Error{ErrorCode::SettingsInvalid, "platform url: https://host:port is wanted"};
}

Result<void> verifyTrusted(const Certificate& leaf, const Certificate& root, Role role,
                           GradedTime now) {
    const WallTime at = now.grade == ClockGrade::Unknown
                            ? std::max({now.time, leaf.validFrom(), root.validFrom()})
                            : now.time;
    return verifyLeaf(leaf, root, role, at);
}

Result<void> mayFile(const Enrolment& enrolment, GradedTime now) {
    const seal::RevocationList revoked = enrolment.revoked.current();
    if (revoked.holds(enrolment.device))
        return Error{ErrorCode::TerminalRevoked, enrolment.device.commonName()};
    for (const Certificate& certificate : enrolment.restingOn)
        if (revoked.holds(certificate))
            return Error{ErrorCode::PlatformRevoked, certificate.commonName()};
    if (now.time < enrolment.filingUntil)
        return {};
    return Error{ErrorCode::TerminalExpired, "a certificate of the enrolment has ended"};
}

Result<Enrolment> loadEnrolment(const std::filesystem::path& folder, GradedTime now) {
    JIUJIN_TRY_ASSIGN(seal::PrivateKey key, seal::PrivateKey::fromFile(folder / "device.key"));
    JIUJIN_TRY_ASSIGN(Certificate root, Certificate::fromFile(folder / "root.pem"));
    JIUJIN_TRY_ASSIGN(Certificate device,
                      trusted(folder / "device.pem", root, Role::Terminal, now));
    if (!key.matches(device))
        return Error{ErrorCode::KeyMismatch, (folder / "device.key").string()};
    const auto trust = folder / "trust";
    JIUJIN_TRY_ASSIGN(const Certificate seal, trusted(trust / "seal.pem", root, Role::Seal, now));
    JIUJIN_TRY_ASSIGN(const Certificate escrow,
                      trusted(trust / "escrow.pem", root, Role::Seal, now));
    JIUJIN_TRY_ASSIGN(Certificate acknowledge,
                      trusted(trust / "acknowledge.pem", root, Role::Acknowledge, now));
    JIUJIN_TRY_ASSIGN(const Certificate vouching,
                      trusted(trust / "credential.pem", root, Role::Credential, now));
    JIUJIN_TRY_ASSIGN(std::string credential, lineOf(folder / "credential.jws"));
    JIUJIN_TRY_ASSIGN(const WallTime vouchedUntil, checkCredential(credential, vouching, device));
    JIUJIN_TRY_ASSIGN(std::string url, lineOf(folder / "platform.url"));
    JIUJIN_TRY(checkPlatformUrl(url));
    JIUJIN_TRY_ASSIGN(auto revoked, seal::Revocations::following(folder / "revoked.pem", root,
                                                                 seal::Revocations::File::Later));
    const WallTime until =
        std::min({device.validUntil(), root.validUntil(), acknowledge.validUntil(),
                  seal.validUntil(), escrow.validUntil(), vouching.validUntil(), vouchedUntil});
    return Enrolment{
        std::move(key),          std::move(device), std::move(root), std::move(acknowledge),
        std::move(credential),   std::move(url),    until,           std::move(revoked),
        {seal, escrow, vouching}};
}

} // namespace jiujin::keys
