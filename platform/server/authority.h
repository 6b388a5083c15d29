// The platform's root at work: it issues the certificates of those who serve, seal and sign.
#pragma once

#include "platform/seal/certificate.h"

#include <filesystem>

namespace jiujin::server {

struct Issued {
    seal::Certificate certificate;
    seal::PrivateKey key;
};

class Authority {
public:
    // A new root, good for twenty years.
    static Result<Authority> make(WallTime now);
    // root.pem and root.key in this folder. FileUnreadable, Key…, Certificate…; CertificateExpired:
    // its time is over.
    static Result<Authority> in(const std::filesystem::path& folder, WallTime now);

    // Good for three years, and no longer than the root.
    Result<Issued> issue(std::string_view name, seal::Role role) const;

    const seal::Certificate& root() const { return root_; }
    const seal::PrivateKey& key() const { return key_; }
    const seal::Validity& leafValidity() const { return leafLife_; }

private:
    Authority(seal::PrivateKey key, seal::Certificate root, WallTime now);

    seal::PrivateKey key_;
    seal::Certificate root_;
    seal::Validity leafLife_;
};

// Modes of keys and of everything else.
inline constexpr unsigned forOwner = 0600, forAll = 0644;

// Overwrite nothing: AlreadyExists.
Result<void> writeKey(const std::filesystem::path& path, const seal::PrivateKey& key);
// <folder>/<name>/<name>.pem and .key
Result<void> writePair(const std::filesystem::path& folder, const std::string& name,
                       const Issued& pair);

} // namespace jiujin::server
