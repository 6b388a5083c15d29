// SHA-256 as it is spelt in every message: base64url, 43 characters.
#pragma once

#include "platform/base/bytes.h"

#include <initializer_list>
#include <memory>

struct evp_md_ctx_st;

namespace jiujin::protocol {

std::string digestText(std::initializer_list<ByteView> parts);

// The same of what comes piece by piece.
class RunningDigest {
public:
    RunningDigest();
    void add(ByteView piece);
    // Once; nothing may be added after it.
    std::string text();

private:
    struct Freed {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Freed> context_;
};

} // namespace jiujin::protocol
