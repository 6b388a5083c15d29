#include "app/terminal/keys/enrolment.h"

#include <fstream>
#include <iterator>
#include <openssl/asn1.h>
#include <openssl/x509.h>

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

WallTime startOf(const Certificate& certificate) {
    std::tm parts{};
    ASN1_TIME_to_tm(X509_get0_notBefore(certificate.handle()), &parts);
    return WallTime(std::chrono::seconds(::timegm(&parts)));
}

Result<Certificate> trusted(const std::filesystem::path& file, const Certificate& root, Role role,
                            GradedTime now) {
    JIUJIN_TRY_ASSIGN(Certificate leaf, Certificate::fromFile(file));
    const auto verdict = verifyTrusted(leaf, root, role, now);
    if (!verdict)
        return Error{verdict.error().code, file.string() + ": " + verdict.error().where};
    return leaf;
}

Result<void> checkCredential(const std::string& jws, const Certificate& credentialCertificate,
                             const Certificate& device) {
    JIUJIN_TRY_ASSIGN(const std::string json, seal::verifyJws(jws, credentialCertificate));
    JIUJIN_TRY_ASSIGN(const auto credential, protocol::decodeTerminalCredential(json));
    if (credential.terminalId != device.commonName() ||
        credential.publicKey != toBase64Url(device.publicKey()))
        return Error{ErrorCode::KeyMismatch, "credential.jws is for another terminal or key"};
    return {};
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
    const WallTime at =
        now.grade == ClockGrade::Unknown ? std::max(startOf(leaf), startOf(root)) : now.time;
    return verifyLeaf(leaf, root, role, at);
}

Result<Enrolment> loadEnrolment(const std::filesystem::path& folder, GradedTime now) {
    JIUJIN_TRY_ASSIGN(seal::PrivateKey key, seal::PrivateKey::fromFile(folder / "device.key"));
    JIUJIN_TRY_ASSIGN(Certificate root, Certificate::fromFile(folder / "root.pem"));
    JIUJIN_TRY_ASSIGN(Certificate device,
                      trusted(folder / "device.pem", root, Role::Terminal, now));
    if (!key.matches(device))
        return Error{ErrorCode::KeyMismatch, (folder / "device.key").string()};
    const auto trust = folder / "trust";
    JIUJIN_TRY(trusted(trust / "seal.pem", root, Role::Seal, now));
    JIUJIN_TRY(trusted(trust / "escrow.pem", root, Role::Seal, now));
    JIUJIN_TRY_ASSIGN(Certificate acknowledge,
                      trusted(trust / "acknowledge.pem", root, Role::Acknowledge, now));
    JIUJIN_TRY_ASSIGN(const Certificate vouching,
                      trusted(trust / "credential.pem", root, Role::Credential, now));
    JIUJIN_TRY_ASSIGN(std::string credential, lineOf(folder / "credential.jws"));
    JIUJIN_TRY(checkCredential(credential, vouching, device));
    JIUJIN_TRY_ASSIGN(std::string url, lineOf(folder / "platform.url"));
    JIUJIN_TRY(checkPlatformUrl(url));
    return Enrolment{std::move(key),         std::move(device),     std::move(root),
                     std::move(acknowledge), std::move(credential), std::move(url)};
}

} // namespace jiujin::keys
