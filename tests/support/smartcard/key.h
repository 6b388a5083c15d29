// The key of an operator's card, made by the openssl command for one test.
#pragma once

#include "tests/support/samv/wire.h"

#include <memory>
#include <string>

namespace smartcard_peer {

using samv_peer::Octets;

class Key {
public:
    // A private key in PEM; null when it cannot be read.
    static std::shared_ptr<Key> fromFile(const std::string& path);
    ~Key();
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    // ECDSA over this digest, DER.
    Octets sign(const Octets& digest) const;

private:
    explicit Key(void* key) : key_(key) {}
    void* key_; // EVP_PKEY
};

// The contents of a file; empty when there is none.
Octets contentsOf(const std::string& path);

} // namespace smartcard_peer
