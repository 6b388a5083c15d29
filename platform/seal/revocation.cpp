#include "platform/seal/revocation.h"

#include "platform/seal/openssl.h"

#include <algorithm>
#include <fstream>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <optional>

namespace jiujin::seal {

namespace {

// RFC 5280 wants a nextUpdate; see the header for why nobody looks at it.
constexpr std::chrono::hours nominalLife{24 * 3650};

struct FreedTime {
    void operator()(ASN1_TIME* time) const { ASN1_TIME_free(time); }
};
struct FreedEntry {
    void operator()(X509_REVOKED* entry) const { X509_REVOKED_free(entry); }
};
using Moment = std::unique_ptr<ASN1_TIME, FreedTime>;
using Entry = std::unique_ptr<X509_REVOKED, FreedEntry>;

Moment momentOf(WallTime time) {
    return Moment(ASN1_TIME_set(nullptr, std::chrono::system_clock::to_time_t(time)));
}

// Takes the entry over when it succeeds.
bool add(X509_CRL* list, Entry entry) {
    if (!entry || X509_CRL_add0_revoked(list, entry.get()) != 1)
        return false;
    static_cast<void>(entry.release());
    return true;
}

bool addCertificate(X509_CRL* list, const Certificate& certificate, WallTime now) {
    Entry entry(X509_REVOKED_new());
    const Moment moment = momentOf(now);
    return entry && moment &&
           X509_REVOKED_set_serialNumber(entry.get(),
                                         X509_get_serialNumber(certificate.handle())) == 1 &&
           X509_REVOKED_set_revocationDate(entry.get(), moment.get()) == 1 &&
           add(list, std::move(entry));
}

bool addAll(X509_CRL* list, X509_CRL* before) {
    const auto* entries = before == nullptr ? nullptr : X509_CRL_get_REVOKED(before);
    for (int i = 0; entries != nullptr && i < sk_X509_REVOKED_num(entries); ++i)
        if (!add(list, Entry(X509_REVOKED_dup(sk_X509_REVOKED_value(entries, i)))))
            return false;
    return true;
}

bool date(X509_CRL* list, WallTime now) {
    const Moment from = momentOf(now), until = momentOf(now + nominalLife);
    return from && until && X509_CRL_set1_lastUpdate(list, from.get()) == 1 &&
           X509_CRL_set1_nextUpdate(list, until.get()) == 1;
}

bool addNumber(X509_CRL* list, std::uint64_t number) {
    const Owned<ASN1_INTEGER> value(ASN1_INTEGER_new());
    return value && ASN1_INTEGER_set_uint64(value.get(), number) == 1 &&
           X509_CRL_add1_ext_i2d(list, NID_crl_number, value.get(), 0, 0) == 1;
}

// Nothing when there is one that is no number.
std::optional<std::uint64_t> numberOf(const X509_CRL* list) {
    int found = 0;
    const Owned<ASN1_INTEGER> value(
        static_cast<ASN1_INTEGER*>(X509_CRL_get_ext_d2i(list, NID_crl_number, &found, nullptr)));
    std::uint64_t number = 0;
    if (!value)
        return found == -1 ? std::optional<std::uint64_t>(0) : std::nullopt;
    return ASN1_INTEGER_get_uint64(&number, value.get()) == 1 ? std::optional(number)
                                                              : std::nullopt;
}

} // namespace

// Takes the list over. One that is only a part of the root's list says so by a critical extension.
Result<RevocationList> RevocationList::verified(X509_CRL* owned, const Certificate& root,
                                                const std::string& place) {
    RevocationList found;
    found.list_.reset(owned, X509_CRL_free);
    const auto number = owned == nullptr ? std::nullopt : numberOf(owned);
    const bool readable = number && X509_CRL_get_ext_by_critical(owned, 1, -1) < 0;
    ERR_clear_error();
    if (!readable)
        return Error(ErrorCode::CertificateMalformed, place + ": not a revocation list");
    const bool issued =
        X509_NAME_cmp(X509_CRL_get_issuer(owned), X509_get_subject_name(root.handle())) == 0 &&
        X509_CRL_verify(owned, X509_get0_pubkey(root.handle())) == 1;
    ERR_clear_error();
    if (!issued)
        return Error(ErrorCode::CertificateIssuer, place);
    found.number_ = *number;
    return found;
}

Result<RevocationList> RevocationList::fromFile(const std::filesystem::path& path,
                                                const Certificate& root) {
    std::ifstream file(path, std::ios::binary);
    std::string pem(maxBytes + 1, '\0');
    file.read(pem.data(), static_cast<std::streamsize>(pem.size()));
    if (!file.good() && !file.eof())
        return Error(ErrorCode::FileUnreadable, path.string());
    pem.resize(static_cast<std::size_t>(file.gcount()));
    if (pem.size() > maxBytes)
        return Error(ErrorCode::CertificateMalformed, path.string() + ": too large");
    return verified(PEM_read_bio_X509_CRL(memoryOf(viewOf(pem)).get(), nullptr, nullptr, nullptr),
                    root, path.string());
}

Result<RevocationList> RevocationList::fromDer(ByteView der, const Certificate& root) {
    const std::uint8_t* at = der.data();
    X509_CRL* list =
        der.size() > maxBytes ? nullptr : d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size()));
    // In its one spelling: OpenSSL reads others too.
    if (list != nullptr && !std::ranges::equal(derOf(list, i2d_X509_CRL), der)) {
        X509_CRL_free(list);
        list = nullptr;
    }
    return verified(list, root, "revocation list");
}

Result<RevocationList> RevocationList::issue(const RevocationList& before,
                                             const std::vector<Certificate>& more,
                                             const Certificate& root, const PrivateKey& rootKey,
                                             WallTime now) {
    RevocationList made;
    made.list_.reset(X509_CRL_new(), X509_CRL_free);
    X509_CRL* list = made.list_.get();
    made.number_ = before.number_ + 1;
    bool done = list != nullptr && X509_CRL_set_version(list, X509_CRL_VERSION_2) == 1 &&
                X509_CRL_set_issuer_name(list, X509_get_subject_name(root.handle())) == 1 &&
                date(list, now) && addNumber(list, made.number_) &&
                addAll(list, before.list_.get());
    for (const Certificate& certificate : more)
        done = done && (made.holds(certificate) || addCertificate(list, certificate, now));
    if (!done || X509_CRL_sort(list) != 1 ||
        X509_CRL_sign(list, rootKey.handle(), EVP_sha256()) <= 0) {
        ERR_clear_error();
        return Error(ErrorCode::CryptoFailed, "cannot make a revocation list");
    }
    return made;
}

bool RevocationList::holds(const Certificate& certificate) const {
    X509_REVOKED* entry = nullptr;
    return list_ && X509_CRL_get0_by_cert(list_.get(), &entry, certificate.handle()) == 1;
}

std::string RevocationList::pem() const {
    const Owned<BIO> memory(BIO_new(BIO_s_mem()));
    if (!list_ || !memory || PEM_write_bio_X509_CRL(memory.get(), list_.get()) != 1)
        return {};
    return std::string(textOf(contentOf(memory.get())));
}

Bytes RevocationList::der() const {
    return list_ ? derOf(list_.get(), i2d_X509_CRL) : Bytes();
}

} // namespace jiujin::seal
