// A platform's keys and the folder that it would leave on a terminal.
#pragma once

#include "platform/seal/jws.h"

#include <cstdlib>

namespace jiujin::enrolment {

inline constexpr std::string_view terminalId = "330105-A017";

// The value of a Result that a test takes for granted.
template <typename T>
T must(Result<T> result) {
    if (!result.ok()) {
        std::fputs(result.error().text().c_str(), stderr);
        std::abort();
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}

struct Identity {
    seal::Certificate certificate;
    seal::PrivateKey key;
};

// Valid from a day before `now` to a year after.
struct TestPki {
    explicit TestPki(WallTime now);
    Identity issue(std::string_view name, seal::Role role) const;
    Identity issue(std::string_view name, seal::Role role, seal::Validity validity) const;
    std::string credentialFor(const seal::Certificate& device, std::string_view terminal) const;

    seal::Validity validity;
    seal::PrivateKey rootKey;
    seal::Certificate root;
    Identity device, sealing, escrow, acknowledge, credential, server;
};

void writeFile(const std::filesystem::path& file, std::string_view content);
void writeKey(const std::filesystem::path& file, const seal::PrivateKey& key);
// device.key, device.pem, root.pem, trust/, credential.jws, platform.url.
void writeEnrolment(const std::filesystem::path& folder, const TestPki& pki, std::string_view url);

} // namespace jiujin::enrolment
