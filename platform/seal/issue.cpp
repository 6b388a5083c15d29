// Issuing, for `jiujin-platform init` and tests.
#include "platform/seal/certificate.h"
#include "platform/seal/openssl.h"
#include "platform/seal/roles.h"

#include <openssl/err.h>

namespace jiujin::seal {

namespace {

const RoleMark& markOf(Role role) {
    for (const RoleMark& mark : roleMarks)
        if (mark.role == role)
            return mark;
    std::abort();
}

// 128 random bits with the top one clear: positive and of one length.
bool setSerial(X509* certificate) {
    Bytes random = randomBytes(16);
    random[0] = static_cast<std::uint8_t>((random[0] & 0x7FU) | 0x40U);
    const Owned<BIGNUM> number(BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr));
    return number &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setTimes(X509* certificate, const Validity& validity) {
    const auto seconds = [](WallTime time) {
        return std::chrono::system_clock::to_time_t(time);
    };
    return ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(validity.from)) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(validity.until)) != nullptr;
}

bool setName(X509* certificate, std::string_view name) {
    return X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName,
                                      MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(name.data()),
                                      static_cast<int>(name.size()), -1, 0) == 1;
}

bool extend(X509* issuer, X509* subject, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, subject, nullptr, nullptr, 0);
    const Owned<X509_EXTENSION> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(subject, extension.get(), -1) == 1;
}

Owned<X509> blank(const PrivateKey& subjectKey, std::string_view name, const Validity& validity) {
    Owned<X509> certificate(X509_new());
    if (!certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1 ||
        !setSerial(certificate.get()) || !setTimes(certificate.get(), validity) ||
        !setName(certificate.get(), name) ||
        X509_set_pubkey(certificate.get(), subjectKey.handle()) != 1)
        return nullptr;
    return certificate;
}

std::string usagesOf(const RoleMark& mark) {
    const std::string tls =
        mark.tlsUsage == NID_undef ? "" : std::string(",") + OBJ_nid2sn(mark.tlsUsage);
    return mark.oid + tls;
}

// By what a server is called: a host's name, or an IP address.
std::string addressesOf(const std::string& name) {
    if (name == "localhost")
        return "DNS:localhost,IP:127.0.0.1,IP:::1";
    const Owned<ASN1_OCTET_STRING> address(a2i_IPADDRESS(name.c_str()));
    return (address ? "IP:" : "DNS:") + name;
}

bool extendLeaf(X509* issuer, X509* leaf, std::string_view name, Role role) {
    const bool opens = role == Role::Seal;
    bool done = extend(issuer, leaf, NID_basic_constraints, "critical,CA:FALSE") &&
                extend(issuer, leaf, NID_key_usage,
                       opens ? "critical,keyAgreement" : "critical,digitalSignature") &&
                extend(issuer, leaf, NID_ext_key_usage, usagesOf(markOf(role))) &&
                extend(issuer, leaf, NID_subject_key_identifier, "hash") &&
                extend(issuer, leaf, NID_authority_key_identifier, "keyid");
    if (role == Role::Server)
        done = done && extend(issuer, leaf, NID_subject_alt_name, addressesOf(std::string(name)));
    return done;
}

Error issueFailed() {
    ERR_clear_error();
    return {ErrorCode::CryptoFailed, "cannot issue a certificate"};
}

} // namespace

Result<Certificate> issueRoot(const PrivateKey& key, std::string_view name, Validity validity) {
    const Owned<X509> root = blank(key, name, validity);
    if (!root || X509_set_issuer_name(root.get(), X509_get_subject_name(root.get())) != 1 ||
        !extend(root.get(), root.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
        !extend(root.get(), root.get(), NID_key_usage, "critical,keyCertSign,cRLSign") ||
        !extend(root.get(), root.get(), NID_subject_key_identifier, "hash") ||
        X509_sign(root.get(), key.handle(), EVP_sha256()) == 0)
        return issueFailed();
    return Certificate::fromHandle(root.get());
}

Result<Certificate> issueLeaf(const Certificate& issuer, const PrivateKey& issuerKey,
                              const PrivateKey& subjectKey, std::string_view name, Role role,
                              Validity validity) {
    const Owned<X509> leaf = blank(subjectKey, name, validity);
    if (!leaf || X509_set_issuer_name(leaf.get(), X509_get_subject_name(issuer.handle())) != 1 ||
        !extendLeaf(issuer.handle(), leaf.get(), name, role) ||
        X509_sign(leaf.get(), issuerKey.handle(), EVP_sha256()) == 0)
        return issueFailed();
    return Certificate::fromHandle(leaf.get());
}

} // namespace jiujin::seal
