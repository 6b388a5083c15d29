#include "platform/seal/certificate.h"

#include "platform/seal/openssl.h"
#include "platform/seal/roles.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/sha.h>

namespace jiujin::seal {

namespace {

constexpr std::size_t maxPemBytes = 64UL * 1024;

// Each role that the certificate carries; another usage of ours than the known ones counts too.
std::vector<Role> rolesOf(X509* certificate) {
    const Owned<EXTENDED_KEY_USAGE> usages(static_cast<EXTENDED_KEY_USAGE*>(
        X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr)));
    std::vector<Role> roles;
    for (int i = 0; usages && i < sk_ASN1_OBJECT_num(usages.get()); ++i) {
        char oid[128] = {};
        OBJ_obj2txt(oid, sizeof oid, sk_ASN1_OBJECT_value(usages.get(), i), 1);
        for (const RoleMark& mark : roleMarks)
            if (std::string_view(oid) == mark.oid)
                roles.push_back(mark.role);
    }
    return roles;
}

Result<void> verifyChain(X509* leaf, X509* root) {
    const Owned<X509_STORE> store(X509_STORE_new());
    const Owned<X509_STORE_CTX> context(X509_STORE_CTX_new());
    if (!store || !context || X509_STORE_add_cert(store.get(), root) != 1 ||
        X509_STORE_CTX_init(context.get(), store.get(), leaf, nullptr) != 1)
        return Error(ErrorCode::CryptoFailed, "cannot set up the check of a certificate");
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_X509_STRICT | X509_V_FLAG_NO_CHECK_TIME);
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_ANY);
    if (X509_verify_cert(context.get()) == 1)
        return {};
    ERR_clear_error();
    return Error(ErrorCode::CertificateIssuer,
                 X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())));
}

// A time that cannot be read is none: 1970.
WallTime timeOf(const ASN1_TIME* time) {
    tm fields{};
    return ASN1_TIME_to_tm(time, &fields) == 1 ? WallTime(std::chrono::seconds(timegm(&fields)))
                                               : WallTime{};
}

bool isValidAt(X509* certificate, std::time_t at) {
    // A time that cannot be read compares as 0.
    return X509_cmp_time(X509_get0_notBefore(certificate), &at) < 0 &&
           X509_cmp_time(X509_get0_notAfter(certificate), &at) > 0;
}

} // namespace

Result<Certificate> Certificate::fromPem(std::string_view pem) {
    const Error malformed(ErrorCode::CertificateMalformed, "not one certificate in PEM");
    if (pem.size() > maxPemBytes)
        return malformed;
    const Owned<BIO> memory = memoryOf(viewOf(pem));
    const Owned<X509> parsed(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!parsed)
        return malformed;
    return fromHandle(parsed.get());
}

Result<Certificate> Certificate::fromDer(ByteView der) {
    const std::uint8_t* at = der.data();
    const Owned<X509> parsed(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    // In its one spelling: OpenSSL reads others too.
    if (!parsed || !std::ranges::equal(derOf(parsed.get(), i2d_X509), der))
        return Error(ErrorCode::CertificateMalformed, "not one certificate in DER");
    return fromHandle(parsed.get());
}

Result<Certificate> Certificate::fromFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string pem((std::istreambuf_iterator<char>(file)), {});
    if (!file.good() && !file.eof())
        return Error(ErrorCode::FileUnreadable, path.string());
    auto certificate = fromPem(pem);
    if (!certificate.ok())
        return Error(certificate.error().code, path.string() + ": " + certificate.error().where);
    return certificate;
}

Certificate Certificate::fromHandle(X509* handle) {
    X509_up_ref(handle);
    Certificate certificate;
    certificate.x509_ = std::shared_ptr<X509>(handle, &X509_free);
    return certificate;
}

std::string Certificate::commonName() const {
    const X509_NAME* name = X509_get_subject_name(x509_.get());
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0)
        return {};
    const ASN1_STRING* value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
            static_cast<std::size_t>(ASN1_STRING_length(value))};
}

Bytes Certificate::publicKey() const {
    return derOf(X509_get_X509_PUBKEY(x509_.get()), i2d_X509_PUBKEY);
}

std::string Certificate::keyId() const {
    const Bytes key = publicKey();
    Bytes digest(SHA256_DIGEST_LENGTH);
    SHA256(key.data(), key.size(), digest.data());
    return toHex(digest);
}

WallTime Certificate::validFrom() const {
    return timeOf(X509_get0_notBefore(x509_.get()));
}

WallTime Certificate::validUntil() const {
    return timeOf(X509_get0_notAfter(x509_.get()));
}

std::string Certificate::pem() const {
    const Owned<BIO> memory = wipedMemory();
    PEM_write_bio_X509(memory.get(), x509_.get());
    return std::string(textOf(contentOf(memory.get())));
}

Bytes Certificate::der() const {
    return derOf(x509_.get(), i2d_X509);
}

Result<void> verifyIssuer(const Certificate& leaf, const Certificate& root) {
    return verifyChain(leaf.handle(), root.handle());
}

Result<void> verifyIssue(const Certificate& leaf, const Certificate& root, Role role) {
    JIUJIN_TRY(verifyChain(leaf.handle(), root.handle()));
    const auto roles = rolesOf(leaf.handle());
    if (roles != std::vector<Role>{role} || X509_check_ca(leaf.handle()) != 0)
        return Error(ErrorCode::CertificateRole, "the certificate has another role");
    if (!isP256(X509_get0_pubkey(leaf.handle())))
        return Error(ErrorCode::SuiteUnknown, "the certificate's key is not on P-256");
    return {};
}

Result<void> verifyTime(const Certificate& leaf, const Certificate& root, WallTime at) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
    if (isValidAt(leaf.handle(), seconds) && isValidAt(root.handle(), seconds))
        return {};
    return Error(ErrorCode::CertificateExpired, "the certificate or its issuer's is not valid now");
}

Result<void> verifyLeaf(const Certificate& leaf, const Certificate& root, Role role, WallTime at) {
    JIUJIN_TRY(verifyTime(leaf, root, at));
    return verifyIssue(leaf, root, role);
}

WallTime deliveringTime(const Certificate& leaf, WallTime at) {
    const WallTime last = leaf.validUntil() - std::chrono::seconds(1);
    return at > last && at <= last + deliveryGrace ? last : at;
}

} // namespace jiujin::seal
